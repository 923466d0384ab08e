import type { Element } from '../../file/format.ts'
import { citesOf, codeKey } from '../codes.ts'
import type { CheckInput } from '../rule.ts'

/** What carries out what: elements with tasks below them, and codes that such elements name. */
export type Carried = {
  /** Ids of elements that have a task below them, or are named or supported by one that has. */
  elements: ReadonlySet<string>
  /** Codes that are named by an element with tasks. */
  codes: ReadonlySet<string>
  /** True when the plan says at all which tasks carry out what. */
  any: boolean
}

const kept = new WeakMap<CheckInput, Carried>()
/** What the tasks of a plan carry out. Linear: each line upward is walked once; made once for all rules that look at it. */
export function carriedOut(input: CheckInput): Carried {
  const before = kept.get(input)
  if (before) return before
  const made = workOut(input)
  kept.set(input, made)
  return made
}
function workOut({ plan, graph }: CheckInput): Carried {
  const elements = new Set<string>()
  const mark = (start: Element): void => {
    const stack = [start]
    for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
      if (elements.has(e.id)) continue
      elements.add(e.id)
      stack.push(...graph.parents(e.id))
    }
  }
  const tasks = plan.elements.filter((e) => graph.level(e)?.role === 'task')
  for (const t of tasks) mark(t)
  const codes = new Set<string>()
  for (const cite of citesOf(plan)) if (elements.has(cite.by)) codes.add(codeKey(cite.code))
  // What a task plan names or supports is carried out, and so is nothing above it: the plan says which.
  for (const e of plan.elements) if (e.code && codes.has(codeKey(e.code))) elements.add(e.id)
  for (const l of plan.links)
    if (elements.has(l.from) && (l.kind === 'supports' || l.kind === 'dependsOn')) elements.add(l.to)
  return { elements, codes, any: tasks.some((t) => t.parents.length > 0) }
}
