import { createHash } from 'node:crypto'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { type DefinitionId, definitionSql } from '../definitions/catalog.ts'
import type { Computation, CubePaths, CubeResult } from './compute.ts'
import { engineSql, noteSql, readNote } from './memory.ts'
import { periodLabel } from './periods.ts'
import { aside, settle } from './write.ts'

/** Digest of one month: number of rows and two sums over them (`duckdb/digest.sql`). */
type MonthDigest = { period: string; rows: number; low: number; high: number }

const columns = 'school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum'

/**
 * Spreads one definition over groups and levels and writes its cube, the served slice and the standing.
 * In: student_org, student_trait, school_period, wanted_period, fact_org and param as tables. Out: rows and digest of the whole cube.
 */
export async function writeCube(
  job: Computation,
  definition: { id: DefinitionId; out: CubePaths; previous?: string },
  months: { first: number; last: number; fingerprint: string },
): Promise<CubeResult> {
  const { duck } = job
  const { id, out } = definition
  await duck.run(`create or replace temp table measure as ${definitionSql(id).sql}`)
  await duck.run(engineSql('words'))
  for (const name of ['group-code', 'student-code', 'coded', 'spread', 'org-period', 'fresh']) {
    await duck.run(`create or replace temp table ${name.replaceAll('-', '_')} as ${engineSql(name)}`)
    if (name === 'coded') await duck.run('drop table measure')
    if (name === 'spread') await duck.run('drop table coded')
    if (name === 'group-code')
      await duck.run('create type group_value_word as enum (select distinct group_value from group_code)')
  }
  const kept = months.first > 1 && definition.previous ? await keptDigests(duck, definition.previous, months.first) : []
  const digests = [...kept, ...(await freshDigests(duck))]
  const whole = wholeCube(definition.previous, months)
  await duck.run(
    `copy (${whole}) to ${literal(aside(out.cube))} (format parquet, compression zstd, ${noteSql({ fingerprint: months.fingerprint, months: JSON.stringify(digests) })})`,
  )
  await settle(out.cube)
  if (out.slice !== undefined) {
    const mine = `select unnest([school_id, zone_id, district_id]) from fact_org where district_id = ${job.districtId}`
    await duck.run(
      `copy (select ${columns} from (${whole}) where org_id in (${mine})) to ${literal(aside(out.slice))} (format csv, header)`,
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

/** Takes away what a cube was made with, also after a failure. */
export async function forgetCube(duck: Duck): Promise<void> {
  for (const table of ['measure', 'coded', 'student_code', 'spread', 'org_period', 'fresh', 'group_code'])
    await duck.run(`drop table if exists ${table}`)
  for (const word of ['state_word', 'group_set_word', 'period_word', 'group_value_word'])
    await duck.run(`drop type if exists ${word}`)
}

/** Months taken over, months made now, and the year so far, which is its newest month under another name. */
function wholeCube(previous: string | undefined, months: { first: number; last: number }): string {
  const fresh = (period: string, where: string) =>
    `select school_year, cast(${period} as period_word) as period, through_date, org_id, group_set, cast(group_value as group_value_word) as group_value, state, n, d, sum from fresh ${where}`
  const parts = [
    fresh(`'m' || lpad(cast(period as varchar), 2, '0')`, ''),
    fresh(`'year'`, `where period = ${months.last}`),
  ]
  if (months.first > 1 && previous !== undefined)
    parts.unshift(
      `select ${columns} from read_parquet(${literal(previous)}) where period < ${literal(periodLabel(months.first))}`,
    )
  return parts.join('\nunion all ')
}

async function freshDigests(duck: Duck): Promise<MonthDigest[]> {
  const rows = await duck.rows<{ period: number; rows: number; low: number; high: number }>(engineSql('digest'))
  return rows.map((row) => ({ ...row, period: periodLabel(row.period) }))
}

async function keptDigests(duck: Duck, previous: string, first: number): Promise<MonthDigest[]> {
  const note = await readNote(duck, previous)
  const all = JSON.parse(note?.months ?? '[]') as MonthDigest[]
  return all.filter((month) => month.period < periodLabel(first))
}
