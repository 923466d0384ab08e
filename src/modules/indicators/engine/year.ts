import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { definitionSql } from '../definitions/catalog.ts'
import type { OutcomeCard } from '../definitions/outcomes.ts'
import { notYet } from '../definitions/student-lists.ts'
import type { CubeResult } from './compute.ts'
import { forgetCube } from './cube.ts'
import type { Level } from './inputs.ts'
import { engineSql } from './memory.ts'
import { engineStep } from './steps.ts'
import { aside, openFolder, settle, settleFolder } from './write.ts'
import { forgetYearInputs, nameParam, nameYearInputs, type YearInputs } from './year-inputs.ts'

type Wanted = {
  card: OutcomeCard
  cube: string
  slice?: string
  /** Left out when the district has no row of its test in the year (`named-test`): nothing was ever said of it. */
  onlyIfThere?: boolean
}

export type YearComputation = {
  duck: Duck
  districtId: number
  schoolYear: number
  /** The district's today, ISO text. */
  today: string
  inputs: YearInputs
  levels?: readonly Level[]
  /** Each with the folder its cube goes to, and the CSV of this district's rows for PostgreSQL's served slice. */
  definitions: readonly Wanted[]
  /** Lists of students of this school year, each with its CSV: whom a rule of early warning names, or who does not count yet in a measure that is a share of students. */
  lists?: readonly { kind: 'warned' | 'not_yet'; card: OutcomeCard; path: string }[]
}

const columns = 'school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum'
/** So many definitions are spread over groups and levels in one pass: a slot has room for sixteen periods, and each takes the place of one. */
const together = 15
/** Steps that ask for nothing but the school year: made once for all. */
const asksNothing: ReadonlySet<string> = new Set(['enrolled'])
/** Settings that only the last step of a definition reads: steps before it are made once for all that differ in nothing else. */
const lastOnly: ReadonlySet<string> = new Set(['asks', 'band', 'countsDays', 'ofFall'])
const stepKey = ({ params }: OutcomeCard, step: string): string =>
  asksNothing.has(step) ? '' : JSON.stringify(Object.entries(params).filter(([name]) => !lastOnly.has(name)))

/**
 * Computes definitions of a school year: organization x group, each student once at each level, into a cube of one file each.
 * Out: rows and digest of each cube, in the order asked; what was left out (`onlyIfThere`) has none. Throws the Trouble of platform/duckdb; files appear whole or not at all.
 */
export async function computeYearCubes(job: YearComputation): Promise<CubeResult[]> {
  const { duck } = job
  const done = new Map<Wanted, CubeResult>()
  try {
    await nameYearInputs(duck, job.inputs, job.levels ?? ['school', 'zone', 'district'])
    const there = job.definitions.some((one) => one.onlyIfThere) ? await testsThere(job) : new Set<string>()
    const wanted = job.definitions.filter((one) => !one.onlyIfThere || isThere(one.card, there))
    for (const [, alike] of Map.groupBy(wanted, (one) => traitKey(one.card)))
      for (let from = 0; from < alike.length; from += together)
        for (const [one, result] of await computeAlike(job, alike.slice(from, from + together))) done.set(one, result)
    for (const one of job.lists ?? []) await (one.kind === 'warned' ? writeWarned : writeNotYet)(job, one)
    return job.definitions.flatMap((one) => done.get(one) ?? [])
  } finally {
    await forgetCube(duck)
    await forgetYearInputs(duck)
  }
}

const place = (test: string, subject: unknown, part: unknown, season: unknown): string =>
  JSON.stringify([test, subject, part, season])

/** Every test, subject, part and season of which the year has a row. */
async function testsThere({ duck, schoolYear }: YearComputation): Promise<ReadonlySet<string>> {
  const rows = await duck.rows<{ assessment: string; subject: string; part: string; season: string }>(
    `select distinct assessment, subject, part, season from fact_assessment where school_year = ${schoolYear}`,
  )
  return new Set(rows.map((one) => place(one.assessment, one.subject, one.part, one.season)))
}

const isThere = ({ params }: OutcomeCard, there: ReadonlySet<string>): boolean =>
  String(params.tests)
    .split(',')
    .some((test) => there.has(place(test, params.subject, params.part, params.season)))

/** Traits of a cohort depend on which cohort it is; those of a year on nothing else. */
const traitKey = (card: OutcomeCard): string => `${card.trait} ${JSON.stringify(card.params.cohortYear ?? null)}`

const table = (name: string): string => name.replaceAll('-', '_')

/** Definitions for which a student belongs to the same groups: their measures one after the other, then all spread in one pass. */
async function computeAlike(job: YearComputation, alike: readonly Wanted[]): Promise<[Wanted, CubeResult][]> {
  const { duck } = job
  const made = new Map<string, string>()
  for (const [i, { card }] of alike.entries()) {
    await nameParam(duck, card, job.schoolYear, job.today, i + 1)
    if (i === 0) {
      await duck.run(`create or replace temp table student_trait as ${definitionSql(card.trait).sql}`)
      await engineStep(duck, 'student-code')
    }
    for (const step of card.steps.slice(0, -1)) {
      const key = stepKey(card, step)
      if (made.get(step) === key) continue
      made.set(step, key)
      await duck.run(`create or replace temp table ${table(step)} as ${definitionSql(step).sql}`)
    }
    await duck.run(
      `create or replace temp table outcome as ${card.ownSql ?? definitionSql(card.steps.at(-1) ?? '').sql}`,
    )
    const into = (name: string) => (i === 0 ? `create or replace temp table ${name} as` : `insert into ${name}`)
    await duck.run(`${into('measure')} ${engineSql('year-measure')}`)
    await duck.run(`${into('org_period')} ${engineSql('year-org')}`)
  }
  await duck.run(engineSql('words'))
  await engineStep(duck, 'group-code')
  await duck.run('create type group_value_word as enum (select distinct group_value from group_code)')
  for (const step of ['coded', 'spread', 'fresh']) await engineStep(duck, step)
  const digests = await duck.rows<{ period: number; rows: number; low: number; high: number }>(engineSql('digest'))
  const results: [Wanted, CubeResult][] = []
  for (const [i, one] of alike.entries()) {
    const digest = digests.find((row) => row.period === i + 1)
    await writeFiles(job, one, i + 1)
    const { rows = 0, low = 0, high = 0 } = digest ?? {}
    results.push([
      one,
      {
        id: one.card.id as CubeResult['id'],
        cube: one.cube,
        rows,
        digest: createHash('sha256').update(JSON.stringify({ rows, low, high })).digest('hex'),
      },
    ])
  }
  await forgetCube(duck)
  return results
}

/** Students whom a rule of early warning names, at the school where they are now, with the signs that were seen. */
async function writeWarned(
  { duck, schoolYear, today }: YearComputation,
  one: { card: OutcomeCard; path: string },
): Promise<void> {
  await nameParam(duck, one.card, schoolYear, today, 1)
  for (const step of ['enrolled', 'warning-sign'])
    await duck.run(`create or replace temp table ${table(step)} as ${definitionSql(step).sql}`)
  await duck.run(
    `copy (
      select w.student_key, e.org_id, cast(coalesce(sum(s.absent), 0) as integer) as absent, cast(coalesce(sum(s.member_days), 0) as integer) as member_days,
        concat_ws('+', case when w.is_away then 'away' end, case when w.is_suspended then 'suspended' end, case when w.has_failed then 'failed' end) as signs
      from warning_sign w
      join enrolled e on e.student_key = w.student_key and e.is_last_school and e.is_at_end
      left join fact_standing s on s.student_key = w.student_key and s.school_year = ${schoolYear}
      where w.is_warned
      group by w.student_key, e.org_id, w.is_away, w.is_suspended, w.has_failed
    ) to ${literal(aside(one.path))} (format csv, header)`,
  )
  await settle(one.path)
}

/** Students whom a measure asks about and who are not among those that it counts, each at the school that answers for the student. */
async function writeNotYet(
  { duck, schoolYear, today }: YearComputation,
  one: { card: OutcomeCard; path: string },
): Promise<void> {
  const last = one.card.steps.at(-1)
  if (!last) throw new Error(`${one.card.id} has no steps.`)
  await nameParam(duck, one.card, schoolYear, today, 1)
  for (const step of one.card.steps)
    await duck.run(`create or replace temp table ${table(step)} as ${definitionSql(step).sql}`)
  await duck.run(
    `copy (
      select m.student_key, m.org_id, cast(coalesce(sum(s.absent), 0) as integer) as absent, cast(coalesce(sum(s.member_days), 0) as integer) as member_days,
        ${literal(notYet)} as signs
      from (select distinct student_key, org_id from ${table(last)} where n < d) m
      left join fact_standing s on s.student_key = m.student_key and s.school_year = ${schoolYear}
      group by m.student_key, m.org_id
    ) to ${literal(aside(one.path))} (format csv, header)`,
  )
  await settle(one.path)
}

async function writeFiles(job: YearComputation, { cube, slice }: Wanted, period: number): Promise<void> {
  const { duck } = job
  const rows = `select school_year, cast('year' as period_word) as period, through_date, org_id, group_set, cast(group_value as group_value_word) as group_value, state, n, d, sum from fresh where period = ${period}`
  // What is left out of a computation leaves no folder either.
  await mkdir(dirname(cube), { recursive: true, mode: 0o700 })
  await openFolder(cube)
  await duck.run(
    `copy (${rows}) to ${literal(join(aside(cube), 'running.parquet'))} (format parquet, compression zstd)`,
  )
  await settleFolder(cube)
  if (slice === undefined) return
  const mine = `select unnest([school_id, zone_id, district_id]) from fact_org where district_id = ${job.districtId}`
  await duck.run(
    `copy (select ${columns} from (${rows}) where org_id in (${mine})) to ${literal(aside(slice))} (format csv, header)`,
  )
  await settle(slice)
}
