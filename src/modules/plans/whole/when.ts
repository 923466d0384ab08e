import { shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Element, Plan, Timeframe } from '../file/format.ts'
import { calendarOf, type Days, type Interval, schoolYear, yearOfDay } from '../timeframes/calendar.ts'
import { instances } from '../timeframes/instances.ts'
import { readTimeframe } from '../timeframes/read.ts'
import { type Reading, reading } from '../timeframes/reading.ts'
import type { Said } from '../pages/props.ts'
import { quotedIn, said } from '../say.ts'
import { say, type WordKey } from './say.ts'

/** How many times of a school year are listed; the others are counted. */
const mostTimes = 12

export type TimeRow = { when: string; date: string; what: string; past: boolean }
export type WhenView = {
  /** word for word as the plan says it, in its language */
  quoted: Said
  /** the days that the plan file gives, in words; null: none */
  days: string | null
  /** what the words come to by themselves; null when a person has to settle it, or when it says no more than `days` */
  read: string | null
  /** what that reading takes for granted */
  assumed: readonly string[]
  /** why nobody can tell from the words, and every way to read them */
  open: { why: string; readings: readonly string[]; who: string; settled: boolean } | null
  /** the school year that is listed: this one, or the nearest of the plan */
  year: string
  thisYear: boolean
  times: readonly TimeRow[]
  more: number
}

/** Where a timeframe stands on a day: before its first day, within, or after its last. Null: it has no days. */
export type Standing = 'notBegun' | 'underWay' | 'over'
export function standingOf(t: Pick<Timeframe, 'from' | 'to' | 'open'> | null, today: string): Standing | null {
  if (!t || (!t.from && !t.to && !t.open)) return null
  if (t.from && t.from > today) return 'notBegun'
  if (t.to && !t.open && t.to < today) return 'over'
  return 'underWay'
}

function intervalWords({ from, to }: Interval, lang: Lang): string {
  const words = say(lang)
  if (from && to) return from === to ? shortDate(from, lang) : `${shortDate(from, lang)} \u2013 ${shortDate(to, lang)}`
  if (to) return words('until', { date: shortDate(to, lang) })
  return from ? words('from', { date: shortDate(from, lang) }) : ''
}

const month = (n: number, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, n - 1, 1)),
  )

function anchorWords(r: Reading, lang: Lang): string | null {
  const words = say(lang)
  const { on } = r
  switch (on?.kind) {
    case 'dayOfMonth':
      return words('onDay', { day: on.day })
    case 'weekOfMonth':
      return words('onWeek', { week: on.week })
    case 'dayOfYear':
      return words('onDayOfYear', { day: on.day, month: month(on.month, lang) })
    case 'months':
      return words('onMonths', {
        months: on.spans
          .map((s) => (s.from === s.to ? month(s.from, lang) : `${month(s.from, lang)}\u2013${month(s.to, lang)}`))
          .join(', '),
      })
    case 'weeks':
      return words('everyWeeks', { weeks: on.weeks })
    case 'yearEnd':
      return words('yearEnd')
    default:
      return null
  }
}

/** A reading of a timeframe in words: its days, whether it goes on, how often. Empty when it names no days. */
export function readingWords(r: Reading, lang: Lang): string {
  const words = say(lang)
  if (r.limitDays !== null) return words('withinDays', { days: r.limitDays })
  const days = r.intervals.map((one) => intervalWords(one, lang)).filter(Boolean)
  const goesOn = r.open ? words('goesOn') : null
  const often = anchorWords(r, lang) ?? (r.every ? words(`every.${r.every}`) : null)
  return [days.join('; '), goesOn, often].filter(Boolean).join(', ')
}

/** The reading that the days of the plan file are: what somebody wrote down holds, whatever the words would come to. */
const written = (t: Timeframe): Reading | null =>
  t.from || t.to || t.open || t.every
    ? reading('as-written', t.from || t.to ? [{ from: t.from, to: t.to }] : [], { open: t.open, every: t.every })
    : null

/**
 * A timeframe for a reader whose language the plan does not speak: the days that somebody wrote down, else what the words come to, else every way to read
 * them; the words themselves only where nobody can tell.
 */
export function timeWords(plan: Plan, t: Timeframe, lang: Lang): Said {
  const resolution = plan.language === 'en' ? readTimeframe(t.words, calendarOf(plan.period)) : null
  const own = t.from || t.to || t.open ? written(t) : (resolution?.reading ?? null)
  const ways = own ? [own] : (resolution?.readings ?? [])
  const told = [...new Set(ways.map((one) => readingWords(one, lang)).filter(Boolean))]
  if (told.length > 0) return { words: told.join(` ${say(lang)('orElse')} `) }
  const often = t.every ? say(lang)(`every.${t.every}`) : null
  return often ? { words: often } : quotedIn(plan.language, `“${t.words}”`, lang)
}

/** The school year that a page lists: that of today, held within the window of the plan. */
export function yearShown(plan: Plan, today: string): { ending: number; isNow: boolean; days: Days } {
  const calendar = calendarOf(plan.period)
  const now = yearOfDay(calendar, today)
  const ending = Math.min(Math.max(now, yearOfDay(calendar, plan.period.from)), yearOfDay(calendar, plan.period.to))
  return { ending, isNow: ending === now, days: schoolYear(calendar, ending) }
}

/**
 * The time of an element for its page: the words of the plan, its days, what the words come to or why that is open and who settles it, and what is due in
 * this school year. In: the element, the day of the reader. Null: the plan gives it no time. Words are read in English only; another plan shows its days.
 */
export function whenView(plan: Plan, e: Element, today: string, lang: Lang): WhenView | null {
  const t = e.timeframe
  if (!t) return null
  const words = say(lang)
  const calendar = calendarOf(plan.period)
  const resolution = plan.language === 'en' ? readTimeframe(t.words, calendar) : null
  const own = written(t)
  const days = own ? readingWords(own, lang) : null
  const come = resolution?.reading ? readingWords(resolution.reading, lang) : null
  // Anchors such as "the first of each month" stand in the words only.
  const holds: Reading | null = own
    ? { ...own, on: resolution?.reading?.on ?? null, every: own.every ?? resolution?.reading?.every ?? null }
    : (resolution?.reading ?? null)
  const { ending, isNow, days: within } = yearShown(plan, today)
  const all = holds ? instances(holds, within.from, within.to, calendar) : []
  const name = (list: 'offices' | 'roles', id: string | null): string | null => {
    const found = id ? plan[list].find((one) => one.id === id) : undefined
    return found ? said(found.name, lang).words : null
  }
  const who = name('offices', e.owner) ?? name('roles', e.champion)
  // What is over falls away first; the nearest stand first.
  const next = isNow && all.length > mostTimes ? all.filter((one) => one.due >= today) : all
  const listed = next.slice(0, mostTimes)
  return {
    quoted: quotedIn(plan.language, t.words, lang),
    days,
    read: come && come !== days ? come : null,
    assumed: (resolution?.reading ? resolution.assumed : []).map((one) => words(`assumed.${one}` as WordKey)),
    open: resolution?.finding
      ? {
          why: words(`finding.${resolution.finding}` as WordKey),
          readings: resolution.readings.map((one) => readingWords(one, lang)).filter(Boolean),
          who: who ? words('settles', { who }) : words('settlesNobody'),
          settled: own !== null && (t.from !== null || t.to !== null),
        }
      : null,
    year: `${ending - 1}-${String(ending % 100).padStart(2, '0')}`,
    thisYear: isNow,
    times: listed.map((one) => ({
      when: shortDate(one.due, lang),
      date: one.due,
      what: words(one.kind === 'begin' ? 'beginsBy' : 'dueBy', { from: shortDate(one.from, lang) }),
      past: one.due < today,
    })),
    more: all.length - listed.length,
  }
}
