import { Readable } from 'node:stream'
import type { Db, Tx } from '../../platform/db/database.ts'
import { inScope, type Scope } from '../../platform/db/scope.ts'
import { loadCast } from './accounts/cast.ts'
import { systemScope } from './accounts/identify.ts'
import type { CastMember } from './accounts/schema.ts'
import { orgsOfDistrict } from './orgs/store.ts'
import { loadCalendar, loadOrganizations } from './orgs/actions.ts'
import type { CalendarRow, OrganizationRow } from './orgs/schema.ts'
import { enrollmentColumns, studentColumns } from './students/schema.ts'

/** A small district for tests, written as files would write it. */

const blank = {
  parent_code: '',
  to_date: '',
  low_grade: '',
  high_grade: '',
  phone: '',
  address: '',
  successor_code: '',
  lineage: '',
}
export const org = (row: Partial<OrganizationRow> & { org_code: string; kind: string }): OrganizationRow => ({
  ...blank,
  name: row.org_code,
  from_date: '2000-07-01',
  ...row,
})

/** State, district `code`, two zones, schools A and B (north), C (south), D merged into C in 2025, a portfolio with A, an office. */
export const sampleOrgs = (code: string): OrganizationRow[] => [
  org({ org_code: 'CT', kind: 'state', name: 'Connecticut' }),
  org({ org_code: code, kind: 'district', name: `District ${code}`, parent_code: 'CT' }),
  org({ org_code: 'N', kind: 'zone', name: 'North', parent_code: code }),
  org({ org_code: 'S', kind: 'zone', name: 'South', parent_code: code }),
  org({ org_code: 'P1', kind: 'portfolio', parent_code: code }),
  org({ org_code: 'DATA', kind: 'office', parent_code: code }),
  org({
    org_code: 'A',
    kind: 'school',
    name: 'Ash Elementary',
    parent_code: 'N',
    low_grade: 'PK',
    high_grade: '5',
    phone: '860-555-0101',
  }),
  org({
    org_code: 'A',
    kind: 'school',
    name: 'Ash Elementary',
    parent_code: 'P1',
    low_grade: 'PK',
    high_grade: '5',
    phone: '860-555-0101',
  }),
  org({ org_code: 'B', kind: 'school', name: 'Birch Middle', parent_code: 'N', low_grade: '6', high_grade: '8' }),
  org({ org_code: 'C', kind: 'school', name: 'Cedar Elementary', parent_code: 'S', low_grade: 'K', high_grade: '5' }),
  org({
    org_code: 'D',
    kind: 'school',
    name: 'Dogwood Elementary',
    parent_code: 'S',
    low_grade: 'K',
    high_grade: '5',
    to_date: '2025-06-30',
    successor_code: 'C',
    lineage: 'merged',
  }),
]

const day = (
  date: string,
  day_type = 'instructional',
  org_code = '',
  rest: Partial<CalendarRow> = {},
): CalendarRow => ({ school_year: '2027', org_code, date, day_type, marking_period: '1', season: 'fall', ...rest })

/** Six days of 2026-27 for everybody; school B has one of them off and makes it up. */
export const sampleCalendar: CalendarRow[] = [
  day('2026-08-28', 'teacher_only'),
  day('2026-08-31'),
  day('2026-09-01'),
  day('2026-09-02', 'half_day'),
  day('2026-09-07', 'holiday'),
  day('2026-09-08'),
  day('2026-09-09', 'make_up'),
  day('2026-09-01', 'weather', 'B', { marking_period: '', season: '' }),
  day('2026-09-12', 'make_up', 'B', { marking_period: '2', season: '' }),
]

export const sampleCast: CastMember[] = [
  {
    email: 'superintendent@example.org',
    name: 'The superintendent',
    lang: 'en',
    roles: [{ role: 'superintendent', org_code: '*', from: '2024-07-01' }],
  },
  {
    email: 'principal.a@example.org',
    name: 'The principal of Ash',
    lang: 'es',
    roles: [{ role: 'principal', org_code: 'A', from: '2024-07-01' }],
  },
  {
    email: 'principal.b@example.org',
    name: 'The principal of Birch',
    lang: 'en',
    roles: [{ role: 'principal', org_code: 'B', from: '2024-07-01' }],
  },
  {
    email: 'former@example.org',
    name: 'A former principal',
    lang: 'en',
    roles: [{ role: 'principal', org_code: 'A', from: '2020-07-01', to: '2026-11-19' }],
  },
  {
    email: 'board@example.org',
    name: 'A board member',
    lang: 'en',
    roles: [{ role: 'board_member', org_code: '*', from: '2024-07-01' }],
  },
  {
    email: 'admin@example.org',
    name: 'The administrator',
    lang: 'en',
    roles: [{ role: 'administrator', org_code: '*', from: '2024-07-01' }],
  },
  {
    email: 'admin.a@example.org',
    name: 'The administrator of Ash',
    lang: 'en',
    roles: [{ role: 'administrator', org_code: 'A', from: '2024-07-01' }],
  },
  {
    email: 'steward@example.org',
    name: 'The data steward',
    lang: 'en',
    roles: [{ role: 'data_steward', org_code: '*', from: '2024-07-01' }],
  },
  {
    email: 'family@example.org',
    name: 'A parent',
    lang: 'es',
    roles: [{ role: 'family', org_code: 'A', from: '2024-07-01' }],
  },
]
export const samplePassword = 'correct horse battery'

/** Loads the sample as district `code` with a cast whose e-mails end in `@<code>.example.org`. Out: its id, the system's scope, a finder of ids by code. */
export async function loadSample(
  db: Db,
  code: string,
): Promise<{
  id: number
  scope: Scope
  idOf: (code: string) => number
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}> {
  const founder = await systemScope(db, 'setup', null)
  const { district_id: id } = await inScope(db, founder, (tx) => loadOrganizations(tx, founder, null, sampleOrgs(code)))
  const scope = await systemScope(db, 'import', id)
  const within = <T>(work: (tx: Tx) => Promise<T>) => inScope(db, scope, work)
  await within((tx) => loadCalendar(tx, scope, id, sampleCalendar))
  const cast = sampleCast.map((one) => ({
    ...one,
    email: one.email.replace('@', `@${code.toLowerCase()}.`),
    roles: one.roles.map((role) => ({ ...role, org_code: role.org_code === '*' ? code : role.org_code })),
  }))
  await within((tx) => loadCast(tx, scope, id, cast, samplePassword))

  const ids = new Map((await within((tx) => orgsOfDistrict(tx, id))).map((one) => [one.code, one.org_id]))
  return { id, scope, within, idOf: (wanted) => ids.get(wanted) ?? -1 }
}

/** A students file: one row per [id, last name, first name, changes]. */
export const studentsCsv = (
  rows: readonly (readonly [id: string, last: string, first: string, changes?: Record<string, string>])[],
  year = '2027',
): Readable => {
  const usual: Record<string, string> = {
    school_year: year,
    birth_date: '2016-03-01',
    gender: 'female',
    race_ethnicity: 'hispanic',
    economically_disadvantaged: 'Y',
    english_learner: 'N',
    student_with_disability: 'N',
    residency: 'resident',
    home_language: 'es',
  }
  const lines = rows.map(([id, last, first, changes]) => {
    const cells: Record<string, string> = { ...usual, student_id: id, last_name: last, first_name: first, ...changes }
    return studentColumns.map((column) => cells[column] ?? '').join(',')
  })
  return Readable.from([`${[studentColumns.join(','), ...lines].join('\n')}\n`])
}

/** An enrollment file: one row per [student, school, entry, exit, changes]. */
export const enrollmentCsv = (
  rows: readonly (readonly [
    id: string,
    school: string,
    entry: string,
    exit?: string,
    changes?: Record<string, string>,
  ])[],
  year = '2027',
): Readable => {
  const lines = rows.map(([id, school, entry, exit, changes]) => {
    const cells: Record<string, string> = {
      student_id: id,
      school_year: year,
      school_code: school,
      grade: '3',
      entry_date: entry,
      exit_date: exit ?? '',
      exit_code: exit ? 'moved_school' : '',
      primary: 'Y',
      ...changes,
    }
    return enrollmentColumns.map((column) => cells[column] ?? '').join(',')
  })
  return Readable.from([`${[enrollmentColumns.join(','), ...lines].join('\n')}\n`])
}
