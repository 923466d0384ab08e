import type { Point } from '../stats/line.ts'
import { demandNumbers, refuse } from '../stats/refusal.ts'

/** One year of a series. `definition`: id and version; `instrument`: test and edition. `year`: the ending year of the school year. */
export type SeriesYear = {
  year: number
  /** Null: not measured, or hidden for this reader. It is a gap, never interpolated. */
  value: number | null
  definition: string
  instrument: string | null
  /** A year that is no data although it may have a number: pandemic, waived by the government. */
  exception: 'pandemic' | 'waiver' | null
}
export type BreakReason = 'definition' | 'instrument' | 'pandemic' | 'waiver'
export type Segment = {
  points: Point[]
  /** Why it does not continue the segment before; null for the first. */
  after: BreakReason | null
  /** Years inside the segment without a value. */
  gaps: number[]
}

/**
 * Cuts a series where its numbers stop being comparable (methods, conventions 3, 3.7 and 3.9): another definition, another test, an exceptional year.
 * In: years in any order, each once. Out: segments from old to new; exceptional years are in none. Only inside a segment may a line be
 * drawn, a change be told or a projection be made.
 */
export function segments(years: readonly SeriesYear[]): Segment[] {
  demandNumbers('years', ...years.flatMap((one) => [one.year, one.value ?? 0]))
  const sorted = years.toSorted((a, b) => a.year - b.year)
  if (sorted.some((one, i) => one.year === sorted[i - 1]?.year)) refuse('not-a-cohort', 'a year is listed twice')
  const out: Segment[] = []
  let before: SeriesYear | null = null
  let exception: SeriesYear['exception'] = null
  for (const one of sorted) {
    if (one.exception !== null) {
      exception ??= one.exception
      continue
    }
    if (one.value === null) continue
    const after: BreakReason | null = before && (reasonBetween(before, one) ?? exception)
    const last = out.at(-1)
    const point = { t: one.year, y: one.value }
    if (!last || after) out.push({ points: [point], after, gaps: [] })
    else {
      for (let year = before!.year + 1; year < one.year; year++) last.gaps.push(year)
      last.points.push(point)
    }
    before = one
    exception = null
  }
  return out
}

function reasonBetween(before: SeriesYear, one: SeriesYear): BreakReason | null {
  if (before.definition !== one.definition) return 'definition'
  return before.instrument === one.instrument ? null : 'instrument'
}

/** The years that a projection may use: the newest segment. */
export const projectable = (years: readonly SeriesYear[]): Point[] => segments(years).at(-1)?.points ?? []
