import type { Element, Plan } from '../file/format.ts'
import type { Entry, Spot } from './ops.ts'

/** The entry at a spot; undefined when the plan has none. */
export function entryAt(plan: Plan, at: Spot): Entry | undefined {
  if (at.list === 'elements') return plan.elements.find((one) => one.id === at.id)
  if (at.list === 'measures') return plan.measures.find((one) => one.id === at.id)
  return plan.measures.find((one) => one.id === at.of)?.targets.find((one) => one.id === at.id)
}

/** How many entries of the list move with the element at an index: itself, and those right after it that stand below it. */
export function blockOf(plan: Plan, index: number): number {
  const head = plan.elements[index]
  if (!head) return 0
  const below = new Set([head.id])
  let end = index + 1
  for (let one: Element | undefined; (one = plan.elements[end]); end++) {
    if (!one.parents.some((id) => below.has(id))) break
    below.add(one.id)
  }
  return end - index
}
