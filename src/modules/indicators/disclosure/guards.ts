import type { Guard } from './attack/published.ts'
import { type Hidden, primary } from './primary.ts'
import type { Cell, Rules } from './table.ts'

/**
 * What must not come out about the hidden counts of one cell: of 1 to 5 people that they are 1 to 5; of nobody to 5 with the outcome, or without it,
 * that they are so few; of every other hidden count its exact value. A withheld count that the rule would show has no secret.
 */
export function guardsOf(cell: Cell, hidden: Hidden, rules: Rules): Guard[] {
  const { id, n, k } = cell
  if (cell.sensitive && hidden.n !== null)
    return [
      ...cell.sensitive.map(({ low, high }): Guard => ({ id, part: 'n', kind: 'range', low, high })),
      { id, part: 'n', kind: 'width', least: 1 },
    ]
  if (n === 0) return hidden.n === null ? [] : [{ id, part: 'n', kind: 'width', least: 1 }]
  const own = hidden.n === 'withheld' ? primary({ ...cell, withheld: false }, rules) : hidden
  const guards: Guard[] = []
  const few = (value: number): boolean => value <= rules.hideUpTo
  if (own.n !== null) {
    if (few(n) && n > 0) guards.push({ id, part: 'n', kind: 'range', low: 1, high: rules.hideUpTo })
    guards.push({ id, part: 'n', kind: 'width', least: 1 })
  }
  if (k === null || own.k === null) return guards
  if (few(k)) guards.push({ id, part: 'k', kind: 'range', low: 0, high: rules.hideUpTo })
  if (rules.bothTails ? few(n - k) : n === k)
    guards.push({ id, part: 'm', kind: 'range', low: 0, high: rules.bothTails ? rules.hideUpTo : 0 })
  guards.push({ id, part: 'k', kind: 'width', least: 1 })
  return guards
}
