import { clip, demandShare, type Interval, pooled, type Share } from './interval.ts'
import { refuse } from './refusal.ts'

/** 2 / sqrt(pi), to the three digits that control charts use: turns a mean moving range of two into a standard deviation. */
const rangeToSpread = 1.128

export type PPoint = {
  /** Fraction; null when nobody was counted. */
  p: number | null
  /** Limits of the p-chart and of Laney's p'-chart, fractions clipped to 0..1. */
  limits: Interval
  laney: Interval
  out: boolean
  outLaney: boolean
}
export type PChart = { center: number; meanRange: number; sigmaZ: number; points: PPoint[] }

/**
 * Control chart of a share with groups of varying size, and Laney's p' that allows for more spread than chance (methods 3.6).
 * In: counts in order of time; `baseline`: how many of the first points set center and spread (frozen limits), all unless said.
 * Out: center, mean moving range of z, sigma z (moving range / 1.128), limits at 3 sigma; null without students, or when fewer than
 * two baseline points have any. Large groups nearly always need p'. When the center is 0 or 1 there is no spread: limits equal it.
 */
export function pChart(counts: readonly Share[], baseline = counts.length): PChart | null {
  counts.forEach(demandShare)
  if (!Number.isSafeInteger(baseline) || baseline < 0 || baseline > counts.length) refuse('not-a-setting', 'baseline')
  const base = counts.slice(0, baseline).filter((one) => one.n > 0)
  if (base.length < 2) return null
  const all = pooled(base)
  const center = all.k / all.n
  const sigma = (n: number): number => Math.sqrt((center * (1 - center)) / n)
  const z = base.map(({ k, n }) => (sigma(n) === 0 ? 0 : (k / n - center) / sigma(n)))
  const meanRange = z.slice(1).reduce((sum, one, i) => sum + Math.abs(one - z[i]!), 0) / (z.length - 1)
  const sigmaZ = meanRange / rangeToSpread
  const around = (half: number): Interval => ({ low: clip(center - half), high: clip(center + half) })
  const points = counts.map(({ k, n }): PPoint => {
    if (n === 0) return { p: null, limits: around(1), laney: around(1), out: false, outLaney: false }
    const p = k / n
    const limits = around(3 * sigma(n))
    const laney = around(3 * sigma(n) * sigmaZ)
    return { p, limits, laney, out: outside(p, limits), outLaney: outside(p, laney) }
  })
  return { center, meanRange, sigmaZ, points }
}

const outside = (p: number, { low, high }: Interval): boolean => p < low || p > high
