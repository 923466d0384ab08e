import { clip, demandShare, type Interval, type Share, z95 } from './interval.ts'

/**
 * Wilson's score interval, the default for a share (methods 3.2).
 * In: counts. Out: 95% interval as fractions, or null when n = 0. Exactly 0 at k = 0 and exactly 1 at k = n.
 */
export function wilson(share: Share): Interval | null {
  demandShare(share)
  const { k, n } = share
  if (n === 0) return null
  const z2 = z95 * z95
  const p = k / n
  const center = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: k === 0 ? 0 : clip(center - half), high: k === n ? 1 : clip(center + half) }
}
