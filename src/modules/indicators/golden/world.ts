import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Duck, literal, openDuck } from '../../../platform/duckdb.ts'
import type { Inputs } from '../engine/inputs.ts'

/** A folder and an open DuckDB for a test; `done` removes both. */
export async function openBench(
  folders: readonly string[] = [],
): Promise<{ duck: Duck; folder: string; done: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  const duck = await openDuck({
    directories: [folder, ...folders],
    temp: join(folder, 'temp'),
    threads: 2,
    memory: '400MB',
  })
  return {
    duck,
    folder,
    async done() {
      duck.close()
      await rm(folder, { recursive: true })
    },
  }
}

/**
 * Makes the lake's Parquet of a small world. In: for each dataset the SQL that yields its rows as written in CSV files of `golden/`, where
 * calendar, submission and attendance may give stretches of days (weekdays of first_day..last_day, or the one day when both are the same).
 */
export async function makeLake(
  duck: Duck,
  folder: string,
  schoolYear: number,
  from: Record<keyof Inputs, string>,
): Promise<Inputs> {
  const year = `cast(${schoolYear} as smallint) as school_year`
  const days = (source: string) =>
    `(select *, cast(unnest(generate_series(cast(first_day as timestamp), cast(last_day as timestamp), interval 1 day)) as date) as day from (${source}))`
  const weekdays = (source: string) => `(select * from ${days(source)} where isodow(day) <= 5 or first_day = last_day)`
  const schools = `(select school_id from (${from.org}))`
  const everywhere = (source: string) =>
    `(select coalesce(cast(w.org_id as integer), s.school_id) as org_id, w.* exclude (org_id) from ${weekdays(source)} w join ${schools} s on w.org_id is null or cast(w.org_id as integer) = s.school_id)`
  const sql: Record<keyof Inputs, string> = {
    org: `select school_id as org_id, 'school' as kind, * from (${from.org})`,
    calendar: `select org_id, ${year}, day, day_type, day_type in ('instructional', 'half_day', 'make_up') as is_instructional,
      cast(null as smallint) as day_number, 'Q1' as marking_period from ${everywhere(from.calendar)}`,
    submission: `select org_id, day, mode from ${everywhere(from.submission)}`,
    enrollment: `select student_key, org_id, ${year}, grade, entry_date, exit_date, is_primary from (${from.enrollment}) order by student_key`,
    attendance: `select student_key, org_id, day, kind, portion from ${weekdays(from.attendance)} order by student_key, day`,
    student_group: `select student_key, ${year}, race, econ, el, swd, gender, residency from (${from.student_group}) order by student_key`,
  }
  const paths = {} as Record<keyof Inputs, string[]>
  for (const [name, text] of Object.entries(sql) as [keyof Inputs, string][]) {
    const path = join(folder, `${name}.parquet`)
    await duck.run(`copy (${text}) to ${literal(path)} (format parquet, compression zstd)`)
    paths[name] = [path]
  }
  return paths
}
