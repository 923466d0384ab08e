import type { PlanGraph } from '../../plans/index.ts'
import { unfinished } from '../schema.ts'
import { type Broken, type By, kinds, type Step, type StepKind, type World, type WorldItem } from './schema.ts'

export type Element = PlanGraph['plan']['elements'][number]
export type Measure = PlanGraph['plan']['measures'][number]
export type Path = readonly Step[]

export const step = (kind: StepKind, id: string | number, by: By): Step => ({ kind, id: String(id), by })

/** Collects what breaks: of one thing the stronger effect is kept, of equal ones that with more days, then the shorter way to it. */
export function collector(): { add: (one: Broken) => void; all: () => Broken[] } {
  const found = new Map<string, Broken>()
  const stronger = (a: Broken, b: Broken): boolean =>
    a.effect === b.effect
      ? (a.values.days ?? 0) === (b.values.days ?? 0)
        ? a.path.length < b.path.length
        : (a.values.days ?? 0) > (b.values.days ?? 0)
      : a.effect === 'breaks'
  return {
    add: (one) => {
      const key = `${one.kind} ${one.id}`
      const known = found.get(key)
      if (!known || stronger(one, known)) found.set(key, one)
    },
    all: () => [...found.values()].toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)),
  }
}
export type Collector = ReturnType<typeof collector>

export const isTask = (graph: PlanGraph, one: Element): boolean => graph.level(one)?.role === 'task'
export const isOpen = (item: WorldItem): boolean => unfinished.includes(item.state)

/** The items of each part of the plan. */
export function itemsByElement(world: World): Map<string, WorldItem[]> {
  const found = new Map<string, WorldItem[]>()
  for (const item of world.items)
    if (item.element !== null) found.set(item.element, [...(found.get(item.element) ?? []), item])
  return found
}

/** Which items wait for each item. */
export function waitingByItem(world: World): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const edge of world.edges) found.set(edge.needs_item, [...(found.get(edge.needs_item) ?? []), edge.item_id])
  return found
}

/** What waits for some items, as far as it goes, each with the way to it. Only what is still to be done. */
export function waitingBehind(world: World, from: ReadonlyMap<number, Path>): Map<number, Path> {
  const items = new Map(world.items.map((item) => [item.item_id, item]))
  const next = waitingByItem(world)
  const found = new Map<number, Path>()
  let ring = [...from]
  while (ring.length > 0) {
    const further: [number, Path][] = []
    for (const [id, path] of ring)
      for (const waiting of next.get(id) ?? []) {
        const item = items.get(waiting)
        if (!item || !isOpen(item) || from.has(waiting) || found.has(waiting)) continue
        const way = [...path, step('item', waiting, 'waitsFor')]
        found.set(waiting, way)
        further.push([waiting, way])
      }
    ring = further
  }
  return found
}

/** The targets of a measure as what they are: promises that are judged in public, or targets that nothing computes yet. */
export const targetsOf = (
  world: World,
  measure: Measure,
): { kind: 'promise' | 'target'; id: string; due: string | null }[] =>
  measure.targets.map((target) => {
    const id = `${measure.id}/${target.id}`
    return { kind: world.promises.has(id) ? 'promise' : 'target', id, due: target.dueBy?.date ?? null }
  })
