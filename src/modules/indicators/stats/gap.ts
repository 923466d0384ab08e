import { demandShare, type Interval, type Share, z95 } from './interval.ts'
import { newcombe } from './newcombe.ts'
import { demandFractions, refuse } from './refusal.ts'
import { wilson } from './wilson.ts'

/** counts: the reference as k of n, `holdsOwn` when our own students are among them. rate: only a published fraction. */
export type Reference = { kind: 'counts'; share: Share; holdsOwn: boolean } | { kind: 'rate'; value: number }

/** Students whose state would have to change for the own rate to reach the reference on the good side; 0 when it does. */
export type Gap = Interval & { gap: number; toParity: number }

/**
 * Own rate minus a reference (the state, similar districts, another group), with its 95% interval, as fractions.
 * When the reference holds our own students, own and rest are compared and the result is scaled by the rest's weight: a district that
 * is half of its state must not be compared with itself. A reference without counts is taken as exact.
 * In: own counts, reference, the good side. Out: null when either is empty (or nothing is left of the reference). Source: methods 2.5, 3.3.
 */
export function gapTo(own: Share, reference: Reference, good: 'up' | 'down'): Gap | null {
  demandShare(own)
  if (reference.kind === 'rate') {
    demandFractions('reference', reference.value)
    const interval = wilson(own)
    if (!interval) return null
    const gap = own.k / own.n - reference.value
    const short = good === 'down' ? own.k - own.n * reference.value : own.n * reference.value - own.k
    return {
      gap,
      low: interval.low - reference.value,
      high: interval.high - reference.value,
      toParity: Math.max(0, Math.ceil(short - 1e-9)),
    }
  }
  const { share, holdsOwn } = reference
  demandShare(share)
  const rest = holdsOwn ? { k: share.k - own.k, n: share.n - own.n } : share
  if (rest.k < 0 || rest.n < rest.k)
    refuse('not-a-cohort', 'the reference says it holds our own students, and does not')
  const change = newcombe(own, rest)
  if (!change) return null
  const weight = holdsOwn ? rest.n / share.n : 1
  // Whole numbers all the way, so that a rate equal to the reference needs nobody.
  const short = (BigInt(own.k) * BigInt(share.n) - BigInt(own.n) * BigInt(share.k)) * (good === 'down' ? 1n : -1n)
  const toParity = short <= 0n ? 0 : Number((short + BigInt(share.n) - 1n) / BigInt(share.n))
  return { gap: change.difference * weight, low: change.low * weight, high: change.high * weight, toParity }
}

/** Ratio of two risks with its interval on the log scale (methods 2.5); null when it cannot be computed, never infinite. */
export function riskRatio(first: Share, second: Share): { ratio: number; interval: Interval | null } | null {
  demandShare(first)
  demandShare(second)
  if (first.n === 0 || second.n === 0 || second.k === 0) return null
  const ratio = (first.k * second.n) / (first.n * second.k)
  if (first.k === 0) return { ratio, interval: null }
  const spread = Math.sqrt(Math.max(0, 1 / first.k - 1 / first.n + 1 / second.k - 1 / second.n))
  return { ratio, interval: { low: ratio * Math.exp(-z95 * spread), high: ratio * Math.exp(z95 * spread) } }
}
