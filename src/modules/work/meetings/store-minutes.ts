import { query, type Tx } from '../../../platform/db/database.ts'
import type { Action, BuiltPoint, Correction, Decision, Meeting, Point, Whole } from './schema.ts'
import { meetingColumns } from './store.ts'

const pointColumns =
  'point_id, meeting_id, kind, key, title, facts, href, about, by_account, place, listed, settled, minutes'
const decisionColumns =
  'decision_id, meeting_id, point_id, year, number, words, votes_for, votes_against, abstained, listed'
const actionColumns =
  'action_id, meeting_id, point_id, words, lang, owner_role, owner_org, owner_account, due_on, listed'
const correctionColumns = 'correction_id, meeting_id, point_id, decision_id, words, reason, on_date, by_account'

/** All points, decisions, actions and corrections of a meeting, also those that were taken off. */
export async function partsOf(tx: Tx, meetingId: number): Promise<Omit<Whole, 'meeting'>> {
  const read = <Row extends object>(columns: string, table: string, order: string) =>
    query<Row>(tx, `select ${columns} from work.${table} where meeting_id = $1 order by ${order}`, [meetingId])
  return {
    points: await read<Point>(pointColumns, 'meeting_point', 'place, point_id'),
    decisions: await read<Decision>(decisionColumns, 'decision', 'year, number'),
    actions: await read<Action>(actionColumns, 'meeting_action', 'action_id'),
    corrections: await read<Correction>(correctionColumns, 'minutes_correction', 'correction_id'),
  }
}

export async function insertPoint(
  tx: Tx,
  at: { meeting_id: number; district_id: number },
  point: BuiltPoint & { place: number; about: string; by_account: number | null },
): Promise<number> {
  const rows = await query<{ point_id: number }>(
    tx,
    `insert into work.meeting_point (meeting_id, district_id, kind, key, title, facts, href, place, about, by_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning point_id`,
    [
      at.meeting_id,
      at.district_id,
      point.kind,
      point.key,
      JSON.stringify(point.title),
      JSON.stringify(point.facts),
      point.href,
      point.place,
      point.about,
      point.by_account,
    ],
  )
  return rows[0]?.point_id ?? 0
}

/** Gives a built point its words of today. */
export async function renewPoint(tx: Tx, id: number, point: BuiltPoint): Promise<void> {
  await query(tx, 'update work.meeting_point set title = $2, facts = $3, href = $4, kind = $5 where point_id = $1', [
    id,
    JSON.stringify(point.title),
    JSON.stringify(point.facts),
    point.href,
    point.kind,
  ])
}

type PointFields = Partial<Pick<Point, 'about' | 'place' | 'listed' | 'settled' | 'minutes'>>
type DecisionFields = Partial<Pick<Decision, 'words' | 'votes_for' | 'votes_against' | 'abstained' | 'listed'>>
type ActionFields = Partial<Pick<Action, 'words' | 'owner_role' | 'owner_org' | 'owner_account' | 'due_on' | 'listed'>>

/** Writes some columns of a row. Names are keys of the row types, never input. */
async function set(tx: Tx, table: string, key: string, id: number, fields: object): Promise<void> {
  const names = Object.keys(fields)
  if (names.length === 0) return
  await query(
    tx,
    `update work.${table} set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} where ${key} = $1`,
    [id, ...Object.values(fields)],
  )
}
export const setPoint = (tx: Tx, id: number, fields: PointFields) => set(tx, 'meeting_point', 'point_id', id, fields)
export const setDecision = (tx: Tx, id: number, fields: DecisionFields) =>
  set(tx, 'decision', 'decision_id', id, fields)
export const setAction = (tx: Tx, id: number, fields: ActionFields) =>
  set(tx, 'meeting_action', 'action_id', id, fields)

/** Adds a decision with the next number of its committee and school year. The caller holds the committee's row. */
export async function insertDecision(
  tx: Tx,
  at: { meeting_id: number; committee_id: number; district_id: number },
  row: Omit<Decision, 'decision_id' | 'meeting_id' | 'number' | 'listed'>,
): Promise<Decision> {
  const rows = await query<Decision>(
    tx,
    `insert into work.decision (meeting_id, committee_id, district_id, point_id, year, number, words, votes_for, votes_against, abstained)
     values ($1, $2, $3, $4, $5, 1 + (select coalesce(max(number), 0) from work.decision where committee_id = $2 and year = $5), $6, $7, $8, $9)
     returning ${decisionColumns}`,
    [
      at.meeting_id,
      at.committee_id,
      at.district_id,
      row.point_id,
      row.year,
      row.words,
      row.votes_for,
      row.votes_against,
      row.abstained,
    ],
  )
  return rows[0] as Decision
}

export async function insertAction(
  tx: Tx,
  at: { meeting_id: number; district_id: number },
  row: Omit<Action, 'action_id' | 'meeting_id' | 'listed'>,
): Promise<Action> {
  const rows = await query<Action>(
    tx,
    `insert into work.meeting_action (meeting_id, district_id, point_id, words, lang, owner_role, owner_org, owner_account, due_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${actionColumns}`,
    [
      at.meeting_id,
      at.district_id,
      row.point_id,
      row.words,
      row.lang,
      row.owner_role,
      row.owner_org,
      row.owner_account,
      row.due_on,
    ],
  )
  return rows[0] as Action
}

export async function insertCorrection(
  tx: Tx,
  at: { meeting_id: number; district_id: number },
  row: Omit<Correction, 'correction_id' | 'meeting_id'>,
): Promise<number> {
  const rows = await query<{ correction_id: number }>(
    tx,
    `insert into work.minutes_correction (meeting_id, district_id, point_id, decision_id, words, reason, on_date, by_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning correction_id`,
    [at.meeting_id, at.district_id, row.point_id, row.decision_id, row.words, row.reason, row.on_date, row.by_account],
  )
  return rows[0]?.correction_id ?? 0
}

export type DecisionListed = Decision & Pick<Meeting, 'held_on' | 'minutes' | 'present' | 'quorum'>

/** The decisions of a committee, newest first. */
export async function decisionsOf(tx: Tx, committeeId: number): Promise<DecisionListed[]> {
  return query<DecisionListed>(
    tx,
    `select ${decisionColumns
      .split(',')
      .map((name) => `d.${name.trim()}`)
      .join(', ')}, m.held_on, m.minutes, m.present, m.quorum
     from work.decision d join work.meeting m on m.meeting_id = d.meeting_id
     where d.committee_id = $1 and d.listed order by d.year desc, d.number desc`,
    [committeeId],
  )
}

/** Meetings of a district whose approved minutes families may read, newest first. */
export async function openMeetings(tx: Tx, districtId: number, limit: number, offset: number): Promise<Meeting[]> {
  return query<Meeting>(
    tx,
    `select ${meetingColumns} from work.meeting where district_id = $1 and open_minutes
     order by held_on desc, meeting_id desc limit $2 offset $3`,
    [districtId, limit, offset],
  )
}

/** How many approved minutes of a district families may read. */
export async function openMeetingCount(tx: Tx, districtId: number): Promise<number> {
  const [row] = await query<{ n: number }>(
    tx,
    'select count(*)::int as n from work.meeting where district_id = $1 and open_minutes',
    [districtId],
  )
  return row?.n ?? 0
}
