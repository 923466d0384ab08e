import type { Interval } from './interval.ts'
import { demandNumbers, refuse } from './refusal.ts'

export type Xmr = {
  mean: number
  meanRange: number
  limits: Interval
  /** The largest move between neighbors that chance explains. */
  rangeLimit: number
  /** Places of values outside the limits, and of values whose move from the one before is too large. */
  out: number[]
  jumps: number[]
}

/**
 * Chart of single values with moving ranges (methods 3.6): mean ± 2.66 mean ranges, range limit 3.268 mean ranges.
 * In: values in order of time; `baseline`: how many of the first set the limits, all unless said. Out: null below two of them.
 */
export function xmr(values: readonly number[], baseline = values.length): Xmr | null {
  demandNumbers('values', ...values)
  if (!Number.isSafeInteger(baseline) || baseline < 0 || baseline > values.length) refuse('not-a-setting', 'baseline')
  if (baseline < 2) return null
  const base = values.slice(0, baseline)
  const mean = base.reduce((sum, one) => sum + one, 0) / baseline
  const move = (i: number): number => Math.abs(values[i]! - values[i - 1]!)
  const meanRange = base.slice(1).reduce((sum, _, i) => sum + move(i + 1), 0) / (baseline - 1)
  const limits = { low: mean - 2.66 * meanRange, high: mean + 2.66 * meanRange }
  const rangeLimit = 3.268 * meanRange
  const out = values.flatMap((value, i) => (value < limits.low || value > limits.high ? [i] : []))
  const jumps = values.flatMap((_, i) => (i > 0 && move(i) > rangeLimit ? [i] : []))
  return { mean, meanRange, limits, rangeLimit, out, jumps }
}

/** Each value minus the one a season before (12 for months of a school year of 12): what to chart when the year has its own shape. */
export const seasonalDifference = (values: readonly number[], season: number): number[] =>
  values.slice(season).map((value, i) => value - values[i]!)

/** Correlation of neighbors, -1..1; far above zero, control charts cry wolf. Null below three values or without spread. */
export function lagOne(values: readonly number[]): number | null {
  demandNumbers('values', ...values)
  if (values.length < 3) return null
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const spread = values.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  if (!(spread > 0)) return null
  return values.slice(1).reduce((sum, one, i) => sum + (one - mean) * (values[i]! - mean), 0) / spread
}
