import { Temporal } from 'temporal-polyfill'
import { daysBetween } from '../rules.ts'
import { standingOf } from '../chain/rules.ts'
import type { Standing } from '../chain/schema.ts'
import type { Item } from '../schema.ts'

/** A bar of the timeline. Places are shares of the window, 0 to 1. */
export type Bar = {
  from: number
  to: number
  /** it began before the window, or ends after it */
  cutLeft: boolean
  cutRight: boolean
  /** one day only, or no other day known: a point */
  point: boolean
  /** where it is expected to end, when that lies after its own day */
  expected: number | null
  look: keyof Standing | 'stuck'
}

/** The days that a timeline shows. `from` and `to` are both in it. */
export type Window = { from: string; to: string }

const place = (window: Window, day: string, end: boolean): number => {
  const days = daysBetween(window.from, window.to) + 1
  return (daysBetween(window.from, day) + (end ? 1 : 0)) / days
}
const within = (share: number): number => Math.min(1, Math.max(0, share))

/** Where an item stands on the timeline; null when it has no day. In: the item, the window, the district's day, the day on which it is expected to end. */
export function barOf(
  item: Pick<Item, 'state' | 'starts_on' | 'due_on'> & { held_until?: string | null | undefined },
  window: Window,
  today: string,
  expected: string | null = null,
): Bar | null {
  const first = item.starts_on ?? item.due_on
  const last = item.due_on ?? item.starts_on
  if (first === null || last === null) return null
  const [from, to] = first <= last ? [first, last] : [last, first]
  const left = place(window, from, false)
  const right = place(window, to, true)
  return {
    from: within(left),
    to: within(right),
    cutLeft: left < 0,
    cutRight: right > 1,
    point: from === to || item.starts_on === null || item.due_on === null,
    expected: expected !== null && expected > to ? within(place(window, expected, true)) : null,
    look: item.state === 'stuck' ? 'stuck' : standingOf(item, today),
  }
}

export type Tick = { at: number; month: string }

/** The first days of the months in a window, at most `most` of them, evenly spread. */
export function ticksOf(window: Window, most: number): Tick[] {
  const first = Temporal.PlainDate.from(window.from)
  let month = first.day === 1 ? first : first.with({ day: 1 }).add({ months: 1 })
  const all: Tick[] = []
  for (let count = 0; month.toString() <= window.to && count < 400; count++) {
    all.push({ at: place(window, month.toString(), false), month: month.toString() })
    month = month.add({ months: 1 })
  }
  const every = [1, 2, 3, 6, 12, 24, 60].find((step) => all.length / step <= most) ?? 120
  return all.filter((one) => (Number(one.month.slice(5, 7)) - 1 + 12 * Number(one.month.slice(0, 4))) % every === 0)
}

/** Where today stands in a window; null outside of it. */
export const todayAt = (window: Window, today: string): number | null =>
  today < window.from || today > window.to ? null : place(window, today, false)

/**
 * The days that a timeline shows. What was asked holds; the other end lies a year away; without either it is the school year (July to June) of today.
 * More than six years are cut, and days in the wrong order are turned.
 */
export function windowOf(asked: { from?: string | undefined; to?: string | undefined }, today: string): Window {
  const { from, to } = asked
  if (from === undefined && to === undefined) {
    const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < '07' ? 1 : 0)
    return { from: `${year}-07-01`, to: `${year + 1}-06-30` }
  }
  const year = (day: string, step: number): string =>
    Temporal.PlainDate.from(day).add({ years: step }).subtract({ days: step }).toString()
  const [a, b] = [from ?? year(to ?? today, -1), to ?? year(from ?? today, 1)]
  const [first, last] = a <= b ? [a, b] : [b, a]
  const most = Temporal.PlainDate.from(first).add({ years: 6 }).toString()
  return { from: first, to: last > most ? most : last }
}
