import { addDays } from '../../../platform/dates.ts'
import type { Interval, SchoolCalendar } from './calendar.ts'
import { before, type Part, readDates, open } from './dates.ts'
import { month, year } from './lex.ts'
import { type Reading, reading } from './reading.ts'

const first = (r: Reading): Interval | undefined => r.intervals[0]
const last = (r: Reading): Interval | undefined => r.intervals.at(-1)
const ending = (r: Reading, id = r.id): Reading => reading(id, [{ from: null, to: last(r)?.to ?? null }])
const beginning = (r: Reading): Reading => ({
  ...r,
  intervals: [{ from: first(r)?.from ?? null, to: null }],
  open: true,
})

const dayOrMonth = new RegExp(`^${month}(?: \\d{1,2}(?:st|nd|rd|th)?)?,? ${year}$`)

/** `by X`: the end of a day or a month. Of a season, a school year or a bare year nobody can tell whether it is over then or only begins. */
function byThen(text: string, part: Part): Part {
  if (part.readings.some((r) => r.on)) return part
  if (dayOrMonth.test(text)) return { ...part, readings: part.readings.map((r) => ending(r)) }
  if (part.finding === 'bare-year') {
    const calendarYear = part.readings.find((r) => r.id === 'calendar-year')
    const kept = part.readings.filter((r) => r.id !== 'school-year-beginning').map((r) => ending(r))
    const day = before(calendarYear && first(calendarYear))
    return { ...part, readings: day ? [...kept, reading('before-it', [{ from: null, to: day }])] : kept }
  }
  const [only] = part.readings
  if (part.finding || !only) return { ...part, readings: part.readings.map((r) => ending(r)) }
  return open(
    'by-a-span',
    [ending(only, 'by-its-end'), reading('before-it', [{ from: null, to: before(first(only)) }])],
    ...part.assumed,
  )
}

const signs: readonly { pattern: RegExp; meant: (text: string, part: Part) => Part }[] = [
  {
    pattern: /^(?:(?:by|at|until|before) )?(?:the )?(?:end|conclusion|close) of (?<x>.+)$/,
    meant: (_, part) => ({ ...part, readings: part.readings.map((r) => ending(r)) }),
  },
  { pattern: /^(?:due )?by (?<x>.+)$/, meant: byThen },
  {
    pattern: /^(?:through|thru|until|till|up to|to) (?:the end of )?(?<x>.+)$/,
    meant: (_, part) => ({
      ...part,
      readings: part.readings.filter((r) => r.id !== 'school-year-beginning').map((r) => ending(r)),
    }),
  },
  {
    pattern: /^(?:from|since|as of|starting|beginning|start|begin)(?: in| on)? (?<x>.+?)(?: on| onward| onwards)?$/,
    meant: (_, part) => ({ ...part, readings: part.readings.map((r) => (r.on ? r : beginning(r))) }),
  },
  { pattern: /^(?:in|on|for|during|within|throughout)(?: the)? (?<x>.+)$/, meant: (_, part) => part },
]

/** Days with or without a word before them (by, through, from, in): null when no form fits. */
export function readSpan(text: string, calendar: SchoolCalendar): Part | null {
  const bare = readDates(text, calendar)
  if (bare) return bare
  for (const { pattern, meant } of signs) {
    const inner = pattern.exec(text)?.groups?.['x']
    const part = inner ? readDates(inner, calendar) : null
    if (inner && part) return meant(inner, part)
  }
  return null
}

/** Words that something goes on after what was read: its days, then open. */
export function goingOn(part: Part): Part {
  const on = (r: Reading): Reading => {
    const end = last(r)?.to
    if (r.open || r.on) return { ...r, open: true }
    return { ...r, open: true, intervals: [...r.intervals, { from: end ? addDays(end, 1) : null, to: null }] }
  }
  return { ...part, readings: part.readings.map(on) }
}

/** Words that something was going on and stops: `Ongoing - 2021`. */
export function untilThen(part: Part, calendar: SchoolCalendar): Part {
  return {
    ...part,
    assumed: calendar.plan ? [...part.assumed, 'plan-start'] : part.assumed,
    readings: part.readings
      .filter((r) => r.id !== 'school-year-beginning')
      .map((r) => reading(r.id, [{ from: calendar.plan?.from ?? null, to: last(r)?.to ?? null }])),
  }
}
