import type { Element, Measure, PlanGraph } from '../../plans/index.ts'
import type { Chosen } from './schema.ts'

/** The code of the organization that answers for an element: its own office, else that of the nearest element above with one. */
export function officeOf(graph: PlanGraph, element: Element): string | null {
  const codes = new Map(graph.plan.offices.map((office) => [office.id, office.orgCode]))
  const owner = [element, ...graph.up(element.id)].find((one) => one.owner !== null)?.owner ?? null
  return owner === null ? null : (codes.get(owner) ?? null)
}

/** The elements that a series asks about, in the order of the plan. Nothing chosen asks nothing. */
export function askedOf(graph: PlanGraph, chosen: Chosen): { element: Element; office: string | null }[] {
  const by = chosen.levels.length > 0 || chosen.offices.length > 0
  return graph.plan.elements
    .map((element) => ({ element, office: officeOf(graph, element) }))
    .filter(
      ({ element, office }) =>
        chosen.elements.includes(element.id) ||
        (by &&
          (chosen.levels.length === 0 || chosen.levels.includes(element.level)) &&
          (chosen.offices.length === 0 || (office !== null && chosen.offices.includes(office)))),
    )
}

/** The measures that stand beside an element: its own that something computes, else those of the nearest element above that has some. */
export function measuresBeside(
  graph: PlanGraph,
  elementId: string,
): { above: string | null; measures: readonly Measure[] } {
  const computed = (id: string) => graph.measures(id).filter((one) => one.definition !== null)
  const own = computed(elementId)
  if (own.length > 0) return { above: null, measures: own }
  const above = graph.up(elementId).find((one) => computed(one.id).length > 0)
  return above ? { above: above.id, measures: computed(above.id) } : { above: null, measures: [] }
}
