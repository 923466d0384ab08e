import { Temporal } from 'temporal-polyfill'
import { type Counts, type Fields, fieldNames, type Item, type NewItem, type Typed, unfinished } from './schema.ts'

/** Who is asked for the part of an organization: a school is headed by its principal, everything else by the head of the office. */
export const headOf = (org: { kind: string; org_id: number }): { role: string; org_id: number } => ({
  role: org.kind === 'school' ? 'principal' : 'office_head',
  org_id: org.org_id,
})

type Dated = Pick<Item, 'state' | 'due_on' | 'starts_on' | 'held_until'>

/** Calendar days from one ISO date to another; negative when the other is earlier. A date without a time is midnight of UTC, which knows no summer time. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** The day on which the wave of an item begins, while it has not come and nobody has begun the item; else null. */
export const heldUntil = (item: Dated, today: string): string | null =>
  item.state === 'open' && item.held_until && item.held_until > today ? item.held_until : null

/** Whole calendar days after the due date; 0 on the day itself, before it, without a date, before its wave begins, and for what is done or dropped. */
export function daysLate(item: Dated, today: string): number {
  if (item.due_on === null || !unfinished.includes(item.state) || heldUntil(item, today)) return 0
  return Math.max(0, daysBetween(item.due_on, today))
}

/** The same without the days, for lists of thousands: ISO dates of one length sort as text. */
const isLate = (item: Dated, today: string): boolean =>
  item.due_on !== null && item.due_on < today && unfinished.includes(item.state) && heldUntil(item, today) === null

export type Timing =
  | { kind: 'closed' }
  | { kind: 'undated' }
  | { kind: 'late'; days: number }
  | { kind: 'today' }
  /** Its time has not begun: not yet started is not late. */
  | { kind: 'ahead'; on: string }
  | { kind: 'due'; on: string; days: number }

/** Where an item stands in time on a day. */
export function timingOf(item: Dated, today: string): Timing {
  if (!unfinished.includes(item.state)) return { kind: 'closed' }
  const held = heldUntil(item, today)
  if (held) return { kind: 'ahead', on: held }
  if (item.due_on === null) return { kind: 'undated' }
  const days = daysBetween(today, item.due_on)
  if (days < 0) return { kind: 'late', days: -days }
  if (days === 0) return { kind: 'today' }
  if (item.state === 'open' && item.starts_on !== null && item.starts_on > today)
    return { kind: 'ahead', on: item.starts_on }
  return { kind: 'due', on: item.due_on, days }
}

/** Counts done, late, open (not late) and dropped. */
export function countsOf(items: readonly Dated[], today: string): Counts {
  const counts: Counts = { done: 0, late: 0, open: 0, dropped: 0 }
  for (const item of items) {
    if (item.state === 'done' || item.state === 'dropped') counts[item.state] += 1
    else counts[isLate(item, today) ? 'late' : 'open'] += 1
  }
  return counts
}

export type ProblemCode =
  | 'because'
  | 'evidence'
  | 'date'
  | 'early'
  | 'long'
  | 'drop'
  | 'future'
  | 'answer'
  | 'artefact'
  | 'document'
export type Problem = { field: 'note' | 'due_on' | 'state' | 'done_on'; code: ProblemCode }

/** `problem`: nothing but the answer there makes it done; null: it may also be said here that it is. */
export type Elsewhere = {
  href: string
  at: 'answer' | 'read' | 'review' | 'meeting'
  problem: 'answer' | 'document' | null
}

/**
 * Where an item is answered, when that is not its own line: a question of a reporting cycle and a document on their own pages, what a review asks in its plan, a meeting
 * by its minutes. Lists, tables, boards, mails and reminders offer the way there in place of "done". Null: it is done where it stands.
 */
export function answeredElsewhere(item: Pick<Item, 'item_id' | 'kind' | 'source' | 'href'>): Elsewhere | null {
  const href = item.href ?? `/work/${item.item_id}`
  if (item.kind === 'cycle') return { href, at: 'answer', problem: 'answer' }
  if (item.kind === 'document') return { href, at: 'read', problem: 'document' }
  if (item.source.startsWith('review:')) return { href, at: 'review', problem: null }
  return /^meeting:\d+\/held$/.test(item.source) ? { href, at: 'meeting', problem: null } : null
}

/** A day that exists, and that every part of the program can hold: PostgreSQL knows no year 0. */
export const isDate = (text: string): boolean => {
  try {
    return (
      /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) &&
      Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
    )
  } catch {
    return false
  }
}

/**
 * What an update asks for. In: the item as the person saw it, what they sent. Out: the three fields as they want them, and what is wrong.
 * The reason for being stuck goes with the state that it explains, unless the person writes another note.
 */
export function wanted(
  seen: Fields & Pick<Item, 'needs_evidence' | 'starts_on'> & { lacks_artefact?: boolean },
  typed: Typed,
  mayDrop: boolean,
): { fields: Fields; problems: Problem[] } {
  const state = typed.state ?? seen.state
  const leftStuck = seen.state === 'stuck' && state !== 'stuck'
  const note = typed.note ?? (leftStuck ? '' : seen.note)
  const dateAsked = typed.due_on !== undefined && typed.due_on !== ''
  const due_on = dateAsked ? (typed.due_on ?? null) : seen.due_on
  const problems: Problem[] = []
  if (state === 'stuck' && note === '') problems.push({ field: 'note', code: 'because' })
  if (state === 'done' && seen.needs_evidence && note === '') problems.push({ field: 'note', code: 'evidence' })
  if (state === 'done' && seen.state !== 'done' && seen.lacks_artefact)
    problems.push({ field: 'state', code: 'artefact' })
  if (state === 'dropped' && seen.state !== 'dropped' && (!mayDrop || note === ''))
    problems.push({ field: mayDrop ? 'note' : 'state', code: 'drop' })
  if (note.length > 2000) problems.push({ field: 'note', code: 'long' })
  if (dateAsked && due_on !== null && !isDate(due_on)) problems.push({ field: 'due_on', code: 'date' })
  else if (due_on !== null && due_on !== seen.due_on && seen.starts_on !== null && due_on < seen.starts_on)
    problems.push({ field: 'due_on', code: 'early' })
  return { fields: { state, note, due_on }, problems }
}

/**
 * The day on which an item was done, as an update leaves it. In: the item, the state that it gets, what they sent, the district's day.
 * Out: the day (null while it is not done), and what is wrong with the one that was sent.
 */
export function doneOn(
  item: Pick<Item, 'state' | 'done_on'>,
  state: Item['state'],
  typed: string | undefined,
  today: string,
): { day: string | null; problems: Problem[] } {
  if (state !== 'done') return { day: null, problems: [] }
  if (!typed) return { day: item.state === 'done' ? item.done_on : today, problems: [] }
  if (!isDate(typed)) return { day: null, problems: [{ field: 'done_on', code: 'date' }] }
  return typed > today ? { day: null, problems: [{ field: 'done_on', code: 'future' }] } : { day: typed, problems: [] }
}

export type Change = { version: number; verb: string; was: Record<string, unknown>; became: Record<string, unknown> }

/** The fields as they were at a version, rebuilt from the changes (any order). */
export function fieldsAt(changes: readonly Change[], version: number): Fields {
  const past = changes.filter((one) => one.version <= version).toSorted((a, b) => a.version - b.version)
  const all = Object.assign({ state: 'open', note: '', due_on: null }, ...past.map((one) => one.became)) as Fields
  return { state: all.state, note: all.note, due_on: all.due_on }
}

/** The day on which an item was done, as it was at a version; null while it was not. */
export function doneAt(changes: readonly Change[], version: number): string | null {
  const told = changes.filter((one) => one.version <= version && 'done_on' in one.became)
  return (told.toSorted((a, b) => b.version - a.version)[0]?.became.done_on ?? null) as string | null
}

/** What undoing a version would write; null when it is no change of a person, or a later one touched the same field. */
export function undoOf(changes: readonly Change[], version: number): Partial<Fields> | null {
  const target = changes.find((one) => one.version === version)
  if (!target || target.verb === 'added') return null
  const touched = fieldNames.filter((name) => name in target.became)
  if (touched.length === 0) return null
  if (changes.some((one) => one.version > version && touched.some((name) => name in one.became))) return null
  return Object.fromEntries(
    touched.map((name) => [name, target.was[name] ?? (name === 'note' ? '' : null)]),
  ) as Partial<Fields>
}

/** The reason that the history keeps of a change that came by a link of a mail. */
export const byMail = 'by-mail'

/** The reason that the history keeps of a change that somebody makes for the owner of an item; behind it for whom: `on-behalf:account:12`, `on-behalf:office_head@7`. */
export const onBehalf = 'on-behalf'

/** The reason of a change on behalf of somebody: of the person who delegated it, else of the owner. */
export function behalfReason(
  giver: number | null,
  owner: Pick<Item, 'owner_account' | 'owner_role' | 'owner_org'>,
): string {
  const account = giver ?? owner.owner_account
  if (account !== null) return `${onBehalf}:account:${account}`
  return owner.owner_role === null ? onBehalf : `${onBehalf}:${owner.owner_role}@${owner.owner_org}`
}

/** For whom a change was made, read from its reason; null: for nobody else. */
export function behalfIn(reason: string): { account_id: number } | { role: string; org_id: number } | 'owner' | null {
  if (reason === onBehalf) return 'owner'
  const found = /^on-behalf:(?:account:(\d+)|([a-z_]+)@(\d+))$/.exec(reason)
  if (!found) return null
  return found[1] ? { account_id: Number(found[1]) } : { role: found[2] ?? '', org_id: Number(found[3]) }
}

/** Accounts on whose behalf something was changed, for the names that a page needs. */
export const behalfAccounts = (changes: readonly { reason: string }[]): number[] =>
  changes.flatMap((one) => {
    const whom = behalfIn(one.reason)
    return whom !== null && whom !== 'owner' && 'account_id' in whom ? [whom.account_id] : []
  })

export type OwnerColumns = Pick<Item, 'owner_role' | 'owner_org' | 'owner_account' | 'handed'>

/** The owner before a change that handed an item over; null when it is no such change, or a later one touched the owner again. */
export function ownerBefore(changes: readonly Change[], version: number): Partial<OwnerColumns> | null {
  const target = changes.find((one) => one.version === version)
  if (target?.verb !== 'handed') return null
  const names = ['owner_role', 'owner_org', 'owner_account', 'handed'] as const
  if (changes.some((one) => one.version > version && names.some((name) => name in one.became))) return null
  return Object.fromEntries(
    names
      .filter((name) => name in target.became)
      .map((name) => [name, target.was[name] ?? (name === 'handed' ? false : null)]),
  ) as Partial<OwnerColumns>
}

/** The columns of an item that its source decides. */
export type Sourced = Omit<
  Item,
  'item_id' | 'district_id' | 'state' | 'note' | 'due_on' | 'done_on' | 'handed' | 'held_until' | 'version'
>

const sourced = (item: NewItem): Sourced => ({
  org_id: item.org_id,
  kind: item.kind,
  source: item.source,
  listed: true,
  title: item.title,
  plan: item.plan?.slug ?? null,
  element: item.plan?.element ?? null,
  code: item.plan?.code ?? null,
  href: item.href ?? null,
  owner_role: item.owner && 'role' in item.owner ? item.owner.role : null,
  owner_org: item.owner && 'role' in item.owner ? item.owner.org_id : null,
  owner_account: item.owner && 'account_id' in item.owner ? item.owner.account_id : null,
  starts_on: item.starts_on,
  planned_due: item.due_on,
  needs_evidence: item.needs_evidence ?? false,
  needs_artefact: item.needs_artefact ?? false,
})

/** A first row for an item that nobody has touched. */
export const freshItem = (item: NewItem): Sourced & Fields => ({
  ...sourced(item),
  state: 'open',
  note: '',
  due_on: item.due_on,
})

/**
 * An item that is loaded again: the source decides its words, owner and dates; what people decided stays.
 * A date that a person moved stays moved. What was dropped only because the source had left it out opens again.
 */
export function reloaded(known: Item, item: NewItem): Sourced & Fields {
  const moved = known.due_on !== known.planned_due
  const back = !known.listed && known.state === 'dropped'
  // Evidence asked for later does not undo what was finished without it.
  const evidence = (item.needs_evidence ?? false) && !(known.state === 'done' && known.note === '')
  // An owner whom a person chose stays: the source names the office, the person who took it over is known here.
  const { owner_role, owner_org, owner_account } = known
  return {
    ...sourced(item),
    ...(known.handed ? { owner_role, owner_org, owner_account } : {}),
    needs_evidence: evidence,
    needs_artefact: (item.needs_artefact ?? false) && (known.needs_artefact || known.state !== 'done'),
    state: back ? 'open' : known.state,
    note: known.note,
    due_on: moved ? known.due_on : item.due_on,
  }
}

/** An item that its source no longer lists: what was still to be done is dropped, what was finished stays finished. */
export const unlisted = (known: Item): Pick<Item, 'listed' | 'state'> => ({
  listed: false,
  state: unfinished.includes(known.state) ? 'dropped' : known.state,
})
