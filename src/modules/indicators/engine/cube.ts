import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { type DefinitionId, definitionSql } from '../definitions/catalog.ts'
import type { Memory } from './closed.ts'
import type { Computation, CubePaths, CubeResult } from './compute.ts'
import { engineSql, noteSql, readNote } from './memory.ts'
import { periodLabel } from './periods.ts'
import { engineStep } from './steps.ts'
import { aside, isThere, openFolder, settle, settleFolder, share } from './write.ts'

/** Digest of one month: number of rows and two sums over them (`duckdb/digest.sql`). */
type MonthDigest = { period: string; rows: number; low: number; high: number }

/** Months computed now, and what the cube says about the facts it was made of. */
type Months = { first: number; last: number; memory: Memory }

const columns = 'school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum'

const runningOf = (cube: string): string => join(cube, 'running.parquet')
const closedOf = (cube: string): string => join(cube, 'closed.parquet')

/** What a cube says about the facts it was made of; null when it is not there as a whole. */
export async function noteOf(duck: Duck, cube: string): Promise<{ memory: Memory; months: string } | null> {
  const note = await readNote(duck, runningOf(cube))
  const { fingerprint, people, files, today, months } = note ?? {}
  if (!fingerprint || !people || !files || !today || !months) return null
  return (await isThere(closedOf(cube))) ? { memory: { fingerprint, people, files, today }, months } : null
}

/**
 * Spreads one definition over groups and levels and writes its cube, the served slice and the standing.
 * In: student_org, student_code, school_period, wanted_period, fact_org and param as tables. Out: rows and digest of the whole cube.
 */
export async function writeCube(
  job: Computation,
  definition: { id: DefinitionId; out: CubePaths; previous?: string },
  months: Months,
): Promise<CubeResult> {
  const { duck } = job
  const { id, out, previous } = definition
  await duck.run(`create or replace temp table measure as ${definitionSql(id).sql}`)
  await duck.run(engineSql('words'))
  await engineStep(duck, 'group-code')
  await duck.run('create type group_value_word as enum (select distinct group_value from group_code)')
  await engineStep(duck, 'coded')
  await duck.run('drop table measure')
  await engineStep(duck, 'spread')
  await duck.run('drop table coded')
  for (const name of ['org-period', 'fresh']) await engineStep(duck, name)
  const kept = months.first > 1 && previous !== undefined ? await keptDigests(duck, previous, months.first) : []
  const digests = [...kept, ...(await freshDigests(duck))]
  await writeFiles(duck, out.cube, previous, months, digests)
  if (out.slice !== undefined) {
    const mine = `select unnest([school_id, zone_id, district_id]) from fact_org where district_id = ${job.districtId}`
    const made = `${monthRows('')} union all ${yearRows(months.last)}`
    await duck.run(
      `copy (select ${columns} from (${made}) where org_id in (${mine})) to ${literal(aside(out.slice))} (format csv, header)`,
    )
    await settle(out.slice)
  }
  if (out.standing !== undefined && id === 'chronic-absenteeism') {
    await duck.run(`copy (${engineSql('standing')}) to ${literal(aside(out.standing))} (format csv, header)`)
    await settle(out.standing)
  }
  await forgetCube(duck)
  const last = digests.at(-1)
  const rows = digests.reduce((sum, month) => sum + month.rows, 0) + (last?.rows ?? 0)
  return { id, cube: out.cube, rows, digest: createHash('sha256').update(JSON.stringify(digests)).digest('hex') }
}

/**
 * A cube is a folder of two files: the months that are over, shared with the run before where nothing in them changed, and the running month with the
 * year so far.
 */
async function writeFiles(
  duck: Duck,
  cube: string,
  previous: string | undefined,
  months: Months,
  digests: readonly MonthDigest[],
): Promise<void> {
  await openFolder(cube)
  const { first, last, memory } = months
  if (first > 1 && first === last && previous !== undefined) await share(closedOf(previous), closedOf(aside(cube)))
  else if (last > 1) {
    const kept =
      first > 1 && previous !== undefined
        ? `select ${columns} from read_parquet(${literal(closedOf(previous))}) union all `
        : ''
    await duck.run(
      `copy (${kept}${monthRows(`where period < ${last}`)}) to ${literal(closedOf(aside(cube)))} (format parquet, compression zstd)`,
    )
  }
  const note = noteSql({ ...memory, months: JSON.stringify(digests) })
  await duck.run(
    `copy (${monthRows(`where period = ${last}`)} union all ${yearRows(last)}) to ${literal(runningOf(aside(cube)))} (format parquet, compression zstd, ${note})`,
  )
  await settleFolder(cube)
}

/** Takes away what a cube was made with, also after a failure. */
export async function forgetCube(duck: Duck): Promise<void> {
  const tables = ['measure', 'coded', 'spread', 'org_period', 'fresh', 'group_code'].map(
    (table) => `drop table if exists ${table}`,
  )
  const types = ['state_word', 'group_set_word', 'period_word', 'group_value_word'].map(
    (type) => `drop type if exists ${type}`,
  )
  await duck.run([...tables, ...types].join(';'))
}

const freshRows = (period: string, where: string): string =>
  `select school_year, cast(${period} as period_word) as period, through_date, org_id, group_set, cast(group_value as group_value_word) as group_value, state, n, d, sum from fresh ${where}`

/** Months made now. */
const monthRows = (where: string): string => freshRows(`'m' || lpad(cast(period as varchar), 2, '0')`, where)

/** The year so far, which is its newest month under another name. */
const yearRows = (last: number): string => freshRows(`'year'`, `where period = ${last}`)

async function freshDigests(duck: Duck): Promise<MonthDigest[]> {
  const rows = await duck.rows<{ period: number; rows: number; low: number; high: number }>(engineSql('digest'))
  return rows.map((row) => ({ ...row, period: periodLabel(row.period) }))
}

async function keptDigests(duck: Duck, previous: string, first: number): Promise<MonthDigest[]> {
  const all = JSON.parse((await noteOf(duck, previous))?.months ?? '[]') as MonthDigest[]
  return all.filter((month) => month.period < periodLabel(first))
}
