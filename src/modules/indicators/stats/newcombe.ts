import { type Interval, type Share, z95 } from './interval.ts'
import { demandFractions, demandPositive } from './refusal.ts'
import { wilson } from './wilson.ts'

/**
 * Newcombe's hybrid score interval for the difference of two shares (methods 3.3).
 * In: two independent groups or years. Out: first minus second with its 95% interval, as fractions; null when a group is empty.
 * Years that share many students hang together, and then it is wider than needed (see `paired.ts`): say so where it is shown.
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
 * In: the share expected (0..1) and the size of each year's group (above zero). Out, as fractions: `band`, half the width of the 95%
 * interval of a change, and `detectable`, the smallest change that four times in five would show.
 */
export function detectability(p: number, n: number): { band: number; detectable: number } {
  demandFractions('share', p)
  demandPositive('size', n)
  const spread = Math.sqrt((2 * p * (1 - p)) / n)
  return { band: z95 * spread, detectable: (z95 + z80) * spread }
}

export type Feasibility = {
  /** Wanted minus present share, fraction. */
  change: number
  band: number
  detectable: number
  /** clear: would show four times in five. maybe: may show, may not. hidden: lies within what chance does to a group this size. */
  verdict: 'clear' | 'maybe' | 'hidden'
  /** Smallest group, in each of both years, in which a change this large is clear. */
  sizeNeeded: number
}

/**
 * Can a group of this size show the change that a target asks for (methods 3.3, 3.9)? In: present and wanted share (0..1), size of the
 * group a year. Out: null when no change is asked for. From a share of exactly 0 or 1, the middle of the way stands for the spread.
 */
export function feasibility(from: number, to: number, n: number): Feasibility | null {
  demandFractions('shares', from, to)
  demandPositive('size', n)
  if (from === to) return null
  const p = from === 0 || from === 1 ? (from + to) / 2 : from
  const { band, detectable } = detectability(p, n)
  const change = to - from
  const size = Math.abs(change)
  const verdict = size >= detectable ? 'clear' : size >= band ? 'maybe' : 'hidden'
  const one = detectability(p, 1).detectable
  return { change, band, detectable, verdict, sizeNeeded: Math.max(1, Math.ceil((one / size) ** 2)) }
}
