import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { literal, openDuck } from '../src/platform/duckdb.ts'

export type World = { folder: string; students: number; days: number; schools: number }

/**
 * Makes the synthetic world of the benches, once for each size: the same bytes from the same numbers, nothing random.
 * Out: the lake's datasets as Parquet, in two states: `*.parquet` (all days but the last) and `*-next.parquet` (one more day), and
 * `daily/*.parquet`, one row a student and day, sorted by student: what a hand-written warehouse would keep.
 * Schools of 500 students, districts of 50 schools, one state. 6 % move between schools, 2 % come late, 3 % leave, 0.3 % are enrolled twice at once.
 */
export async function makeWorld(root: string, students: number, days: number): Promise<World> {
  const schools = Math.max(2, Math.round(students / 500))
  const folder = join(root, `s${students}-d${days}`)
  if (existsSync(folder)) return { folder, students, days, schools }
  const aside = `${folder}.tmp`
  await rm(aside, { recursive: true, force: true })
  await mkdir(join(aside, 'daily'), { recursive: true })
  const duck = await openDuck({ directories: [root], temp: join(root, 'temp'), threads: 2, memory: '1GB' })
  const at = (name: string) => literal(join(aside, name))
  const parquet = '(format parquet, compression zstd)'
  try {
    await duck.run(`
      create table org as
      select cast(1000 + s as integer) as org_id, 'school' as kind, cast(1000 + s as integer) as school_id, cast(100 + s // 10 as integer) as zone_id,
        cast(10 + s // 50 as integer) as district_id, 1::integer as state_id, 0::tinyint as low_grade, 12::tinyint as high_grade,
        date '2010-07-01' as from_date, cast(null as date) as to_date
      from range(${schools}) t(s);
      create table school_day as
      with weekday as (
        select cast(d as date) as day from generate_series(timestamp '2025-08-27', timestamp '2026-06-30', interval 1 day) t(d)
        where isodow(d) <= 5 and not (d between '2025-11-24' and '2025-11-28' or d between '2025-12-22' and '2026-01-02'
          or d between '2026-02-16' and '2026-02-20' or d between '2026-04-13' and '2026-04-17'))
      select day, cast(row_number() over (order by day) as smallint) as n from weekday qualify n <= ${days};
      create table calendar as
      select org_id, 2026::smallint as school_year, day, 'instructional' as day_type, true as is_instructional, n as day_number, 'Q' || (1 + (n - 1) // 45) as marking_period
      from org cross join school_day order by org_id, day;
      create table student as
      select i, cast(hash(i, 11) % 9007199254740881 as bigint) as student_key, cast(i % ${schools} as integer) as s, cast(hash(i, 2) % 13 as tinyint) as grade,
        cast(hash(i, 3) % 1000 as integer) as fate, cast(20 + hash(i, 4) % greatest(${days} - 40, 1) as integer) as turn,
        cast(200 + 1800 * pow((hash(i, 5) % 1000) / 1000.0, 3) as integer) as tendency
      from range(${students}) t(i);
      create table student_group as
      select student_key, 2026::smallint as school_year,
        case when hash(i, 21) % 100 < 45 then 'white' when hash(i, 21) % 100 < 74 then 'hispanic' when hash(i, 21) % 100 < 87 then 'black' when hash(i, 21) % 100 < 93 then 'asian'
          when hash(i, 21) % 100 < 98 then 'two_or_more' when hash(i, 21) % 100 < 99 then 'american_indian' else 'pacific_islander' end as race,
        case when hash(i, 22) % 1000 < 490 then 'female' when hash(i, 22) % 1000 < 998 then 'male' else 'nonbinary' end as gender,
        hash(i, 23) % 100 < 42 as econ, hash(i, 24) % 100 < 10 as el, hash(i, 25) % 100 < 17 as swd, case when hash(i, 26) % 100 < 94 then 'resident' else 'nonresident' end as residency
      from student order by student_key;
      create table spell as
      with place as (select *, (s // 50) * 50 as base, least(50, ${schools} - (s // 50) * 50) as size from student)
      select student_key, 1000 + s as org_id, grade, case when fate between 60 and 79 then turn else 1 end as first_n,
        case when fate < 60 then turn - 1 when fate between 80 and 109 then turn else null end as last_n, true as is_primary from place
      union all select student_key, 1000 + base + (s - base + 7) % size, grade, turn + 2, null, true from place where fate < 60
      union all select student_key, 1000 + base + (s - base + 3) % size, grade, 1, null, false from place where fate between 110 and 112;
      create table enrollment as
      select student_key, cast(org_id as integer) as org_id, 2026::smallint as school_year, grade, f.day as entry_date, l.day as exit_date, is_primary
      from spell join school_day f on f.n = first_n left join school_day l on l.n = last_n order by student_key, entry_date;
    `)
    for (const [name, sql] of [
      ['org', 'select * from org'],
      ['calendar', 'select * from calendar'],
      ['student_group', 'select * from student_group'],
      ['enrollment', 'select * from enrollment'],
      [
        'submission',
        `select org_id, day, 'negative' as mode from calendar where day_number < ${days} order by org_id, day`,
      ],
      ['submission-next', `select org_id, day, 'negative' as mode from calendar order by org_id, day`],
    ] as const)
      await duck.run(`copy (${sql}) to ${at(`${name}.parquet`)} ${parquet}`)
    await duck.run(dailySql(students, days, at))
  } finally {
    duck.close()
  }
  await rename(aside, folder)
  return { folder, students, days, schools }
}

/** One row a student and day in chunks of 50,000 students (sorted by student), then only the absences of it for the lake. */
function dailySql(students: number, days: number, at: (name: string) => string): string {
  const chunks = Math.max(1, Math.round(students / 50_000))
  const parquet = '(format parquet, compression zstd)'
  const width = Math.ceil(9007199254740881 / chunks)
  let sql = ''
  for (let c = 0; c < chunks; c++) {
    sql += `copy (
      with mine as (select student_key, org_id, first_n, coalesce(last_n, 999) as last_n from spell where is_primary and student_key >= ${c * width} and student_key < ${(c + 1) * width}),
      roll as (select m.student_key, m.org_id, d.day, d.n, hash(m.student_key, d.n) % 10000 as u, t.tendency
        from mine m join school_day d on d.n between first_n and last_n join student t on t.student_key = m.student_key)
      select student_key, org_id, day, n as day_number,
        case when u < tendency * 0.6 then 'excused' when u < tendency * 0.95 then 'unexcused' when u < tendency then 'disciplinary' when u < tendency + 100 then 'tardy' else 'present' end as status,
        cast(case when u >= tendency then 0 when u % 9 = 0 then 50 when u % 9 = 1 then 60 else 100 end as smallint) as portion
      from roll order by student_key, day) to ${at(`daily/c${String(c).padStart(3, '0')}.parquet`)} ${parquet};\n`
  }
  const absences = (where: string) =>
    `select student_key, org_id, day, status as kind, portion from read_parquet(${at('daily/*.parquet')}) where status <> 'present' and ${where} order by student_key, day`
  return `${sql}
    copy (${absences(`day_number < ${days}`)}) to ${at('attendance.parquet')} ${parquet};
    copy (${absences('true')}) to ${at('attendance-next.parquet')} ${parquet};`
}
