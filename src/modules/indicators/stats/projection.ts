import { betaBelow } from './beta.ts'
import type { Interval } from './interval.ts'
import { fitLine, type Point } from './line.ts'
import { demandNumbers } from './refusal.ts'

/** Share of Student's t distribution with `df` degrees of freedom at or below t. */
export function tBelow(t: number, df: number): number {
  const tail = betaBelow(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t below which a share `p` (0.5..1) of Student's distribution with `df` degrees of freedom lies. */
export function tQuantile(p: number, df: number): number {
  let high = 1
  while (tBelow(high, df) < p) high *= 2
  let low = 0
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (tBelow(middle, df) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export type Projection = Interval & {
  intercept: number
  slope: number
  /** Residual standard deviation, in the unit of y. */
  spread: number
  value: number
  /** False at three points: one degree of freedom shows a line, but no chance worth saying. */
  telling: boolean
  /** Chance that the value at `at` is at or below `limit`, 0..1. */
  chanceAtMost: (limit: number) => number
  /** Chance that it is at or above. */
  chanceAtLeast: (limit: number) => number
}

/**
 * Straight line through yearly values, carried on to `at`, with a 95% prediction interval (methods 3.7).
 * In: points of one definition only (a pandemic year is a break, not data); `extra` = variance p(1-p)/n of the future value when
 * its n is known. Out: null for fewer than three points or points of one time.
 */
export function project(points: readonly Point[], at: number, extra = 0): Projection | null {
  demandNumbers('when, variance', at, extra)
  const line = points.length < 3 ? null : fitLine(points)
  if (!line) return null
  const n = points.length
  const { intercept, slope, spread } = line
  const error = Math.sqrt(spread ** 2 * (1 + 1 / n + (at - line.meanT) ** 2 / line.across) + Math.max(0, extra))
  const value = intercept + slope * at
  const half = tQuantile(0.975, n - 2) * error
  const chance = (distance: number): number => (error === 0 ? Number(distance >= 0) : tBelow(distance / error, n - 2))
  return {
    intercept,
    slope,
    spread,
    value,
    low: value - half,
    high: value + half,
    telling: n > 3,
    chanceAtMost: (limit) => chance(limit - value),
    chanceAtLeast: (limit) => chance(value - limit),
  }
}
