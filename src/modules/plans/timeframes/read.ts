import { Temporal } from 'temporal-polyfill'
import { type SchoolCalendar, schoolYear, usualCalendar, yearOfDay } from './calendar.ts'
import { open, type Part, readDates, sure } from './dates.ts'
import { cadenceSigns, count, countOf, month, ordinal, ordinalOf, plainWords, season, span, yearsOf } from './lex.ts'
import {
  type Anchor,
  type Assumption,
  type Cadence,
  type FindingCode,
  type Reading,
  reading,
  type Resolution,
} from './reading.ts'
import { goingOn, readSpan, untilThen } from './words-before.ts'

const ofMonth = '(?: day)? of (?:every|each|the) month'
const limitForm = new RegExp(`^(?:within )?(?<n>${count})[- ](?<unit>day|week)s?(?<rest> [a-z ]+)?$`)
const momentWord = new RegExp(`\\b(?:${month}|${season}|year)\\b`)
const lengthForm = new RegExp(
  `^(?:over|in|during|for|within)(?: the)?(?: next| coming| following| course of)?(?: the)? (?<n>${count}) (?<unit>year|month|week|day)s?$`,
)
const nthYearForm = new RegExp(`^(?:in |by )?(?:the )?(?:year (?<n>${count})|(?<o>${ordinal}) year)$`)
const bareSeason = new RegExp(`^(?:in |by |during )?(?:the )?${season}$`)
const budgetForm = new RegExp(`^(?<x>.+?) leading into (?:the )?(?<s>${span}) budget cycle(?<on>,? and ongoing.*)?$`)
const dayOfMonthForm = new RegExp(`\\b(?:the )?(?<o>${ordinal})${ofMonth}\\b`)
const weekOfMonthForm = new RegExp(`\\b(?:the )?(?<o>${ordinal}) week of (?:every |each |the )?month\\b`)
const everyWeeksForm = new RegExp(`\\bevery (?<n>(?!two\\b|2\\b)${count}) weeks\\b`)

const nothing = (finding: FindingCode): Part => ({ readings: [], finding, assumed: [] })

/** Words that are no days of a calendar at all: a stage of a student's way, a length of time, a year of the plan. */
function readOther(text: string, calendar: SchoolCalendar): Part | null {
  if (/\b(?:grade|graduation)\b/.test(text)) return nothing('student-stage')
  if (/\b(?:few|several|some|soon|later|asap|tbd)\b/.test(text)) return nothing('vague')
  const limit = limitForm.exec(text)?.groups
  if (limit?.['n'] && !momentWord.test(limit['rest'] ?? '')) {
    const days = countOf(limit['n']) * (limit['unit'] === 'week' ? 7 : 1)
    return { readings: [reading('as-written', [], { limitDays: days })], finding: null, assumed: [] }
  }
  const next = lengthForm.exec(text)?.groups
  if (next?.['n']) {
    if (!calendar.plan) return nothing('no-start')
    const from = Temporal.PlainDate.from(calendar.plan.from)
    const end = from.add({ [`${next['unit']}s`]: countOf(next['n']) }).subtract({ days: 1 })
    return sure([{ from: calendar.plan.from, to: end.toString() }], 'plan-start')
  }
  const nth = nthYearForm.exec(text)?.groups
  if (nth) {
    const n = nth['n'] ? countOf(nth['n']) : ordinalOf(nth['o'] ?? '')
    if (!calendar.plan) return nothing('year-one')
    const first = yearOfDay(calendar, calendar.plan.from)
    return open('year-one', [reading('first-of-plan', [schoolYear(calendar, first + n - 1)])])
  }
  if (/^(?:this|all|throughout the|the whole) (?:academic |school )?year$/.test(text)) return nothing('no-year')
  if (bareSeason.test(text)) return nothing('no-year')
  const budget = budgetForm.exec(text)?.groups
  const start = budget?.['x'] ? readDates(budget['x'], calendar) : null
  const [begun] = start?.readings ?? []
  const from = begun?.intervals[0]?.from
  if (!budget?.['s'] || !start || !from) return null
  const fiscal = schoolYear(calendar, yearsOf(budget['s'])[1])
  const eve = Temporal.PlainDate.from(fiscal.from).subtract({ days: 1 }).toString()
  // A summer that leads into the budget year does not end on the day before it.
  const begunTo = begun?.intervals.at(-1)?.to ?? eve
  const made = begunTo > eve ? begunTo : eve
  const ways = [reading('budget-year', [{ from, to: fiscal.to }])]
  if (made > from) ways.push(reading('budget-making', [{ from, to: made }]))
  const part = open('budget-cycle', ways, ...start.assumed)
  return budget['on'] ? goingOn(part) : part
}

type Found = { rest: string; every: readonly Cadence[]; on: Anchor | null; assumed: readonly Assumption[] }

/** Takes the words of a cadence out of a text. */
function cadencesIn(text: string): Found {
  let rest = text
  let on: Anchor | null = null
  const every = new Set<Cadence>()
  const assumed: Assumption[] = []
  const take = (pattern: RegExp, cadence: Cadence | null, anchor: (groups: Record<string, string>) => Anchor): void => {
    const found = pattern.exec(rest)
    if (!found) return
    rest = rest.replace(pattern, ' ')
    on = anchor({ ...found.groups })
    if (cadence) every.add(cadence)
  }
  take(dayOfMonthForm, 'monthly', (g) => ({
    kind: 'dayOfMonth',
    day: ordinalOf(g['o'] ?? ''),
  }))
  take(weekOfMonthForm, 'monthly', (g) => {
    assumed.push('week-of-month')
    return { kind: 'weekOfMonth', week: ordinalOf(g['o'] ?? '') }
  })
  take(/\b(?:at|by) the (?:end|conclusion) of (?:each|every) (?:academic |school )*year\b/, 'yearly', () => ({
    kind: 'yearEnd',
  }))
  take(everyWeeksForm, null, (g) => ({
    kind: 'weeks',
    weeks: countOf(g['n'] ?? ''),
  }))
  for (const { pattern, every: cadence } of cadenceSigns) {
    const found = pattern.exec(rest)
    if (!found) continue
    rest = rest.replace(pattern, ' ')
    every.add(cadence)
    if (found[0].startsWith('bi')) assumed.push('two-weeks')
  }
  return { rest, every: [...every], on, assumed }
}

const trimmed = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:[\s,;/-]|and\b|or\b)+/, '')
    .replace(/(?:[\s,;/-]|\band|\bor)+$/, '')
const timeSign = new RegExp(
  `\\d|\\b(?:${month}|${season}|before|after|until|till|by|not|except|unless|from|or|if|when|than|day|week|month|year|quarter|term)\\b`,
)

/** Days, then words that say nothing about time: `Nov 2018 PL`. */
function readWithRemark(text: string, calendar: SchoolCalendar): { part: Part | null; remark: string | null } {
  const whole = readOther(text, calendar) ?? readSpan(text, calendar)
  if (whole) return { part: whole, remark: null }
  const words = text.split(' ')
  for (let n = words.length - 1; n > 0; n--) {
    const remark = words.slice(n).join(' ')
    if (timeSign.test(remark)) return { part: null, remark: null }
    const part = readSpan(trimmed(words.slice(0, n).join(' ')), calendar)
    if (part) return { part, remark }
  }
  return { part: null, remark: null }
}

const length: Record<Cadence, number> = {
  daily: 1,
  weekly: 7,
  biweekly: 14,
  monthly: 31,
  quarterly: 92,
  marking_period: 70,
  three_times_a_year: 122,
  twice_a_year: 183,
  yearly: 366,
}
const isRange = new RegExp(`\\b${month}\\b.*(?:-| to | through ).*\\b${month}\\b`)

/** Days with a cadence: a range bounds it; a season, or a time no longer than the cadence itself, is when it begins. */
function repeated(r: Reading, every: Cadence | null, on: Anchor | null, text: string): Reading {
  const [only] = r.intervals
  const added = { every: every ?? r.every, on: on ?? r.on }
  if (r.intervals.length !== 1 || r.open || !only?.from || !only.to || r.on) return { ...r, ...added }
  const days = Temporal.PlainDate.from(only.from).until(only.to).days + 1
  const bounded = isRange.test(text) || (days > 100 && (every ? length[every] : 0) < days)
  return bounded ? { ...r, ...added } : { ...r, ...added, open: true, intervals: [{ from: only.from, to: null }] }
}

/**
 * Reads the words of a timeframe (PLAN-13). Pure.
 * In: the words as a plan writes them, in English; the calendar, with the window of the plan when it is known.
 * Out: one reading, and what it takes for granted; or a finding with every reading, for a person to settle. Nothing is thrown.
 */
export function readTimeframe(words: string, calendar: SchoolCalendar = usualCalendar): Resolution {
  const result = (part: Part, remark: string | null, assumed: readonly Assumption[]): Resolution => ({
    words,
    reading: part.finding === null ? (part.readings[0] ?? null) : null,
    readings: part.readings,
    finding: part.finding,
    assumed: [...new Set([...assumed, ...part.assumed])],
    remark,
  })
  const text = plainWords(words.slice(0, 400))
  const whole = readOther(text, calendar)
  if (whole) return result(whole, null, [])

  const { rest, every, on, assumed } = cadencesIn(text)
  const stops = /^ongoing-(?=.)/.test(trimmed(rest))
  const goes = /(?:^|[\s,;/-])ongoing\b(?<why>[^0-9]*)$/.exec(trimmed(rest))
  const why = trimmed(goes?.groups?.['why']?.replace(/throughout the (?:academic |school )?year/, '') ?? '')
  if (goes && timeSign.test(why)) return result(nothing('unknown'), null, [])
  const days = trimmed(
    stops ? trimmed(rest).slice('ongoing-'.length) : goes ? trimmed(rest).slice(0, goes.index) : rest,
  )

  let part: Part | null = null
  let remark: string | null = why || null
  if (days) {
    const read = readWithRemark(days, calendar)
    part = read.part
    remark = read.remark ?? remark
    if (part && goes && !stops) part = goingOn(part)
    if (part && stops) part = untilThen(part, calendar)
  } else if (goes || every.length || on) {
    const start = calendar.plan?.from ?? null
    const end = goes ? null : (calendar.plan?.to ?? null)
    part = {
      readings: [reading('as-written', [{ from: start, to: end }], { open: Boolean(goes) || end === null })],
      finding: null,
      assumed: start ? ['plan-start'] : [],
    }
  }
  if (!part) return result(nothing('unknown'), null, [])
  const [first = null] = every
  if (every.length > 1) {
    const { readings } = part
    const ways = every.flatMap((one) => readings.map((r) => ({ ...repeated(r, one, on, days), id: one })))
    return result({ ...part, readings: ways, finding: 'two-cadences' }, remark, assumed)
  }
  if (first || on) part = { ...part, readings: part.readings.map((r) => repeated(r, first, on, days)) }
  return result(part, remark, assumed)
}
