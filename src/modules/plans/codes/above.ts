import type { Element, Level, Plan } from '../file/format.ts'

export type Numbering = NonNullable<Level['numbering']>
/** Levels that carry numbers, by id. */
export function numberings(plan: Plan): Map<string, Numbering> {
  const out = new Map<string, Numbering>()
  for (const { id, numbering } of plan.grammar.levels)
    if (numbering && numbering.style !== 'none') out.set(id, numbering)
  return out
}

/**
 * The element whose code comes first in the code of another: the nearest one above it of that level, by the order of its parents. Undefined when there is
 * none. Ends on cycles.
 */
export function bearerAbove(e: Element, level: string, byId: ReadonlyMap<string, Element>): Element | undefined {
  const seen = new Set([e.id])
  let ring = e.parents
  while (ring.length > 0) {
    const further: string[] = []
    for (const id of ring) {
      const parent = byId.get(id)
      if (!parent || seen.has(id)) continue
      if (parent.level === level) return parent
      seen.add(id)
      further.push(...parent.parents)
    }
    ring = further
  }
  return undefined
}

/** The elements of a plan by id; the first of two wins. */
export function elementsById(plan: Plan): Map<string, Element> {
  const out = new Map<string, Element>()
  for (const e of plan.elements) if (!out.has(e.id)) out.set(e.id, e)
  return out
}
