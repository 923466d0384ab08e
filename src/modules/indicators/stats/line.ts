import { demandNumbers } from './refusal.ts'

/** A yearly value: `t` in years, `y` in the unit of the indicator. */
export type Point = { t: number; y: number }
export type Line = { intercept: number; slope: number; meanT: number; across: number; spread: number }

/**
 * Least squares line through points (methods 3.7). Out: intercept, slope, mean and squared spread of the times, residual standard
 * deviation (0 for two points); null for fewer than two points or points of one time.
 */
export function fitLine(points: readonly Point[]): Line | null {
  demandNumbers('points', ...points.flatMap((p) => [p.t, p.y]))
  const n = points.length
  if (n < 2) return null
  const meanT = points.reduce((sum, p) => sum + p.t, 0) / n
  const meanY = points.reduce((sum, p) => sum + p.y, 0) / n
  const across = points.reduce((sum, p) => sum + (p.t - meanT) ** 2, 0)
  if (across === 0) return null
  const slope = points.reduce((sum, p) => sum + (p.t - meanT) * (p.y - meanY), 0) / across
  const intercept = meanY - slope * meanT
  const left = points.reduce((sum, p) => sum + (p.y - intercept - slope * p.t) ** 2, 0)
  return { intercept, slope, meanT, across, spread: n === 2 ? 0 : Math.sqrt(left / (n - 2)) }
}
