import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { peopleOf } from '../../people/index.ts'
import { namesFor } from '../reading.ts'
import { type Line, lineOf } from '../view.ts'
import type { may } from './access.ts'
import { actionSource, meetingPrefix } from './items.ts'
import { type DecisionLine, ofOrg, ofSeat } from './reading.ts'
import { approvers, inOrder, seatsOn } from './rules.ts'
import { words } from './say.ts'
import type { Meeting } from './schema.ts'
import { itemsOfMeeting, meetingsOf } from './store.ts'
import { openMeeting } from './verbs.ts'
import {
  attendanceWords,
  type CorrectionLine,
  correctionLine,
  decisionNumber,
  type Holder,
  holdersOf,
  minutesWords,
  partWords,
  said,
  type Said,
  seatWords,
  votesWords,
} from './view.ts'

export type PointLine = {
  id: number
  kind: string
  title: Said
  facts: string
  about: string
  proposedBy: string | null
  href: string | null
  place: number
  minutes: string
  corrections: CorrectionLine[]
}
export type DecisionShown = Omit<DecisionLine, 'href' | 'date' | 'draft' | 'noQuorum'> & {
  id: number
  point: string | null
  corrections: CorrectionLine[]
}
export type MeetingView = {
  id: number
  version: number
  district: number
  committee: { id: number; name: Said; href: string; open: boolean }
  title: string
  day: string
  date: string
  starts_at: string
  place: string
  calledOff: boolean
  minutes: Meeting['minutes']
  minutesSaid: string
  attendance: string | null
  who: string[]
  held: boolean
  points: PointLine[]
  off: PointLine[]
  seats: { id: number; who: string; part: string; present: boolean }[]
  guests: number
  decisions: DecisionShown[]
  actions: Line[]
  corrections: CorrectionLine[]
  may: ReturnType<typeof may>
  holders: Holder[]
  approvers: Holder[]
  today: string
}

/** One meeting with its agenda, minutes, decisions and actions. Errors: Missing. */
export async function meetingView(tx: Tx, visitor: Visitor, id: number, lang: Lang): Promise<MeetingView> {
  const { committee, seats, whole, today, may: allowed } = await openMeeting(tx, visitor, id, false)
  const { meeting, points, corrections } = whole
  const then = seatsOn(seats, meeting.held_on)
  const people = allowed.write ? await peopleOf(tx, meeting.district_id, today) : []
  const items = await itemsOfMeeting(tx, meeting.district_id, meetingPrefix(id))
  const names = await namesFor(
    tx,
    [ofOrg(committee.org_id), ...then.map(ofSeat), ...items],
    [...points.map((one) => one.by_account), ...corrections.map((one) => one.by_account)],
  )
  const others = await meetingsOf(tx, meeting.committee_id)
  const correctionsOf = (of: 'point_id' | 'decision_id', key: number) =>
    corrections.filter((one) => one[of] === key).map((one) => correctionLine(one, names, lang))
  const pointLine = (one: (typeof points)[number]): PointLine => ({
    id: one.point_id,
    kind: words(lang)(`point.${one.kind}`),
    title: said(one.title, lang),
    facts: said(one.facts, lang).words,
    about: one.about,
    proposedBy:
      one.kind === 'own'
        ? ((one.by_account === null ? null : names.accounts.get(one.by_account)) ?? words(lang)('somebody'))
        : null,
    href: one.href,
    place: one.place,
    minutes: one.minutes,
    corrections: correctionsOf('point_id', one.point_id),
  })
  const listed = inOrder(points)
  const approvedIn = others.find((one) => one.meeting_id === meeting.approved_in)?.held_on ?? null
  const sources = new Map(whole.actions.filter((one) => one.listed).map((one) => [actionSource(one), one]))
  return {
    id,
    version: meeting.version,
    district: meeting.district_id,
    committee: {
      id: committee.committee_id,
      name: said(committee.name, lang),
      href: `/work/committees/${committee.committee_id}`,
      open: committee.open_minutes,
    },
    title: words(lang)('meetingOf', {
      committee: said(committee.name, lang).words,
      date: shortDate(meeting.held_on, lang),
    }),
    day: meeting.held_on,
    date: shortDate(meeting.held_on, lang),
    starts_at: meeting.starts_at,
    place: meeting.place,
    calledOff: meeting.state === 'called_off',
    minutes: meeting.minutes,
    minutesSaid: minutesWords(meeting, today, approvedIn, lang),
    attendance: attendanceWords(committee, meeting, seats, lang),
    who: then.filter((seat) => meeting.present.includes(seat.member_id)).map((seat) => seatWords(seat, names, lang)),
    held: meeting.held_on <= today && meeting.state === 'planned',
    points: listed.map(pointLine),
    off: points.filter((one) => !one.listed).map(pointLine),
    seats: then.map((seat) => ({
      id: seat.member_id,
      who: seatWords(seat, names, lang),
      part: partWords(seat.part, lang),
      present: meeting.present.includes(seat.member_id),
    })),
    guests: meeting.guests,
    decisions: whole.decisions
      .filter((one) => one.listed)
      .map((one) => ({
        id: one.decision_id,
        number: decisionNumber(one),
        words: one.words,
        votes: votesWords(one, lang),
        point: listed.some((point) => point.point_id === one.point_id)
          ? said(listed.find((point) => point.point_id === one.point_id)?.title ?? {}, lang).words
          : null,
        corrections: correctionsOf('decision_id', one.decision_id),
      })),
    actions: items.filter((item) => sources.has(item.source)).map((item) => lineOf(item, visitor, today, names, lang)),
    corrections: corrections
      .filter((one) => one.point_id === null && one.decision_id === null)
      .map((one) => correctionLine(one, names, lang)),
    may: allowed,
    holders: holdersOf(people, lang),
    approvers: approvers(meeting, others, today).map((one) => ({
      value: String(one.meeting_id),
      label: shortDate(one.held_on, lang),
    })),
    today,
  }
}
