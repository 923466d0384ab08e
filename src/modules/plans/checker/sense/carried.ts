import type { Element } from '../../file/format.ts'
import { citesOf, codeKey } from '../codes.ts'
import { misquoted } from '../references/citations.ts'
import { type CheckInput, onceFor } from '../rule.ts'

/** What carries out what: elements with tasks below them, and codes that such elements name. */
export type Carried = {
  /** Ids of elements that have a task below them, or are named, supported or joined by a link from one that has. */
  elements: ReadonlySet<string>
  /** Of these, what only a link of the kind `aligns` joins to work: no plan names it. */
  joined: ReadonlySet<string>
  /** Of those, what only single tasks are joined to: it has no plan of its own. */
  loose: ReadonlySet<string>
  /** What plans name by code, and only beside the words of another: not carried by that. */
  misnamed: ReadonlySet<string>
  /** Codes that are named by an element with tasks. */
  codes: ReadonlySet<string>
  /** True when the plan says at all which tasks carry out what. */
  any: boolean
}

/** What the tasks of a plan carry out. Linear: each line upward is walked once; made once for all rules that look at it. */
export const carriedOut: (input: CheckInput) => Carried = onceFor((input): Carried => {
  const { plan, graph } = input
  const wrong = misquoted(input)
  const wrongLines = new Set(wrong.map(({ cite, bearer }) => `${cite.by}\n${bearer.id}`))
  const wrongCites = new Set(wrong.map(({ cite }) => cite.path.join('.')))
  const elements = new Set<string>()
  const mark = (start: Element): void => {
    const stack = [start]
    for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
      if (elements.has(e.id)) continue
      elements.add(e.id)
      for (const parent of graph.parents(e.id)) if (!wrongLines.has(`${e.id}\n${parent.id}`)) stack.push(parent)
    }
  }
  const tasks = plan.elements.filter((e) => graph.level(e)?.role === 'task')
  for (const t of tasks) mark(t)
  const codes = new Set<string>()
  for (const cite of citesOf(plan))
    if (elements.has(cite.by) && !wrongCites.has(cite.path.join('.'))) codes.add(codeKey(cite.code))
  // What a task plan names or supports is carried out, and so is nothing above it: the plan says which.
  for (const e of plan.elements) if (e.code && codes.has(codeKey(e.code))) elements.add(e.id)
  const work = new Set(elements)
  const joined = new Set<string>()
  const planned = new Set<string>()
  for (const l of plan.links) {
    if (!work.has(l.from)) continue
    if (l.kind === 'supports' || l.kind === 'dependsOn') elements.add(l.to)
    else if (l.kind === 'aligns' && !work.has(l.to)) {
      joined.add(l.to)
      const from = graph.byId(l.from)
      if (from && graph.level(from)?.role !== 'task') planned.add(l.to)
    }
  }
  for (const id of joined) {
    if (elements.has(id)) joined.delete(id)
    elements.add(id)
  }
  return {
    elements,
    joined,
    loose: new Set([...joined].filter((id) => !planned.has(id))),
    misnamed: new Set(wrong.flatMap(({ bearer }) => (elements.has(bearer.id) ? [] : [bearer.id]))),
    codes,
    any: tasks.some((t) => t.parents.length > 0),
  }
})
