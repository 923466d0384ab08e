import type { Element, Level, Measure, Plan, Published } from './file/format.ts'

export type LevelCount = { level: Level; count: number }
/** The way through a plan at one element: the way up from the top, other parents, the element, what stands below. */
export type Thread = { up: readonly Element[]; alsoUnder: readonly Element[]; here: Element; down: readonly Element[] }
/** A line that is not parent and child, seen from one end. */
export type LinkEnd = {
  element: Element
  kind: Plan['links'][number]['kind']
  basis: Plan['links'][number]['basis']
  outgoing: boolean
}

/** A plan as a graph in memory. Order is the plan's own; nothing is thrown for a broken plan: dangling parents are left out, cycles end. */
export type PlanGraph = {
  plan: Plan
  /** The element with this id. */
  byId: (id: string) => Element | undefined
  /** Every element with this code, today's codes before old ones; letters' case does not matter. More than one: the code is ambiguous. */
  byCode: (code: string) => readonly Element[]
  /** Elements that had this code before and have another one now. */
  hadCode: (code: string) => readonly Element[]
  level: (element: Element) => Level | undefined
  /** Elements without a (known) parent. */
  roots: () => readonly Element[]
  parents: (id: string) => readonly Element[]
  children: (id: string) => readonly Element[]
  /** Every ancestor once, nearest first. Never the element itself. */
  up: (id: string) => readonly Element[]
  /** Every descendant once, nearest first. Never the element itself. */
  down: (id: string) => readonly Element[]
  /** The way up by first parents, from the top; other parents; the element; its children. Undefined for an unknown id. */
  thread: (id: string) => Thread | undefined
  links: (id: string) => readonly LinkEnd[]
  measures: (id: string) => readonly Measure[]
  published: (measure: string) => readonly Published[]
  /** How many elements each level has, in the order of the grammar; of the whole plan or of what stands below one element. */
  counts: (below?: string) => readonly LevelCount[]
}

function group<T>(items: readonly T[], keys: (item: T) => readonly string[]): Map<string, T[]> {
  const out = new Map<string, T[]>()
  for (const item of items)
    for (const key of new Set(keys(item))) {
      const list = out.get(key)
      if (list) list.push(item)
      else out.set(key, [item])
    }
  return out
}

/** Everything that can be reached, each once, nearest first, never the start. */
const walk = (id: string, next: (id: string) => Element[]): Element[] => {
  const seen = new Set([id])
  const out: Element[] = []
  let ring = next(id)
  while (ring.length) {
    const further: Element[] = []
    for (const e of ring) {
      if (seen.has(e.id)) continue
      seen.add(e.id)
      out.push(e)
      further.push(...next(e.id))
    }
    ring = further
  }
  return out
}

/** Builds the graph of a plan: linear in its elements and edges. The first of two elements with one id wins (the check reports the other). */
export function planGraph(plan: Plan): PlanGraph {
  const ids = new Map<string, Element>()
  for (const e of plan.elements) if (!ids.has(e.id)) ids.set(e.id, e)
  const elements = [...ids.values()]
  const levels = new Map(plan.grammar.levels.map((l) => [l.id, l]))
  const below = group(elements, (e) => e.parents)
  const codes = group(elements, (e) => (e.code ? [e.code.toLowerCase()] : []))
  const oldCodes = group(elements, (e) => e.oldCodes.map((c) => c.toLowerCase()))
  const measures = group(plan.measures, (m) => m.of)
  const published = group(plan.published, (p) => [p.measure])
  const outgoing = group(plan.links, (l) => [l.from])
  const incoming = group(plan.links, (l) => [l.to])

  const above = new Map(elements.map((e) => [e.id, [...new Set(e.parents)].flatMap((p) => ids.get(p) ?? [])]))
  const none: Element[] = []
  const parents = (id: string): Element[] => above.get(id) ?? none
  const children = (id: string): Element[] => below.get(id) ?? none
  const thread = (id: string): Thread | undefined => {
    const here = ids.get(id)
    if (!here) return undefined
    const up: Element[] = []
    const seen = new Set([id])
    for (let at = parents(id)[0]; at && !seen.has(at.id); at = parents(at.id)[0]) {
      seen.add(at.id)
      up.unshift(at)
    }
    return { up, alsoUnder: parents(id).slice(1), here, down: children(id) }
  }
  const end = (id: string, l: Plan['links'][number], isOut: boolean): LinkEnd[] => {
    const element = ids.get(id)
    return element ? [{ element, kind: l.kind, basis: l.basis, outgoing: isOut }] : []
  }
  return {
    plan,
    byId: (id) => ids.get(id),
    byCode: (code) => {
      const key = code.trim().toLowerCase()
      return codes.get(key) ?? oldCodes.get(key) ?? []
    },
    hadCode: (code) => oldCodes.get(code.trim().toLowerCase()) ?? [],
    level: (e) => levels.get(e.level),
    roots: () => elements.filter((e) => parents(e.id).length === 0),
    parents,
    children,
    up: (id) => walk(id, parents),
    down: (id) => walk(id, children),
    thread,
    links: (id) => [
      ...(outgoing.get(id) ?? []).flatMap((l) => end(l.to, l, true)),
      ...(incoming.get(id) ?? []).flatMap((l) => end(l.from, l, false)),
    ],
    measures: (id) => measures.get(id) ?? [],
    published: (measure) => published.get(measure) ?? [],
    counts: (id) => {
      const n = new Map<string, number>()
      for (const e of id === undefined ? elements : walk(id, children)) n.set(e.level, (n.get(e.level) ?? 0) + 1)
      return plan.grammar.levels.map((level) => ({ level, count: n.get(level.id) ?? 0 }))
    },
  }
}
