import { manyRows } from '../../../platform/db/copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import {
  type DerivedFile,
  derivedColumns,
  keyColumns,
  type RosterColumn,
  type RosterFile,
  rosterColumns,
  type RosterType,
} from './schema.ts'

/** The columns of a part of a roster as its CSV has them. */
export const columnsOf = (part: RosterFile | DerivedFile): readonly RosterColumn[] =>
  part in rosterColumns ? [...keyColumns, ...rosterColumns[part as RosterFile]] : derivedColumns[part as DerivedFile]

/** A temporary table that COPY fills with one part of a roster; dropped with the transaction. */
export async function openRosterStaging(
  tx: Tx,
  part: RosterFile | DerivedFile,
): Promise<{ table: string; columns: string[] }> {
  const columns = columnsOf(part).map(([name]) => name)
  const table = `loading_${part}`
  await manyRows(tx)
  await query(tx, `drop table if exists ${table}`)
  await query(tx, `create temp table ${table} (${columns.map((name) => `${name} text`).join(', ')}) on commit drop`)
  return { table, columns }
}

const casts: Readonly<Record<RosterType, string>> = {
  text: '',
  date: '::date',
  boolean: '::boolean',
  smallint: '::smallint',
  int: '::int',
  moment: "::timestamp at time zone 'UTC'",
}
const read = ([name, type]: RosterColumn) => `l.${name}${casts[type]} as ${name}`

type Merge = {
  /** table of people */
  table: string
  part: RosterFile
  /** columns of the part that the table has */
  columns: readonly RosterColumn[]
  /** columns that are looked up: name and SQL */
  looked?: readonly (readonly [name: string, sql: string])[]
  joins?: string
  where?: string
}

/** Makes a table of a district equal to what was staged: rows that are gone go, others are added or changed; equal rows keep what else they have. */
async function merge(tx: Tx, districtId: number, told: Merge): Promise<void> {
  const looked = told.looked ?? []
  const names = [...[...keyColumns, ...told.columns].map(([name]) => name), ...looked.map(([name]) => name)]
  const select = [...[...keyColumns, ...told.columns].map(read), ...looked.map(([name, sql]) => `${sql} as ${name}`)]
  await query(tx, `analyze loading_${told.part}`)
  await query(tx, 'drop table if exists told')
  await query(
    tx,
    `create temp table told on commit drop as select ${select.join(', ')} from loading_${told.part} l ${(told.joins ?? '').replaceAll('{district}', String(Math.trunc(districtId)))} ${(told.where ? `where ${told.where}` : '').replaceAll('{district}', String(Math.trunc(districtId)))}`,
  )
  await query(tx, 'analyze told')
  await query(
    tx,
    `delete from people.${told.table} t where t.district_id = $1 and not exists (select from told x where x.sourced_id = t.sourced_id)`,
    [districtId],
  )
  const rest = names.filter((name) => name !== 'sourced_id')
  await query(
    tx,
    `insert into people.${told.table} as t (district_id, ${names.join(', ')}) select $1, ${names.join(', ')} from told
     on conflict (district_id, sourced_id) do update set ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}
     where (${rest.map((name) => `t.${name}`).join(', ')}) is distinct from (${rest.map((name) => `excluded.${name}`).join(', ')})`,
    [districtId],
  )
}

const among = (file: RosterFile, ...names: string[]): readonly RosterColumn[] =>
  (rosterColumns[file] as readonly RosterColumn[]).filter(([name]) => names.includes(name))

/** True of a staged user whose student id stands on the district's list of forgotten students. */
const isForgotten = (user: string): string =>
  `exists (select from people.forgotten_key k join people.forgotten g on g.district_id = k.district_id
     where k.district_id = {district} and g.mark = people.mark(k.key, ${user}.student_id))`

/** Orgs, terms, courses, classes and staff: nothing about a student. */
export async function mergePlain(tx: Tx, districtId: number): Promise<void> {
  await merge(tx, districtId, { table: 'roster_org', part: 'orgs', columns: rosterColumns.orgs })
  await merge(tx, districtId, { table: 'term', part: 'sessions', columns: rosterColumns.sessions })
  await merge(tx, districtId, { table: 'course', part: 'courses', columns: rosterColumns.courses })
  await merge(tx, districtId, { table: 'class', part: 'classes', columns: rosterColumns.classes })
  await merge(tx, districtId, {
    table: 'staff',
    part: 'users',
    columns: among(
      'users',
      'given_name',
      'family_name',
      'identifier',
      'email',
      'role',
      'org_refs',
      'primary_ref',
      'enabled',
      'active',
    ),
    // Who was forgotten as a student does not come back as staff by the row of the student; a row that names staff alone is no record of a student.
    where: `l.person = 'staff' or (l.person = 'both' and not ${isForgotten('l')})`,
  })
}

/**
 * Students: identity first (a name and a birth date come in, nothing is taken away), then the roster's own rows about them. A student who was forgotten gets no key
 * and leaves no row here. Needs the staged users, demographics, roles and enrollments.
 */
export async function mergeStudentRows(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'analyze loading_users')
  await query(tx, 'analyze loading_demographics')
  await query(
    tx,
    `insert into people.student as s (district_id, external_id, last_name, first_name, birth_date)
     select distinct on (u.student_id) $1::int, u.student_id, u.family_name, u.given_name, d.birth_date::date
     from loading_users u left join loading_demographics d on d.sourced_id = u.sourced_id and d.deleted <> 'true'
     where u.person in ('student', 'both') and u.deleted <> 'true' and u.active = 'true' and u.student_id is not null and u.family_name is not null and u.given_name is not null
       -- Who was forgotten does not come back with a roster.
       and not ${isForgotten('u').replaceAll('{district}', '$1')}
     order by u.student_id, u.sourced_id
     on conflict (district_id, external_id) do update
       set last_name = excluded.last_name, first_name = excluded.first_name, birth_date = coalesce(excluded.birth_date, s.birth_date)
     where (s.last_name, s.first_name, s.birth_date) is distinct from (excluded.last_name, excluded.first_name, coalesce(excluded.birth_date, s.birth_date))`,
    [districtId],
  )
  await merge(tx, districtId, {
    table: 'roster_student',
    part: 'users',
    columns: among('users', 'identifier', 'grades', 'role', 'org_refs', 'primary_ref', 'enabled', 'active'),
    looked: [['student_key', 's.student_key']],
    joins: 'join people.student s on s.district_id = {district} and s.external_id = l.student_id',
    where: "l.person in ('student', 'both')",
  })
  await query(tx, 'drop table if exists forgotten_ref')
  await query(
    tx,
    `create temp table forgotten_ref on commit drop as
     select l.sourced_id from loading_users l where l.person in ('student', 'both')
       and not exists (select from people.roster_student r where r.district_id = $1 and r.sourced_id = l.sourced_id)`,
    [districtId],
  )
  const students = (ref: string) =>
    `left join people.roster_student r on r.district_id = {district} and r.sourced_id = l.${ref}`
  const known = (ref: string) => `not exists (select from forgotten_ref g where g.sourced_id = l.${ref})`
  await merge(tx, districtId, {
    table: 'roster_demographic',
    part: 'demographics',
    columns: among('demographics', 'gender', 'race'),
    looked: [['student_key', 'r.student_key']],
    joins: students('sourced_id'),
    where: 'r.student_key is not null',
  })
  await merge(tx, districtId, {
    table: 'roster_role',
    part: 'roles',
    columns: rosterColumns.roles,
    looked: [['student_key', 'r.student_key']],
    joins: students('user_ref'),
    where: known('user_ref'),
  })
  await merge(tx, districtId, {
    table: 'class_member',
    part: 'enrollments',
    columns: rosterColumns.enrollments,
    looked: [
      ['class_id', 'c.class_id'],
      ['student_key', "case when l.role = 'student' and r.active and not r.deleted then r.student_key end"],
      ['staff_id', "case when l.role <> 'student' and f.active then f.staff_id end"],
    ],
    joins: `${students('user_ref')}
      left join people.staff f on f.district_id = {district} and f.sourced_id = l.user_ref and not f.deleted
      left join people.class c on c.district_id = {district} and c.sourced_id = l.class_ref and not c.deleted`,
    where: known('user_ref'),
  })
}

/** Groups of the year that a roster knows: race and gender come in where it says them; nothing is ever emptied, and other groups are not touched. */
export async function mergeGroups(tx: Tx, districtId: number, year: number): Promise<void> {
  await query(
    tx,
    `insert into people.student_year as y (student_key, district_id, school_year, race, gender)
     select m.student_key, $1, $2, max(d.race), max(d.gender)
     from people.roster_membership m left join people.roster_demographic d on d.district_id = $1 and d.student_key = m.student_key and not d.deleted
     where m.district_id = $1 and m.school_year = $2 group by m.student_key
     on conflict (student_key, school_year) do update set race = coalesce(excluded.race, y.race), gender = coalesce(excluded.gender, y.gender)
     where (y.race, y.gender) is distinct from (coalesce(excluded.race, y.race), coalesce(excluded.gender, y.gender))`,
    [districtId, year],
  )
}

/** Where the staff works now, by the staged rows. */
export async function mergeStaffRoles(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'drop table if exists told')
  await query(
    tx,
    `create temp table told on commit drop as
     select f.staff_id, ${columnsOf('staff_roles')
       .filter(([name]) => name !== 'user_ref')
       .map(read)
       .join(', ')}
     from loading_staff_roles l join people.staff f on f.district_id = $1 and f.sourced_id = l.user_ref and not f.deleted`,
    [districtId],
  )
  const same =
    'x.staff_id = t.staff_id and x.role = t.role and x.org_id is not distinct from t.org_id and x.from_date is not distinct from t.from_date'
  await query(
    tx,
    `delete from people.staff_role t where t.district_id = $1 and not exists (select from told x where ${same})`,
    [districtId],
  )
  await query(
    tx,
    `insert into people.staff_role as t (district_id, staff_id, role, org_id, from_date, to_date) select $1, staff_id, role, org_id, from_date, max(to_date) from told
     group by staff_id, role, org_id, from_date
     on conflict (district_id, staff_id, role, org_id, from_date) do update set to_date = excluded.to_date where t.to_date is distinct from excluded.to_date`,
    [districtId],
  )
}

/** How much a roster holds that is in use. */
export async function countRoster(
  tx: Tx,
  districtId: number,
): Promise<{ students: number; staff: number; classes: number; members: number }> {
  const rows = await query<{ students: number; staff: number; classes: number; members: number }>(
    tx,
    `select (select count(*) from people.roster_student where district_id = $1 and active and not deleted) as students,
       (select count(*) from people.staff where district_id = $1 and active and not deleted) as staff,
       (select count(*) from people.class where district_id = $1 and not deleted) as classes,
       (select count(*) from people.class_member where district_id = $1 and not deleted and class_id is not null and (student_key is not null or staff_id is not null)) as members`,
    [districtId],
  )
  return rows[0] ?? { students: 0, staff: 0, classes: 0, members: 0 }
}

export async function memberCounts(
  tx: Tx,
  districtId: number,
): Promise<{ schools: { code: string; students: number }[]; staff: number; classes: number }> {
  const schools = await query<{ code: string; students: number }>(
    tx,
    `select o.code, count(*) as students from people.roster_membership m join people.org o on o.org_id = m.org_id
     where m.district_id = $1 group by o.code order by o.code`,
    [districtId],
  )
  const { staff, classes } = await countRoster(tx, districtId)
  return { schools, staff, classes }
}
