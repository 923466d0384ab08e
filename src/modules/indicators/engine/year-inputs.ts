import { type Duck, literal } from '../../../platform/duckdb.ts'
import { outcomeParameters } from '../definitions/outcome-parameters.ts'
import { type OutcomeCard, type OutcomeDataset, outcomeDatasets, type ParamValue } from '../definitions/outcomes.ts'
import { type Dated, settingOn } from '../definitions/parameters.ts'
import { lakeColumns } from '../../feeds/index.ts'
import { type Level, selectFrom } from './inputs.ts'

/** Paths of the Parquet versions of each dataset, of this school year and of all before it; an empty list is an empty dataset. */
export type YearInputs = Record<'enrollment' | 'student_group' | 'org' | OutcomeDataset, readonly string[]> & {
  /** CSV files with header of where students stood in attendance, all schools of a year together: student_key, school_year, absent (hundredths), member_days. */
  standing?: readonly string[]
}

const snake = (name: string): string =>
  name.replaceAll(/[A-Z0-9]+/g, (part, at) => (at ? '_' : '') + part.toLowerCase())

/** A setting on the first day of a school year. */
const valid = (name: keyof typeof outcomeParameters, schoolYear: number): string | number =>
  settingOn<string | number>(outcomeParameters[name] as readonly Dated<string | number>[], `${schoolYear - 1}-07-01`)
    .value

/** The columns of `param` that a definition asks for, as SQL. In: the ending year of the school year. */
export function paramColumns(params: Readonly<Record<string, ParamValue>>, schoolYear: number): string[] {
  const sql = (value: ParamValue): string => {
    if (typeof value === 'string') return literal(value)
    if (typeof value !== 'object') return String(value)
    if ('year' in value) return String(schoolYear + value.year)
    if ('day' in value) return `date '${schoolYear}-${valid(value.day, schoolYear)}'`
    if ('fall' in value) return `date '${schoolYear - 1}-${valid(value.fall, schoolYear)}'`
    const found = valid(value.setting, schoolYear)
    return typeof found === 'string' ? literal(found) : String(found)
  }
  return Object.entries(params).map(([name, value]) => `${sql(value)} as ${snake(name)}`)
}

/** The rule that a computation follows, by name, as a run keeps it: the same in every year in which the settings are the same. */
export function paramsUsed(card: OutcomeCard, schoolYear: number): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(card.params).map(([name, value]) => {
      if (typeof value !== 'object') return [name, value]
      if ('year' in value) return [name, value.year]
      return [name, valid('day' in value ? value.day : 'fall' in value ? value.fall : value.setting, schoolYear)]
    }),
  )
}

/** Names the inputs of a school year, so that definitions can be written over them. Nothing is read yet. */
export async function nameYearInputs(duck: Duck, inputs: YearInputs, levels: readonly Level[]): Promise<void> {
  const above = (level: Level) => (levels.includes(level) ? `${level}_id` : `cast(null as integer) as ${level}_id`)
  const views = outcomeDatasets.map(
    (dataset) => `create or replace temp view fact_${dataset} as ${selectFrom(lakeColumns(dataset), inputs[dataset])};`,
  )
  const standing = inputs.standing ?? []
  const standingColumns = `{'student_key': 'bigint', 'school_year': 'smallint', 'absent': 'integer', 'member_days': 'integer'}`
  const standingRows =
    standing.length > 0
      ? `select * from read_csv([${standing.map(literal).join(', ')}], header = true, auto_detect = false, delim = ',', columns = ${standingColumns})`
      : 'select cast(null as bigint) as student_key, cast(null as smallint) as school_year, cast(null as integer) as absent, cast(null as integer) as member_days where false'
  await duck.run(`
    create or replace temp view fact_standing as ${standingRows};
    create or replace temp view fact_enrollment as ${selectFrom('enrollment', inputs.enrollment)};
    create or replace temp view fact_group as ${selectFrom('student_group', inputs.student_group)};
    create or replace temp table fact_org as
      select coalesce(school_id, org_id) as school_id, ${above('zone')}, ${above('district')}, ${above('state')}, low_grade, high_grade, from_date, to_date
      from (${selectFrom('org', inputs.org)});
    ${views.join('\n')}`)
}

/** The row of settings of one definition, as the table `param`. In: its place among those that are computed together, from 1. */
export async function nameParam(
  duck: Duck,
  card: OutcomeCard,
  schoolYear: number,
  today: string,
  place: number,
): Promise<void> {
  const own = paramColumns(card.params, schoolYear)
  const frame = [
    `cast(${schoolYear} as smallint) as school_year`,
    `cast(${place} as smallint) as place`,
    `date '${schoolYear - 1}-07-01' as first_day`,
    `date '${schoolYear}-06-30' as last_day`,
    `date '${schoolYear}-05-01' as end_of_class`,
    `cast(${literal(today)} as date) as today`,
    `${card.grades[0]} as org_low_grade`,
    `${card.grades[1]} as org_high_grade`,
    `${card.above === 'sum'} as adds_actions`,
  ]
  await duck.run(`create or replace temp table param as select ${[...frame, ...own].join(', ')}`)
}

/** Takes the names away again, so that the same DuckDB serves the next computation. */
export async function forgetYearInputs(duck: Duck): Promise<void> {
  const views = [
    'fact_standing',
    'fact_enrollment',
    'fact_group',
    ...outcomeDatasets.map((dataset) => `fact_${dataset}`),
  ]
  const tables = [
    'fact_org',
    'param',
    'student_trait',
    'student_code',
    'enrolled',
    'credit_year',
    'fall_member',
    'removal',
    'on_track',
    'warning_sign',
    'outcome',
    'org_period',
  ]
  await duck.run(
    [
      ...views.map((name) => `drop view if exists ${name}`),
      ...tables.map((name) => `drop table if exists ${name}`),
    ].join(';'),
  )
}
