import { type CalendarRow, checkCalendar, checkOrganizations, type OrganizationRow } from '../../people/index.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Session } from './session.ts'

/** The rows of an organizations file as `people` takes them. */
export const organizationRows = `select row_no, org_code, name, kind, parent_code, strftime(from_date, '%Y-%m-%d') as from_date, strftime(to_date, '%Y-%m-%d') as to_date,
  grade_text(low_grade) as low_grade, grade_text(high_grade) as high_grade, phone, address, successor_code, lineage`

/** The rows of a calendar file as `people` takes them. */
export const calendarRows = `select row_no, cast(school_year as varchar) as school_year, org_code, strftime(day, '%Y-%m-%d') as date, day_type, marking_period, season`

/**
 * Asks `people` whether the rows that passed fit together (a circle of parents, two kinds under one code) and adds what does not fit as findings.
 * Only for the two layouts that are trees. Out: how many rows do not fit.
 */
export async function misfits(session: Session, kind: Kind): Promise<number> {
  if (kind.name !== 'organizations' && kind.name !== 'calendar') return 0
  const { duck } = session
  const rows = await duck.rows(
    `${kind.name === 'organizations' ? organizationRows : calendarRows} from clean order by row_no`,
  )
  const problems =
    kind.name === 'organizations'
      ? checkOrganizations(rows as unknown as OrganizationRow[]).problems
      : checkCalendar(rows as unknown as CalendarRow[]).problems
  for (const problem of problems) {
    const row = Number(rows[problem.row - 1]?.row_no ?? 1)
    const field = /^[a-z_]+$/.test(problem.field) ? `'${problem.field}'` : 'null'
    await duck.run(`insert into finding values ('${kind.name}/does-not-fit', 'error', ${row}, ${field}, null)`)
  }
  return problems.length
}
