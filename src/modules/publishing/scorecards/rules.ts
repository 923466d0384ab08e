import { mostMeasures, type OfficeMeasure, type OfficeValue } from './schema.ts'

export type Movement = 'improving' | 'worsening' | 'no_clear_change' | 'not_comparable'

/**
 * How an own measure moved: its newest value against the one before, in the direction that is better. Null with fewer than two values. These are the office's own
 * counts of its work, without chance around them, so any difference is one.
 */
export function movementOf(
  measure: Pick<OfficeMeasure, 'better'>,
  values: readonly Pick<OfficeValue, 'on_date' | 'value'>[],
): Movement | null {
  const [last, before] = values.toSorted((a, b) => (a.on_date < b.on_date ? 1 : -1))
  if (!last || !before) return null
  if (last.value === before.value) return 'no_clear_change'
  return last.value > before.value === (measure.better === 'up') ? 'improving' : 'worsening'
}

export type Standing = 'progress' | 'no_progress' | 'not_known'

/**
 * Does a department make progress? Yes when more of its measures improve than worsen. No when not. Not known while none of its measures can be compared with an
 * earlier value. In: the movement of each measure that has not ended.
 */
export function departmentOf(movements: readonly (Movement | null)[]): Standing {
  const count = (name: Movement) => movements.filter((one) => one === name).length
  const [up, down, level] = [count('improving'), count('worsening'), count('no_clear_change')]
  if (up + down + level === 0) return 'not_known'
  return up > down ? 'progress' : 'no_progress'
}

/** The share of departments that make progress, of those of which it is known; null when it is known of none. */
export function shareOf(standings: readonly Standing[]): { made: number; of: number } | null {
  const known = standings.filter((one) => one !== 'not_known')
  return known.length === 0 ? null : { made: known.filter((one) => one === 'progress').length, of: known.length }
}

/** True when an office has more measures than a scorecard should. */
export const isOverfull = (measures: number): boolean => measures > mostMeasures
