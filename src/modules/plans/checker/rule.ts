import type { Values } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { Path, Severity } from '../file/problem.ts'
import type { PlanGraph } from '../graph.ts'

/** What a rule looks at: one plan, its graph, and where its elements, measures and other entries stand in their lists. */
export type CheckInput = {
  plan: Plan
  graph: PlanGraph
  /** Path of an element or a measure by its id, such as `['elements', 12]`; null when the plan has none. */
  pathOf: (list: 'elements' | 'measures', id: string) => Path | null
  /** The stems of a text (`stemsOf`), each text taken apart once. */
  stems: (text: string) => ReadonlySet<string>
}

/** Something that several rules need, made once for each plan that is checked. */
export function onceFor<T>(make: (input: CheckInput) => T): (input: CheckInput) => T {
  const made = new WeakMap<CheckInput, { value: T }>()
  return (input) => {
    const known = made.get(input)
    if (known) return known.value
    const value = make(input)
    made.set(input, { value })
    return value
  }
}

/**
 * Tells of one finding. `path`: the field it is about. `values`: what its words are filled with. `element`: the element it is about.
 * `related`: other places that one has to see to understand it. `severity`: when it is not the usual one of the rule.
 */
export type Tell = (
  path: Path,
  values?: Values,
  more?: { element?: string | null; related?: readonly Path[]; severity?: Severity },
) => void

/**
 * A rule about what a plan means. It knows no plan by name, costs time in proportion to the plan, and never throws.
 * Its words are `what.<id>` (what is wrong), `why.<id>` (why it matters) and `fix.<id>` (what to do) of its family's words.
 */
export type CheckRule = {
  id: string
  severity: Severity
  run: (input: CheckInput, tell: Tell) => void
}
