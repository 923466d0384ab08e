import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { StudentName, StudentRead } from './schema.ts'

/** Opens students by their enrollment of a school year or later, for the rest of the transaction. */
export async function openFrom(tx: Tx, year: number): Promise<void> {
  await query(tx, "select set_config('throughline.from_year', $1, true)", [String(Math.trunc(year))])
}

/** Names of the students that row security shows, of the keys asked for and enrolled at or below an organization that is in scope. */
export async function namesOf(tx: Tx, orgId: number, keys: readonly number[], year: number): Promise<StudentName[]> {
  return query<StudentName>(
    tx,
    `select s.student_key, s.external_id, s.last_name, s.first_name, s.birth_date
     from people.student s
     where s.student_key = any ($1::bigint[]) and exists (
       select from people.enrollment e join people.org_closure c on c.descendant_id = e.org_id
       where e.student_key = s.student_key and e.school_year >= $3 and c.ancestor_id = $2)
     order by s.last_name, s.first_name, s.student_key`,
    [keys, orgId, year],
  )
}

/** Writes down a read. The values of actor and name are the scope's; row security checks them. */
export async function logRead(
  tx: Tx,
  row: {
    at: Date
    actor: number | null
    actor_name: string
    org_id: number
    purpose: string
    reason: string
    keys: readonly number[]
  },
): Promise<void> {
  await query(
    tx,
    `insert into people.student_read (at, actor, actor_name, org_id, purpose, reason, students, student_keys) values ($1, $2, $3, $4, $5, $6, $7, $8::bigint[])`,
    [row.at, row.actor, row.actor_name, row.org_id, row.purpose, row.reason, row.keys.length, row.keys],
  )
}

export type ReadListed = StudentRead & { person: string | null; org: string; total: number; acting_for: string | null }

/** Reads at some organizations, newest first, a page at a time; `total` is of all pages. */
export async function listReads(
  tx: Tx,
  asked: { orgs: readonly number[]; purpose: string; since: string; limit: number; offset: number },
): Promise<ReadListed[]> {
  return query<ReadListed>(
    tx,
    `select r.read_id, r.at, r.actor, r.actor_name, r.org_id, r.purpose, r.reason, r.students, a.name as person, o.name as org, count(*) over () as total,
       coalesce(f.name, case when r.actor_name like '% acting for %' then r.actor_name end) as acting_for
     from people.student_read r
     join people.org o on o.org_id = r.org_id
     left join people.account a on a.account_id = r.actor
     left join people.account f on f.account_id = substring(r.actor_name from ' acting for account:([0-9]+)$')::int
     where r.org_id = any ($1::int[]) and ($2 = '' or r.purpose = $2) and ($3::date is null or r.at >= $3::date)
     order by r.at desc, r.read_id desc limit $4 offset $5`,
    [asked.orgs, asked.purpose, asked.since || null, asked.limit, asked.offset],
  )
}

export type ReadsSummed = {
  actor: number | null
  actor_name: string
  person: string | null
  purpose: string
  reads: number
  students: number
}

/** Reads at some organizations since an instant, summed by person and purpose; most students first. */
export async function sumReads(tx: Tx, orgs: readonly number[], since: Date): Promise<ReadsSummed[]> {
  return query<ReadsSummed>(
    tx,
    `select r.actor, r.actor_name, a.name as person, r.purpose, count(*) as reads, sum(r.students)::bigint as students
     from people.student_read r left join people.account a on a.account_id = r.actor
     where r.org_id = any ($1::int[]) and r.at >= $2
     group by r.actor, r.actor_name, a.name, r.purpose order by students desc, reads desc limit 100`,
    [orgs, since],
  )
}
