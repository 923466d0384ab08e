import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { literal } from '../../platform/duckdb.ts'
import {
  type CalendarRow,
  copyCalendar,
  copyEnrollment,
  copyOrgs,
  copyStudentGroups,
  loadCalendar,
  loadEnrollment,
  loadOrganizations,
  loadStudents,
  type OrganizationRow,
  yearsOf,
} from '../people/index.ts'
import { type LoadContext, type Made, makeVersion } from './actions/version.ts'
import type { Session } from './reading/session.ts'
import { calendarRows, organizationRows } from './reading/tree.ts'
import { currentVersion } from './store-version.ts'

const lakeColumns = {
  org: "'org_id': 'integer', 'kind': 'varchar', 'school_id': 'integer', 'zone_id': 'integer', 'district_id': 'integer', 'state_id': 'integer', 'low_grade': 'tinyint', 'high_grade': 'tinyint', 'from_date': 'date', 'to_date': 'date', 'code': 'varchar'",
  calendar:
    "'org_id': 'integer', 'school_year': 'smallint', 'day': 'date', 'day_type': 'varchar', 'is_instructional': 'boolean', 'day_number': 'smallint', 'marking_period': 'varchar'",
  student_group:
    "'student_key': 'bigint', 'school_year': 'smallint', 'race': 'varchar', 'gender': 'varchar', 'econ': 'boolean', 'el': 'boolean', 'swd': 'boolean', 'residency': 'varchar'",
  enrollment:
    "'student_key': 'bigint', 'org_id': 'integer', 'school_year': 'smallint', 'grade': 'tinyint', 'entry_date': 'date', 'exit_date': 'date', 'is_primary': 'boolean'",
} as const

export type LakeCopy = keyof typeof lakeColumns
/** SQL of the rows that `people` copied out as CSV, with the lake's types. */
export const copied = (path: string, dataset: LakeCopy): string =>
  `read_csv(${literal(path)}, header = true, auto_detect = false, columns = {${lakeColumns[dataset]}}, delim = ',', quote = '"', escape = '"')`

/** School years of what is staged, less those that were not asked for. */
export async function yearsStaged(context: LoadContext, staged = 'staged'): Promise<number[]> {
  const rows = await context.session.duck.rows<{ y: number }>(
    `select distinct cast(school_year as integer) as y from ${staged} where school_year is not null order by y`,
  )
  return rows.map((row) => row.y).filter((year) => context.years?.includes(year) ?? true)
}

/** Organizations: into the tree; then the lake's snapshot of schools, and the days of every year where new schools changed them. */
export async function loadTree(context: LoadContext): Promise<Made[]> {
  const { tx, scope, session, row } = context
  const rows = await session.duck.rows(`${organizationRows} from staged order by row_no`)
  await loadOrganizations(tx, scope, row.org_id, rows as unknown as OrganizationRow[])
  const path = join(session.scratch, 'org.csv')
  await copyOrgs(tx, row.org_id, path)
  const made = [
    await makeVersion(context, 'org', 0, `select * exclude (code) from ${copied(path, 'org')} order by org_id`, {
      base: null,
    }),
  ]
  for (const year of await yearsOf(tx, row.org_id)) {
    const days = await calendarOf(context, year)
    const before = await currentVersion(tx, { org_id: row.org_id, dataset: 'calendar', school_year: year })
    if (before?.file_gone_at === null) {
      const there = `read_parquet(${literal(join(session.home, before.path))})`
      const [changed] = await session.duck.rows<{ n: number }>(
        `select count(*) as n from ((select * from ${days} except select * from ${there}) union all (select * from ${there} except select * from ${days}))`,
      )
      if (changed?.n === 0) continue
    }
    made.push(
      await makeVersion(context, 'calendar', year, `select * from ${days} order by org_id, day`, { base: null }),
    )
  }
  return made
}

async function calendarOf(context: LoadContext, year: number): Promise<string> {
  const path = join(context.session.scratch, `calendar-${year}.csv`)
  await copyCalendar(context.tx, context.row.org_id, path, year)
  return copied(path, 'calendar')
}

export async function loadDays(context: LoadContext): Promise<Made[]> {
  const { tx, scope, session, row } = context
  const wanted = await yearsStaged(context)
  const rows = await session.duck.rows(
    `${calendarRows} from staged where school_year in (${wanted.join(', ') || 'null'}) order by row_no`,
  )
  const loaded = await loadCalendar(tx, scope, row.org_id, rows as unknown as CalendarRow[])
  const made: Made[] = []
  for (const year of loaded.years)
    made.push(
      await makeVersion(
        context,
        'calendar',
        year,
        `select * from ${await calendarOf(context, year)} order by org_id, day`,
        { base: null },
      ),
    )
  return made
}

const text = (name: string, sql: string) => `${sql} as "${name}"`

export async function loadRoster(context: LoadContext): Promise<Made[]> {
  const { tx, scope, session, row } = context
  const made: Made[] = []
  const wanted = await yearsStaged(context)
  const csv = join(session.scratch, 'students.csv')
  // Rows that an older release kept beside an import do not know the column.
  const [known] = await session.duck.rows<{ n: number }>(
    "select count(*) as n from (describe staged) where column_name = 'opt_out'",
  )
  const day = (name: string) => `strftime(${name}, '%Y-%m-%d')`
  await session.duck.run(`copy (
    select student_id, cast(school_year as varchar) as school_year, last_name, first_name, ${text('birth_date', day('birth_date'))}, gender, ${text('race_ethnicity', 'race')},
      ${text('economically_disadvantaged', 'flag_text(econ)')}, ${text('english_learner', 'flag_text(el)')}, ${text('student_with_disability', 'flag_text(swd)')}, residency, home_language,
      ${text('directory_opt_out', known?.n ? 'flag_text(opt_out)' : 'cast(null as varchar)')}
    from staged where school_year in (${wanted.join(', ') || 'null'}) order by row_no
  ) to ${literal(csv)} (format csv, header)`)
  await loadStudents(tx, scope, row.org_id, createReadStream(csv))
  for (const year of wanted) {
    const path = join(session.scratch, `groups-${year}.csv`)
    await copyStudentGroups(tx, row.org_id, year, path)
    made.push(
      await makeVersion(
        context,
        'student_group',
        year,
        `select * from ${copied(path, 'student_group')} order by student_key`,
        { base: null },
      ),
    )
  }
  return made
}

export async function loadSpells(context: LoadContext): Promise<Made[]> {
  const { tx, scope, session, row } = context
  const made: Made[] = []
  const day = (name: string) => `strftime(${name}, '%Y-%m-%d')`
  for (const year of await yearsStaged(context)) {
    const csv = join(session.scratch, `spells-${year}.csv`)
    await session.duck.run(`copy (
      select student_id, cast(school_year as varchar) as school_year, school_code, ${text('grade', 'grade_text(grade)')}, ${text('entry_date', day('entry_date'))},
        ${text('exit_date', day('exit_date'))}, exit_code, ${text('primary', 'flag_text(is_primary)')}
      from staged where school_year = ${year} order by row_no
    ) to ${literal(csv)} (format csv, header)`)
    await loadEnrollment(tx, scope, row.org_id, year, createReadStream(csv))
    const path = join(session.scratch, `enrollment-${year}.csv`)
    await copyEnrollment(tx, row.org_id, year, path)
    made.push(
      await makeVersion(
        context,
        'enrollment',
        year,
        `select * from ${copied(path, 'enrollment')} order by student_key, entry_date, org_id`,
        { base: null },
      ),
    )
  }
  return made
}

/** Names what an import keeps to be loaded: its rows as the view `staged`, another part as `staged_<part>`. */
export async function nameStaged(session: Session, parts: readonly string[]): Promise<void> {
  for (const part of parts)
    await session.duck.run(
      `create or replace temp view ${part === 'rows' ? 'staged' : `staged_${part}`} as select * from read_parquet(${literal(join(session.folder, `${part}.parquet`))})`,
    )
}
