import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import { columnsOf } from './store-load.ts'

/** The exit code of a spell that ended because the student was no longer in the roster. */
export const leftRoster = 'left_roster'

/** Replaces who is at which school by what was staged; what stood before is in the temporary table `was_member` (for `moveSpells`). */
export async function mergeMemberships(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'drop table if exists was_member')
  await query(tx, 'drop table if exists told')
  await query(
    tx,
    `create temp table was_member on commit drop as select student_key, org_id, school_year from people.roster_membership where district_id = $1`,
    [districtId],
  )
  const cast = { smallint: '::smallint', int: '::int', date: '::date', boolean: '::boolean', text: '', moment: '' }
  const columns = columnsOf('memberships').filter(([name]) => name !== 'student_id')
  const names = columns.map(([name]) => name)
  await query(
    tx,
    `create temp table told on commit drop as
     select distinct on (s.student_key, l.org_id) s.student_key, ${columns.map(([name, type]) => `l.${name}${cast[type]} as ${name}`).join(', ')}
     from loading_memberships l join people.student s on s.district_id = $1 and s.external_id = l.student_id
     order by s.student_key, l.org_id, l.is_primary desc`,
    [districtId],
  )
  await query(tx, 'analyze told')
  await query(
    tx,
    `delete from people.roster_membership t where t.district_id = $1 and not exists (select from told x where x.student_key = t.student_key and x.org_id = t.org_id)`,
    [districtId],
  )
  const rest = names.filter((name) => name !== 'org_id')
  await query(
    tx,
    `insert into people.roster_membership as t (district_id, student_key, ${names.join(', ')}) select $1, student_key, ${names.join(', ')} from told
     on conflict (district_id, student_key, org_id) do update set ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}
     where (${rest.map((name) => `t.${name}`).join(', ')}) is distinct from (${rest.map((name) => `excluded.${name}`).join(', ')})`,
    [districtId],
  )
}

/**
 * Makes the enrollment of a school year follow the roster: who left a school's roster has a last day (yesterday), who is new has a first one. Spells of students
 * whom no roster ever named, and spells that are over, stay as they are. In: the year, its first and last day, today (ISO dates).
 * Out: how many spells began and ended.
 */
export async function moveSpells(
  tx: Tx,
  districtId: number,
  told: { year: number; first: string; last: string; today: string },
): Promise<{ added: number; ended: number }> {
  const values = [districtId, told.year, told.first, told.last, told.today]
  const ended = await query(
    tx,
    `update people.enrollment e set exit_date = greatest(e.entry_date, least($5::date - 1, $4::date)), exit_code = '${leftRoster}'
     where e.district_id = $1 and e.school_year = $2
       and (exists (select from was_member w where w.school_year = $2 and w.student_key = e.student_key and w.org_id = e.org_id)
         -- The roster says where a student is whom it names: the main school that a file of enrollment gave before it ends.
         or (e.is_primary and exists (select from people.roster_membership m where m.district_id = $1 and m.school_year = $2 and m.student_key = e.student_key and m.is_primary)))
       and $3::date is not null and (e.exit_date is null or e.exit_date >= $5::date) and $5::date <= $4::date
       and not exists (select from people.roster_membership m where m.district_id = $1 and m.school_year = $2 and m.student_key = e.student_key and m.org_id = e.org_id)
     returning 1`,
    values,
  )
  // A spell that a roster ended yesterday or today goes on when the student is back the same day: a delta that was taken back leaves no trace.
  await query(tx, 'drop table if exists member_now')
  await query(
    tx,
    `create temp table member_now on commit drop as
     with open_spell as (
       select distinct on (e.student_key, e.org_id) e.enrollment_id, e.student_key, e.org_id
       from people.enrollment e
       where e.district_id = $1 and e.school_year = $2
         and (e.exit_date is null or e.exit_date >= $5::date or (e.exit_code = '${leftRoster}' and e.exit_date >= $5::date - 1))
       order by e.student_key, e.org_id, e.entry_date desc, e.enrollment_id
     ),
     over as (
       select e.student_key, m.org_id,
         max(e.exit_date) filter (where e.org_id = m.org_id and not exists (select from open_spell o where o.enrollment_id = e.enrollment_id)) as last_here, count(*) as spells
       from people.enrollment e join people.roster_membership m on m.district_id = $1 and m.student_key = e.student_key
       where e.district_id = $1 and e.school_year = $2 and e.exit_date < $5::date
       group by e.student_key, m.org_id
     ),
     first_day as (
       select org_id, min(day) as day from people.school_day where district_id = $1 and school_year = $2 and is_instructional group by org_id
     )
     select m.student_key, m.org_id, m.grade, m.is_primary, o.enrollment_id, m.begin_date,
       -- The first day: as the roster says it; after an earlier stay, the first class since then or today; otherwise the first class, or the first day of school.
       greatest($3::date, least($4::date, coalesce(m.begin_date,
         case when v.last_here is not null then greatest(v.last_here + 1, coalesce(case when m.first_class > v.last_here then m.first_class end, $5::date))
           when v.spells > 0 then coalesce(m.first_class, $5::date)
           else coalesce(greatest(m.first_class, d.day), d.day, $3::date) end))) as entry_date,
       case when m.end_date is not null and m.end_date < $4::date then m.end_date end as exit_date
     from people.roster_membership m
     left join open_spell o on o.student_key = m.student_key and o.org_id = m.org_id
     left join over v on v.student_key = m.student_key and v.org_id = m.org_id
     left join first_day d on d.org_id = m.org_id
     where m.district_id = $1 and m.school_year = $2 and m.grade is not null
       and (m.begin_date is null or m.begin_date <= $4::date) and (m.end_date is null or m.end_date >= $3::date)`,
    values,
  )
  await query(
    tx,
    `update people.enrollment e
     set grade = n.grade, is_primary = n.is_primary, entry_date = case when n.begin_date is null then e.entry_date else n.entry_date end,
       exit_date = case when n.exit_date is not null then greatest(n.exit_date, case when n.begin_date is null then e.entry_date else n.entry_date end)
         when e.exit_code = '${leftRoster}' then null else e.exit_date end,
       exit_code = case when n.exit_date is null and e.exit_code = '${leftRoster}' then null else e.exit_code end
     from member_now n where e.enrollment_id = n.enrollment_id`,
  )
  const added = await query(
    tx,
    `insert into people.enrollment (student_key, org_id, district_id, school_year, grade, entry_date, exit_date, exit_code, is_primary)
     select n.student_key, n.org_id, $1, $2, n.grade, n.entry_date, n.exit_date, null, n.is_primary
     from member_now n
     where n.enrollment_id is null and (n.exit_date is null or n.exit_date >= n.entry_date)
       -- The same stay again: it is over already.
       and not exists (select from people.enrollment e where e.district_id = $1 and e.school_year = $2 and e.student_key = n.student_key and e.org_id = n.org_id
         and (e.entry_date = n.entry_date or (n.exit_date is not null and e.exit_date >= n.exit_date)))
     returning 1`,
    [districtId, told.year],
  )
  return { added: added.length, ended: ended.length }
}
