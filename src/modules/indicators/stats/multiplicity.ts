import { demandCounts, demandFractions } from './refusal.ts'

/** Positions of p values from the smallest up. */
const ascending = (ps: readonly number[]): number[] => ps.map((_, i) => i).toSorted((a, b) => ps[a]! - ps[b]!)

/**
 * Holm's adjustment (methods 3.8): for what an annual report claims. In: p values 0..1 of one report, in any order.
 * Out: adjusted p values at the same places; at most 5% of reports make one false claim when those up to .05 are claimed.
 */
export function holm(ps: readonly number[]): number[] {
  demandFractions('p', ...ps)
  const out: number[] = []
  let high = 0
  ascending(ps).forEach((at, i) => {
    high = Math.max(high, Math.min(1, ps[at]! * (ps.length - i)))
    out[at] = high
  })
  return out
}

/**
 * The adjustment of Benjamini and Hochberg (methods 3.8): for signals to look at. In and out as with `holm`; among those up to q,
 * about a share q is expected to be luck.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  demandFractions('p', ...ps)
  const out: number[] = []
  let low = 1
  ascending(ps)
    .toReversed()
    .forEach((at, i) => {
      // The last one is multiplied by one: rounding must not lower it.
      low = Math.min(low, Math.max(ps[at]!, (ps[at]! * ps.length) / (ps.length - i)))
      out[at] = low
    })
  return out
}

export const signalsAt = 0.1
export const claimsAt = 0.05
/** Places of the comparisons worth a look (Benjamini-Hochberg, q = .10), from the report's first to its last. */
export const signals = (ps: readonly number[]): number[] => at(benjaminiHochberg(ps), signalsAt)
/** Places of the comparisons that may be claimed (Holm, .05). */
export const claims = (ps: readonly number[]): number[] => at(holm(ps), claimsAt)
const at = (adjusted: readonly number[], limit: number): number[] => adjusted.flatMap((p, i) => (p <= limit ? [i] : []))

/**
 * The line of every report (methods 3.8): of so many comparisons, how many would look different by luck alone?
 * In: how many comparisons the report makes. Out: the expected number at 95%, whole; `any`: the chance of at least one, if they
 * were independent (they rarely are, so say "about").
 */
export function byLuck(comparisons: number): { comparisons: number; expected: number; any: number } {
  demandCounts('comparisons', comparisons)
  return { comparisons, expected: Math.round(comparisons * 0.05), any: 1 - 0.95 ** comparisons }
}
