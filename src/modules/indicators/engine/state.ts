import type { Duck } from '../../../platform/duckdb.ts'
import { lakeColumns, type StateRow } from '../../feeds/index.ts'
import { definitionSql } from '../definitions/catalog.ts'
import { outcomeById } from '../definitions/outcomes.ts'
import { selectFrom } from './inputs.ts'
import { nameParam } from './year-inputs.ts'

/** All rows of a version of the state's reports that may be served or computed again: rows of the district, of the state, and of all students of other districts. */
export async function stateRows(duck: Duck, path: string, districtCode: string): Promise<StateRow[]> {
  const rows = await duck.rows(
    `select * from (${selectFrom(lakeColumns('state_report'), [path])})
     where district_code = '${districtCode.replaceAll("'", '')}' or level = 'state'
       or (level = 'district' and group_set = 'all') order by file, line, cell`,
  )
  return rows as unknown as StateRow[]
}

/** One student of our cohort, of the state's list, or of both. Null: not in that list. */
export type CohortPair = {
  student_key: number
  org_id: number | null
  ours: boolean | null
  /** Our outcome, also of a student whom we removed; null when no file of ours names the student. */
  outcome: string | null
  state: boolean | null
  removal_code: string | null
}

/**
 * Both lists of a cohort side by side: ours by the very SQL of the definition, the state's from its certified list. In: paths of our cohorts and of the state's
 * lists, the definition, the school year in which its years end, the length of the cohort.
 */
export async function cohortPairs(
  duck: Duck,
  job: {
    cohorts: readonly string[]
    certified: readonly string[]
    definition: string
    schoolYear: number
    today: string
    years: 4 | 6
  },
): Promise<CohortPair[]> {
  const card = outcomeById.get(job.definition)
  if (!card) return []
  await duck.run(`create or replace temp view fact_cohort as ${selectFrom(lakeColumns('cohort'), job.cohorts)}`)
  await duck.run(
    `create or replace temp view fact_certified as ${selectFrom(lakeColumns('certified_cohort'), job.certified)}`,
  )
  await nameParam(duck, card, job.schoolYear, job.today, 1)
  await duck.run(`create or replace temp table ours as ${definitionSql(card.steps.at(-1) ?? '').sql}`)
  const rows = await duck.rows(`
    with state as (
      select c.student_key, c.org_id, c.in_cohort, c.graduated, c.removal_code from fact_certified c cross join param p
      where c.school_year = p.cohort_year and c.years = ${job.years}
    ),
    known as (
      select c.student_key, any_value(c.org_id) as org_id, any_value(c.outcome) as outcome from fact_cohort c cross join param p
      where c.school_year = p.cohort_year group by c.student_key
    ),
    everybody as (
      select student_key from ours union select student_key from state
    )
    select e.student_key, coalesce(o.org_id, k.org_id, s.org_id) as org_id, case when o.student_key is not null then o.n = 1 end as ours, k.outcome,
      case when s.in_cohort then coalesce(s.graduated, false) end as state, s.removal_code
    from everybody e
    left join ours o on o.student_key = e.student_key
    left join state s on s.student_key = e.student_key
    left join known k on k.student_key = e.student_key
    order by e.student_key`)
  return rows as unknown as CohortPair[]
}
