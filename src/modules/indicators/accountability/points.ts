import type { Indicator } from './indicators.ts'
import type { Rules, Thresholds } from './years.ts'

const clamp = (n: number): number => Math.min(1, Math.max(0, n))

/** What indicator 11 is multiplied by for a share of students tested. More than everybody (it happens) counts as everybody. */
export const fitnessTimes = (participation: number, { thresholds }: { thresholds: Thresholds }): number =>
  thresholds.fitnessSteps.find((step) => participation >= step.from)?.times ?? 0

/** The part 0..1 of all points that a rate earns, before indicator 11 is multiplied. In: the rate in its own unit. Source: methods 1.1. */
export function shareOf({ target }: Indicator, rate: number, { thresholds }: { thresholds: Thresholds }): number {
  if (target === 'absence') {
    const { full, zero } = thresholds.absence
    return clamp((zero - rate) / (zero - full))
  }
  return clamp(rate / thresholds[target])
}

/**
 * Points of one part. In: its rate in its own unit, the greatest points, for indicator 11 the share tested. Out: 0..maximum, unrounded; null when
 * indicator 11 has no share tested.
 */
export function pointsOf(
  indicator: Indicator,
  rate: number,
  maximum: number,
  rules: Pick<Rules, 'thresholds'>,
  participation: number | null = null,
): number | null {
  const share = shareOf(indicator, rate, rules)
  if (indicator.target !== 'fitness') return share * maximum
  return participation === null ? null : share * maximum * fitnessTimes(participation, rules)
}

export type Range = { low: number; high: number }

/** Least and most points that a printed rate allows. `half`: half a unit of its last decimal. Null when indicator 11 has no share tested. */
export function rangeOf(
  indicator: Indicator,
  rate: number,
  maximum: number,
  rules: Pick<Rules, 'thresholds'>,
  half: number,
  participation: number | null = null,
): Range | null {
  const all = [rate - half, rate, rate + half]
    .map((one) => pointsOf(indicator, one, maximum, rules, participation))
    .filter((n) => n !== null)
  return all.length > 0 ? { low: Math.min(...all), high: Math.max(...all) } : null
}

/** `100 · points / possible`, 0..100; null when nothing is scored. Source: methods 1.2. */
export const indexOf = (points: number, possible: number): number | null =>
  possible > 0 ? (100 * points) / possible : null

/** Index points that students with high needs stand behind the others; the others are cut at 75 first. Below zero when they stand before them. */
export const indexGap = (others: number, highNeeds: number, { thresholds }: { thresholds: Thresholds }): number =>
  Math.min(others, thresholds.gapCap.index) - highNeeds

/** The same for six-year graduation, as a fraction; the others are cut at 0.94 first. */
export const graduationGap = (others: number, highNeeds: number, { thresholds }: { thresholds: Thresholds }): number =>
  Math.min(others, thresholds.gapCap.graduation) - highNeeds

/** The state prints index gaps cut off, not rounded, after two decimals, toward zero. */
export const cutGap = (gap: number): number => Math.trunc(gap * 100) / 100
