import { type IndicatorId, indicators, maximumOf, shapeOf } from './indicators.ts'
import { indexOf, pointsOf } from './points.ts'
import { rulesOf } from './years.ts'

/** What a district has of its own. `rate` in the unit of the part (index points or a fraction); `students`: whom it rests on, null when not known. */
export type OwnRate = { id: IndicatorId; rate: number | null; students: number | null; participation?: number | null }
/** `schoolYear`: in which the year ends. `highGrade`: `12`, `8`, or `District`. */
export type EstimateInput = { schoolYear: number; highGrade: string; rates: readonly OwnRate[] }

/** Why a part does not count: `too-few` students, their number `unknown`, nothing `measured`, or the year does not score it. */
export type Left = 'too-few' | 'unknown' | 'not-measured' | 'not-in-year'
export type EstimateLine = { id: IndicatorId; points: number; possible: number } | { id: IndicatorId; left: Left }

/** An index of our own making: never the state's, and never with a category. */
export type Estimate = {
  label: 'estimate'
  points: number
  possible: number
  index: number | null
  lines: EstimateLine[]
  category: null
}

/**
 * The index that a district's own rates would give under the published weights of a year. Parts without a rate, or of fewer than 20 students, drop out
 * of points and possible points alike. Out: an estimate with each part; or why there is none (no accountability in that year, or no rules known).
 * Source: methods 1.2, 1.3 and 1.4.
 */
export function estimateIndex({ schoolYear, highGrade, rates }: EstimateInput): Estimate | 'suspended' | 'unknown' {
  const rules = rulesOf(schoolYear)
  if (typeof rules === 'string') return rules
  const least = rules.thresholds.minimumStudents
  const leftOf = (own: OwnRate | undefined): Left | null =>
    !own || own.rate === null
      ? 'not-measured'
      : own.students === null
        ? 'unknown'
        : own.students < least
          ? 'too-few'
          : null
  const given = new Map(rates.map((own) => [own.id, own]))
  const scored = new Set(indicators.filter((one) => leftOf(given.get(one.id)) === null).map((one) => one.id))
  const shape = shapeOf(scored, highGrade)
  const lines = indicators.map((indicator): EstimateLine => {
    const { id } = indicator
    const own = given.get(id)
    const maximum = maximumOf(indicator, rules, shape)
    if (maximum === null) return { id, left: 'not-in-year' }
    const left = leftOf(own)
    if (left !== null || !own || own.rate === null) return { id, left: left ?? 'not-measured' }
    const points = pointsOf(indicator, own.rate, maximum, rules, own.participation ?? null)
    return points === null ? { id, left: 'not-measured' } : { id, points, possible: maximum }
  })
  const counted = lines.filter((line) => 'points' in line)
  const points = counted.reduce((sum, line) => sum + line.points, 0)
  const possible = counted.reduce((sum, line) => sum + line.possible, 0)
  return { label: 'estimate', points, possible, index: indexOf(points, possible), lines, category: null }
}
