import { type Duck, literal } from '../../../platform/duckdb.ts'
import { attendanceSteps, type DefinitionId, definitionSql } from '../definitions/catalog.ts'
import type { AttendanceParams } from '../definitions/parameters.ts'
import { forgetCube, writeCube } from './cube.ts'
import { forgetInputs, type Inputs, type Level, nameInputs } from './inputs.ts'
import { codeVersion, fingerprint, noteSql, readNote } from './memory.ts'
import { monthsOf, periodOfDay } from './periods.ts'
import { aside, settle } from './write.ts'

/** Where the results of one definition go. Paths must lie in folders the DuckDB was opened for; the folders must exist. */
export type CubePaths = {
  cube: string
  /** CSV with header: the cube's rows of this district, its zones and schools, for PostgreSQL's served slice. */
  slice?: string
  /** CSV with header: student_key,org_id,school_year,absent_hundredths,member_days,chronic,tier (school and district, year so far). Chronic absenteeism only. */
  standing?: string
}

export type Computation = {
  duck: Duck
  districtId: number
  schoolYear: number
  definitions: readonly { id: DefinitionId; out: CubePaths /** Cube of the run before, if any. */; previous?: string }[]
  inputs: Inputs
  /** The district's today, ISO text. */
  today: string
  params: AttendanceParams
  /** Levels to compute. Default: school, zone, district. `state` only when the inputs hold all districts of the state. */
  levels?: readonly Level[]
  /** The dataset `student_month`: sums of closed months. `previous` is read if still true, `next` is where a new one is written if needed. */
  studentMonth?: { previous?: string; next: string }
}

export type CubeResult = { id: DefinitionId; cube: string; rows: number; digest: string }

export type Computed = {
  cubes: CubeResult[]
  /** Last day measured anywhere; null when no school handed in any day. */
  throughDate: string | null
  /** Months computed anew (1..10); months before `first` were taken over unchanged. */
  months: { first: number; last: number }
  /** Path of the student_month file that the next computation may be given, or null. */
  studentMonth: string | null
}

/**
 * Computes cubes of definitions for one district and school year: period x organization x group, in one pass.
 * Correct whatever `previous` says: closed months are taken over only when a fingerprint of their facts, settings and code is unchanged.
 * Throws the Trouble of platform/duckdb; files appear whole or not at all.
 */
export async function computeCubes(job: Computation): Promise<Computed> {
  const { duck } = job
  try {
    await nameInputs(duck, { ...job, levels: job.levels ?? ['school', 'zone', 'district'] })
    await step(duck, 'measured-day')
    await step(duck, 'student-trait')
    const [seen] = await duck.rows<{ day: string | null }>('select max(day) as day from measured_day')
    const throughDate = seen?.day ?? null
    const last = periodOfDay(job.schoolYear, throughDate ?? job.today)
    const version = await codeVersion(
      duck,
      job.definitions.map((d) => d.id),
    )
    const closed = await closedMonths(job, version)
    const first = closed && closed.period < last ? closed.period + 1 : 1
    await nameWanted(job, first, last)
    for (const name of ['school-period', 'stay', 'missed', 'student-period'] as const) await step(duck, name)
    await duck.run(`create or replace temp view student_org as ${definitionSql('student-org').sql}`)
    const base = await keepBase(job, closed && first > 1 ? closed : null, last, version)
    const cubes: CubeResult[] = []
    for (const definition of job.definitions)
      cubes.push(await writeCube(job, definition, { first, last, fingerprint: base.fingerprint }))
    return { cubes, throughDate, months: { first, last }, studentMonth: base.path }
  } finally {
    await forgetCube(duck)
    await forgetInputs(duck)
  }
}

const tableOf = (name: string): string => name.replaceAll('-', '_')

async function step(duck: Duck, name: (typeof attendanceSteps)[number]): Promise<void> {
  await duck.run(`create or replace temp table ${tableOf(name)} as ${definitionSql(name).sql}`)
}

type Closed = { period: number; fingerprint: string }

/** The last closed month whose sums and cube rows are still true, or null. */
async function closedMonths(job: Computation, version: string): Promise<Closed | null> {
  const path = job.studentMonth?.previous
  if (path === undefined) return null
  const note = await readNote(job.duck, path)
  const period = Number(note?.period)
  const month = monthsOf(job.schoolYear)[period - 1]
  if (!note || !month || month.last >= job.today) return null
  const mark = await fingerprint(job.duck, month.last, version)
  if (note.fingerprint !== mark) return null
  for (const definition of job.definitions) {
    if (definition.previous === undefined) return null
    const cube = await readNote(job.duck, definition.previous)
    if (cube?.fingerprint !== mark) return null
  }
  return { period, fingerprint: mark }
}

/** Names the months to compute and the facts still needed for them: with closed months, only the days after them. */
async function nameWanted(job: Computation, first: number, last: number): Promise<void> {
  const base = monthsOf(job.schoolYear)[first - 2]
  const stored = base && job.studentMonth?.previous
  await job.duck.run(`
    create or replace temp table wanted_period as select cast(i as integer) as period from range(${first}, ${last + 1}) t(i);
    create or replace temp view fact_attendance as select * from all_attendance ${base ? `where day > date '${base.last}'` : ''};
    create or replace temp view fact_student_base as
      ${
        stored
          ? `select student_key, org_id, absent_hundredths, unrecorded_days from read_parquet(${literal(stored)})`
          : 'select cast(null as bigint) as student_key, cast(null as integer) as org_id, cast(null as integer) as absent_hundredths, cast(null as integer) as unrecorded_days where false'
      };
  `)
}

/** Keeps the sums of the months before the running one. Out: the file and the fingerprint of those months ('' when there is none yet). */
async function keepBase(
  job: Computation,
  closed: Closed | null,
  last: number,
  version: string,
): Promise<{ path: string | null; fingerprint: string }> {
  const month = monthsOf(job.schoolYear)[last - 2]
  if (!job.studentMonth || !month) return { path: null, fingerprint: '' }
  const { previous, next } = job.studentMonth
  if (closed?.period === month.period && previous !== undefined)
    return { path: previous, fingerprint: closed.fingerprint }
  const mark = await fingerprint(job.duck, month.last, version)
  await job.duck.run(`copy (
      select student_key, org_id, absent_hundredths, unrecorded_days from student_period where period = ${month.period} and (absent_hundredths > 0 or unrecorded_days > 0)
    ) to ${literal(aside(next))} (format parquet, compression zstd, ${noteSql({ fingerprint: mark, period: String(month.period) })})`)
  await settle(next)
  return { path: next, fingerprint: mark }
}
