import { Temporal } from 'temporal-polyfill'
import { addDays } from '../../../platform/dates.ts'
import {
  type Cadence,
  cadences,
  instances,
  readTimeframe,
  type Reading,
  reading,
  schoolYear,
} from '../../plans/index.ts'
import type { Item } from '../schema.ts'
import type { DayBook } from './days.ts'
import type { Duty, Earlier, Mark, Rule, Settled } from './schema.ts'

/** What a rule comes to: a reading of when it recurs, a limit in days, or what a person has to settle. */
export type Resolved =
  | { kind: 'recurs'; reading: Reading }
  | { kind: 'sla'; limit: number }
  | { kind: 'open'; ask: 'reading'; choices: readonly Cadence[] }
  | { kind: 'open'; ask: 'limit' }

/** Offered when the words name no cadence at all. */
const basic: readonly Cadence[] = ['weekly', 'biweekly', 'monthly', 'marking_period', 'yearly']

const isCadence = (id: string): id is Cadence => (cadences as readonly string[]).includes(id)

/** Reads a rule. In: the rule, what a person settled, the day from which weeks are counted. Words are read by the timeframes of `plans`. */
export function resolve(rule: Rule, settled: Settled, from: string, book: DayBook): Resolved {
  const goingOn = (every: Cadence, more: Partial<Reading> = {}): Resolved => ({
    kind: 'recurs',
    reading: reading('as-written', [{ from, to: null }], { open: true, every, ...more }),
  })
  if (rule.kind === 'recurs') return goingOn(rule.every, { on: rule.on ?? null })
  if (rule.kind === 'sla') {
    const limit = rule.limit ?? settled.limit
    return limit === undefined ? { kind: 'open', ask: 'limit' } : { kind: 'sla', limit }
  }
  const read = readTimeframe(rule.words, book.calendar)
  const one = read.reading
  if (one && (one.every !== null || one.on !== null)) return goingOn(one.every ?? 'yearly', { on: one.on })
  if (settled.reading) return goingOn(settled.reading)
  const choices = read.readings.map((way) => way.id).filter(isCadence)
  return { kind: 'open', ask: 'reading', choices: choices.length > 0 ? choices : basic }
}

export type Moved = 'no' | 'before' | 'after'
/** One time that a duty is due. `nominal`: the day that the rule names; `due`: the day that holds; `key` is the same whatever the calendar does to it. */
export type Occurrence = {
  key: string
  year: number
  from: string
  nominal: string
  due: string
  moved: Moved
}
/** A time that the rule leaves out. `off`: no open day; `closed`: the organization is no more. */
export type Skipped = { key: string; nominal: string; why: 'off' | 'closed' | 'no-such-day' }

/** How far a day may move for an open one: over a long winter break, not into another season. */
const farthest = 31

function openDay(from: string, step: 1 | -1, until: string, isOpen: (date: string) => boolean): string | null {
  for (let date = addDays(from, step); step === 1 ? date <= until : date >= until; date = addDays(date, step))
    if (isOpen(date)) return date
  return null
}

/**
 * The day that holds when the named one is off. A duty of a week stays in its week: without an open day on the wished side it takes the other, and a week
 * that is off altogether has none.
 */
function placed(
  nominal: string,
  week: { from: string; to: string } | null,
  rule: Rule,
  isOpen: (date: string) => boolean,
): { due: string; moved: Moved } | null {
  if (rule.off === 'stays' || isOpen(nominal)) return { due: nominal, moved: 'no' }
  if (rule.off === 'skip') return null
  const first = week?.from ?? addDays(nominal, -farthest)
  const last = week?.to ?? addDays(nominal, farthest)
  const before = () => openDay(nominal, -1, first, isOpen)
  const after = () => openDay(nominal, 1, last, isOpen)
  const due = rule.off === 'before' ? (before() ?? (week ? after() : null)) : (after() ?? (week ? before() : null))
  return due === null ? null : { due, moved: due < nominal ? 'before' : 'after' }
}

/** The weekday that a rule picks within a period; null when there is no such one. */
function picked(rule: Rule, from: string, to: string): string | null {
  if (rule.kind !== 'recurs' || !rule.pick) return to
  const { weekday, nth = 1 } = rule.pick
  const first = addDays(from, (weekday - Temporal.PlainDate.from(from).dayOfWeek + 7) % 7)
  const all: string[] = []
  for (let date = first; date <= to; date = addDays(date, 7)) all.push(date)
  return all.at(nth === -1 ? -1 : nth - 1) ?? null
}

const isWeekly = (one: Reading): boolean =>
  one.on?.kind === 'weeks' || (one.on === null && (one.every === 'weekly' || one.every === 'biweekly'))
const isDaily = (one: Reading): boolean => one.on === null && one.every === 'daily'
const isMonthly = (one: Reading): boolean =>
  one.on?.kind === 'dayOfMonth' || one.on?.kind === 'weekOfMonth' || (one.on === null && one.every === 'monthly')

/**
 * The occurrences of a duty in a school year (named by its ending year), in order. A period belongs to the year in which its last day lies.
 * In: the duty, its reading, the days; `closes`: the last day of its organization. Out: what is due, and what the rule leaves out with the reason.
 */
export function occurrencesOf(
  duty: Pick<Duty, 'rule' | 'from_date' | 'to_date'>,
  one: Reading,
  year: number,
  book: DayBook,
  closes: string | null = null,
): { due: Occurrence[]; skipped: Skipped[] } {
  const days = schoolYear(book.calendar, year)
  const isOpen = (date: string) => book.open(date, duty.rule.days)
  const due: Occurrence[] = []
  const skipped: Skipped[] = []
  // The second Tuesday of a month is that of the whole month, on whichever of its days the duty begins or ends; only every second week is counted from the beginning.
  const counted = one.on?.kind === 'weeks' || (one.on === null && one.every === 'biweekly')
  const long = { from: addDays(days.from, -366), to: null }
  const whole = counted ? one : { ...one, intervals: [long] }
  instances(whole, days.from, days.to, book.calendar).forEach((period, index) => {
    const nominal = picked(duty.rule, period.from, period.due)
    const day = nominal ?? period.due
    if (day < duty.from_date || (duty.to_date !== null && day > duty.to_date)) return
    const key = isWeekly(one)
      ? mondayOf(period.due)
      : isDaily(one)
        ? period.due
        : isMonthly(one)
          ? period.due.slice(0, 7)
          : `${year}-${place(one, book, year, period.due, index)}`
    if (nominal === null) {
      skipped.push({ key, nominal: period.due, why: 'no-such-day' })
      return
    }
    const week = isWeekly(one) ? { from: period.from, to: addDays(mondayOf(period.due), 4) } : null
    const found = placed(nominal, week, duty.rule, isOpen)
    if (found === null) skipped.push({ key, nominal, why: 'off' })
    else if (closes !== null && found.due > closes) skipped.push({ key, nominal, why: 'closed' })
    else {
      const begins = period.from < duty.from_date ? duty.from_date : period.from
      const from = begins < found.due ? begins : found.due
      due.push({ key, year, from, nominal, ...found })
    }
  })
  return { due, skipped }
}

/** A stretch of a duty's time in which one rule holds; `turn` counts them from 0. */
export type Stretch = Omit<Earlier, 'to'> & { to: string | null; turn: number }
type Ruled = Pick<Duty, 'rule' | 'settled' | 'grace_days' | 'from_date' | 'to_date' | 'earlier'>

/** The stretches of a duty in order; the last one is that of its present rule. */
export function stretchesOf(duty: Ruled): [...Stretch[], Stretch] {
  const before = duty.earlier.at(-1)
  const present = {
    rule: duty.rule,
    settled: duty.settled,
    grace: duty.grace_days,
    from: before ? addDays(before.to, 1) : duty.from_date,
    to: duty.to_date,
    turn: duty.earlier.length,
  }
  return [...duty.earlier.map((one, turn) => ({ ...one, turn })), present]
}

/** The days of grace of what is due on a day: those of the rule that held then. */
export const graceOn = (duty: Pick<Duty, 'earlier' | 'grace_days'>, due: string | null): number =>
  duty.earlier.find((one) => due !== null && due <= one.to)?.grace ?? duty.grace_days

/** What the present rule of a duty comes to. */
export function resolved(duty: Ruled, book: DayBook): Resolved {
  const { rule, settled, from } = stretchesOf(duty).at(-1) as Stretch
  return resolve(rule, settled, from, book)
}

/**
 * The occurrences of a duty in a school year over all rules that it had: each gives those of its own days. Two rules may name the same week or month, so the keys of
 * later ones say which rule it was. Out: as `occurrencesOf`; `recurs`: whether any of its rules gives occurrences at all.
 */
export function dutyYear(
  duty: Ruled,
  year: number,
  book: DayBook,
  closes: string | null = null,
): { due: Occurrence[]; skipped: Skipped[]; recurs: boolean } {
  const due: Occurrence[] = []
  const skipped: Skipped[] = []
  let recurs = false
  for (const { rule, settled, from, to, turn } of stretchesOf(duty)) {
    const found = resolve(rule, settled, from, book)
    if (found.kind !== 'recurs') continue
    recurs = true
    const some = occurrencesOf({ rule, from_date: from, to_date: to }, found.reading, year, book, closes)
    const named = <T extends { key: string }>(one: T): T =>
      turn === 0 ? one : { ...one, key: `${one.key}.${turn + 1}` }
    due.push(...some.due.map(named))
    skipped.push(...some.skipped.map(named))
  }
  return { due, skipped, recurs }
}

const mondayOf = (date: string): string => addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek)

/** The place of a period among all of its school year, from 1: the same whenever the duty began in that year. */
function place(one: Reading, book: DayBook, year: number, due: string, index: number): number {
  const days = schoolYear(book.calendar, year)
  const whole = { ...one, intervals: [{ from: null, to: null }] }
  const found = instances(whole, days.from, days.to, book.calendar).findIndex((period) => period.due === due)
  return (found < 0 ? index : found) + 1
}

/** The day by which something has to be done after an event: calendar days, moved when it falls on a day off. */
export function limitDay(rule: Rule, limit: number, on: string, book: DayBook): { due: string; moved: Moved } {
  const nominal = addDays(on, limit)
  const isOpen = (date: string) => book.open(date, rule.days)
  const found = placed(nominal, null, rule, isOpen) ?? { due: nominal, moved: 'no' as const }
  // A limit never ends before it began.
  return found.due < on ? { due: nominal, moved: 'no' } : found
}

type Standing = Pick<Item, 'state' | 'due_on' | 'starts_on' | 'done_on' | 'listed'>

/** How an occurrence stands on a day; `grace` in calendar days. What the calendar took away is `off`; what a leader let go with a reason is excused. */
export function markOf(item: Standing, today: string, grace: number): Mark {
  const { due_on: due, done_on: done } = item
  if (item.state === 'done') return due !== null && done !== null && done > addDays(due, grace) ? 'done_late' : 'done'
  if (item.state === 'dropped') return item.listed ? 'excused' : 'off'
  if (due === null) return 'due'
  if (today > addDays(due, grace)) return 'missed'
  if (today > due) return 'grace'
  return item.starts_on !== null && item.starts_on > today ? 'ahead' : 'due'
}

/** How well a duty is kept: done in time of all that were decided, and how many in a row up to now. Excused ones and those ahead count in neither. */
export function keeping(marks: readonly Mark[]): { kept: number; of: number; missed: number; streak: number } {
  const decided = marks.filter((mark) => mark === 'done' || mark === 'done_late' || mark === 'missed')
  const last = decided.findLastIndex((mark) => mark !== 'done')
  return {
    kept: decided.filter((mark) => mark === 'done').length,
    of: decided.length,
    missed: decided.filter((mark) => mark === 'missed').length,
    streak: decided.length - 1 - last,
  }
}
