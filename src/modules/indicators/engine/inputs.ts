import type { Duck } from '../../../platform/duckdb.ts'
import { literal } from '../../../platform/duckdb.ts'
import type { Dataset } from '../definitions/catalog.ts'
import type { AttendanceParams } from '../definitions/parameters.ts'
import { monthsOf } from './periods.ts'

/** Paths of the Parquet versions of each dataset; an empty list is an empty dataset. */
export type Inputs = Record<Dataset, readonly string[]>

export type Level = 'school' | 'zone' | 'district' | 'state'

const columns: Record<Dataset, string> = {
  enrollment:
    'student_key bigint, org_id integer, school_year smallint, grade tinyint, entry_date date, exit_date date, is_primary boolean',
  student_group:
    'student_key bigint, school_year smallint, race varchar, gender varchar, econ boolean, el boolean, swd boolean, residency varchar',
  attendance: 'student_key bigint, org_id integer, day date, kind varchar, portion smallint',
  submission: 'org_id integer, day date, mode varchar',
  calendar:
    'org_id integer, school_year smallint, day date, day_type varchar, is_instructional boolean, day_number smallint, marking_period varchar',
  org: 'org_id integer, kind varchar, school_id integer, zone_id integer, district_id integer, state_id integer, low_grade tinyint, high_grade tinyint, from_date date, to_date date',
}

/** A dataset as SQL to select from, with the lake's column types whatever the file's own are. */
export const source = (dataset: Dataset, paths: readonly string[]): string => selectFrom(columns[dataset], paths)

/** Columns with their types, read from Parquet files; of no file, none of them. In: a list of columns, or the dataset whose columns they are. */
export function selectFrom(list: string, paths: readonly string[]): string {
  const casts = (list in columns ? columns[list as Dataset] : list).split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ')
    return `cast(${paths.length === 0 ? 'null' : name} as ${type}) as ${name}`
  })
  const from =
    paths.length === 0
      ? '(select 1) where false'
      : `read_parquet([${paths.map(literal).join(', ')}], union_by_name = true)`
  return `select ${casts.join(', ')} from ${from}`
}

/** Names given to the inputs and the settings, so that definitions can be written over them. Nothing is read yet. */
export async function nameInputs(
  duck: Duck,
  job: { inputs: Inputs; schoolYear: number; today: string; params: AttendanceParams; levels: readonly Level[] },
): Promise<void> {
  const { inputs, params: p } = job
  const above = (level: Level) => (job.levels.includes(level) ? `${level}_id` : `cast(null as integer) as ${level}_id`)
  const months = monthsOf(job.schoolYear).map((m) => `(${m.period}, date '${m.first}', date '${m.last}')`)
  await duck.run(`
    create or replace temp view all_enrollment as ${source('enrollment', inputs.enrollment)};
    create or replace temp view all_group as ${source('student_group', inputs.student_group)};
    create or replace temp view fact_enrollment as select * from all_enrollment;
    create or replace temp view fact_group as select * from all_group;
    create or replace temp view all_attendance as ${source('attendance', inputs.attendance)};
    create or replace temp view fact_submission as ${source('submission', inputs.submission)};
    create or replace temp view fact_calendar as ${source('calendar', inputs.calendar)};
    create or replace temp table fact_org as
      select coalesce(school_id, org_id) as school_id, ${above('zone')}, ${above('district')}, ${above('state')}, low_grade, high_grade, from_date, to_date
      from (${source('org', inputs.org)});
    create or replace temp table school_month as select * from (values ${months.join(', ')}) t(period, first_day, last_day);
    create or replace temp table param as select
      cast(${job.schoolYear} as smallint) as school_year, date '${job.schoolYear - 1}-07-01' as first_day, cast(${literal(job.today)} as date) as today,
      ${p.lowGrade} as low_grade, ${p.highGrade} as high_grade, ${literal(p.halfDayRule)} as half_day_rule, ${p.issCountsAbsent} as iss_counts_absent,
      ${p.minMemberDays} as min_member_days, ${p.thresholdPerMille} as threshold_per_mille,
      ${p.tiersPerMille.at_risk} as at_risk_per_mille, ${p.tiersPerMille.chronic} as chronic_per_mille, ${p.tiersPerMille.severe} as severe_per_mille;
  `)
}

const leftBehind = {
  view: [
    'all_enrollment',
    'all_group',
    'fact_enrollment',
    'fact_group',
    'all_attendance',
    'fact_attendance',
    'closed_attendance',
    'fact_submission',
    'fact_calendar',
    'student_org',
    'absence',
    'fact_student_base',
  ],
  table: [
    'fact_org',
    'school_month',
    'param',
    'measured_day',
    'wanted_period',
    'school_period',
    'stay',
    'missed',
    'unrecorded',
    'unsettled_stay',
    'missed_since',
    'student_period',
    'student_trait',
    'student_code',
    'closed',
    'known',
    'unsettled',
    'unsettled_enrollment',
  ],
}

/** Takes away what cubes do not need: the memory is theirs. */
export async function forgetSteps(duck: Duck): Promise<void> {
  await drop(duck, [], ['stay', 'missed', 'unrecorded', 'missed_since', 'known', 'student_trait'])
}

/** Takes the names away again, so that the same DuckDB serves the next computation. */
export const forgetInputs = (duck: Duck): Promise<void> => drop(duck, leftBehind.view, leftBehind.table)

async function drop(duck: Duck, views: readonly string[], tables: readonly string[]): Promise<void> {
  // A stay is a table or a view, by the way it was made, and DuckDB has no word for "whichever it is".
  const [stay] = await duck.rows<{ views: number }>(
    `select count(*) as views from duckdb_views() where view_name = 'stay'`,
  )
  const isView = (name: string) => name === 'stay' && stay?.views !== 0
  const lines = [
    ...views.map((name) => `drop view if exists ${name}`),
    ...tables.map((name) => `drop ${isView(name) ? 'view' : 'table'} if exists ${name}`),
  ]
  await duck.run(lines.join(';'))
}
