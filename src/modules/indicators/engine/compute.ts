import type { Duck } from '../../../platform/duckdb.ts'
import type { DefinitionId } from '../definitions/catalog.ts'
import type { AttendanceParams } from '../definitions/parameters.ts'
import { closedMonths, keepBase } from './closed.ts'
import { forgetCube, writeCube } from './cube.ts'
import { forgetInputs, forgetSteps, type Inputs, type Level, nameInputs } from './inputs.ts'
import { codeVersion } from './memory.ts'
import { periodOfDay } from './periods.ts'
import { countAnew, goOn, nameWanted, step, view } from './steps.ts'

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
    const [seen] = await duck.rows<{ day: string | null }>('select max(day) as day from measured_day')
    const throughDate = seen?.day ?? null
    const last = periodOfDay(job.schoolYear, throughDate ?? job.today)
    const version = await codeVersion(
      duck,
      job.definitions.map((d) => d.id),
    )
    const known = await closedMonths(job, version)
    const closed = known && known.period < last ? known : null
    const first = closed ? closed.period + 1 : 1
    await nameWanted(duck, job.schoolYear, { first, last }, closed ? job.studentMonth?.previous : undefined)
    await step(duck, 'school-period')
    if (closed && first === last) await goOn(duck)
    else await countAnew(duck)
    await view(duck, 'student-org')
    const base = await keepBase(job, closed, last, version)
    await forgetSteps(duck)
    const cubes: CubeResult[] = []
    for (const definition of job.definitions)
      cubes.push(await writeCube(job, definition, { first, last, memory: base.memory }))
    return { cubes, throughDate, months: { first, last }, studentMonth: base.path }
  } finally {
    await forgetCube(duck)
    await forgetInputs(duck)
  }
}
