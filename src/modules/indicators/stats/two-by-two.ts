import { lnGamma } from './beta.ts'
import { demandShare, type Share } from './interval.ts'
import { twoSided } from './normal.ts'

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)

/**
 * The z test of two shares with a pooled rate (methods 3.3). In: two independent groups. Out: z (first minus second) and the
 * two-sided p; z = 0 and p = 1 when everybody or nobody counts in both; null when a group is empty.
 */
export function pooledTest(first: Share, second: Share): { z: number; p: number } | null {
  demandShare(first)
  demandShare(second)
  if (first.n === 0 || second.n === 0) return null
  const rate = (first.k + second.k) / (first.n + second.n)
  const spread = Math.sqrt(rate * (1 - rate) * (1 / first.n + 1 / second.n))
  const z = spread === 0 ? 0 : (first.k / first.n - second.k / second.n) / spread
  return { z, p: twoSided(z) }
}

/**
 * Fisher's exact test (methods 3.3): the two-sided p of two shares with both margins held, adding every table that is no more
 * likely than the one seen. In: two independent groups. Out: 0..1, or null when a group is empty.
 */
export function fisher(first: Share, second: Share): number | null {
  demandShare(first)
  demandShare(second)
  if (first.n === 0 || second.n === 0) return null
  const hits = first.k + second.k
  const all = lnChoose(first.n + second.n, hits)
  const chance = (k: number): number => Math.exp(lnChoose(first.n, k) + lnChoose(second.n, hits - k) - all)
  // Equal tables differ by rounding only: a ten-millionth is the usual allowance.
  const limit = chance(first.k) * (1 + 1e-7)
  let p = 0
  for (let k = Math.max(0, hits - second.n); k <= Math.min(first.n, hits); k++) {
    const one = chance(k)
    if (one <= limit) p += one
  }
  return Math.min(1, p)
}
