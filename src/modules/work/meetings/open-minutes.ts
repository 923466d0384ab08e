import type { Tx } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/words.ts'
import { inOrder } from './rules.ts'
import { words } from './say.ts'
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
  points: { title: Text; minutes: string; corrections: { on: string; words: string }[] }[]
  decisions: { number: string; words: string; for: number | null; against: number | null; abstained: number | null }[]
}

/**
 * The approved minutes of a district's committees that open them, newest first. For pages that families read. In: a transaction under a scope that holds the district.
 * The door for it: nothing else of meetings may be shown to families.
 */
export async function openMinutesOf(tx: Tx, districtId: number): Promise<OpenMinutes[]> {
  const committees = new Map((await committeesOf(tx, [districtId])).map((one) => [one.committee_id, one]))
  const found: OpenMinutes[] = []
  for (const meeting of await openMeetings(tx, districtId)) {
    const { points, decisions, corrections } = await partsOf(tx, meeting.meeting_id)
    found.push({
      meeting_id: meeting.meeting_id,
      committee: committees.get(meeting.committee_id)?.name ?? {},
      held_on: meeting.held_on,
      approved_on: meeting.approved_on ?? '',
      present: meeting.present.length,
      points: inOrder(points)
        .filter((one) => one.minutes !== '')
        .map((one) => ({
          // An item of somebody's work is named by its kind only.
          title:
            one.kind === 'item' || one.kind === 'action'
              ? { en: words('en')(`point.${one.kind}`), es: words('es')(`point.${one.kind}`) }
              : one.title,
          minutes: one.minutes,
          corrections: corrections
            .filter((each) => each.point_id === one.point_id)
            .map((each) => ({ on: each.on_date, words: each.words })),
        })),
      decisions: decisions
        .filter((one) => one.listed)
        .map((one) => ({
          number: decisionNumber(one),
          words: one.words,
          for: one.votes_for,
          against: one.votes_against,
          abstained: one.abstained,
        })),
    })
  }
  return found
}
