import { manyRows } from '../../../platform/db/copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import { enrollmentColumns, studentColumns } from './schema.ts'

const textTable = (name: string, columns: readonly string[]) =>
  `create temp table ${name} (${columns.map((column) => `"${column}" text`).join(', ')}) on commit drop`

/** Temporary tables that COPY fills; dropped with the transaction. */
export async function openStaging(
  tx: Tx,
  what: 'students' | 'enrollment',
): Promise<{ table: string; columns: string[] }> {
  const columns = what === 'students' ? studentColumns : enrollmentColumns
  const table = `loading_${what}`
  await manyRows(tx)
  await query(tx, `drop table if exists ${table}`)
  await query(tx, textTable(table, columns))
  return { table, columns: columns.map((column) => `"${column}"`) }
}

const yes = (column: string) => `case upper(${column}) when 'Y' then true when 'N' then false end`

/** Merges the staged students into a district. Out: counts of students, and the school years that the file names. */
export async function mergeStudents(
  tx: Tx,
  districtId: number,
): Promise<{ rows: number; added: number; changed: number; same: number; removed: number; years: number[] }> {
  await query(tx, 'analyze loading_students')
  const people = await query<{ added: number; changed: number; total: number }>(
    tx,
    `with told as (
       -- The latest school year of the file says who somebody is.
       select distinct on (student_id) student_id, last_name, first_name, birth_date::date as birth_date, home_language
       from loading_students l
       -- Who was forgotten does not come back with a file.
       where not exists (select from people.forgotten_key k join people.forgotten f on f.district_id = k.district_id
         where k.district_id = $1 and f.mark = people.mark(k.key, l.student_id))
       order by student_id, school_year::int desc
     ),
     written as (
       insert into people.student as s (district_id, external_id, last_name, first_name, birth_date, home_language)
       select $1, student_id, last_name, first_name, birth_date, home_language from told
       on conflict (district_id, external_id) do update
         set last_name = excluded.last_name, first_name = excluded.first_name, birth_date = excluded.birth_date, home_language = excluded.home_language
       where (s.last_name, s.first_name, s.birth_date, s.home_language) is distinct from (excluded.last_name, excluded.first_name, excluded.birth_date, excluded.home_language)
       returning (old.student_key is null) as is_new
     )
     select (select count(*) from written where is_new) as added, (select count(*) from written where not is_new) as changed, (select count(*) from told) as total`,
    [districtId],
  )
  const groups = await query<{ written: number; fresh: number; removed: number; total: number; years: number[] }>(
    tx,
    `with told as (
       select s.student_key, l.school_year::smallint as school_year, nullif(lower(l.race_ethnicity), '') as race, nullif(lower(l.gender), '') as gender,
         ${yes('l.economically_disadvantaged')} as econ, ${yes('l.english_learner')} as el, ${yes('l.student_with_disability')} as swd,
         nullif(lower(l.residency), '') as residency
       from loading_students l join people.student s on s.district_id = $1 and s.external_id = l.student_id
     ),
     once as (
       select distinct on (student_key, school_year) * from told order by student_key, school_year
     ),
     gone as (
       delete from people.student_year y where y.district_id = $1 and y.school_year in (select school_year from once)
         and not exists (select from once o where o.student_key = y.student_key and o.school_year = y.school_year)
       returning 1
     ),
     written as (
       insert into people.student_year as y (student_key, district_id, school_year, race, gender, econ, el, swd, residency)
       select student_key, $1, school_year, race, gender, econ, el, swd, residency from once
       on conflict (student_key, school_year) do update
         set race = excluded.race, gender = excluded.gender, econ = excluded.econ, el = excluded.el, swd = excluded.swd, residency = excluded.residency
       where (y.race, y.gender, y.econ, y.el, y.swd, y.residency) is distinct from (excluded.race, excluded.gender, excluded.econ, excluded.el, excluded.swd, excluded.residency)
       returning (old.student_key is null) as is_new
     )
     select (select count(*) from written where not is_new) as written, (select count(*) from written where is_new) as fresh,
       (select count(*) from gone) as removed, (select count(*) from loading_students) as total,
       (select coalesce(array_agg(distinct school_year::int order by school_year::int), '{}') from once) as years`,
    [districtId],
  )
  const one = people[0] ?? { added: 0, changed: 0, total: 0 }
  const two = groups[0] ?? { written: 0, fresh: 0, removed: 0, total: 0, years: [] }
  const added = one.added + two.fresh
  const changed = one.changed + two.written
  return {
    rows: two.total,
    added,
    changed,
    same: one.total + two.total - added - changed,
    removed: two.removed,
    years: two.years,
  }
}

/** Replaces a district's spells of a school year by the staged ones; equal spells keep their row. Out: counts. */
export async function mergeEnrollment(
  tx: Tx,
  districtId: number,
  year: number,
): Promise<{
  rows: number
  added: number
  removed: number
  same: number
  unknown_students: number
  unknown_schools: number
  other_years: number
}> {
  await query(tx, 'analyze loading_enrollment')
  await query(
    tx,
    `create temp table loading_spell on commit drop as
     select s.student_key, o.org_id, l.school_year::smallint as school_year,
       case upper(l.grade) when 'PK' then -1 when 'K' then 0 else l.grade::smallint end::smallint as grade,
       l.entry_date::date as entry_date, l.exit_date::date as exit_date, nullif(l.exit_code, '') as exit_code, coalesce(upper(l."primary"), 'Y') <> 'N' as is_primary
     from loading_enrollment l
     left join people.student s on s.district_id = $1 and s.external_id = l.student_id
     left join people.org o on o.district_id = $1 and o.code = l.school_code and o.kind = 'school'`,
    [districtId],
  )
  const rows = await query<{
    rows: number
    added: number
    removed: number
    same: number
    unknown_students: number
    unknown_schools: number
    other_years: number
  }>(
    tx,
    `with told as (
       select *, row_number() over (partition by student_key, org_id, grade, entry_date, exit_date, exit_code, is_primary) as nth
       from loading_spell where student_key is not null and org_id is not null and school_year = $2
     ),
     known as (
       select *, row_number() over (partition by student_key, org_id, grade, entry_date, exit_date, exit_code, is_primary order by enrollment_id) as nth
       from people.enrollment where district_id = $1 and school_year = $2
     ),
     paired as (
       select k.enrollment_id, k.student_key is null as is_new, t.student_key is null as is_gone, t.*
       from told t full join known k on k.student_key = t.student_key and k.org_id = t.org_id and k.grade = t.grade and k.entry_date = t.entry_date
         and k.is_primary = t.is_primary and k.nth = t.nth
         and coalesce(k.exit_date, 'infinity') = coalesce(t.exit_date, 'infinity') and coalesce(k.exit_code, '') = coalesce(t.exit_code, '')
     ),
     gone as (
       delete from people.enrollment e using paired p where p.is_gone and e.enrollment_id = p.enrollment_id returning 1
     ),
     added as (
       insert into people.enrollment (student_key, org_id, district_id, school_year, grade, entry_date, exit_date, exit_code, is_primary)
       select student_key, org_id, $1, school_year, grade, entry_date, exit_date, exit_code, is_primary from paired where is_new returning 1
     )
     select (select count(*) from loading_spell) as rows, (select count(*) from added) as added, (select count(*) from gone) as removed,
       (select count(*) from paired where not is_new and not is_gone) as same,
       (select count(*) from loading_spell where student_key is null) as unknown_students,
       (select count(*) from loading_spell where org_id is null) as unknown_schools,
       (select count(*) from loading_spell where school_year <> $2) as other_years`,
    [districtId, year],
  )
  await query(tx, 'drop table loading_spell')
  return rows[0] ?? { rows: 0, added: 0, removed: 0, same: 0, unknown_students: 0, unknown_schools: 0, other_years: 0 }
}

/**
 * Counts again how many students each school of a district has in a year: primary spells open at `date`
 * (for a year that is over: on the last day of school that the school has).
 */
export async function recount(tx: Tx, districtId: number, year: number, date: string): Promise<void> {
  await query(tx, 'delete from people.enrolled where district_id = $1 and school_year = $2', [districtId, year])
  await query(
    tx,
    `insert into people.enrolled (org_id, district_id, school_year, students)
     select e.org_id, $1, $2, count(distinct e.student_key)
     from people.enrollment e
     left join (select org_id, max(day) as last_day from people.school_day where district_id = $1 and school_year = $2 and is_instructional group by org_id) d on d.org_id = e.org_id
     where e.district_id = $1 and e.school_year = $2 and e.is_primary and e.entry_date <= least($3, coalesce(d.last_day, $3))
       and (e.exit_date is null or e.exit_date >= least($3, coalesce(d.last_day, $3)))
     group by e.org_id`,
    [districtId, year, date],
  )
}
