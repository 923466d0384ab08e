import { compare, type Exact, exact, plus, ratio } from '../exact.ts'
import type { Share } from '../stats/interval.ts'
import { demandCounts, demandNumbers, refuse } from '../stats/refusal.ts'

/** How a unit (school, zone) stands to its own target: null when its value is hidden, missing or too small. */
export type UnitState = boolean | null

export type UnitsCall = {
  /** met and not: decided whatever the unknown ones are. open: they could decide it. */
  state: 'met' | 'not' | 'open'
  met: number
  unknown: number
  of: number
  needed: number
}

/** All units must reach it ("each school", "in each zone"; methods 3.9). An empty list is open: nothing was shown. */
export const eachUnit = (units: readonly UnitState[]): UnitsCall => judge(units, units.length)

/** At least a printed percent of the units must reach it. */
export const shareOfUnits = (units: readonly UnitState[], percent: number): UnitsCall =>
  judge(units, unitsToReach(percent, units.length).needed)

function judge(units: readonly UnitState[], needed: number): UnitsCall {
  const met = units.filter((one) => one === true).length
  const unknown = units.filter((one) => one === null).length
  const state = units.length === 0 ? 'open' : met >= needed ? 'met' : met + unknown < needed ? 'not' : 'open'
  return { state, met, unknown, of: units.length, needed }
}

/** A direction for each unit: met only if every unit moved the good way; one that stood still or moved back decides against. */
export function eachMoves(changes: readonly (number | null)[], good: 'up' | 'down'): UnitsCall {
  demandNumbers('changes', ...changes.filter((one) => one !== null))
  return eachUnit(changes.map((one) => (one === null ? null : good === 'up' ? one > 0 : one < 0)))
}

/**
 * How many units a share in percent asks for. A share with decimals was computed from units and then printed: the fewest units whose own
 * share, rounded to the digits printed, reaches it (68.2% of 44 is 30: 68.18, although 30/44 lies below .682). A whole percent is a line
 * that somebody drew: the fewest units at or above it. `attainable`: whether some number of units prints as exactly this share.
 */
export function unitsToReach(percent: number, of: number): { needed: number; attainable: boolean } {
  demandCounts('units', of)
  if (!(percent >= 0 && percent <= 100)) refuse('not-a-setting', 'a share of units is 0 to 100 percent')
  if (of === 0) return { needed: 0, attainable: false }
  const digits = (String(percent).split('.')[1] ?? '').length
  const half = exact(`0.${'0'.repeat(digits)}5`)
  const goal = exact(percent)
  const printed = (k: number): Exact => plus(ratio(100 * k, of), half)
  const fewest = (holds: (k: number) => boolean): number => {
    let k = 0
    while (k < of && !holds(k)) k += 1
    return k
  }
  const prints = fewest((k) => compare(printed(k), goal) >= 0)
  const needed = digits > 0 ? prints : fewest((k) => compare(ratio(100 * k, of), goal) >= 0)
  const next = plus(goal, plus(half, half))
  return { needed, attainable: compare(printed(prints), goal) >= 0 && compare(printed(prints), next) < 0 }
}

/**
 * Units with two values, such as English and mathematics (methods 3.9, "ELA and Math"): the share with both at the limit, which is the usual
 * reading, with either, and with their mean. A unit without both values is in none.
 */
export function twoAtLeast(
  units: readonly { first: number | null; second: number | null }[],
  limit: number,
): { both: Share; either: Share; average: Share } {
  demandNumbers('limit', limit)
  const whole = units.flatMap(({ first, second }) => (first === null || second === null ? [] : [{ first, second }]))
  demandNumbers('values', ...whole.flatMap((one) => [one.first, one.second]))
  const count = (holds: (one: { first: number; second: number }) => boolean): Share => ({
    k: whole.filter(holds).length,
    n: whole.length,
  })
  return {
    both: count((one) => one.first >= limit && one.second >= limit),
    either: count((one) => one.first >= limit || one.second >= limit),
    average: count((one) => (one.first + one.second) / 2 >= limit),
  }
}
