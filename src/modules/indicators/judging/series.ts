import { type BreakReason, type SeriesYear, segments } from '../rules/breaks.ts'
import { type Cell, valueOf } from '../cells.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'

/**
 * School years that are no data although they may have a number (methods 1.1 and 3.7): schools were closed, the state did not judge them.
 * Source: EdSight, no accountability results of 2019-20 and 2020-21.
 */
export const exceptionalYears: Readonly<Record<number, 'pandemic'>> = { 2020: 'pandemic', 2021: 'pandemic' }

/** Complete years as a series. In: cells of all students, oldest first; whether two years were computed by the same rule; the definition, for its unit. */
export function seriesOf(
  years: readonly Cell[],
  sameRule: (one: number, other: number) => boolean,
  definition: Pick<DefinitionCard, 'unit'>,
): SeriesYear[] {
  let version = 0
  return years.map((cell, i) => {
    const before = years[i - 1]
    if (before && !sameRule(cell.school_year, before.school_year)) version += 1
    return {
      year: cell.school_year,
      value: valueOf(cell, definition),
      definition: String(version),
      instrument: null,
      exception: exceptionalYears[cell.school_year] ?? null,
    }
  })
}

/** Where the line of a chart is cut. In: the series as it is drawn. Out: places (0-based) before which it is cut, with the reason. */
export function breaksOf(series: readonly SeriesYear[]): { at: number; reason: BreakReason }[] {
  const cuts: { at: number; reason: BreakReason }[] = []
  const place = (year: number): number => series.findIndex((one) => one.year === year)
  for (const { points, after } of segments(series)) {
    const first = points[0]
    if (first && after && after !== 'pandemic' && after !== 'waiver') cuts.push({ at: place(first.t), reason: after })
  }
  // An exceptional year stands alone: it is cut off on both sides.
  for (const [i, one] of series.entries()) {
    const exception = one.exception ?? series[i - 1]?.exception
    if (i > 0 && exception && one.exception !== series[i - 1]?.exception) cuts.push({ at: i, reason: exception })
  }
  return cuts.filter((cut) => cut.at > 0).toSorted((a, b) => a.at - b.at)
}
