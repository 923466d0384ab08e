import { betaBelow } from './beta.ts'
import type { Interval } from './interval.ts'

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

export type Point = { t: number; y: number }
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
}

/**
 * Straight line through yearly values, carried on to `at`, with a 95% prediction interval (methods 3.7).
 * In: points of one definition only (a pandemic year is a break, not data); `extra` = variance p(1-p)/n of the future value when
 * its n is known. Out: null for fewer than three points or points of one time.
 */
export function project(points: readonly Point[], at: number, extra = 0): Projection | null {
  const n = points.length
  if (n < 3) return null
  const meanT = points.reduce((sum, p) => sum + p.t, 0) / n
  const meanY = points.reduce((sum, p) => sum + p.y, 0) / n
  const across = points.reduce((sum, p) => sum + (p.t - meanT) ** 2, 0)
  if (across === 0) return null
  const slope = points.reduce((sum, p) => sum + (p.t - meanT) * (p.y - meanY), 0) / across
  const intercept = meanY - slope * meanT
  const spread = Math.sqrt(points.reduce((sum, p) => sum + (p.y - intercept - slope * p.t) ** 2, 0) / (n - 2))
  const error = Math.sqrt(spread ** 2 * (1 + 1 / n + (at - meanT) ** 2 / across) + extra)
  const value = intercept + slope * at
  const half = tQuantile(0.975, n - 2) * error
  const chanceAtMost = (limit: number): number =>
    error === 0 ? Number(value <= limit) : tBelow((limit - value) / error, n - 2)
  return { intercept, slope, spread, value, low: value - half, high: value + half, telling: n > 3, chanceAtMost }
}
