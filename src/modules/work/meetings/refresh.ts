import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { bookReader } from '../duties/actions.ts'
import { type Occurrence, occurrencesOf, resolve } from '../duties/rules.ts'
import { syncItems } from './items.ts'
import type { Committee, Meeting, Seat } from './schema.ts'
import { committeesOf, insertMeeting, meetingById, meetingsOf, seatsOf, setMeeting } from './store.ts'
import { partsOf } from './store-minutes.ts'

export const meetingObject = 'work.meeting'

/** Days ahead within which meetings of a rule stand in the list. At least the next one always does. */
export const ahead = 42

export type Planned = { added: number; moved: number; dropped: number }

/** The occurrences of a committee's rule from a day on, of this school year and the next: those within some days, and the first one in any case. */
async function occurrences(tx: Tx, committee: Committee, today: string): Promise<Occurrence[]> {
  if (committee.rule === null) return []
  const year = yearOfDay(usualCalendar, today)
  const { book, closes } = await bookReader(tx, committee.district_id, [year, year + 1])(committee.org_id)
  const found = resolve(committee.rule, {}, committee.from_date, book)
  if (found.kind !== 'recurs') return []
  const duty = { rule: committee.rule, from_date: committee.from_date, to_date: committee.to_date }
  const all = [year, year + 1].flatMap((one) => occurrencesOf(duty, found.reading, one, book, closes).due)
  const coming = all.filter(
    (one) =>
      one.due >= today &&
      one.due >= committee.from_date &&
      (committee.to_date === null || one.due <= committee.to_date),
  )
  const near = coming.filter((one) => one.due <= addDays(today, ahead))
  return near.length > 0 ? near : coming.slice(0, 1)
}

/** Adds a meeting with its history and its due item. Out: its id; 0 when the committee has one of this key. */
export async function addMeeting(
  tx: Tx,
  scope: Scope,
  committee: Committee,
  seats: readonly Seat[],
  row: Pick<Meeting, 'key' | 'held_on' | 'starts_at' | 'place'>,
): Promise<number> {
  const { committee_id, district_id } = committee
  const id = await insertMeeting(tx, { ...row, committee_id, district_id, planned_on: row.held_on })
  if (id === 0) return 0
  await record(tx, scope, {
    org_id: district_id,
    object: meetingObject,
    object_id: id,
    version: 1,
    verb: 'made',
    became: { held_on: row.held_on, starts_at: row.starts_at, place: row.place, state: 'planned' },
  })
  await syncItems(tx, scope, { committee, seats, meeting: await meetingById(tx, id), actions: [] })
  return id
}

async function change(
  tx: Tx,
  scope: Scope,
  at: { committee: Committee; seats: readonly Seat[] },
  meeting: Meeting,
  fields: Partial<Pick<Meeting, 'planned_on' | 'held_on' | 'state'>>,
  verb: string,
): Promise<void> {
  const version = await setMeeting(tx, meeting.meeting_id, fields)
  await record(tx, scope, {
    org_id: meeting.district_id,
    object: meetingObject,
    object_id: meeting.meeting_id,
    version,
    verb,
    was: Object.fromEntries(Object.keys(fields).map((name) => [name, meeting[name as keyof Meeting]])),
    became: { ...fields },
  })
  const { actions } = await partsOf(tx, meeting.meeting_id)
  await syncItems(tx, scope, { ...at, meeting: { ...meeting, ...fields }, actions })
}

/**
 * Makes the meetings of a district's committees that come soon, as their rules say. A meeting whose day the calendar moved is moved; one that the rule gives no
 * longer is called off; a day that a person chose stays, and so does whatever has minutes. Past days are left alone. Twice changes nothing. `only`: one committee,
 * whose due items also get its name and chair of today.
 */
export async function refreshMeetings(
  tx: Tx,
  scope: Scope,
  districtId: number,
  today: string,
  only?: number,
): Promise<Planned> {
  const told: Planned = { added: 0, moved: 0, dropped: 0 }
  const committees = (await committeesOf(tx, [districtId])).filter(
    (one) => only === undefined || one.committee_id === only,
  )
  const all = await seatsOf(
    tx,
    committees.map((one) => one.committee_id),
  )
  for (const committee of committees) {
    const seats = all.filter((seat) => seat.committee_id === committee.committee_id)
    const wanted = new Map((await occurrences(tx, committee, today)).map((one) => [`rule:${one.key}`, one]))
    const known = await meetingsOf(tx, committee.committee_id)
    for (const [key, one] of wanted)
      if (!known.some((meeting) => meeting.key === key)) {
        const last = known.findLast((meeting) => meeting.held_on < one.due)
        const row = { key, held_on: one.due, starts_at: last?.starts_at ?? '', place: last?.place ?? '' }
        if ((await addMeeting(tx, scope, committee, seats, row)) > 0) told.added += 1
      }
    for (const meeting of known) {
      if (!meeting.key.startsWith('rule:') || meeting.held_on < today || meeting.minutes !== 'none') continue
      const one = wanted.get(meeting.key)
      const chosen = meeting.held_on !== meeting.planned_on
      if (one && one.due !== meeting.planned_on) {
        const fields = { planned_on: one.due, ...(chosen ? {} : { held_on: one.due }) }
        await change(tx, scope, { committee, seats }, meeting, fields, 'loaded')
        told.moved += 1
      } else if (!one && !chosen && meeting.state === 'planned' && meeting.held_on <= addDays(today, ahead)) {
        await change(tx, scope, { committee, seats }, meeting, { state: 'called_off' }, 'loaded')
        told.dropped += 1
      } else if (only !== undefined) {
        const { actions } = await partsOf(tx, meeting.meeting_id)
        await syncItems(tx, scope, { committee, seats, meeting, actions })
      }
    }
  }
  return told
}
