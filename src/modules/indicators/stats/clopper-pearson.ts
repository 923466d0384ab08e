import { betaQuantile } from './beta.ts'
import { demandShare, type Interval, type Share } from './interval.ts'

/**
 * The Clopper-Pearson interval (methods 3.2): never covers less than 95%, hence wider than needed.
 * In: counts. Out: 95% interval as fractions, or null when n = 0.
 */
export function clopperPearson(share: Share): Interval | null {
  demandShare(share)
  const { k, n } = share
  if (n === 0) return null
  return {
    low: k === 0 ? 0 : betaQuantile(0.025, k, n - k + 1),
    high: k === n ? 1 : betaQuantile(0.975, k + 1, n - k),
  }
}
