/** Two ends of a 95% interval, in the unit of the value it belongs to (a fraction 0..1 for shares). */
export type Interval = { low: number; high: number }
/** `k` of `n`: whole numbers, 0 <= k <= n. */
export type Share = { k: number; n: number }

/** The 0.975 quantile of the normal distribution: every interval here is a 95% interval. */
export const z95 = 1.959963984540054

/** Stops on counts that cannot be a share: a bug of the caller, never something a person typed. */
export function demandShare({ k, n }: Share): void {
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(n) || k < 0 || k > n)
    throw new RangeError('A share needs whole numbers with 0 <= k <= n.')
}

export const clip = (x: number): number => Math.min(1, Math.max(0, x))
