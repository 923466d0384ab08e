import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { orgById, orgsUnder, peopleOf, todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { readable } from '../access.ts'
import { bookReader } from '../duties/actions.ts'
import { resolve } from '../duties/rules.ts'
import { ruleWords } from '../duties/view.ts'
import { homeDistrict, ledDistrict, namesFor } from '../reading.ts'
import { may, mustReadCommittee, ownSeats } from './access.ts'
import { lackedQuorum, quorumOf, seatsOn } from './rules.ts'
import { words } from './say.ts'
import type { Committee, Meeting, Seat } from './schema.ts'
import { aroundDay, committeeById, committeesOf, meetingsOf, seatsOf } from './store.ts'
import { decisionsOf } from './store-minutes.ts'
import {
  decisionNumber,
  type Holder,
  holdersOf,
  kindWords,
  minutesWords,
  partWords,
  said,
  type Said,
  seatWords,
  votesWords,
} from './view.ts'

/** An organization as `namesFor` wants it. */
export const ofOrg = (org_id: number) => ({ org_id, owner_org: null, owner_account: null })
export const ofSeat = (seat: Seat) => ({ ...seat, org_id: seat.owner_org ?? seat.district_id })

export type MeetingLink = { id: number; href: string; date: string; day: string; note: string }
const linkOf = (one: Meeting, today: string, lang: Lang): MeetingLink => ({
  id: one.meeting_id,
  href: `/work/meetings/${one.meeting_id}`,
  date: shortDate(one.held_on, lang),
  day: one.held_on,
  note: minutesWords(one, today, null, lang),
})

export type CommitteeLine = {
  id: number
  href: string
  name: Said
  kind: string
  org: string
  reportsTo: string | null
  seats: number
  mine: boolean
  ended: boolean
  next: MeetingLink | null
  last: MeetingLink | null
}
export type CommitteeList = { lines: CommitteeLine[]; mayFound: boolean; today: string }

/** The committees of the districts whose work a visitor reads: those where the visitor sits first, then as they were entered. */
export async function committeeList(tx: Tx, visitor: Visitor, lang: Lang): Promise<CommitteeList> {
  const districts = readable(visitor)
  const today = await todayOf(tx, homeDistrict(visitor))
  const all = await committeesOf(tx, districts)
  const ids = all.map((one) => one.committee_id)
  const seats = await seatsOf(tx, ids)
  const meetings = await aroundDay(tx, ids, today)
  const names = await namesFor(
    tx,
    all.map((one) => ofOrg(one.org_id)),
  )
  const byId = new Map(all.map((one) => [one.committee_id, one]))
  const lines = all.map((one): CommitteeLine => {
    const own = seats.filter((seat) => seat.committee_id === one.committee_id)
    const mine = meetings.filter((meeting) => meeting.committee_id === one.committee_id)
    const next = mine.find((meeting) => meeting.held_on >= today)
    const last = mine.find((meeting) => meeting.held_on < today)
    const above = one.reports_to === null ? undefined : byId.get(one.reports_to)
    return {
      id: one.committee_id,
      href: `/work/committees/${one.committee_id}`,
      name: said(one.name, lang),
      kind: kindWords(one.kind, lang),
      org: names.orgs.get(one.org_id) ?? '',
      reportsTo: above ? said(above.name, lang).words : null,
      seats: seatsOn(own, today).length,
      mine: ownSeats(visitor, own, today).length > 0,
      ended: one.to_date !== null && one.to_date < today,
      next: next ? linkOf(next, today, lang) : null,
      last: last ? linkOf(last, today, lang) : null,
    }
  })
  return {
    lines: lines.toSorted((a, b) => Number(b.mine) - Number(a.mine) || Number(a.ended) - Number(b.ended)),
    mayFound: may(visitor, { district_id: ledDistrict(visitor) }, [], today).keep,
    today,
  }
}

export type SeatLine = {
  id: number
  who: string
  part: string
  from: string
  to: string | null
  over: boolean
  ahead: boolean
}
export type DecisionLine = {
  number: string
  words: string
  votes: string | null
  href: string
  date: string
  draft: boolean
  /** too few were there to decide */
  noQuorum: boolean
}
export type CommitteeView = {
  id: number
  version: number
  district: number
  name: Said
  facts: {
    kind: string
    org: string
    purpose: Said | null
    reportsTo: { name: string; href: string } | null
    below: { name: string; href: string }[]
  }
  meets: string
  quorum: number
  quorumSet: boolean
  standing: Said[]
  open: boolean
  ended: string | null
  seats: SeatLine[]
  next: MeetingLink[]
  past: MeetingLink[]
  decisions: DecisionLine[]
  may: ReturnType<typeof may>
  holders: Holder[]
  today: string
}

/** The rule of a committee in words. */
async function meetsWords(tx: Tx, committee: Committee, today: string, lang: Lang): Promise<string> {
  if (committee.rule === null) return words(lang)('oneByOne')
  const year = yearOfDay(usualCalendar, today)
  const { book } = await bookReader(tx, committee.district_id, [year])(committee.org_id)
  return ruleWords({ rule: committee.rule }, resolve(committee.rule, {}, committee.from_date, book), lang)
}

/** One committee with its seats, meetings and decisions. Errors: Missing. */
export async function committeeView(tx: Tx, visitor: Visitor, id: number, lang: Lang): Promise<CommitteeView> {
  const committee = await committeeById(tx, id)
  mustReadCommittee(visitor, committee)
  const today = await todayOf(tx, committee.district_id)
  const seats = await seatsOf(tx, [id])
  const names = await namesFor(tx, [ofOrg(committee.org_id), ...seats.map(ofSeat)])
  const all = await committeesOf(tx, [committee.district_id])
  const link = (one: Committee) => ({ name: said(one.name, lang).words, href: `/work/committees/${one.committee_id}` })
  const above = all.find((one) => one.committee_id === committee.reports_to)
  const meetings = await meetingsOf(tx, id)
  const allowed = may(visitor, committee, seats, today)
  return {
    id,
    version: committee.version,
    district: committee.district_id,
    name: said(committee.name, lang),
    facts: {
      kind: kindWords(committee.kind, lang),
      org: names.orgs.get(committee.org_id) ?? '',
      purpose: committee.purpose.en || committee.purpose.es ? said(committee.purpose, lang) : null,
      reportsTo: above ? link(above) : null,
      below: all.filter((one) => one.reports_to === id).map(link),
    },
    meets: await meetsWords(tx, committee, today, lang),
    quorum: quorumOf(committee.quorum, seatsOn(seats, today).length),
    quorumSet: committee.quorum !== null,
    standing: committee.standing.map((one) => said(one, lang)),
    open: committee.open_minutes,
    ended: committee.to_date === null ? null : shortDate(committee.to_date, lang),
    seats: seats.map((seat) => ({
      id: seat.member_id,
      who: seatWords(seat, names, lang),
      part: partWords(seat.part, lang),
      from: shortDate(seat.from_date, lang),
      to: seat.to_date === null ? null : shortDate(seat.to_date, lang),
      over: seat.to_date !== null && seat.to_date < today,
      ahead: seat.from_date > today,
    })),
    next: meetings.filter((one) => one.held_on >= today).map((one) => linkOf(one, today, lang)),
    past: meetings
      .filter((one) => one.held_on < today)
      .toReversed()
      .map((one) => linkOf(one, today, lang)),
    decisions: (await decisionsOf(tx, id)).map((one) => ({
      number: decisionNumber(one),
      words: one.words,
      votes: votesWords(one, lang),
      href: `/work/meetings/${one.meeting_id}#decisions`,
      date: shortDate(one.held_on, lang),
      draft: one.minutes !== 'approved',
      noQuorum: lackedQuorum(one, committee.quorum, seats),
    })),
    may: allowed,
    holders: allowed.keep ? holdersOf(await peopleOf(tx, committee.district_id, today), lang) : [],
    today,
  }
}

/** What the form of a committee offers: organizations of the district, and committees to report to. */
export async function committeeChoices(
  tx: Tx,
  districtId: number,
  today: string,
  lang: Lang,
): Promise<{ orgs: Holder[]; committees: Holder[] }> {
  const district = await orgById(tx, districtId)
  const orgs = (await orgsUnder(tx, districtId, today)).filter((org) => org.org_id !== districtId)
  return {
    orgs: [
      ...(district ? [{ value: String(districtId), label: district.name }] : []),
      ...orgs.map((org) => ({ value: String(org.org_id), label: org.name })),
    ],
    committees: (await committeesOf(tx, [districtId])).map((one) => ({
      value: String(one.committee_id),
      label: said(one.name, lang).words,
    })),
  }
}
