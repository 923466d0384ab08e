import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Item } from '../schema.ts'
import { heldOn, itemColumns } from '../store.ts'
import type { Committee, Meeting, Seat } from './schema.ts'

const committeeColumns =
  'committee_id, district_id, org_id, slug, kind, name, purpose, reports_to, quorum, rule, standing, open_minutes, from_date, to_date, version'
const seatColumns =
  'member_id, committee_id, district_id, part, owner_role, owner_org, owner_account, seat, from_date, to_date'
export const meetingColumns = `meeting_id, district_id, committee_id, key, planned_on, held_on, starts_at, place, state, minutes, present, guests, quorum,
  approved_on, approved_by, approved_in, open_minutes, version`

const asJson = new Set(['name', 'purpose', 'rule', 'standing'])
const valueOf = (name: string, value: unknown): unknown =>
  asJson.has(name) && value !== null ? JSON.stringify(value) : value

/** A committee by id, locked when `lock`. Errors: Missing `work/no-committee` (also for one of another district). */
export async function committeeById(tx: Tx, id: number, lock = false): Promise<Committee> {
  const rows = await query<Committee>(
    tx,
    `select ${committeeColumns} from work.committee where committee_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'work/no-committee',
      'There is no such committee.',
      'Go to the list of committees and choose one there.',
    )
  return rows[0]
}

/** The committees of some districts, in the order in which they were entered. */
export async function committeesOf(tx: Tx, districts: readonly number[]): Promise<Committee[]> {
  return query<Committee>(
    tx,
    `select ${committeeColumns} from work.committee where district_id = any ($1) order by committee_id`,
    [districts],
  )
}

export type CommitteeRow = Omit<Committee, 'committee_id' | 'district_id' | 'version'>

/** Adds a committee; 0 when its district has one of this slug already. */
export async function insertCommittee(tx: Tx, districtId: number, row: CommitteeRow): Promise<number> {
  const names = Object.keys(row) as (keyof CommitteeRow)[]
  const rows = await query<{ committee_id: number }>(
    tx,
    `insert into work.committee (district_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')})
     on conflict (district_id, slug) do nothing returning committee_id`,
    [districtId, ...names.map((name) => valueOf(name, row[name]))],
  )
  return rows[0]?.committee_id ?? 0
}

/** Writes some columns and raises the version. Names are keys of the row type, never input. Out: the new version. */
export async function setCommittee(tx: Tx, id: number, fields: Partial<CommitteeRow>): Promise<number> {
  const names = Object.keys(fields) as (keyof CommitteeRow)[]
  const rows = await query<{ version: number }>(
    tx,
    `update work.committee set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
     where committee_id = $1 returning version`,
    [id, ...names.map((name) => valueOf(name, fields[name]))],
  )
  return rows[0]?.version ?? 0
}

/** The seats of some committees, chairs first. */
export async function seatsOf(tx: Tx, committees: readonly number[]): Promise<Seat[]> {
  return query<Seat>(
    tx,
    `select ${seatColumns} from work.committee_member where committee_id = any ($1)
     order by committee_id, array_position(array['chair', 'secretary', 'member'], part), from_date, member_id`,
    [committees],
  )
}

export async function insertSeat(tx: Tx, seat: Omit<Seat, 'member_id'>): Promise<number> {
  const names = Object.keys(seat) as (keyof typeof seat)[]
  const rows = await query<{ member_id: number }>(
    tx,
    `insert into work.committee_member (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning member_id`,
    names.map((name) => seat[name]),
  )
  return rows[0]?.member_id ?? 0
}

export async function endSeat(tx: Tx, id: number, to: string | null): Promise<void> {
  await query(tx, 'update work.committee_member set to_date = $2 where member_id = $1', [id, to])
}

/** A meeting by id, locked when `lock`. Errors: Missing `work/no-meeting` (also for one of another district). */
export async function meetingById(tx: Tx, id: number, lock = false): Promise<Meeting> {
  const rows = await query<Meeting>(
    tx,
    `select ${meetingColumns} from work.meeting where meeting_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'work/no-meeting',
      'There is no such meeting.',
      'Go to the list of committees and choose a meeting there.',
    )
  return rows[0]
}

/** All meetings of a committee, by day. */
export async function meetingsOf(tx: Tx, committeeId: number): Promise<Meeting[]> {
  return query<Meeting>(
    tx,
    `select ${meetingColumns} from work.meeting where committee_id = $1 order by held_on, meeting_id`,
    [committeeId],
  )
}

/** For each committee: the first meeting from a day on, and the last one before it. */
export async function aroundDay(tx: Tx, committees: readonly number[], day: string): Promise<Meeting[]> {
  return query<Meeting>(
    tx,
    `(select distinct on (committee_id) ${meetingColumns} from work.meeting
      where committee_id = any ($1) and held_on >= $2 and state = 'planned' order by committee_id, held_on, meeting_id)
     union all
     (select distinct on (committee_id) ${meetingColumns} from work.meeting
      where committee_id = any ($1) and held_on < $2 and state = 'planned' order by committee_id, held_on desc, meeting_id desc)`,
    [committees, day],
  )
}

/** Adds a meeting; 0 when the committee has one of this key already. */
export async function insertMeeting(
  tx: Tx,
  row: Pick<Meeting, 'district_id' | 'committee_id' | 'key' | 'planned_on' | 'held_on' | 'starts_at' | 'place'>,
): Promise<number> {
  const rows = await query<{ meeting_id: number }>(
    tx,
    `insert into work.meeting (district_id, committee_id, key, planned_on, held_on, starts_at, place) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (committee_id, key) do nothing returning meeting_id`,
    [row.district_id, row.committee_id, row.key, row.planned_on, row.held_on, row.starts_at, row.place],
  )
  return rows[0]?.meeting_id ?? 0
}

export type MeetingFields = Partial<Omit<Meeting, 'meeting_id' | 'district_id' | 'committee_id' | 'key' | 'version'>>

/** Writes some columns and raises the version. Names are keys of the row type, never input. Out: the new version. */
export async function setMeeting(tx: Tx, id: number, fields: MeetingFields): Promise<number> {
  const names = Object.keys(fields) as (keyof MeetingFields)[]
  const rows = await query<{ version: number }>(
    tx,
    `update work.meeting set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
     where meeting_id = $1 returning version`,
    [id, ...names.map((name) => fields[name])],
  )
  return rows[0]?.version ?? 0
}

/** Opens or closes the approved minutes of a committee to families. */
export async function openMinutes(tx: Tx, committeeId: number, open: boolean): Promise<void> {
  await query(
    tx,
    `update work.meeting set open_minutes = $2 where committee_id = $1 and minutes = 'approved' and open_minutes <> $2`,
    [committeeId, open],
  )
}

/**
 * Late and stuck items of a district, or of some organizations of it, most late first. Without what waits for its wave, and without what meetings themselves asked
 * for: that stands under its own committee. `total`: of all of them.
 */
export async function behindItems(
  tx: Tx,
  asked: { districtId: number; orgs: readonly number[] | null; day: string; limit: number },
): Promise<(Item & { total: number })[]> {
  return query<Item & { total: number }>(
    tx,
    `select ${itemColumns('i')}, count(*) over () as total from work.item i
     where i.district_id = $1 and i.listed and i.state in ('open', 'going_on', 'stuck') and (i.due_on < $3 or i.state = 'stuck') and not ${heldOn('$3')}
       and i.source not like 'meeting:%' and ($2::int[] is null or i.org_id = any ($2) or i.owner_org = any ($2))
     order by i.due_on nulls last, i.item_id limit $4`,
    [asked.districtId, asked.orgs, asked.day, asked.limit],
  )
}

/** Unfinished actions of a committee's meetings before a day, by their due day. */
export async function openActions(tx: Tx, committeeId: number, before: string): Promise<Item[]> {
  return query<Item>(
    tx,
    `select ${itemColumns('i')} from work.item i
     join work.meeting_action a on i.source = 'meeting:' || a.meeting_id || '/action-' || a.action_id and i.district_id = a.district_id
     join work.meeting m on m.meeting_id = a.meeting_id
     where m.committee_id = $1 and m.held_on < $2 and i.listed and i.state in ('open', 'going_on', 'stuck')
     order by i.due_on nulls last, i.item_id limit 20`,
    [committeeId, before],
  )
}

/** The due items of a meeting: itself, and what it asked for; by due day. */
export async function itemsOfMeeting(tx: Tx, districtId: number, prefix: string): Promise<Item[]> {
  return query<Item>(
    tx,
    `select ${itemColumns('i')} from work.item i where i.district_id = $1 and starts_with(i.source, $2) order by i.due_on nulls last, i.item_id`,
    [districtId, prefix],
  )
}
