import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { historyOf, record, type Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { type May, may, mustMay, mustReadCommittee } from './access.ts'
import { meetingHeld, syncItems } from './items.ts'
import { meetingObject } from './refresh.ts'
import { quorumOf, seatsOn } from './rules.ts'
import type { Committee, Meeting, Seat, Sheet, Value, Whole } from './schema.ts'
import { holderOf, meetingSheet, presentText, undoOf, wanted } from './sheet.ts'
import { committeeById, meetingById, type MeetingFields, seatsOf, setMeeting } from './store.ts'
import { partsOf, setAction, setDecision, setPoint } from './store-minutes.ts'

/** A meeting as its verbs find it, its row held until the transaction ends. */
export type Open = { committee: Committee; seats: Seat[]; whole: Whole; now: Sheet; today: string; may: May }
export type SavedMeeting = { kind: 'saved'; id: number; version: number | null }
/** A save from an older version that touches what somebody else changed: nothing is written, both stand on the page. */
export type MeetingClash = {
  kind: 'conflict'
  mine: Sheet
  now: Sheet
  fields: readonly string[]
  theirs: Recorded | null
}

export async function openMeeting(tx: Tx, visitor: Visitor, id: number, lock = true): Promise<Open> {
  const meeting = await meetingById(tx, id, lock)
  const committee = await committeeById(tx, meeting.committee_id)
  mustReadCommittee(visitor, committee)
  const seats = await seatsOf(tx, [committee.committee_id])
  const parts = await partsOf(tx, id)
  const today = await todayOf(tx, meeting.district_id)
  return {
    committee,
    seats,
    whole: { meeting, ...parts },
    now: meetingSheet(meeting, parts.points, parts.decisions, parts.actions),
    today,
    may: may(visitor, committee, seats, today),
  }
}

/** Approved minutes stand. Errors: Conflict `work/minutes-stand`. */
export function mustBeOpen(meeting: Meeting): void {
  if (meeting.minutes === 'approved')
    throw conflict(
      'work/minutes-stand',
      'The minutes of this meeting are approved and stand as they are.',
      'Add a correction below them: it stands beside the text.',
    )
}

const text = (value: Value | undefined): string => String(value ?? '')
const number = (value: Value | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

/** The columns of the meeting itself that some fields stand for. */
function meetingColumns(fields: Sheet): MeetingFields {
  const columns: MeetingFields = {}
  if ('held_on' in fields) columns.held_on = text(fields.held_on)
  if ('starts_at' in fields) columns.starts_at = text(fields.starts_at)
  if ('place' in fields) columns.place = text(fields.place)
  if ('state' in fields) columns.state = fields.state as Meeting['state']
  if ('guests' in fields) columns.guests = Number(fields.guests ?? 0)
  if ('minutes' in fields) columns.minutes = fields.minutes as Meeting['minutes']
  if ('present' in fields)
    columns.present = text(fields.present)
      .split(',')
      .filter((one) => one !== '')
      .map(Number)
  return columns
}

/** Writes the fields of points, decisions and actions into their rows. */
async function writeRows(tx: Tx, fields: Sheet): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const found = /^([pda])(\d+)\.([a-z_]+)$/.exec(name)
    if (!found) continue
    const [, kind, rowId, field] = found
    const id = Number(rowId)
    if (kind === 'p' && field === 'place') await setPoint(tx, id, { place: Number(value), settled: true })
    else if (kind === 'p' && field === 'listed') await setPoint(tx, id, { listed: value === true, settled: true })
    else if (kind === 'p' && field === 'minutes') await setPoint(tx, id, { minutes: text(value) })
    else if (kind === 'p' && field === 'about') await setPoint(tx, id, { about: text(value) })
    else if (kind === 'd' && field === 'words') await setDecision(tx, id, { words: text(value) })
    else if (kind === 'd' && field === 'listed') await setDecision(tx, id, { listed: value === true })
    else if (kind === 'd' && (field === 'votes_for' || field === 'votes_against' || field === 'abstained'))
      await setDecision(tx, id, { [field]: number(value) })
    else if (kind === 'a' && field === 'words') await setAction(tx, id, { words: text(value) })
    else if (kind === 'a' && field === 'listed') await setAction(tx, id, { listed: value === true })
    else if (kind === 'a' && field === 'due_on') await setAction(tx, id, { due_on: text(value) })
    else if (kind === 'a' && field === 'owner') await setAction(tx, id, holderOf(text(value)) ?? {})
  }
}

/**
 * Writes a change of a meeting: its columns and rows, one more version, one line of history, and its due items. `written`: what was put into rows already (a new
 * decision), for the history only. `more`: columns that no sheet holds.
 */
export async function writeMeeting(
  tx: Tx,
  scope: Scope,
  at: Open,
  verb: string,
  fields: Sheet,
  written: { fields: Sheet; was: Sheet } = { fields: {}, was: {} },
  more: MeetingFields = {},
): Promise<SavedMeeting> {
  const { meeting } = at.whole
  await writeRows(tx, fields)
  const version = await setMeeting(tx, meeting.meeting_id, { ...meetingColumns(fields), ...more })
  await record(tx, scope, {
    org_id: meeting.district_id,
    object: meetingObject,
    object_id: meeting.meeting_id,
    version,
    verb,
    was: { ...Object.fromEntries(Object.keys(fields).map((name) => [name, at.now[name] ?? null])), ...written.was },
    became: { ...fields, ...written.fields },
  })
  const names = [...Object.keys(fields), ...Object.keys(written.fields)]
  if (names.some((name) => name === 'held_on' || name === 'state' || /^a\d/.test(name))) {
    const { actions } = await partsOf(tx, meeting.meeting_id)
    const changed = await meetingById(tx, meeting.meeting_id)
    await syncItems(tx, scope, { committee: at.committee, seats: at.seats, meeting: changed, actions })
  }
  if (fields.minutes === 'draft') await meetingHeld(tx, scope, meeting)
  return { kind: 'saved', id: meeting.meeting_id, version }
}

/** Merges a form made from an older version and writes what is left of it. */
export async function mergeAndWrite(
  tx: Tx,
  scope: Scope,
  at: Open,
  seen: number,
  verb: string,
  mine: Sheet,
  more: MeetingFields = {},
): Promise<SavedMeeting | MeetingClash> {
  const id = at.whole.meeting.meeting_id
  const changes = await historyOf(tx, meetingObject, id)
  const merged = wanted(at.now, changes, seen, mine)
  if (merged.kind === 'conflict')
    return {
      kind: 'conflict',
      mine: merged.mine,
      now: at.now,
      fields: merged.fields,
      theirs: changes.find((one) => one.version > seen) ?? null,
    }
  const { fields } = merged
  if (Object.keys(fields).length === 0) return { kind: 'saved', id, version: null }
  return writeMeeting(tx, scope, at, verb, fields, undefined, more)
}

/** Moves a meeting, says when and where, or calls it off. Errors: Missing, Forbidden, Conflict `work/minutes-stand`. */
export async function saveWhen(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; held_on: string; starts_at: string; place: string; called_off: boolean },
): Promise<SavedMeeting | MeetingClash> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  mustBeOpen(at.whole.meeting)
  const { version, called_off, ...when } = typed
  return mergeAndWrite(tx, visitor.scope, at, version, 'when', {
    ...when,
    state: called_off ? 'called_off' : 'planned',
  })
}

/** Puts the points into an order and takes some off. Errors: as of `saveWhen`. */
export async function arrange(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; points: ReadonlyMap<number, { place: number; listed: boolean }> },
): Promise<SavedMeeting | MeetingClash> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  mustBeOpen(at.whole.meeting)
  const mine: Record<string, Value> = {}
  for (const { point_id: point } of at.whole.points) {
    const one = typed.points.get(point)
    if (!one) continue
    mine[`p${point}.place`] = one.place
    mine[`p${point}.listed`] = one.listed
  }
  return mergeAndWrite(tx, visitor.scope, at, typed.version, 'arranged', mine)
}

/**
 * Writes the minutes: who was there, and what was said to each point. The first time the meeting's own due item is done. How many have to be there is kept as it is
 * now. Errors: Missing, Forbidden, Conflict `work/minutes-stand`, `work/not-held-yet` before the day.
 */
export async function saveMinutes(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; present: readonly number[]; guests: number; texts: ReadonlyMap<number, string> },
): Promise<SavedMeeting | MeetingClash> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  const { meeting, points } = at.whole
  mustBeOpen(meeting)
  if (meeting.held_on > at.today || meeting.state === 'called_off')
    throw conflict(
      'work/not-held-yet',
      'This meeting has not been held yet.',
      'Write the minutes on its day or later, or change its day.',
    )
  const seats = seatsOn(at.seats, meeting.held_on)
  const there = new Set(seats.map((seat) => seat.member_id))
  const texts = points
    .filter((point) => typed.texts.has(point.point_id))
    .map((point): [string, Value] => [`p${point.point_id}.minutes`, typed.texts.get(point.point_id) ?? ''])
  const mine: Sheet = {
    present: presentText(typed.present.filter((one) => there.has(one))),
    guests: typed.guests,
    minutes: 'draft',
    ...Object.fromEntries(texts),
  }
  return mergeAndWrite(tx, visitor.scope, at, typed.version, 'minutes', mine, {
    quorum: quorumOf(at.committee.quorum, seats.length),
  })
}

/** Undoes one change of a meeting as a new change. Errors: Missing, Forbidden, Conflict `work/minutes-stand`, `work/changed-since`. */
export async function undoMeeting(tx: Tx, visitor: Visitor, id: number, version: number): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  mustBeOpen(at.whole.meeting)
  const fields = undoOf(await historyOf(tx, meetingObject, id), version)
  if (!fields)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  return writeMeeting(tx, visitor.scope, at, 'undone', fields)
}

/** Errors: Invalid `work/no-such-point`. */
export function mustBePoint(whole: Whole, id: number | null): void {
  if (id !== null && !whole.points.some((one) => one.point_id === id))
    throw invalid(
      'work/no-such-point',
      'This point is not on the agenda of this meeting.',
      'Choose one of the list, or none.',
    )
}
