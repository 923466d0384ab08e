import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { peopleOf, timeZoneOf, todayOf } from '../../people/index.ts'
import { namesFor } from '../reading.ts'
import type { Names } from '../view.ts'
import { may, mustReadCommittee } from './access.ts'
import { committeeObject } from './committees.ts'
import { ofOrg, ofSeat } from './reading.ts'
import { meetingObject } from './refresh.ts'
import { words } from './say.ts'
import type { Committee, Seat } from './schema.ts'
import { committeeById, committeesOf, meetingById, seatsOf } from './store.ts'
import { partsOf } from './store-minutes.ts'
import { openMeeting } from './verbs.ts'
import { decisionNumber, historyEntries, type HistoryEntry, said, seatWords } from './view.ts'

/** Titles of what a meeting holds, by `p12`, `d3`, `a4`; for histories and conflicts. */
export async function meetingTitles(tx: Tx, id: number, lang: Lang): Promise<Map<string, string>> {
  const parts = await partsOf(tx, id)
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}\u2026` : text)
  return new Map([
    ...parts.points.map((one): [string, string] => [`p${one.point_id}`, short(said(one.title, lang).words)]),
    ...parts.decisions.map((one): [string, string] => [`d${one.decision_id}`, decisionNumber(one)]),
    ...parts.actions.map((one): [string, string] => [`a${one.action_id}`, short(one.words)]),
    ...parts.corrections.map((one): [string, string] => [`c${one.correction_id}`, words(lang)('correction')]),
  ])
}

export type HistoryView = {
  title: string
  back: string
  entries: HistoryEntry[]
  committee: { name: string; href: string }
}

/** The names that a history of a committee speaks of. */
async function around(
  tx: Tx,
  committee: Committee,
  seats: readonly Seat[],
  actors: readonly (number | null)[],
  lang: Lang,
) {
  const people = await peopleOf(tx, committee.district_id, await todayOf(tx, committee.district_id))
  const orgs = people.flatMap((one) => one.roles.map((held) => ofOrg(held.org_id)))
  const some = [ofOrg(committee.org_id), ...seats.map(ofSeat), ...orgs]
  const names: Names = await namesFor(tx, some, [...actors, ...people.map((one) => one.account_id)])
  return {
    names,
    seats: new Map(seats.map((seat) => [seat.member_id, seatWords(seat, names, lang)])),
    committees: new Map(
      (await committeesOf(tx, [committee.district_id])).map((one) => [one.committee_id, said(one.name, lang).words]),
    ),
    zone: await timeZoneOf(tx, committee.district_id),
  }
}

/** Who changed what of a committee, when, and from what. Errors: Missing. */
export async function committeeHistory(tx: Tx, visitor: Visitor, id: number, lang: Lang): Promise<HistoryView> {
  const committee = await committeeById(tx, id)
  mustReadCommittee(visitor, committee)
  const seats = await seatsOf(tx, [id])
  const changes = await historyOf(tx, committeeObject, id)
  const at = await around(
    tx,
    committee,
    seats,
    changes.map((one) => one.actor),
    lang,
  )
  const titles = new Map(seats.map((seat) => [`m${seat.member_id}`, at.seats.get(seat.member_id) ?? '']))
  const mayUndo = may(visitor, committee, seats, await todayOf(tx, committee.district_id)).keep
  const name = said(committee.name, lang).words
  const href = `/work/committees/${id}`
  return {
    title: name,
    back: href,
    committee: { name, href },
    entries: historyEntries(changes, { ...at, titles, mayUndo }, lang),
  }
}

/** Who changed what of a meeting, when, and from what. Errors: Missing. */
export async function meetingHistory(tx: Tx, visitor: Visitor, id: number, lang: Lang): Promise<HistoryView> {
  const { committee, seats, whole, may: allowed } = await openMeeting(tx, visitor, id, false)
  const changes = await historyOf(tx, meetingObject, id)
  const at = await around(
    tx,
    committee,
    seats,
    changes.map((one) => one.actor),
    lang,
  )
  const titles = await meetingTitles(tx, id, lang)
  const mayUndo = allowed.write && whole.meeting.minutes !== 'approved'
  const name = said(committee.name, lang).words
  return {
    title: words(lang)('meetingOf', { committee: name, date: shortDate(whole.meeting.held_on, lang) }),
    back: `/work/meetings/${id}`,
    committee: { name, href: `/work/committees/${committee.committee_id}` },
    entries: historyEntries(changes, { ...at, titles, mayUndo }, lang),
  }
}

/** What a conflict page needs to say of fields. */
export async function clashNames(
  tx: Tx,
  of: { meeting: number } | { committee: number },
  actor: number | null,
  lang: Lang,
) {
  const committeeId = 'meeting' in of ? (await meetingById(tx, of.meeting)).committee_id : of.committee
  const committee = await committeeById(tx, committeeId)
  const seats = await seatsOf(tx, [committeeId])
  const at = await around(tx, committee, seats, [actor], lang)
  const titles =
    'meeting' in of
      ? await meetingTitles(tx, of.meeting, lang)
      : new Map(seats.map((seat) => [`m${seat.member_id}`, at.seats.get(seat.member_id) ?? '']))
  return { ...at, titles }
}
