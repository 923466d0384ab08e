import { type Duck, literal } from '../../../platform/duckdb.ts'
import { attendanceSteps, definitionSql } from '../definitions/catalog.ts'
import { engineSql } from './memory.ts'
import { monthsOf } from './periods.ts'

type Step = (typeof attendanceSteps)[number]

const tableOf = (name: string): string => name.replaceAll('-', '_')

/** Runs one step of the definitions into a table of its name. */
export async function step(duck: Duck, name: Step): Promise<void> {
  await duck.run(`create or replace temp table ${tableOf(name)} as ${definitionSql(name).sql}`)
}

/** Names one step of the definitions, to be run where it is read. */
export async function view(duck: Duck, name: Step): Promise<void> {
  await duck.run(`create or replace temp view ${tableOf(name)} as ${definitionSql(name).sql}`)
}

/** Runs one step of the engine into a table of its name. */
export async function engineStep(duck: Duck, name: string): Promise<void> {
  await duck.run(`create or replace temp table ${tableOf(name)} as ${engineSql(name)}`)
}

/** Groups of every student: as words in student_trait, as bits in student_code. */
export async function nameTraits(duck: Duck): Promise<void> {
  await step(duck, 'student-trait')
  await engineStep(duck, 'student-code')
}

/** Names the months to compute and the facts still needed for them: with closed months, only the days after them and the sums up to them. */
export async function nameWanted(
  duck: Duck,
  schoolYear: number,
  months: { first: number; last: number },
  stored: string | undefined,
): Promise<void> {
  const base = monthsOf(schoolYear)[months.first - 2]
  await duck.run(
    `create or replace temp table wanted_period as select cast(i as integer) as period from range(${months.first}, ${months.last + 1}) t(i)`,
  )
  if (!base || stored === undefined) {
    await duck.run(`
      create or replace temp view fact_attendance as select * from all_attendance;
      create or replace temp view fact_student_base as
        select cast(null as bigint) as student_key, cast(null as integer) as org_id, cast(null as integer) as absent_hundredths, cast(null as integer) as unrecorded_days where false`)
    return
  }
  await duck.run(`
    create or replace temp table known as select * from read_parquet(${literal(stored)});
    create or replace temp view fact_attendance as select * from all_attendance where day > date ${literal(base.last)};
    create or replace temp view fact_student_base as
      select student_key, org_id, absent_hundredths, unrecorded_days from known where absent_hundredths > 0 or unrecorded_days > 0`)
}

/**
 * student_period and student_code when only the running month is wanted: everybody goes on from where they stood on the last closed day. Settled
 * students gain the days of their school; for the others the definition of a stay is run over the days after it. In: known (student_month) and closed
 * as tables. From here on measured_day holds only the days after the last closed one.
 */
export async function goOn(duck: Duck): Promise<void> {
  await engineStep(duck, 'unsettled')
  await duck.run(`
    create or replace temp table unsettled_enrollment as select * from all_enrollment where student_key in (select student_key from unsettled);
    create or replace temp view fact_enrollment as select * from unsettled_enrollment;
    create or replace temp view fact_group as select * from all_group where student_key in (select student_key from unsettled);
    delete from measured_day using closed where day <= base_day;
    create or replace temp table unsettled_stay as ${definitionSql('stay').sql};
    create or replace temp view stay as select student_key, org_id, first_day, last_day from unsettled_stay union all (${engineSql('known-stay')})`)
  await nameTraits(duck)
  await duck.run(`insert into student_code ${engineSql('known-code')}`)
  await view(duck, 'absence')
  await step(duck, 'unrecorded')
  await engineStep(duck, 'missed-since')
  await duck.run(`create or replace temp table student_period as ${engineSql('go-on')}`)
}

/** student_period and student_code from the facts, for every wanted month. */
export async function countAnew(duck: Duck): Promise<void> {
  await nameTraits(duck)
  await step(duck, 'stay')
  await view(duck, 'absence')
  for (const name of ['missed', 'unrecorded', 'student-period'] as const) await step(duck, name)
}
