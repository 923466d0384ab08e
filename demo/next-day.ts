import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { Temporal } from 'temporal-polyfill'
import { literal, numberOf, readSql, writeCsv } from './generate.ts'

export type NextDayOptions = {
  /** Folder that `generateDemo` wrote. */
  from: string
  /** Folder to write into; made when missing. */
  out: string
  seed: number
  /** The day to add, `2026-11-20`: the first one that the folder has no data of. */
  today: string
}

export type NextDayFile = { name: string; path: string; rows: number; bytes: number }

export type NextDay = {
  /** The new day's rows, then the problem rows, in the documented layout. */
  attendance: NextDayFile
  /** Which schools handed the day in. */
  submissions: NextDayFile
  /** The attendance rows again under a header with one misspelt column, `statuss`. */
  misspelt: NextDayFile
  /** Every row of the month so far and the new day, without problem rows: a re-send. */
  month: NextDayFile
  /** Problem rows in `attendance` (and `misspelt`) by what is wrong with them. */
  problems: Record<string, number>
}

/** The school year, named by the year it ends in, that a day lies in. */
export const schoolYearOf = (day: Temporal.PlainDate): number => (day.month >= 7 ? day.year + 1 : day.year)

async function open(db: DuckDBConnection, options: NextDayOptions, year: number): Promise<void> {
  const table = (name: string, typed: string) =>
    `create table had_${name} as select * replace (${typed}) from read_csv(${literal(join(options.from, `${name}-${year}.csv`))}, all_varchar = true);`
  await db.run(`
    set variable seed = ${Math.trunc(options.seed)}::bigint;
    set variable today = date ${literal(options.today)};
    ${table('enrollment', 'exit_date::date as exit_date')}
    ${table('attendance', 'date::date as date')}
    create table had_submission as select * replace (date::date as date)
      from read_csv(${literal(join(options.from, `submissions-${year}.csv`))}, all_varchar = true);
    create table had_calendar as select * replace (date::date as date)
      from read_csv(${literal(join(options.from, 'calendar.csv'))}, all_varchar = true) where org_code is null;
    set variable closed_day = (select max(date) from had_calendar where day_type = 'holiday' and date < getvariable('today'));
    set variable future_day = (select min(date) from had_calendar where day_type = 'instructional' and date > getvariable('today'));
  `)
}

/**
 * Writes the "file in hand" of the walk: one more day of attendance with a handful of problem rows, in four small files.
 * The same folder, seed and day give the same bytes. Throws when the day is not a school day or is already in the folder.
 */
export async function makeNextDay(options: NextDayOptions): Promise<NextDay> {
  await mkdir(options.out, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '500MB' })
  const db = await instance.connect()
  try {
    await open(db, options, schoolYearOf(Temporal.PlainDate.from(options.today)))
    const isSchoolDay = `select count(*) from had_calendar where date = getvariable('today') and day_type in ('instructional', 'half_day', 'make_up')`
    if ((await numberOf(db, isSchoolDay)) === 0) throw new Error(`${options.today} is not a school day of the demo`)
    if ((await numberOf(db, `select count(*) from had_submission where date >= getvariable('today')`)) > 0)
      throw new Error(`the folder already holds ${options.today}`)
    await db.run(await readSql('next-day'))
    const write = async (name: string, query: string): Promise<NextDayFile> => {
      const path = join(options.out, name)
      return { name, path, ...(await writeCsv(db, query, path)) }
    }
    const order = 'school_code, student_id, date, status'
    const rows = `select student_id, school_code, date, status, portion from (
      select 0 as part, * from next_attendance union all select 1, * exclude (problem) from problem_row) order by part, ${order}`
    const problems = await db.runAndReadAll('select problem, count(*)::integer from problem_row group by 1 order by 1')
    return {
      attendance: await write(`attendance-${options.today}.csv`, rows),
      submissions: await write(
        `submissions-${options.today}.csv`,
        'select * from next_submission order by school_code',
      ),
      misspelt: await write(
        `attendance-${options.today}-misspelt.csv`,
        `select * rename (status as statuss) from (${rows})`,
      ),
      month: await write(
        `attendance-${options.today.slice(0, 7)}.csv`,
        `select student_id, school_code, date, status, portion from (
          select student_id, school_code, date, status, portion::integer as portion from had_attendance
          where date >= date_trunc('month', getvariable('today'))
          union all from next_attendance) order by date, ${order}, portion`,
      ),
      problems: Object.fromEntries(problems.getRows().map(([problem, count]) => [String(problem), Number(count)])),
    }
  } finally {
    db.closeSync()
    instance.closeSync()
  }
}
