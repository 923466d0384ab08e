import { demoCommittees } from '../../demo/meetings.ts'
import { orgByCode } from '../modules/people/index.ts'
import {
  addAction,
  addDecision,
  addPoint,
  approveMinutes,
  buildAgenda,
  meetingsOf,
  partsOfMeeting,
  refreshMeetings,
  saveMinutes,
  seatsOf,
  takeCommittees,
} from '../modules/work/index.ts'
import { today } from '../platform/clock.ts'
import { addDays } from '../platform/dates.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

type Told = (typeof demoCommittees)[number]
const yes = () => true

/** What was said in one meeting: points, minutes, decisions, actions. Out: the version of the meeting afterwards. */
async function hold(
  tx: Tx,
  leader: Visitor,
  districtId: number,
  meeting: { id: number; committee: number; held_on: string },
  told: Told['held'][number],
): Promise<number> {
  const { id } = meeting
  let version = 1
  const seen = (saved: { version: number | null }) => {
    version = saved.version ?? version
  }
  for (const point of told.points) seen(await addPoint(tx, leader, id, { title: point.title, about: '' }, 'en'))
  const points = (await partsOfMeeting(tx, id)).points.map((one) => one.point_id)
  const present = (await seatsOf(tx, [meeting.committee])).map((seat) => seat.member_id).slice(told.absent)
  const texts = new Map(told.points.map((point, i) => [points[i] ?? 0, point.minutes]))
  const saved = await saveMinutes(tx, leader, id, { version, present, guests: told.guests, texts })
  if (saved.kind === 'saved') seen(saved)
  for (const { at, words, votes } of told.decisions) {
    const [votes_for, votes_against, abstained] = votes ?? [null, null, null]
    seen(await addDecision(tx, leader, id, { point: points[at] ?? null, words, votes_for, votes_against, abstained }))
  }
  for (const { at, words, role, org, days } of told.actions) {
    const office = await orgByCode(tx, districtId, org)
    const owner = office ? `${role}@${office.org_id}` : ''
    const due_on = addDays(meeting.held_on, days)
    seen(await addAction(tx, leader, id, { point: points[at] ?? null, words, owner, due_on }, 'en', yes))
  }
  return version
}

/** Committees of the district, their last meetings with minutes (the newest still a draft), and the next one with its agenda. Out: how many meetings. */
export async function demoMeetings(services: Services, leader: Visitor, districtId: number): Promise<number> {
  const day = today()
  return inScope(services.db, leader.scope, async (tx) => {
    const list = demoCommittees.map(({ held: _held, proposed: _proposed, ...one }) => ({
      ...one,
      days: 'office' as const,
      off: 'after' as const,
      from_date: '2026-07-01',
      to_date: null,
    }))
    const ids = await takeCommittees(tx, leader, districtId, list)
    let meetings = 0
    for (const told of demoCommittees) {
      const committee = ids.get(told.name_en)
      if (committee === undefined) continue
      const back = told.every === 'monthly' ? [62, 20] : [27]
      for (const days of back) await refreshMeetings(tx, leader.scope, districtId, addDays(day, -days), committee)
      const all = await meetingsOf(tx, committee)
      const past = all.filter((one) => one.held_on < day).slice(-told.held.length)
      const versions: number[] = []
      for (const [i, one] of past.entries()) {
        const said = told.held[told.held.length - past.length + i]
        if (said)
          versions.push(
            await hold(tx, leader, districtId, { id: one.meeting_id, committee, held_on: one.held_on }, said),
          )
      }
      // Each meeting approves the minutes of the one before.
      for (const [i, one] of past.slice(0, -1).entries())
        await approveMinutes(tx, leader, one.meeting_id, {
          version: versions[i] ?? 0,
          approved_in: past[i + 1]?.meeting_id ?? null,
        })
      const next = all.find((one) => one.held_on >= day)
      if (next) {
        await buildAgenda(tx, leader, next.meeting_id)
        await addPoint(tx, leader, next.meeting_id, told.proposed, 'en')
      }
      meetings += past.length + (next ? 1 : 0)
    }
    return meetings
  })
}
