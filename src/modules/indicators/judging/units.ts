import { compare, ratio } from '../exact.ts'
import { eachUnit, shareOfUnits, type UnitsCall, type UnitState } from '../rules/units.ts'
import type { Share } from '../stats/interval.ts'
import { readings, type Target } from '../targets.ts'

/** Whether one unit meets what a target asks of each; null when its value is not known, or the target is no single line with a direction. */
export function unitState(target: Target, share: Share | null): UnitState {
  const [reading, other] = readings(target)
  if (!share || share.n === 0 || !reading || other || !('operator' in target) || target.operator === '=') return null
  const order = compare(ratio(share.k, share.n), reading.value) * (target.operator.startsWith('>') ? 1 : -1)
  return order > 0 || (order === 0 && target.operator.endsWith('='))
}

/** A promise about each school or a share of the schools (methods 3.9). Out: null for a promise about the whole, and for units that are no schools. */
export function unitsOf(target: Target, schools: readonly (Share | null)[]): UnitsCall | null {
  const { scope } = target
  if (scope.kind === 'all' || scope.of !== 'school') return null
  const states = schools.map((share) => unitState(target, share))
  return scope.kind === 'each' ? eachUnit(states) : shareOfUnits(states, scope.percent)
}
