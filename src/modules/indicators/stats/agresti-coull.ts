import { demandShare, type Interval, type Share, z95 } from './interval.ts'

/**
 * The Agresti-Coull interval (methods 3.2), kept for comparison with other people's tables.
 * In: counts. Out: 95% interval as fractions, or null when n = 0. It can pass 0 or 1: clip it before showing it.
 */
export function agrestiCoull(share: Share): Interval | null {
  demandShare(share)
  if (share.n === 0) return null
  const z2 = z95 * z95
  const n = share.n + z2
  const p = (share.k + z2 / 2) / n
  const half = z95 * Math.sqrt((p * (1 - p)) / n)
  return { low: p - half, high: p + half }
}
