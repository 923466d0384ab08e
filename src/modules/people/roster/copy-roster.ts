import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import { writeOut } from '../copy.ts'
import { keyColumns, type RosterColumn, type RosterFile, rosterColumns, rosterFiles } from './schema.ts'

const plainTables: Partial<Record<RosterFile, string>> = {
  orgs: 'roster_org',
  sessions: 'term',
  courses: 'course',
  classes: 'class',
  roles: 'roster_role',
  enrollments: 'class_member',
}

const whole = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new Error('Not a whole number.')
  return value
}

const shown =
  (alias: string) =>
  ([name, type]: RosterColumn) =>
    type === 'moment' ? `${alias}.${name} at time zone 'UTC' as ${name}` : `${alias}.${name}`

function selectOf(file: RosterFile, district: number): string {
  const table = plainTables[file]
  if (table)
    return `select ${[...keyColumns, ...rosterColumns[file]].map(shown('t')).join(', ')} from people.${table} t where t.district_id = ${district} order by 1`
  if (file === 'demographics')
    return `select d.sourced_id, d.modified_at at time zone 'UTC', d.deleted, s.birth_date, d.gender, d.race
      from people.roster_demographic d left join people.student s on s.student_key = d.student_key where d.district_id = ${district} order by 1`
  // Somebody may be both: a student who teaches a class, or the other way round. The row of the staff says who that is.
  const either = (name: string) => `coalesce(f.${name}, r.${name}) as ${name}`
  return `select coalesce(f.sourced_id, r.sourced_id) as sourced_id, coalesce(f.modified_at, r.modified_at) at time zone 'UTC' as modified_at, coalesce(f.deleted, r.deleted) as deleted,
      coalesce(f.given_name, s.first_name) as given_name, coalesce(f.family_name, s.last_name) as family_name, ${either('identifier')}, f.email, r.grades,
      ${either('role')}, ${either('org_refs')}, ${either('primary_ref')}, ${either('enabled')},
      case when f.sourced_id is null then 'student' when r.sourced_id is null then 'staff' else 'both' end as person,
      coalesce(f.active, false) or coalesce(r.active, false) as active, s.external_id as student_id
    from (select * from people.staff where district_id = ${district}) f
    full join (select * from people.roster_student where district_id = ${district}) r on r.sourced_id = f.sourced_id
    left join people.student s on s.student_key = r.student_key
    order by 1`
}

/** Writes what a district's roster says now as CSV, a file for each part (`orgs.csv`, `users.csv` and so on), into a folder. Names are in it: the folder is scratch. */
export async function copyRoster(tx: Tx, districtId: number, folder: string): Promise<void> {
  for (const file of rosterFiles) await writeOut(tx, selectOf(file, whole(districtId)), join(folder, `${file}.csv`))
}

/** Writes who sits and teaches in which class, by keys alone, with the columns of the lake's `roster`. Out: rows. */
export const copyClasses = (tx: Tx, districtId: number, toPath: string): Promise<number> =>
  writeOut(
    tx,
    `select m.student_key, case when m.student_key is null then m.staff_id end as staff_id, c.class_id, c.org_id, c.code as class_code, k.code as course_code, k.title as course_title,
       coalesce(nullif(c.subjects, ''), k.subjects) as subjects, coalesce(nullif(c.grades, ''), k.grades) as grades, m.role, m.is_primary, m.begin_date, m.end_date
     from people.class_member m
     join people.class c on c.class_id = m.class_id
     left join people.course k on k.district_id = c.district_id and k.sourced_id = c.course_ref and not k.deleted
     where m.district_id = ${whole(districtId)} and not m.deleted and (m.student_key is not null or m.staff_id is not null)
     order by c.class_id, m.student_key nulls first, 2, m.begin_date nulls first, m.role`,
    toPath,
  )
