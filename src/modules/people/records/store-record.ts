import { query, type Tx } from '../../../platform/db/database.ts'
import type { RecordRow, WholeRecord } from './schema.ts'

const columns =
  'record_id, district_id, org_id, student_key, opened_by, opened_name, reason, opened_at, expires_at, state, failure_code, ready_at'

export async function addRecord(
  tx: Tx,
  row: Pick<
    RecordRow,
    'district_id' | 'org_id' | 'student_key' | 'opened_by' | 'opened_name' | 'reason' | 'opened_at' | 'expires_at'
  >,
): Promise<number> {
  const rows = await query<{ record_id: number }>(
    tx,
    `insert into people.record (district_id, org_id, student_key, opened_by, opened_name, reason, opened_at, expires_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'preparing') returning record_id`,
    [
      row.district_id,
      row.org_id,
      row.student_key,
      row.opened_by,
      row.opened_name,
      row.reason,
      row.opened_at,
      row.expires_at,
    ],
  )
  return rows[0]?.record_id ?? 0
}

export async function recordById(tx: Tx, id: number): Promise<RecordRow | null> {
  return (await query<RecordRow>(tx, `select ${columns} from people.record where record_id = $1`, [id]))[0] ?? null
}

/** What a person has opened and may still see, newest first. */
export async function recordsOpen(tx: Tx, actor: number, at: Date): Promise<RecordRow[]> {
  return query<RecordRow>(
    tx,
    `select ${columns} from people.record where opened_by = $1 and state <> 'over' and expires_at > $2 order by opened_at desc limit 20`,
    [actor, at],
  )
}

/** Out: false when the record is over meanwhile (expired, or its student forgotten). */
export async function setReady(tx: Tx, id: number, at: Date): Promise<boolean> {
  return (
    (
      await query(
        tx,
        `update people.record set state = 'ready', ready_at = $2, failure_code = null where record_id = $1 and state in ('preparing', 'ready') and student_key is not null returning 1`,
        [id, at],
      )
    ).length > 0
  )
}

export async function setFailed(tx: Tx, id: number, code: string): Promise<void> {
  await query(
    tx,
    `update people.record set state = 'failed', failure_code = $2 where record_id = $1 and state = 'preparing'`,
    [id, code],
  )
}

/** Ends what is past its time; its row stays, without the student. */
export async function endExpired(tx: Tx, districtId: number, at: Date): Promise<number> {
  return (
    await query(
      tx,
      `update people.record set state = 'over', student_key = null where district_id = $1 and state <> 'over' and expires_at <= $2 returning 1`,
      [districtId, at],
    )
  ).length
}

/** Ids of the records whose prepared file is still wanted. */
export async function recordsKept(tx: Tx, districtId: number): Promise<number[]> {
  return (
    await query<{ record_id: number }>(
      tx,
      `select record_id from people.record where district_id = $1 and state in ('preparing', 'ready')`,
      [districtId],
    )
  ).map((row) => row.record_id)
}

export type Sought = { student_key: number; district_id: number; org_id: number }

/** A student by the district's id, as far as the scope opens it. `org_id`: the school of the newest spell that the scope covers. */
export async function seekStudent(
  tx: Tx,
  districtId: number,
  externalId: string,
  orgs: readonly number[],
): Promise<Sought | null> {
  return (
    (
      await query<Sought>(
        tx,
        `select s.student_key, s.district_id, case when $1 = any ($3::int[]) then $1 else (
           select e.org_id from people.enrollment e where e.student_key = s.student_key and e.org_id = any ($3::int[])
           order by e.school_year desc, e.entry_date desc limit 1) end as org_id
         from people.student s where s.district_id = $1 and s.external_id = $2`,
        [districtId, externalId, orgs],
      )
    )[0] ?? null
  )
}

/** The parts of a record that this schema holds. */
export async function readParts(
  tx: Tx,
  studentKey: number,
): Promise<
  Pick<WholeRecord, 'years' | 'enrollment' | 'classes' | 'disclosures'> & {
    identity: WholeRecord['identity'] | null
    reads: { at: Date; who: string; place: string; purpose: string; reason: string; students: number }[]
  }
> {
  const [identity] = await query<WholeRecord['identity']>(
    tx,
    'select external_id as student_id, last_name, first_name, birth_date, home_language from people.student where student_key = $1',
    [studentKey],
  )
  return {
    identity: identity ?? null,
    years: await query(
      tx,
      'select school_year, race, gender, econ, el, swd, residency from people.student_year where student_key = $1 order by school_year desc',
      [studentKey],
    ),
    enrollment: await query(
      tx,
      `select e.school_year, o.name as school, e.grade, e.entry_date, e.exit_date, e.exit_code, e.is_primary
       from people.enrollment e join people.org o on o.org_id = e.org_id where e.student_key = $1 order by e.entry_date desc, o.name`,
      [studentKey],
    ),
    classes: await query(
      tx,
      `select c.title, c.code, t.title as course, o.name as school, m.begin_date, m.end_date
       from people.class_member m join people.class c on c.class_id = m.class_id
       left join people.course t on t.district_id = c.district_id and t.sourced_id = c.course_ref
       left join people.org o on o.org_id = c.org_id
       where m.student_key = $1 and not m.deleted order by m.begin_date desc nulls last, c.title`,
      [studentKey],
    ),
    reads: await query(
      tx,
      `select r.at, coalesce(a.name, r.actor_name) as who, o.name as place, r.purpose, r.reason, r.students
       from people.student_read r join people.org o on o.org_id = r.org_id left join people.account a on a.account_id = r.actor
       where r.student_keys @> array[$1::bigint] order by r.at desc, r.read_id desc`,
      [studentKey],
    ),
    disclosures: await query(
      tx,
      `select d.on_date, d.party, d.party_kind, d.basis, d.interest, d.what, d.was_given, d.entered_name
       from people.disclosure_student s join people.disclosure d using (disclosure_id)
       where s.student_key = $1 order by d.on_date desc, d.disclosure_id desc`,
      [studentKey],
    ),
  }
}
