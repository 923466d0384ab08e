import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Text } from '../../../platform/words.ts'
import { saveItems, write } from '../actions.ts'
import { type NewItem, type Owner, unfinished } from '../schema.ts'
import { itemsFrom } from '../store.ts'
import { seatsOn } from './rules.ts'
import { words } from './say.ts'
import type { Action, Committee, Meeting, Seat } from './schema.ts'

/** All due items of a meeting begin with this. The slash parts meeting 1 from meeting 12. */
export const meetingPrefix = (meetingId: number): string => `meeting:${meetingId}/`
export const heldSource = (meetingId: number): string => `${meetingPrefix(meetingId)}held`
export const actionSource = (action: Pick<Action, 'meeting_id' | 'action_id'>): string =>
  `${meetingPrefix(action.meeting_id)}action-${action.action_id}`

type Owned = Pick<Seat, 'owner_role' | 'owner_org' | 'owner_account'>
const ownerOf = (one: Owned | undefined): Owner =>
  !one
    ? null
    : one.owner_account !== null
      ? { account_id: one.owner_account }
      : one.owner_role !== null && one.owner_org !== null
        ? { role: one.owner_role, org_id: one.owner_org }
        : null

const titleOf = (committee: Committee): Text => ({
  en: words('en')('itemTitle', { committee: committee.name.en ?? committee.name.es ?? '' }),
  es: words('es')('itemTitle', { committee: committee.name.es ?? committee.name.en ?? '' }),
})

/** Days before a meeting from which its preparation stands as begun. */
const preparing = 7

/**
 * Makes a meeting and its actions due items: the meeting is its chair's, on its day; an action is its owner's. What was taken off, or a meeting that is called off,
 * is dropped; what is done stays done. Twice changes nothing.
 */
export async function syncItems(
  tx: Tx,
  scope: Scope,
  at: { committee: Committee; seats: readonly Seat[]; meeting: Meeting; actions: readonly Action[] },
): Promise<void> {
  const { committee, meeting } = at
  const href = `/work/meetings/${meeting.meeting_id}`
  const seats = seatsOn(at.seats, meeting.held_on)
  const items: NewItem[] = []
  if (meeting.state === 'planned')
    items.push({
      source: heldSource(meeting.meeting_id),
      kind: 'task',
      org_id: committee.org_id,
      title: titleOf(committee),
      href,
      owner: ownerOf(seats.find((seat) => seat.part === 'chair')),
      starts_on: addDays(meeting.held_on, -preparing),
      due_on: meeting.held_on,
    })
  for (const action of at.actions.filter((one) => one.listed))
    items.push({
      source: actionSource(action),
      kind: 'task',
      org_id: committee.org_id,
      title: { [action.lang]: action.words, source: action.lang },
      href: `${href}#actions`,
      owner: ownerOf(action),
      starts_on: null,
      due_on: action.due_on,
    })
  await saveItems(tx, scope, meeting.district_id, meetingPrefix(meeting.meeting_id), items)
}

/** The meeting took place: its due item is done on its day, if nobody said so before. */
export async function meetingHeld(tx: Tx, scope: Scope, meeting: Meeting): Promise<void> {
  const source = heldSource(meeting.meeting_id)
  const item = (await itemsFrom(tx, meeting.district_id, source)).find((one) => one.source === source)
  if (item && unfinished.includes(item.state))
    await write(tx, scope, item, { state: 'done', done_on: meeting.held_on }, 'updated', 'minutes')
}
