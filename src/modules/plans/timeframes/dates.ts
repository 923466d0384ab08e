import { addDays } from '../../../platform/dates.ts'
import {
  dayOf,
  type Days,
  type Interval,
  isDay,
  markingPeriods,
  monthEnd,
  overNewYear,
  placed,
  type SchoolCalendar,
  schoolYear,
  seasonDays,
  yearOfDay,
} from './calendar.ts'
import { month, monthOf, ordinalOf, season, seasonOf, span, year, yearsOf } from './lex.ts'
import { type Assumption, type FindingCode, type MonthSpan, type Reading, reading } from './reading.ts'

/** What a part of the words came to: its readings; more than one, or none, with the reason. */
export type Part = { readings: readonly Reading[]; finding: FindingCode | null; assumed: readonly Assumption[] }
export type Form = { pattern: RegExp; read: (found: Record<string, string>, calendar: SchoolCalendar) => Part | null }

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`)
export const sure = (intervals: readonly Interval[], ...assumed: Assumption[]): Part => ({
  readings: [reading('as-written', intervals)],
  finding: null,
  assumed,
})
export const open = (finding: FindingCode, readings: readonly Reading[], ...assumed: Assumption[]): Part => ({
  readings,
  finding,
  assumed,
})
const monthDays = (y: number, m: number): Days => ({ from: dayOf(y, m, 1), to: monthEnd(y, m) })

/** A bare year: nobody can tell which twelve months are meant. */
const bareYear = (y: number, calendar: SchoolCalendar): Part =>
  open('bare-year', [
    reading('school-year-ending', [schoolYear(calendar, y)]),
    reading('calendar-year', [{ from: dayOf(y, 1, 1), to: dayOf(y, 12, 31) }]),
    reading('school-year-beginning', [schoolYear(calendar, y + 1)]),
  ])

function seasonOfYear(name: string, y: number, calendar: SchoolCalendar): Part {
  const which = seasonOf(name)
  if (!overNewYear(calendar, which)) return sure([seasonDays(calendar, which, y)], 'season-days')
  return open(
    'season-in-two-years',
    [
      reading('season-begins', [seasonDays(calendar, which, y)]),
      reading('season-ends', [seasonDays(calendar, which, y - 1)]),
    ],
    'season-days',
  )
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi']
/** A marking period or quarter of a year: the one that lies in that calendar year, or all that could be meant. */
function partOfYear(
  n: number,
  y: number,
  days: (ending: number) => Days | undefined,
  assumed: Assumption,
): Part | null {
  const begins = days(y + 1)
  const ends = days(y)
  if (!begins || !ends) return null
  const inYear = [begins, ends].filter((d) => d.from.startsWith(String(y)) || d.to.startsWith(String(y)))
  if (inYear.length === 1 && inYear[0]) return sure([inYear[0]], assumed)
  return open('bare-year', [reading('school-year-beginning', [begins]), reading('school-year-ending', [ends])], assumed)
}

/** Windows without a year: in each school year of the plan; laid into days when the plan has one school year only. */
export function windows(spans: readonly MonthSpan[], calendar: SchoolCalendar): Part {
  const only = calendar.plan && yearOfDay(calendar, calendar.plan.from) === yearOfDay(calendar, calendar.plan.to)
  if (only && calendar.plan) {
    const ending = yearOfDay(calendar, calendar.plan.from)
    const place = (s: MonthSpan): Days => {
      const two = (n: number): string => String(n).padStart(2, '0')
      return placed(calendar, { from: `${two(s.from)}-01`, to: `${two(s.to)}-31` }, ending)
    }
    return sure(spans.map(place), 'no-year')
  }
  const every = ([null, 'yearly', 'twice_a_year', 'three_times_a_year', 'quarterly'] as const)[spans.length] ?? 'yearly'
  const within = calendar.plan ? [calendar.plan] : []
  return {
    readings: [reading('as-written', within, { every, on: { kind: 'months', spans }, open: !calendar.plan })],
    finding: null,
    assumed: ['no-year'],
  }
}

const at = (found: Record<string, string>, key: string): string => found[key] ?? ''
const num = (found: Record<string, string>, key: string): number => Number(at(found, key))

const monthAndYear = new RegExp(`(${month}) (${year})`, 'g')
const monthSpan = new RegExp(`(${month})(?:-(${month}))?`, 'g')

/** Every form of days that is read without a word before it. Order matters: the first that fits is taken. */
export const dateForms: readonly Form[] = [
  {
    pattern: whole(
      `(?:the )?(?:school year |academic year |sy |fiscal year )?(?<s>${span})(?: (?:school|academic|fiscal) year)?`,
    ),
    read: (f, c) => {
      const [a, b] = yearsOf(at(f, 's'))
      return b > a && b - a <= 20 ? sure([{ from: schoolYear(c, a + 1).from, to: schoolYear(c, b).to }]) : null
    },
  },
  {
    pattern: whole('(?:the )?(?:fy|fiscal year) ?(?<s>\\d\\d-\\d\\d)(?: budget)?'),
    read: (f, c) => {
      const [a, b] = yearsOf(at(f, 's'))
      return b === a + 1 ? sure([schoolYear(c, b)]) : null
    },
  },
  { pattern: whole(`(?<y>${year})`), read: (f, c) => bareYear(num(f, 'y'), c) },
  {
    pattern: whole(`(?<m>${month}) (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>${year})`),
    read: (f) => {
      if (!isDay(monthOf(at(f, 'm')), num(f, 'd'))) return null
      const day = dayOf(num(f, 'y'), monthOf(at(f, 'm')), num(f, 'd'))
      return sure([{ from: day, to: day }])
    },
  },
  {
    pattern: whole(`(?<m>${month}) (?<d>\\d{1,2})(?:st|nd|rd|th)?`),
    read: (f, c) => {
      const on = { kind: 'dayOfYear', month: monthOf(at(f, 'm')), day: num(f, 'd') } as const
      if (!isDay(on.month, on.day)) return null
      const r = reading('as-written', c.plan ? [c.plan] : [], { every: 'yearly', open: !c.plan, on })
      return { readings: [r], finding: null, assumed: ['no-year'] }
    },
  },
  {
    pattern: whole(`(?<m>${month})(?:(?:[-/]| to | through | and )(?<n>${month}))? (?<y>${year})`),
    read: (f) => {
      const first = monthOf(at(f, 'm'))
      const last = f['n'] ? monthOf(f['n']) : first
      const y = num(f, 'y')
      return sure([{ from: dayOf(last < first ? y - 1 : y, first, 1), to: monthEnd(y, last) }])
    },
  },
  {
    pattern: whole(`(?<m>${month}) (?<y>${year})(?<dash>-| to | through | )(?<n>${month}) (?<z>${year})`),
    read: (f) => {
      const from = dayOf(num(f, 'y'), monthOf(at(f, 'm')), 1)
      const to = monthEnd(num(f, 'z'), monthOf(at(f, 'n')))
      if (to < from) return null
      return f['dash'] === ' ' ? sure([{ from, to }], 'dash-lost') : sure([{ from, to }])
    },
  },
  {
    pattern: whole(`(?<list>${month} ${year}(?:(?:[,/;] ?| and |, and )${month} ${year})+)`),
    read: (f) =>
      sure([...at(f, 'list').matchAll(monthAndYear)].map((one) => monthDays(Number(one[2]), monthOf(one[1] ?? '')))),
  },
  {
    pattern: whole(`(?<list>${month}(?:-${month})?(?:(?:[,/;] ?(?:and )?| and | )${month}(?:-${month})?)*)`),
    read: (f, c) =>
      windows(
        [...at(f, 'list').matchAll(monthSpan)].map((one) => ({
          from: monthOf(one[1] ?? ''),
          to: monthOf(one[2] ?? one[1] ?? ''),
        })),
        c,
      ),
  },
  { pattern: whole(`(?<s>${season}) (?<y>${year})`), read: (f, c) => seasonOfYear(at(f, 's'), num(f, 'y'), c) },
  {
    pattern: whole(`(?<s>${season})(?:[-/]| and | to )(?<t>${season}) (?<y>${year})`),
    read: (f, c) => {
      const [first, last] = [seasonOf(at(f, 's')), seasonOf(at(f, 't'))]
      if (overNewYear(c, first) || overNewYear(c, last)) return null
      const days = { from: seasonDays(c, first, num(f, 'y')).from, to: seasonDays(c, last, num(f, 'y')).to }
      return days.from < days.to ? sure([days], 'season-days') : null
    },
  },
  {
    pattern: whole(`(?:mp|marking period) ?(?<n>[1-6]|i|ii|iii|iv|v|vi) (?<y>${span}|${year})`),
    read: (f, c) => {
      const word = at(f, 'n')
      const n = romans.indexOf(word) + 1 || Number(word)
      const of = (ending: number): Days | undefined => markingPeriods(c, ending).days[n - 1]
      if (at(f, 'y').length === 4) return partOfYear(n, num(f, 'y'), of, 'marking-period-days')
      const days = of(yearsOf(at(f, 'y'))[1])
      return days ? sure([days], 'marking-period-days') : null
    },
  },
  {
    pattern: whole(`(?:q|quarter )(?<n>[1-4])(?: of)? (?<y>${span}|${year})`),
    read: (f, c) => {
      const part = c.quarters[num(f, 'n') - 1]
      if (!part) return null
      if (at(f, 'y').length === 4)
        return open(
          'bare-year',
          [
            reading('school-year-beginning', [placed(c, part, num(f, 'y') + 1)]),
            reading('school-year-ending', [placed(c, part, num(f, 'y'))]),
            reading('calendar-year', [
              {
                from: dayOf(num(f, 'y'), num(f, 'n') * 3 - 2, 1),
                to: monthEnd(num(f, 'y'), num(f, 'n') * 3),
              },
            ]),
          ],
          'quarter-days',
        )
      return sure([placed(c, part, yearsOf(at(f, 'y'))[1])], 'quarter-days')
    },
  },
  {
    pattern: whole(`(?<o>first|second|third|fourth) marking period(?: of)? (?<y>${span})`),
    read: (f, c) => {
      const days = markingPeriods(c, yearsOf(at(f, 'y'))[1]).days[ordinalOf(at(f, 'o')) - 1]
      return days ? sure([days], 'marking-period-days') : null
    },
  },
]

/** Reads days by the first form that fits; null when none does. */
export function readDates(text: string, calendar: SchoolCalendar): Part | null {
  for (const form of dateForms) {
    const found = form.pattern.exec(text)
    if (!found) continue
    const part = form.read({ ...found.groups }, calendar)
    if (part) return part
  }
  return null
}

/** The day before an interval begins, or null. */
export const before = (interval: Interval | undefined): string | null =>
  interval?.from ? addDays(interval.from, -1) : null
