import { clopperPearson } from '../stats/clopper-pearson.ts'
import type { Interval, Share } from '../stats/interval.ts'
import { newcombe } from '../stats/newcombe.ts'
import { demandCounts } from '../stats/refusal.ts'

/**
 * A count that depends on somebody reporting: incidents, investigations, suspensions, complaints. A plan may ask for fewer; the count also falls
 * when reporting stops, so a fall alone is never a success (issue 5; plan of 2018-22).
 */
export type Reported = {
  now: number
  before: number
  /**
   * Who reports: places that handed in of those that should have, or people who say that they would report of those asked. The same
   * measure in both years; null while nobody named one.
   */
  companion: { now: Share; before: Share } | null
}
export const cautions = ['no_companion', 'reporting_fell', 'reporting_unsure'] as const
export type Caution = {
  falls: boolean
  /** The fall is more than luck: were both years alike, so uneven a split would be rare (exact, 95%). */
  beyondLuck: boolean
  caution: (typeof cautions)[number] | null
  /** Change of the companion, now minus before, fractions. */
  companion: (Interval & { difference: number }) | null
}

/** Reporting is called steady when its fall is surely smaller than this (a fraction). */
export const steadyWithin = 0.1

/**
 * The caution beside a falling count. no_companion: nobody measures whether reporting went on. reporting_fell: it fell, beyond chance.
 * reporting_unsure: a fall of more than a tenth cannot be left out. Null: the count does not fall, or reporting held.
 */
export function cautionOf({ now, before, companion }: Reported): Caution {
  demandCounts('counts', now, before)
  const falls = now < before
  const split = clopperPearson({ k: now, n: now + before })
  const change = companion && newcombe(companion.now, companion.before)
  const base = { falls, beyondLuck: falls && split !== null && split.high < 0.5, companion: change }
  if (!falls) return { ...base, caution: null }
  if (!change) return { ...base, caution: 'no_companion' }
  if (change.high < 0) return { ...base, caution: 'reporting_fell' }
  return { ...base, caution: change.low < -steadyWithin ? 'reporting_unsure' : null }
}
