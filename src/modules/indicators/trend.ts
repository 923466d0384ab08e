import type { CallValue } from './calls.ts'
import type { Interval } from './stats/interval.ts'
import { newcombe } from './stats/newcombe.ts'

export const trends = ['improving', 'worsening', 'no_clear_change', 'not_comparable'] as const
export type TrendName = (typeof trends)[number]
export type TrendReason = 'clear' | 'unclear' | 'definition' | 'hidden' | 'noCounts' | 'noDirection'
export type Trend = {
  trend: TrendName
  reason: TrendReason
  /** Now minus baseline with its 95% interval, in the engine's unit; null when it is not known. */
  change: (Interval & { difference: number }) | null
}
export type TrendInputs = {
  now: CallValue
  baseline: CallValue
  good: 'up' | 'down' | null
  /** False when the definition or the test changed between the two. */
  sameDefinition: boolean
}

/**
 * The second word beside a call (methods 3.4): does the interval of the change from the baseline leave out zero?
 * Needs two comparable shares with their counts. A rate without counts, a hidden value or another definition is not comparable.
 */
export function trendOf({ now, baseline, good, sameDefinition }: TrendInputs): Trend {
  const not = (reason: TrendReason): Trend => ({ trend: 'not_comparable', reason, change: null })
  if (now.type === 'hidden' || baseline.type === 'hidden') return not('hidden')
  if (!sameDefinition) return not('definition')
  if (good === null) return not('noDirection')
  if (now.type !== 'share' || baseline.type !== 'share') return not('noCounts')
  const change = newcombe(now, baseline)
  if (!change) return not('noCounts')
  if (change.low <= 0 && change.high >= 0) return { trend: 'no_clear_change', reason: 'unclear', change }
  return { trend: change.low > 0 === (good === 'up') ? 'improving' : 'worsening', reason: 'clear', change }
}
