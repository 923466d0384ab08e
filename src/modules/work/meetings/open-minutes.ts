import type { Tx } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/words.ts'
import { inOrder } from './rules.ts'
import { words } from './say.ts'
import type { Correction } from './schema.ts'
import { committeesOf } from './store.ts'
import { openMeetings, partsOf } from './store-minutes.ts'
import { decisionNumber } from './view.ts'

/** Approved minutes that families may read, without who sat there and without what somebody has to do. */
export type OpenMinutes = {
  meeting_id: number
  committee: Text
  held_on: string
  approved_on: string
  present: number
  /** fewer were there than the committee needs to decide */
  noQuorum: boolean
  points: { title: Text; minutes: string; corrections: OpenCorrection[] }[]
  decisions: {
    number: string
    words: string
    for: number | null
    against: number | null
    abstained: number | null
    corrections: OpenCorrection[]
  }[]
  /** of the minutes as a whole */
  corrections: OpenCorrection[]
}
export type OpenCorrection = { on: string; words: string }

const opened = (all: readonly Correction[], of: (one: Correction) => boolean): OpenCorrection[] =>
  all.filter(of).map((one) => ({ on: one.on_date, words: one.words }))

/**
 * The approved minutes of a district's committees that open them, newest first. For pages that families read. In: a transaction under a scope that holds the district;
 * so many, from which one on. The door for it: nothing else of meetings may be shown to families.
 */
export async function openMinutesOf(tx: Tx, districtId: number, limit = 100, offset = 0): Promise<OpenMinutes[]> {
  const committees = new Map((await committeesOf(tx, [districtId])).map((one) => [one.committee_id, one]))
  const found: OpenMinutes[] = []
  for (const meeting of await openMeetings(tx, districtId, limit, offset)) {
    const { points, decisions, corrections } = await partsOf(tx, meeting.meeting_id)
    found.push({
      meeting_id: meeting.meeting_id,
      committee: committees.get(meeting.committee_id)?.name ?? {},
      held_on: meeting.held_on,
      approved_on: meeting.approved_on ?? '',
      present: meeting.present.length,
      noQuorum: meeting.quorum !== null && meeting.present.length < meeting.quorum,
      points: inOrder(points)
        .filter((one) => one.minutes !== '')
        .map((one) => ({
          // An item of somebody's work is named by its kind only.
          title:
            one.kind === 'item' || one.kind === 'action'
              ? { en: words('en')(`point.${one.kind}`), es: words('es')(`point.${one.kind}`) }
              : one.title,
          minutes: one.minutes,
          corrections: opened(corrections, (each) => each.point_id === one.point_id),
        })),
      decisions: decisions
        .filter((one) => one.listed)
        .map((one) => ({
          number: decisionNumber(one),
          words: one.words,
          for: one.votes_for,
          against: one.votes_against,
          abstained: one.abstained,
          corrections: opened(corrections, (each) => each.decision_id === one.decision_id),
        })),
      corrections: opened(corrections, (each) => each.point_id === null && each.decision_id === null),
    })
  }
  return found
}
