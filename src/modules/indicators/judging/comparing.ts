import type { Cell } from '../cells.ts'
import type { Interval, Share } from '../stats/interval.ts'
import { type Fit, fitBeta, type NoFit, ranked, type Shrunken, shrunken } from '../stats/shrink.ts'
import { wilson } from '../stats/wilson.ts'

/** One school of a comparison. `share`: null when its number is hidden, not measured, or no share of students. */
export type School<Info> = { info: Info; cell: Cell | undefined; share: Share | null }
export type ComparedSchool<Info> = School<Info> & {
  interval: Interval | null
  /** Drawn to what the schools have in common: for the order and for outliers only, never the published rate. */
  likely: Shrunken | null
  /** Its shrunken interval leaves the common mean out; null when it does not, or when no rule says so. */
  apart: 'above' | 'below' | null
}
export type Comparison<Info> = { schools: ComparedSchool<Info>[]; fit: Fit | NoFit }

/** Compares schools (methods 3.5). In: schools in any order. Out: in the same order, with bands; shrunken rates and outliers where the schools differ by more than chance. */
export function compareSchools<Info>(schools: readonly School<Info>[]): Comparison<Info> {
  const counted = schools.flatMap((one) => (one.share && one.share.n > 0 ? [one.share] : []))
  const fit = fitBeta(counted)
  const outside = new Set(fit.kind === 'fit' ? ranked(counted, fit).outliers.map((i) => counted[i]) : [])
  return {
    fit,
    schools: schools.map((one): ComparedSchool<Info> => {
      const share = one.share && one.share.n > 0 ? one.share : null
      const likely = share && fit.kind === 'fit' ? shrunken(share, fit) : null
      const apart = share && likely && outside.has(share) && fit.kind === 'fit'
      return {
        ...one,
        interval: share && wilson(share),
        likely,
        apart: apart ? (likely.value > fit.mean ? 'above' : 'below') : null,
      }
    }),
  }
}

/** How many pairs of neighbors, in this order, have bands that overlap: there the order says nothing. In: bands in the order shown. */
export function overlaps(bands: readonly (Interval | null)[]): { overlap: number; pairs: number } {
  const known = bands.filter((one) => one !== null)
  const overlap = known.slice(1).filter((one, i) => {
    const before = known[i]
    return before !== undefined && one.low <= before.high && before.low <= one.high
  }).length
  return { overlap, pairs: Math.max(0, known.length - 1) }
}
