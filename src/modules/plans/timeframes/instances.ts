import { Temporal } from 'temporal-polyfill'
import { addDays } from '../../../platform/dates.ts'
import {
  dayOf,
  type Days,
  type Interval,
  markingPeriods,
  monthEnd,
  placed,
  type SchoolCalendar,
  schoolYear,
  usualCalendar,
  yearOfDay,
} from './calendar.ts'
import type { Reading, Resolution } from './reading.ts'

/**
 * One time something is due. `from`: the first day of its time; `due`: the last. `begin`: it has to have begun by then and goes on; what goes on is
 * never overdue afterwards.
 */
export type Instance = { kind: 'due' | 'begin'; from: string; due: string }

const weekday = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek
const years = (calendar: SchoolCalendar, days: Days): number[] => {
  const first = yearOfDay(calendar, days.from)
  return Array.from({ length: yearOfDay(calendar, days.to) - first + 1 }, (_, i) => first + i)
}
/** The months that days touch, as year and month. */
function monthsOf(days: Days): [number, number][] {
  const out: [number, number][] = []
  for (let y = Number(days.from.slice(0, 4)), m = Number(days.from.slice(5, 7)); ; m === 12 ? (y++, (m = 1)) : m++) {
    if (dayOf(y, m, 1) > days.to) return out
    out.push([y, m])
  }
}
/** Monday to Friday of each `every`-th week, counted from the week of the first day. */
function weeks(days: Days, every: number): Days[] {
  const out: Days[] = []
  for (let monday = addDays(days.from, 1 - weekday(days.from)); monday <= days.to; monday = addDays(monday, 7 * every))
    out.push({ from: monday, to: addDays(monday, 4) })
  return out
}
/** Parts of equal months of a school year: 2 or 3. */
function parts(calendar: SchoolCalendar, ending: number, count: number): Days[] {
  const { from, to } = schoolYear(calendar, ending)
  const start = Temporal.PlainDate.from(from)
  return Array.from({ length: count }, (_, i) => ({
    from: start.add({ months: (12 / count) * i }).toString(),
    to:
      i === count - 1
        ? to
        : start
            .add({ months: (12 / count) * (i + 1) })
            .subtract({ days: 1 })
            .toString(),
  }))
}

/** The times of a recurring duty that touch some days, in order. */
function periods(r: Reading, days: Days, calendar: SchoolCalendar): Days[] {
  const two = (n: number): string => String(n).padStart(2, '0')
  const { on } = r
  if (on?.kind === 'weeks') return weeks(days, on.weeks)
  if (on?.kind === 'dayOfMonth')
    return monthsOf(days).map(([y, m]) => ({ from: dayOf(y, m, on.day), to: dayOf(y, m, on.day) }))
  if (on?.kind === 'weekOfMonth')
    return monthsOf(days).map(([y, m]) => {
      const first = dayOf(y, m, 1)
      const monday = addDays(first, ((8 - weekday(first)) % 7) + 7 * (on.week - 1))
      return { from: monday, to: addDays(monday, 4) }
    })
  const all = years(calendar, days)
  if (on?.kind === 'dayOfYear')
    return all.map((y) => {
      const date = `${two(on.month)}-${two(on.day)}`
      const { to } = placed(calendar, { from: date, to: date }, y)
      return { from: schoolYear(calendar, y).from, to }
    })
  if (on?.kind === 'months')
    return all.flatMap((y) =>
      on.spans
        .map((s) => placed(calendar, { from: `${two(s.from)}-01`, to: `${two(s.to)}-31` }, y))
        .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    )
  switch (r.every) {
    case 'daily': {
      const out: Days[] = []
      for (let d = days.from; d <= days.to; d = addDays(d, 1)) if (weekday(d) <= 5) out.push({ from: d, to: d })
      return out
    }
    case 'weekly':
      return weeks(days, 1)
    case 'biweekly':
      return weeks(days, 2)
    case 'monthly':
      return monthsOf(days).map(([y, m]) => ({ from: dayOf(y, m, 1), to: monthEnd(y, m) }))
    case 'quarterly':
      return all.flatMap((y) => calendar.quarters.map((q) => placed(calendar, q, y)))
    case 'marking_period':
      return all.flatMap((y) => markingPeriods(calendar, y).days)
    case 'three_times_a_year':
      return all.flatMap((y) => parts(calendar, y, 3))
    case 'twice_a_year':
      return all.flatMap((y) => parts(calendar, y, 2))
    case 'yearly':
      return all.map((y) => schoolYear(calendar, y))
    default:
      return []
  }
}

const closed = (i: Interval, from: string, to: string): Days => ({ from: i.from ?? from, to: i.to ?? to })

/**
 * What is due between two days (both included), in order.
 * In: a resolution, or one of its readings; the days; the calendar. A resolution that a person still has to settle gives nothing.
 * Out: for closed days their last day; for what goes on, by when it begins; for a recurring duty each of its times. A time that is cut by the ends of
 * the timeframe counts only when its last day lies within.
 */
export function instances(
  of: Resolution | Reading,
  from: string,
  to: string,
  calendar: SchoolCalendar = usualCalendar,
): Instance[] {
  const r = 'finding' in of ? of.reading : of
  if (!r) return []
  const within = (due: string): boolean => due >= from && due <= to
  if (r.every === null && r.on === null) {
    const begins = r.open && r.intervals.length > 1 ? r.intervals.length - 2 : -1
    return r.intervals.flatMap((i, n) =>
      i.to && within(i.to)
        ? [{ kind: n === begins ? ('begin' as const) : ('due' as const), from: i.from ?? i.to, due: i.to }]
        : [],
    )
  }
  // The last interval of what goes on recurs; the one before it says when it begins.
  const recurring = r.open ? [{ from: r.intervals[0]?.from ?? null, to: null }] : r.intervals
  const out = new Map<string, Instance>()
  for (const interval of recurring.length ? recurring : [{ from: null, to: null }]) {
    const days = closed(interval, from, to)
    // Weeks are counted from where the timeframe begins; everything else can begin to look at `from`.
    const counted = r.every === 'biweekly' || r.on?.kind === 'weeks'
    const look = { from: counted || days.from > from ? days.from : from, to: days.to < to ? days.to : to }
    if (look.from > look.to) continue
    for (const p of periods(r, look, calendar))
      if (within(p.to) && p.to >= days.from && p.to <= days.to)
        out.set(p.to, { kind: 'due', from: p.from < days.from ? days.from : p.from, due: p.to })
  }
  return [...out.values()].toSorted((a, b) => (a.due < b.due ? -1 : 1))
}
