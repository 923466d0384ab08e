import { type Collector, isOpen, isTask, itemsByElement, type Path, step, targetsOf, waitingBehind } from './finding.ts'
import type { Effect, World } from './schema.ts'

type Touched = { path: Path; effect: Effect }

/** Parts that go when some are dropped: those, and whatever stands below gone ones only. In: ids of parts; unknown ones are left out. */
function goneWith({ graph }: World, drops: readonly string[]): Map<string, Path> {
  const gone = new Map<string, Path>()
  for (const id of drops) if (graph.byId(id)) gone.set(id, [step('element', id, 'dropped')])
  let ring = [...gone.keys()]
  while (ring.length > 0) {
    const further: string[] = []
    for (const id of ring)
      for (const child of graph.children(id)) {
        if (gone.has(child.id) || !graph.parents(child.id).every((parent) => gone.has(parent.id))) continue
        gone.set(child.id, [...(gone.get(id) ?? []), step('element', child.id, 'below')])
        further.push(child.id)
      }
    ring = further
  }
  return gone
}

/** Parts that have nothing left below them, up to the roots. */
function emptied({ graph }: World, gone: ReadonlyMap<string, Path>): Set<string> {
  const empty = new Set<string>()
  let ring = [...gone.keys()]
  while (ring.length > 0) {
    const further: string[] = []
    for (const parent of ring.flatMap((id) => graph.parents(id))) {
      if (gone.has(parent.id) || empty.has(parent.id)) continue
      if (!graph.children(parent.id).every((one) => gone.has(one.id) || empty.has(one.id))) continue
      empty.add(parent.id)
      further.push(parent.id)
    }
    ring = further
  }
  return empty
}

/** Parts above gone ones: with nothing left below they are empty, else they have less. The way up ends at the roots. */
function above(world: World, gone: ReadonlyMap<string, Path>, found: Collector): Map<string, Touched> {
  const { graph } = world
  const empty = emptied(world, gone)
  const touched = new Map<string, Touched>()
  let ring = [...gone].flatMap(([id, from]) => graph.parents(id).map((parent) => ({ parent, from })))
  while (ring.length > 0) {
    const further: typeof ring = []
    for (const { parent, from } of ring) {
      if (gone.has(parent.id) || touched.has(parent.id)) continue
      const children = graph.children(parent.id)
      const left = children.filter((one) => !gone.has(one.id) && !empty.has(one.id)).length
      const effect: Effect = left === 0 ? 'breaks' : 'weaker'
      const path = [...from, step('element', parent.id, 'above')]
      touched.set(parent.id, { path, effect })
      found.add({
        kind: 'element',
        id: parent.id,
        effect,
        how: effect === 'breaks' ? 'empty' : left < children.length ? 'less' : 'lessBelow',
        values: { left, of: children.length },
        path,
      })
      further.push(...graph.parents(parent.id).map((next) => ({ parent: next, from: path })))
    }
    ring = further
  }
  return touched
}

/** Lines of the plan that lead to or from gone parts. Out: parts that they weaken. */
function linked(world: World, gone: ReadonlyMap<string, Path>, found: Collector): Map<string, Touched> {
  const { graph } = world
  const touched = new Map<string, Touched>()
  for (const [id, path] of gone)
    for (const link of graph.links(id)) {
      const other = link.element
      if (gone.has(other.id)) continue
      const tell = (
        effect: Effect,
        how: 'lessSupport' | 'needs' | 'unwatched' | 'nothingToWatch',
        by: 'supports' | 'dependsOn' | 'monitors',
      ) => {
        const way = [...path, step('element', other.id, by)]
        found.add({ kind: 'element', id: other.id, effect, how, values: {}, path: way })
        return { path: way, effect }
      }
      if (link.kind === 'supports' && link.outgoing) touched.set(other.id, tell('weaker', 'lessSupport', 'supports'))
      // Of tasks, the lines between their items tell it.
      if (link.kind === 'dependsOn' && !link.outgoing && !isTask(graph, other)) tell('breaks', 'needs', 'dependsOn')
      if (link.kind === 'monitors') tell('weaker', link.outgoing ? 'unwatched' : 'nothingToWatch', 'monitors')
    }
  return touched
}

function measured(
  world: World,
  gone: ReadonlyMap<string, Path>,
  touched: ReadonlyMap<string, Touched>,
  found: Collector,
): void {
  for (const measure of world.graph.plan.measures) {
    const lost = measure.of.filter((id) => gone.has(id) || touched.get(id)?.effect === 'breaks')
    const less = measure.of.filter((id) => lost.includes(id) || touched.has(id))
    const [first] = lost.length > 0 ? lost : less
    if (first === undefined) continue
    const effect: Effect = lost.length === measure.of.length ? 'breaks' : 'weaker'
    const path = [...(gone.get(first) ?? touched.get(first)?.path ?? []), step('measure', measure.id, 'measures')]
    const how = effect === 'breaks' ? 'nothingToMeasure' : 'lessBehind'
    found.add({ kind: 'measure', id: measure.id, effect, how, values: {}, path })
    for (const { kind, id } of targetsOf(world, measure))
      found.add({ kind, id, effect, how, values: {}, path: [...path, step(kind, id, 'asks')] })
    if (effect === 'breaks' && (measure.every !== null || measure.office !== null))
      found.add({
        kind: 'report',
        id: measure.id,
        effect,
        how: 'nothingToReport',
        values: {},
        path: [...path, step('report', measure.id, 'reports')],
      })
  }
}

/** Needs that nothing answers any more, what people said and the plan stands for, money without a use. */
function named(world: World, gone: ReadonlyMap<string, Path>, found: Collector): void {
  const { needs, voices, statements, funding } = world.graph.plan
  const first = (ids: readonly string[]): Path => gone.get(ids.find((id) => gone.has(id)) ?? '') ?? []
  const all = (ids: readonly string[]): boolean => ids.length > 0 && ids.every((id) => gone.has(id))
  for (const { id, leadsTo } of needs)
    if (all(leadsTo))
      found.add({
        kind: 'need',
        id,
        effect: 'breaks',
        how: 'unanswered',
        values: {},
        path: [...first(leadsTo), step('need', id, 'answers')],
      })
  for (const { id, shows } of [...voices, ...statements])
    if (all(shows))
      found.add({
        kind: 'said',
        id,
        effect: 'breaks',
        how: 'nowhere',
        values: {},
        path: [...first(shows), step('said', id, 'carries')],
      })
  for (const { id, pays } of funding) {
    const lost = pays.filter((one) => gone.has(one)).length
    if (lost === 0) continue
    found.add({
      kind: 'money',
      id,
      effect: lost === pays.length ? 'breaks' : 'weaker',
      how: lost === pays.length ? 'paysNothing' : 'paysLess',
      values: { left: pays.length - lost, of: pays.length },
      path: [...first(pays), step('money', id, 'paidBy')],
    })
  }
}

/** Duties of the district that name a gone part by its code, and tasks of the plan that would come back again and again. */
function duties(world: World, gone: ReadonlyMap<string, Path>, found: Collector): void {
  const { graph } = world
  const codes = new Map<string, Path>()
  for (const [id, path] of gone) {
    const part = graph.byId(id)
    if (part?.code) codes.set(part.code.toLowerCase(), path)
    if (part?.timeframe?.every)
      found.add({
        kind: 'duty',
        id,
        effect: 'breaks',
        how: 'comesNoMore',
        values: {},
        path: [...path, step('duty', id, 'recurs')],
      })
  }
  for (const duty of world.duties) {
    const path = duty.basis
      .toLowerCase()
      .split(/[\s,;]+/)
      .flatMap((word) => codes.get(word) ?? [])
    if (path.length > 0)
      found.add({
        kind: 'duty',
        id: `d${duty.id}`,
        effect: 'breaks',
        how: 'basisGone',
        values: {},
        path: [...path, step('duty', `d${duty.id}`, 'basis')],
      })
  }
}

/** What breaks when parts of the plan are dropped. In: ids of parts. Nothing is changed. */
export function dropping(world: World, drops: readonly string[], found: Collector): void {
  const { graph } = world
  const gone = goneWith(world, drops)
  if (gone.size === 0) return
  const byElement = itemsByElement(world)
  const items = new Map<number, Path>()
  for (const [id, path] of gone) {
    const part = graph.byId(id)
    const mine = byElement.get(id) ?? []
    for (const item of mine.filter(isOpen)) {
      // A task and its item are one thing to people: one step for both, unless the task itself was dropped.
      const above = part && isTask(graph, part) && path.length > 1 ? path.slice(0, -1) : path
      const way = [...above, step('item', item.item_id, 'belongsTo')]
      items.set(item.item_id, way)
      found.add({ kind: 'item', id: String(item.item_id), effect: 'breaks', how: 'goes', values: {}, path: way })
    }
    if (!drops.includes(id) && part && !isTask(graph, part))
      found.add({ kind: 'element', id, effect: 'breaks', how: 'goes', values: {}, path })
  }
  for (const [id, path] of waitingBehind(world, items))
    found.add({ kind: 'item', id: String(id), effect: 'breaks', how: 'waits', values: {}, path })
  const touched = above(world, gone, found)
  const empty = [...touched].filter(([, one]) => one.effect === 'breaks').map(([id, one]) => [id, one.path] as const)
  const lost = new Map([...gone, ...empty])
  const supported = linked(world, lost, found)
  const all = new Map([...supported, ...touched])
  measured(world, gone, all, found)
  named(world, lost, found)
  duties(world, gone, found)
}
