import type { Tx } from '../../../platform/db/database.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { may, mustMay } from './access.ts'
import { addMeeting, meetingObject } from './refresh.ts'
import { approvers, seatsOn, votersOf } from './rules.ts'
import type { Sheet } from './schema.ts'
import { actionFields, decisionFields, holderOf, holderText } from './sheet.ts'
import { committeeById, meetingsOf, seatsOf } from './store.ts'
import { insertAction, insertCorrection, insertDecision, insertPoint } from './store-minutes.ts'
import { mustBeOpen, mustBePoint, openMeeting, type SavedMeeting, writeMeeting } from './verbs.ts'

export { meetingObject }

const asWritten = (fields: readonly [string, Sheet[string]][]) => ({ fields: Object.fromEntries(fields), was: {} })
const unchanged = (id: number): SavedMeeting => ({ kind: 'saved', id, version: null })

/** A meeting outside the rule, or of a committee that has none. The same day twice is one meeting. Errors: Missing, Forbidden. */
export async function addSingle(
  tx: Tx,
  visitor: Visitor,
  committeeId: number,
  typed: { held_on: string; starts_at: string; place: string },
): Promise<SavedMeeting> {
  const committee = await committeeById(tx, committeeId)
  const seats = await seatsOf(tx, [committeeId])
  mustMay(visitor, committee, may(visitor, committee, seats, await todayOf(tx, committee.district_id)), 'write')
  const key = `on:${typed.held_on}`
  const id = await addMeeting(tx, visitor.scope, committee, seats, { key, ...typed })
  if (id > 0) return { kind: 'saved', id, version: 1 }
  const there = (await meetingsOf(tx, committeeId)).find((one) => one.key === key)
  return unchanged(there?.meeting_id ?? 0)
}

/** Proposes a point; it stands at the end. The same words twice are one point. Errors: Missing, Forbidden, Conflict `work/minutes-stand`. */
export async function addPoint(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { title: string; about: string },
  lang: Lang,
): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  mustBeOpen(at.whole.meeting)
  const { meeting, points } = at.whole
  if (points.some((one) => one.kind === 'own' && one.listed && one.title[lang] === typed.title)) return unchanged(id)
  const point = await insertPoint(tx, meeting, {
    kind: 'own',
    key: `own:${points.length + 1}:${meeting.version}`,
    title: { [lang]: typed.title, source: lang },
    facts: {},
    href: null,
    about: typed.about,
    place: Math.max(0, ...points.map((one) => one.place)) + 1,
    by_account: visitor.account_id,
  })
  return writeMeeting(
    tx,
    visitor.scope,
    at,
    'point',
    {},
    asWritten([
      [`p${point}.title`, typed.title],
      [`p${point}.about`, typed.about],
      [`p${point}.listed`, true],
    ]),
  )
}

export type DecisionTyped = {
  point: number | null
  words: string
  votes_for: number | null
  votes_against: number | null
  abstained: number | null
}

/** Nobody votes twice. `voters`: null where the committee has no seats, so that nobody can count them. */
function mustBeVotes(typed: DecisionTyped, voters: number | null): void {
  const given = (typed.votes_for ?? 0) + (typed.votes_against ?? 0) + (typed.abstained ?? 0)
  if (voters !== null && given > voters)
    throw invalid(
      'work/too-many-votes',
      'There are more votes than people who could vote.',
      'Count the votes again, or say first who was there.',
      [{ path: 'votes_for', message: 'There are more votes than people who could vote.' }],
    )
}

/**
 * Writes down a decision; its number follows within the committee and the school year. Votes are counts only. The same decision twice is one.
 * Errors: Missing, Forbidden, Conflict `work/minutes-stand`, Invalid `work/no-such-point`, `work/too-many-votes`.
 */
export async function addDecision(tx: Tx, visitor: Visitor, id: number, typed: DecisionTyped): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  const { meeting, decisions } = at.whole
  mustBeOpen(meeting)
  mustBePoint(at.whole, typed.point)
  mustBeVotes(typed, votersOf(meeting.present, seatsOn(at.seats, meeting.held_on)))
  if (decisions.some((one) => one.listed && one.words === typed.words && one.point_id === typed.point))
    return unchanged(id)
  // Two meetings of one committee take their numbers one after the other.
  await committeeById(tx, meeting.committee_id, true)
  const { point, ...row } = typed
  const year = yearOfDay(usualCalendar, meeting.held_on)
  const decision = await insertDecision(tx, meeting, { ...row, point_id: point, year })
  return writeMeeting(tx, visitor.scope, at, 'decision', {}, asWritten(decisionFields(decision)))
}

/**
 * Writes down what somebody has to do by a day: it becomes a due item of its owner and stays linked to the meeting. The same action twice is one.
 * Errors: Missing, Forbidden, Conflict `work/minutes-stand`, Invalid `work/no-such-point`, `work/no-such-owner`, `work/action-too-early`.
 */
export async function addAction(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { point: number | null; words: string; owner: string; due_on: string },
  lang: Lang,
  known: (holder: string) => boolean,
): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  const { meeting, actions } = at.whole
  mustBeOpen(meeting)
  mustBePoint(at.whole, typed.point)
  const owner = holderOf(typed.owner)
  if (!owner || (typed.owner !== '' && !known(typed.owner)))
    throw invalid(
      'work/no-such-owner',
      'This person or office cannot be given an action here.',
      'Choose somebody of the list.',
      [{ path: 'owner', message: 'This person or office cannot be given an action here.' }],
    )
  if (typed.due_on < meeting.held_on)
    throw invalid(
      'work/action-too-early',
      'An action cannot be due before its meeting.',
      'Choose the day of the meeting or a later one.',
      [{ path: 'due_on', message: 'An action cannot be due before its meeting.' }],
    )
  const same = actions.some(
    (one) => one.listed && one.words === typed.words && holderText(one) === typed.owner && one.due_on === typed.due_on,
  )
  if (same) return unchanged(id)
  const action = await insertAction(tx, meeting, {
    point_id: typed.point,
    words: typed.words,
    lang,
    ...owner,
    due_on: typed.due_on,
  })
  return writeMeeting(tx, visitor.scope, at, 'action', {}, asWritten(actionFields(action)))
}

/**
 * Approves the minutes: from now on they stand. In: the version that was read; the later meeting that approved them, or null when the chair does.
 * Approved already in the same way: nothing changes. Errors: Missing, Forbidden, Conflict `work/no-minutes`, `work/meeting-changed` (not the version that was read),
 * `work/minutes-stand`, Invalid `work/no-such-approver`.
 */
export async function approveMinutes(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; approved_in: number | null },
): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'approve')
  const { meeting } = at.whole
  if (meeting.minutes === 'approved' && meeting.approved_in === typed.approved_in) return unchanged(id)
  mustBeOpen(meeting)
  if (meeting.minutes === 'none')
    throw conflict('work/no-minutes', 'There are no minutes to approve.', 'Write the minutes first.')
  if (typed.version !== meeting.version)
    throw conflict(
      'work/meeting-changed',
      'Somebody changed these minutes while the page was open.',
      'Read them as they are now, then approve them.',
    )
  const others = approvers(meeting, await meetingsOf(tx, meeting.committee_id), at.today)
  if (typed.approved_in !== null && !others.some((one) => one.meeting_id === typed.approved_in))
    throw invalid(
      'work/no-such-approver',
      'This meeting cannot have approved the minutes.',
      'Choose a later meeting of the same committee that was held.',
    )
  return writeMeeting(
    tx,
    visitor.scope,
    at,
    'approved',
    { minutes: 'approved' },
    { fields: { approved_on: at.today, approved_in: typed.approved_in }, was: {} },
    {
      approved_on: at.today,
      approved_by: visitor.account_id,
      approved_in: typed.approved_in,
      open_minutes: at.committee.open_minutes,
    },
  )
}

/**
 * Says what is wrong in approved minutes. The text that was approved stays; the correction stands beside it with its day and reason. The same words twice are one.
 * In: `of`: `p12` (a point), `d3` (a decision), or nothing (the whole). Errors: Missing, Forbidden, Conflict `work/still-draft`, Invalid `work/no-such-point`.
 */
export async function correctMinutes(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { of: string; words: string; reason: string },
): Promise<SavedMeeting> {
  const at = await openMeeting(tx, visitor, id)
  mustMay(visitor, at.committee, at.may, 'write')
  const { meeting, corrections, decisions } = at.whole
  if (meeting.minutes !== 'approved')
    throw conflict('work/still-draft', 'These minutes are not approved yet.', 'Change their text itself.')
  const point = typed.of.startsWith('p') ? Number(typed.of.slice(1)) : null
  const decision = typed.of.startsWith('d') ? Number(typed.of.slice(1)) : null
  mustBePoint(at.whole, point)
  if (decision !== null && !decisions.some((one) => one.decision_id === decision)) mustBePoint(at.whole, -1)
  const same = corrections.some(
    (one) => one.words === typed.words && one.point_id === point && one.decision_id === decision,
  )
  if (same) return unchanged(id)
  const correction = await insertCorrection(tx, meeting, {
    point_id: point,
    decision_id: decision,
    words: typed.words,
    reason: typed.reason,
    on_date: at.today,
    by_account: visitor.account_id,
  })
  return writeMeeting(
    tx,
    visitor.scope,
    at,
    'corrected',
    {},
    asWritten([
      [`c${correction}.of`, typed.of],
      [`c${correction}.words`, typed.words],
      [`c${correction}.reason`, typed.reason],
    ]),
  )
}
