import { betaQuantile } from './beta.ts'
import { demandShare, type Interval, type Share } from './interval.ts'

/**
 * Jeffreys' interval, for showing groups under 20 (methods 3.2): quantiles of Beta(k + 1/2, n - k + 1/2).
 * In: counts. Out: 95% interval as fractions, or null when n = 0. Exactly 0 at k = 0 and exactly 1 at k = n.
 */
export function jeffreys(share: Share): Interval | null {
  demandShare(share)
  const { k, n } = share
  if (n === 0) return null
  const end = (p: number): number => betaQuantile(p, k + 0.5, n - k + 0.5)
  return { low: k === 0 ? 0 : end(0.025), high: k === n ? 1 : end(0.975) }
}
