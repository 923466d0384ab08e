import type { Measure } from '../file/format.ts'

/** Parts of a school year for which a value may stand. */
export const periodKinds = ['month', 'quarter', 'third', 'half', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]
/** A school year (its ending year) or a part of it, by its place in the year from 1. */
export type Period = { code: string; kind: PeriodKind; year: number; n: number }

const letters = { h: 'half', t: 'third', q: 'quarter', m: 'month' } as const
const parts: Record<PeriodKind, number> = { month: 12, quarter: 4, third: 3, half: 2, year: 1 }
const two = (n: number): string => String(n).padStart(2, '0')

/** A period of a code: `2027`, `2027-h1`, `2027-t2`, `2027-q3`, `2027-m09`; null for anything else. */
export function readPeriod(text: string): Period | null {
  const code = text.trim().toLowerCase()
  const [, year = '', letter = '', digits = ''] = /^(20\d{2})(?:-([htqm])(\d{1,2}))?$/.exec(code) ?? []
  if (year === '') return null
  if (letter === '') return { code, kind: 'year', year: Number(year), n: 1 }
  const kind = letters[letter as keyof typeof letters]
  const n = Number(digits)
  if (n < 1 || n > parts[kind] || digits.length !== (kind === 'month' ? 2 : 1)) return null
  // A school year begins in July, so that September is its third month.
  return { code, kind, year: Number(year), n: kind === 'month' ? ((n + 5) % 12) + 1 : n }
}

/** The codes of all parts of one kind of a school year, in order. */
export function periodsOf(kind: PeriodKind, year: number): string[] {
  if (kind === 'year') return [String(year)]
  const [letter] = Object.entries(letters).find(([, one]) => one === kind) ?? ['h']
  return Array.from({ length: parts[kind] }, (_, i) =>
    kind === 'month' ? `${year}-m${two(((i + 6) % 12) + 1)}` : `${year}-${letter}${i + 1}`,
  )
}

/** The month in which a period begins, counted from July (0) of its school year; a quarter and a third by months of the calendar. */
const firstMonth = ({ kind, n }: Period): number => ((n - 1) * 12) / parts[kind]
const lastMonth = ({ kind, n }: Period): number => (n * 12) / parts[kind] - 1

const dayOf = (year: number, month: number, day: number): string =>
  `${month < 6 ? year - 1 : year}-${two(((month + 6) % 12) + 1)}-${two(day)}`

/** The first day of a period, as the calendar has it: marking periods of a school begin some days later. */
export const firstDay = (period: Period): string => dayOf(period.year, firstMonth(period), 1)
/** Any two periods in the order of their ends; the whole year comes after its parts. */
export const inOrder = (a: Period, b: Period): number =>
  a.year - b.year || lastMonth(a) - lastMonth(b) || parts[b.kind] - parts[a.kind]
export const byPeriod = <T extends { period: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => {
    const [one, other] = [readPeriod(a.period), readPeriod(b.period)]
    return one && other ? inOrder(one, other) : a.period.localeCompare(b.period)
  })

/** The part of a year that fits how often a measure is looked at. What is done every week is told by the month. */
export function kindFor(every: Measure['every']): PeriodKind {
  switch (every) {
    case 'daily':
    case 'weekly':
    case 'biweekly':
    case 'monthly':
      return 'month'
    case 'quarterly':
    case 'marking_period':
      return 'quarter'
    case 'three_times_a_year':
      return 'third'
    case 'twice_a_year':
      return 'half'
    case 'yearly':
    case null:
      return 'year'
  }
}

/** True when all days of a period lie behind. */
export const hasEnded = (period: Period, day: string): boolean => dayOf(period.year, lastMonth(period), 31) < day

/** The periods of some kinds that have begun by a day, newest first, from a first day on. */
export function begunSince(kinds: readonly PeriodKind[], from: string, day: string): Period[] {
  const years = [Number(from.slice(0, 4)), Number(day.slice(0, 4)) + 1] as const
  const all: Period[] = []
  for (let year = years[0]; year <= years[1]; year++)
    for (const kind of kinds)
      for (const code of periodsOf(kind, year)) {
        const period = readPeriod(code)
        if (period && firstDay(period) >= from && firstDay(period) <= day) all.push(period)
      }
  return all.toSorted((a, b) => inOrder(b, a))
}

/** The same of a code. */
export function isOver(code: string, day: string): boolean {
  const period = readPeriod(code)
  return period !== null && hasEnded(period, day)
}
