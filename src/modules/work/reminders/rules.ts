import { Temporal } from 'temporal-polyfill'
import { addDays } from '../../../platform/dates.ts'
import type { DayBook } from '../duties/days.ts'
import { heldUntil } from '../rules.ts'
import type { Item } from '../schema.ts'
import type { Choice, Rule } from './schema.ts'

/** The day and the hour of a place at an instant. */
export function wallAt(at: Date, zone: string): { day: string; hour: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return { day: local.toPlainDate().toString(), hour: local.hour }
}

/**
 * The instant at which an hour of a day begins, exactly once: an hour that the clock skips in spring begins at the one after it, an hour that comes twice in
 * autumn at the first of the two.
 */
export function hourBegins(day: string, hour: number, zone: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime({ hour })
  return new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Is an hour within the quiet ones: from `from` on, before `to`, over midnight or not. The same hour twice: none is quiet. */
export function isQuiet(hour: number, { from, to }: Rule['quiet']): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}

/** The hour at which somebody's mail is due: the chosen one, or the end of the quiet hours when it lies within them. */
export const hourOf = (choice: Pick<Choice, 'hour'>, rule: Pick<Rule, 'quiet'>): number =>
  isQuiet(choice.hour, rule.quiet) ? rule.quiet.to : choice.hour

/** Monday of the week of a day. */
export const weekOf = (day: string): string => addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek)

/**
 * Is a mail to be made now for somebody? In: the instant and place, the rule, what the person chose, whether the day is open, and the last day on which they were
 * looked after. Weekly means the first open day of a week; after an outage, the next one.
 */
export function isTime(
  at: Date,
  zone: string,
  rule: Rule,
  choice: Choice,
  open: (day: string) => boolean,
  last: string | null,
): boolean {
  if (!rule.mail || choice.rhythm === 'none') return false
  const { day, hour } = wallAt(at, zone)
  if (isQuiet(hour, rule.quiet) || !open(day)) return false
  if (at < hourBegins(day, hourOf(choice, rule), zone)) return false
  return last === null || last < (choice.rhythm === 'weekly' ? weekOf(day) : day)
}

/** When a mail that was made at an instant is of no more use: when the night's quiet hours begin, at the latest at midnight. */
export function uselessAfter(at: Date, zone: string, rule: Pick<Rule, 'quiet'>): Date {
  const { day, hour } = wallAt(at, zone)
  const { from, to } = rule.quiet
  return from > to && from > hour ? hourBegins(day, from, zone) : hourBegins(addDays(day, 1), 0, zone)
}

/** How many days of school (or of offices) lie after a due date, up to a day. */
export function openDaysLate(due: string, today: string, open: (day: string) => boolean): number {
  let count = 0
  for (let day = addDays(due, 1); day <= today && count < 100; day = addDays(day, 1)) if (open(day)) count += 1
  return count
}

type Owner = Pick<Item, 'owner_account' | 'owner_role' | 'owner_org'>
/** Somebody with the roles of today, and what was delegated to them for today: all of an owner, or one item. */
export type Somebody = {
  account_id: number
  roles: readonly { role: string; org_id: number }[]
  standsFor?: readonly (Owner & { item_id: number | null })[] | undefined
}
type Owned = Owner & { org_id: number; item_id?: number }

const sameOwner = (a: Owner, b: Owner): boolean =>
  a.owner_account === b.owner_account && a.owner_role === b.owner_role && a.owner_org === b.owner_org

/** Is it theirs to do: by account, by that very role at that very organization, or because it was delegated to them. */
export const isOf = (one: Somebody, item: Owned): boolean =>
  (item.owner_account !== null
    ? item.owner_account === one.account_id
    : one.roles.some((held) => held.role === item.owner_role && held.org_id === item.owner_org)) ||
  (one.standsFor?.some((part) => (part.item_id === null || part.item_id === item.item_id) && sameOwner(part, item)) ??
    false)

/**
 * Who leads the office that an item belongs to: at the owner's organization, else at the next one above it, the holders of the first role of `order` that somebody
 * other than the owner has there. In: the item; who holds which role; the way from an organization up, itself first. Out: accounts; none when nobody is above.
 */
export function leadersOf(
  item: Owned,
  people: readonly Somebody[],
  up: (org: number) => readonly number[],
  order: readonly string[],
): number[] {
  for (const org of up(item.owner_org ?? item.org_id))
    for (const role of order) {
      const found = people.filter(
        (one) => !isOf(one, item) && one.roles.some((held) => held.role === role && held.org_id === org),
      )
      if (found.length > 0) return found.map((one) => one.account_id)
    }
  return []
}

export type Due = Pick<
  Item,
  | 'item_id'
  | 'title'
  | 'due_on'
  | 'starts_on'
  | 'held_until'
  | 'state'
  | 'org_id'
  | 'owner_account'
  | 'owner_role'
  | 'owner_org'
  | 'needs_evidence'
  | 'needs_artefact'
  | 'kind'
  | 'source'
  | 'href'
>
/** What a mail says, in parts: what is late, what is due, what waits for the reader because somebody else is late or stuck. */
export type Digest = { late: Due[]; due: Due[]; waits: Due[] }
export const isEmpty = (one: Digest): boolean => one.late.length + one.due.length + one.waits.length === 0

/**
 * What everybody of a district would be told on a day. In: the unfinished items, who holds which role, the way up from an organization, the rule, the district's
 * days. Out: by account; whoever has nothing is not in it. Leaders hear of what is stuck, and of what is late by more days of school than the rule allows; at once
 * where nobody answers for it any more: the owner has left, or the office is without a head.
 */
export function digestsOf(
  items: readonly Due[],
  people: readonly Somebody[],
  at: {
    today: string
    rule: Rule
    book: DayBook
    up: (org: number) => readonly number[]
    order: readonly string[]
  },
): Map<number, Digest> {
  const { today, rule } = at
  const until = addDays(today, rule.ahead)
  const digests = new Map<number, Digest>()
  const put = (account: number, part: keyof Digest, item: Due) => {
    const digest = digests.get(account) ?? { late: [], due: [], waits: [] }
    digest[part].push(item)
    digests.set(account, digest)
  }
  // Thousands of items are due on a few hundred days: each day is counted once.
  const lateBy = new Map<string, number>()
  const openLate = (due: string): number => {
    const known = lateBy.get(due) ?? openDaysLate(due, today, (day) => at.book.open(day, 'school'))
    lateBy.set(due, known)
    return known
  }
  for (const item of items) {
    // Not yet started is not late: nobody is told of what waits for its wave.
    if (heldUntil(item, today)) continue
    const late = item.due_on !== null && item.due_on < today
    const soon = item.due_on !== null && !late && item.due_on <= until
    const owners = late || soon ? people.filter((one) => isOf(one, item)) : []
    for (const one of owners) put(one.account_id, late ? 'late' : 'due', item)
    const told =
      rule.tellAfter !== null && late && (owners.length === 0 || openLate(item.due_on ?? today) >= rule.tellAfter)
    if (told || item.state === 'stuck')
      for (const account of leadersOf(item, people, at.up, at.order)) put(account, 'waits', item)
  }
  return digests
}
