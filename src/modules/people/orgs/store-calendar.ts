import { manyRows } from '../../../platform/db/copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import { writeOut } from '../copy.ts'
import { schoolYearOf } from './rules.ts'
import type { Loaded, SchoolDay } from './schema.ts'
import { settingOf } from './settings.ts'

type Entry = { org_id: number; year: number; day: string; type: string; period: string | null; season: string | null }

/** Replaces the calendar entries of every (school year, organization) that the rows name. */
export async function replaceEntries(tx: Tx, districtId: number, entries: readonly Entry[]): Promise<void> {
  const columns = [
    entries.map((e) => e.org_id),
    entries.map((e) => e.year),
    entries.map((e) => e.day),
    entries.map((e) => e.type),
    entries.map((e) => e.period),
    entries.map((e) => e.season),
  ]
  await query(
    tx,
    `delete from people.calendar_entry c using (select distinct o, y from unnest($1::int[], $2::int[]) as t(o, y)) as named
     where c.district_id = $3 and c.org_id = named.o and c.school_year = named.y`,
    [columns[0], columns[1], districtId],
  )
  await query(
    tx,
    `insert into people.calendar_entry (org_id, district_id, school_year, day, day_type, marking_period, season)
     select o, $7, y, d, k, p, s from unnest($1::int[], $2::smallint[], $3::date[], $4::text[], $5::text[], $6::text[]) as t(o, y, d, k, p, s)`,
    [...columns, districtId],
  )
}

/**
 * Works out the days of some school years for the district and each school open then: a school's own entry wins, a blank marking period or season is
 * the district's of that day, days of school (instructional, half day, make-up) are numbered. Writes only what differs. Out: counts.
 */
export async function expandCalendar(tx: Tx, districtId: number, years: readonly number[]): Promise<Loaded> {
  await manyRows(tx)
  const rows = await query<{ added: number; changed: number; removed: number; total: number }>(
    tx,
    `with entry as (
       select * from people.calendar_entry where district_id = $1 and school_year = any ($2::int[])
     ),
     place as (
       select org_id, from_date, to_date from people.org where district_id = $1 and kind in ('school', 'district')
     ),
     told as (
       select p.org_id, e.school_year, e.day, e.day_type, e.marking_period, e.season, e.org_id = p.org_id as own
       from entry e join place p on e.org_id in (p.org_id, $1)
       where e.day >= p.from_date and (p.to_date is null or e.day <= p.to_date)
     ),
     picked as (
       select distinct on (t.org_id, t.school_year, t.day) t.org_id, t.school_year, t.day, t.day_type,
         coalesce(t.marking_period, d.marking_period) as marking_period, coalesce(t.season, d.season) as season,
         t.day_type in ('instructional', 'half_day', 'make_up') as is_instructional
       from told t
       left join entry d on d.org_id = $1 and d.school_year = t.school_year and d.day = t.day
       order by t.org_id, t.school_year, t.day, t.own desc
     ),
     numbered as (
       select *, case when is_instructional then row_number() over (partition by org_id, school_year, is_instructional order by day) end::smallint as day_number
       from picked
     ),
     gone as (
       delete from people.school_day s where s.district_id = $1 and s.school_year = any ($2::int[])
         and not exists (select from numbered n where n.org_id = s.org_id and n.school_year = s.school_year and n.day = s.day)
       returning 1
     ),
     written as (
       insert into people.school_day as s (org_id, district_id, school_year, day, day_type, is_instructional, day_number, marking_period, season)
       select org_id, $1, school_year, day, day_type, is_instructional, day_number, marking_period, season from numbered
       on conflict (org_id, school_year, day) do update set day_type = excluded.day_type, is_instructional = excluded.is_instructional,
         day_number = excluded.day_number, marking_period = excluded.marking_period, season = excluded.season
       where (s.day_type, s.day_number, s.marking_period, s.season) is distinct from (excluded.day_type, excluded.day_number, excluded.marking_period, excluded.season)
       returning (old.org_id is null) as is_new
     )
     select (select count(*) from written where is_new) as added, (select count(*) from written where not is_new) as changed,
       (select count(*) from gone) as removed, (select count(*) from numbered) as total`,
    [districtId, years],
  )
  const { added = 0, changed = 0, removed = 0, total = 0 } = rows[0] ?? {}
  return { added, changed, removed, same: total - added - changed, absent: 0 }
}

/** The days of a school (or of a district as a whole) in a school year, in order. */
export async function schoolDays(tx: Tx, orgId: number, year: number): Promise<SchoolDay[]> {
  return query<SchoolDay>(
    tx,
    `select org_id, school_year, day, day_type, is_instructional, day_number, marking_period, season
     from people.school_day where org_id = $1 and school_year = $2 order by day`,
    [orgId, year],
  )
}

/** School years that have a calendar in a district, ascending. */
export async function yearsOf(tx: Tx, districtId: number): Promise<number[]> {
  const rows = await query<{ y: number }>(
    tx,
    'select distinct school_year::int as y from people.calendar_entry where district_id = $1 order by 1',
    [districtId],
  )
  return rows.map((row) => row.y)
}

/** The school year that a date lies in, by the district's calendar, and between two years by the day on which its years begin. */
export async function yearOf(tx: Tx, districtId: number, date: string): Promise<number> {
  const rows = await query<{ y: number }>(
    tx,
    // A school year is named after the year in which it ends; asked for every page, so by two looks into an index and not by all days of all years.
    `select y from unnest(array[$3::int, $3::int + 1]) as y
     where exists (select from people.school_day d where d.org_id = $1 and d.school_year = y and d.day <= $2)
       and exists (select from people.school_day d where d.org_id = $1 and d.school_year = y and d.day >= $2)
     order by y limit 1`,
    [districtId, date, Number(date.slice(0, 4))],
  )
  return rows[0]?.y ?? schoolYearOf(date, await settingOf(tx, districtId, 'year_begins', date))
}

/** Writes the worked-out days of every school of a district as CSV with the columns of the lake's `calendar`, one school year or all. Out: rows. */
export async function copyCalendar(
  tx: Tx,
  districtId: number,
  toPath: string,
  year: number | null = null,
): Promise<number> {
  return writeOut(
    tx,
    `select s.org_id, s.school_year, s.day, s.day_type, s.is_instructional, s.day_number, s.marking_period
     from people.school_day s join people.org o on o.org_id = s.org_id
     where o.kind = 'school' and s.district_id = ${whole(districtId)} ${year === null ? '' : `and s.school_year = ${whole(year)}`}
     order by 1, 3`,
    toPath,
  )
}

/** COPY takes no parameters, so that a number is checked before it goes into the text. */
function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error('Not a whole number.')
  return value
}
