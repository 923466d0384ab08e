import { type Interval, type Share, z95 } from './interval.ts'
import { wilson } from './wilson.ts'

/**
 * Newcombe's hybrid score interval for the difference of two shares (methods 3.3).
 * In: two independent groups or years. Out: first minus second with its 95% interval, as fractions; null when a group is empty.
 * Years that share many students make it wider than needed, never narrower: say so where it is shown.
 */
export function newcombe(first: Share, second: Share): (Interval & { difference: number }) | null {
  const a = wilson(first)
  const b = wilson(second)
  if (!a || !b) return null
  const p = first.k / first.n
  const q = second.k / second.n
  const difference = p - q
  return {
    difference,
    low: difference - Math.hypot(p - a.low, b.high - q),
    high: difference + Math.hypot(a.high - p, q - b.low),
  }
}

const z80 = 0.8416212335729143

/**
 * How large a change between two years must be before it can be told from chance (methods 3.3).
 * In: the share expected (0..1) and the size of each year's group. Out, as fractions: `band`, half the width of the 95%
 * interval of a change, and `detectable`, the smallest change that four times in five would show.
 */
export function detectability(p: number, n: number): { band: number; detectable: number } {
  const spread = Math.sqrt((2 * p * (1 - p)) / n)
  return { band: z95 * spread, detectable: (z95 + z80) * spread }
}
