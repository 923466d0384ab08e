import { betaBelow } from './beta.ts'
import type { Interval } from './interval.ts'
import { twoSided } from './normal.ts'
import { demandCounts } from './refusal.ts'
import { wilson } from './wilson.ts'

/** The same students twice: counted both times, only the first, only the second time, or neither. Whole numbers. */
export type Pairs = { both: number; first: number; second: number; neither: number }

/** Below this many students who changed, the exact test is used (methods 3.3). */
export const exactBelow = 25

/**
 * McNemar's test for the same students in two years (methods 3.3). Only those who changed say anything: z = (b - c) / sqrt(b + c);
 * with fewer than 25 of them p is the exact binomial one. In: whole numbers. Out: z, two-sided p; z = 0 and p = 1 when nobody changed.
 */
export function mcnemar(pairs: Pairs): { z: number; p: number; exact: boolean } {
  demandCounts('pairs', pairs.both, pairs.first, pairs.second, pairs.neither)
  const { first: b, second: c } = pairs
  const changed = b + c
  const z = changed === 0 ? 0 : (b - c) / Math.sqrt(changed)
  const exact = changed < exactBelow
  if (!exact) return { z, p: twoSided(z), exact }
  const few = Math.min(b, c)
  // P(X <= few) of a fair coin thrown `changed` times.
  const tail = few === changed ? 1 : betaBelow(0.5, changed - few, few + 1)
  return { z, p: Math.min(1, 2 * tail), exact }
}

/**
 * Newcombe's square-and-add interval for the same students twice (his method 10, 1998): Wilson's ends of both shares, joined with the
 * correlation of the pairs. In: whole numbers. Out: first minus second as fractions; null when there are no pairs.
 */
export function pairedChange(pairs: Pairs): (Interval & { difference: number }) | null {
  demandCounts('pairs', pairs.both, pairs.first, pairs.second, pairs.neither)
  const { both: e, first: f, second: g, neither: h } = pairs
  const n = e + f + g + h
  const one = wilson({ k: e + f, n })
  const two = wilson({ k: e + g, n })
  if (!one || !two) return null
  const margins = (e + f) * (g + h) * (e + g) * (f + h)
  const across = e * h - f * g
  const kept = across > 0 ? Math.max(across - n / 2, 0) : across
  const phi = margins === 0 ? 0 : kept / Math.sqrt(margins)
  const [p, q] = [(e + f) / n, (e + g) / n]
  const join = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b))
  return {
    difference: p - q,
    low: p - q - join(p - one.low, two.high - q),
    high: p - q + join(one.high - p, q - two.low),
  }
}
