import { query, type Tx } from '../../../platform/db/database.ts'
import type { Forgetting, Subject } from './schema.ts'

const columns = `forgetting_id, district_id, reason, state, asked_by, asked_name, asked_at, decided_by, decided_name, decided_at, done_at, counts, version`

export async function addForgetting(
  tx: Tx,
  row: Pick<Forgetting, 'district_id' | 'reason' | 'state' | 'asked_by' | 'asked_name' | 'asked_at'>,
): Promise<Forgetting> {
  const rows = await query<Forgetting>(
    tx,
    `insert into people.forgetting (district_id, reason, state, asked_by, asked_name, asked_at) values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [row.district_id, row.reason, row.state, row.asked_by, row.asked_name, row.asked_at],
  )
  if (!rows[0]) throw new Error('No row.')
  return rows[0]
}

export async function forgettingById(tx: Tx, id: number, lock = false): Promise<Forgetting | null> {
  return (
    (
      await query<Forgetting>(
        tx,
        `select ${columns} from people.forgetting where forgetting_id = $1 ${lock ? 'for update' : ''}`,
        [id],
      )
    )[0] ?? null
  )
}

/** Requests of a district, newest first. */
export async function forgettingsOf(tx: Tx, districtId: number, most: number): Promise<Forgetting[]> {
  return query<Forgetting>(
    tx,
    `select ${columns} from people.forgetting where district_id = $1 order by asked_at desc, forgetting_id desc limit $2`,
    [districtId, most],
  )
}

/** Requests that were decided and are not done: a killed process left them. */
export async function unfinished(tx: Tx, districtId: number): Promise<Forgetting[]> {
  return query<Forgetting>(
    tx,
    `select ${columns} from people.forgetting where district_id = $1 and state = 'running' order by forgetting_id`,
    [districtId],
  )
}

export async function changeForgetting(
  tx: Tx,
  id: number,
  change: Pick<Forgetting, 'state'> &
    Partial<Pick<Forgetting, 'decided_by' | 'decided_name' | 'decided_at' | 'done_at' | 'counts'>>,
): Promise<Forgetting> {
  const rows = await query<Forgetting>(
    tx,
    `update people.forgetting set state = $2, decided_by = coalesce($3, decided_by), decided_name = coalesce($4, decided_name), decided_at = coalesce($5, decided_at),
       done_at = coalesce($6, done_at), counts = coalesce($7::jsonb, counts), version = version + 1 where forgetting_id = $1 returning ${columns}`,
    [
      id,
      change.state,
      change.decided_by ?? null,
      change.decided_name ?? null,
      change.decided_at ?? null,
      change.done_at ?? null,
      change.counts ? JSON.stringify(change.counts) : null,
    ],
  )
  if (!rows[0]) throw new Error('No such row.')
  return rows[0]
}

export async function addSubject(tx: Tx, subject: Omit<Subject, 'refs'>): Promise<void> {
  await query(
    tx,
    `insert into people.forgetting_subject (forgetting_id, district_id, student_key, external_id, last_name, first_name) values ($1, $2, $3, $4, $5, $6)`,
    [
      subject.forgetting_id,
      subject.district_id,
      subject.student_key,
      subject.external_id,
      subject.last_name,
      subject.first_name,
    ],
  )
}

export async function subjectById(tx: Tx, id: number): Promise<Subject | null> {
  return (
    (
      await query<Subject>(
        tx,
        'select forgetting_id, district_id, student_key, external_id, last_name, first_name, refs from people.forgetting_subject where forgetting_id = $1',
        [id],
      )
    )[0] ?? null
  )
}

/**
 * Notes the ids that a roster gives the person, before its rows go; what was noted before stays. Of somebody with a key only the key counts: the number of one child may
 * be the roster's own id of another. Without a key the number counts as it does when a roster is resolved, and only in rows that belong to nobody.
 */
export async function noteRefs(tx: Tx, id: number): Promise<void> {
  await query(
    tx,
    `update people.forgetting_subject f set refs = array(select distinct x from (
       select unnest(f.refs) as x union all
       select r.sourced_id from people.roster_student r where r.district_id = f.district_id
         and case when f.student_key is not null then r.student_key = f.student_key
           else r.student_key is null and coalesce(nullif(trim(r.identifier), ''), r.sourced_id) = f.external_id end) all_refs order by x)
     where f.forgetting_id = $1`,
    [id],
  )
}

/** An open request for the same person. */
export async function subjectOpen(tx: Tx, districtId: number, externalId: string): Promise<boolean> {
  return (
    (
      await query(tx, 'select 1 from people.forgetting_subject where district_id = $1 and external_id = $2', [
        districtId,
        externalId,
      ])
    ).length > 0
  )
}

export async function dropSubject(tx: Tx, id: number): Promise<void> {
  await query(tx, 'delete from people.forgetting_subject where forgetting_id = $1', [id])
}

export type Found = { student_key: number; external_id: string; last_name: string; first_name: string }

export async function studentByExternal(tx: Tx, districtId: number, externalId: string): Promise<Found | null> {
  return (
    (
      await query<Found>(
        tx,
        'select student_key, external_id, last_name, first_name from people.student where district_id = $1 and external_id = $2',
        [districtId, externalId],
      )
    )[0] ?? null
  )
}

/** Writes that an id is not to come back. `key`: what a new list is keyed with; a district that has one keeps it. */
export async function mark(
  tx: Tx,
  districtId: number,
  forgettingId: number | null,
  externalId: string,
  key: string,
  at: Date,
): Promise<void> {
  await query(
    tx,
    'insert into people.forgotten_key (district_id, key) values ($1, $2) on conflict (district_id) do nothing',
    [districtId, key],
  )
  await query(
    tx,
    `insert into people.forgotten (district_id, mark, forgetting_id, at)
     select $1, people.mark(k.key, $2), $3, $4 from people.forgotten_key k where k.district_id = $1 on conflict (district_id, mark) do nothing`,
    [districtId, externalId, forgettingId, at],
  )
}

/** Adds marks that were kept elsewhere to a district's list. Nothing where the district's own list has another key: its marks cannot be compared. */
export async function addMarks(
  tx: Tx,
  districtId: number,
  list: { key: string; marks: readonly string[] },
  at: Date,
): Promise<number> {
  await query(
    tx,
    'insert into people.forgotten_key (district_id, key) values ($1, $2) on conflict (district_id) do nothing',
    [districtId, list.key],
  )
  const rows = await query(
    tx,
    `insert into people.forgotten (district_id, mark, at)
     select k.district_id, m, $4 from people.forgotten_key k, unnest($3::text[]) m where k.district_id = $1 and k.key = $2
     on conflict (district_id, mark) do nothing returning 1`,
    [districtId, list.key, list.marks, at],
  )
  return rows.length
}

export type ForgottenList = { key: string | null; marks: { mark: string; at: Date }[] }

export async function forgottenList(tx: Tx, districtId: number): Promise<ForgottenList> {
  const keys = await query<{ key: string }>(tx, 'select key from people.forgotten_key where district_id = $1', [
    districtId,
  ])
  return {
    key: keys[0]?.key ?? null,
    marks: await query<{ mark: string; at: Date }>(
      tx,
      'select mark, at from people.forgotten where district_id = $1 order by at, mark',
      [districtId],
    ),
  }
}

/** Ids of a district's students that a list names: those who came back with an old backup. */
export async function studentsOnList(
  tx: Tx,
  districtId: number,
  key: string,
  marks: readonly string[],
): Promise<string[]> {
  return (
    await query<{ external_id: string }>(
      tx,
      'select external_id from people.student where district_id = $1 and people.mark($2, external_id) = any ($3::text[]) order by external_id',
      [districtId, key, marks],
    )
  ).map((row) => row.external_id)
}

/** Lets an id come back. Out: true when it stood on the list. */
export async function unmark(tx: Tx, districtId: number, externalId: string): Promise<boolean> {
  const rows = await query(
    tx,
    `delete from people.forgotten f using people.forgotten_key k where k.district_id = $1 and f.district_id = $1 and f.mark = people.mark(k.key, $2) returning 1`,
    [districtId, externalId],
  )
  return rows.length > 0
}

const lockName = "hashtextextended('people/forget/' || $1, 0)"

/** Waits until nobody is being forgotten in a district, and keeps it so to the end of the transaction; several may hold it. */
export async function lockShared(tx: Tx, districtId: number): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock_shared(${lockName})`, [String(districtId)])
}

/** Waits until no result of the district is being written, and keeps it so to the end of the transaction. */
export async function lockAlone(tx: Tx, districtId: number): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(${lockName})`, [String(districtId)])
}
