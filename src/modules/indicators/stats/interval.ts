import { refuse } from './refusal.ts'

/** Two ends of a 95% interval, in the unit of the value it belongs to (a fraction 0..1 for shares). */
export type Interval = { low: number; high: number }
/** `k` of `n`: whole numbers, 0 <= k <= n. */
export type Share = { k: number; n: number }

/** The 0.975 quantile of the normal distribution: every interval here is a 95% interval. */
export const z95 = 1.959963984540054

/** Stops on counts that cannot be a share (`indicators/not-a-share`). */
export function demandShare({ k, n }: Share): void {
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(n) || k < 0 || k > n) refuse('not-a-share')
}

export const clip = (x: number): number => Math.min(1, Math.max(0, x))
/** k / n as a fraction; null when the group is empty. */
export const rateOf = ({ k, n }: Share): number | null => (n === 0 ? null : k / n)
/** Counts of several groups put together. */
export const pooled = (shares: readonly Share[]): Share =>
  shares.reduce((sum, one) => ({ k: sum.k + one.k, n: sum.n + one.n }), { k: 0, n: 0 })
