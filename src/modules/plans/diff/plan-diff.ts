import type { Element, Measure, Plan, Target } from '../file/format.ts'
import { idOf, type Item, keyed, keyOf, type ListName, listNames } from './keys.ts'
import { keptInOrder } from './order.ts'
import { same } from './same.ts'

/** One field that says something else now. Values are those of the plan file; undefined or null where it said nothing. */
export type FieldChange = { field: string; before: unknown; after: unknown }
export type Change = { key: string; fields: readonly FieldChange[] }

export type Entry<T> = { key: string; item: T }

/** How one list became another. `order`: all keys in the new order, where the old order without what went is not the new one; else null. */
export type ListDiff<T extends Item = Item, C extends Change = Change> = {
  added: readonly Entry<T>[]
  removed: readonly Entry<T>[]
  changed: readonly C[]
  order: readonly string[] | null
}
export type Moved = { key: string; from: readonly string[]; to: readonly string[] }
export type Reordered = {
  key: string /** the sister that it follows now; null: it stands first */
  after: string | null
}
export type Renumbered = { key: string; from: string | null; to: string | null }

/** Elements: what was added and taken out, what stands elsewhere, what has another code, and what says something else. */
export type ElementsDiff = ListDiff<Element> & {
  moved: readonly Moved[]
  reordered: readonly Reordered[]
  renumbered: readonly Renumbered[]
}
export type MeasureChange = Change & { targets: ListDiff<Target> | null }
export type OtherList = Exclude<ListName, 'elements' | 'measures'>

/** Everything in which a plan differs from an earlier one: enough to make the one of the other (`applyDiff`). */
export type PlanDiff = {
  elements: ElementsDiff
  measures: ListDiff<Measure, MeasureChange>
  lists: Readonly<Partial<Record<OtherList, ListDiff>>>
  fields: readonly FieldChange[]
}

/** Fields of a list's entry that differ, but for some that are told elsewhere. */
function changesOf(before: Item, after: Item, skip: readonly string[] = []): FieldChange[] {
  if (before === after) return []
  const names = [...Object.keys(before), ...Object.keys(after).filter((name) => !(name in before))]
  return names
    .filter((name) => !skip.includes(name) && !same(before[name], after[name]))
    .map((field) => ({ field, before: before[field], after: after[field] }))
}

type Pairs<T> = { added: Entry<T>[]; removed: Entry<T>[]; both: [string, T, T][]; order: string[] | null }

function pairs<T extends Item>(before: readonly T[], after: readonly T[], key: (item: Item) => string): Pairs<T> {
  const was = keyed(before, key)
  const is = keyed(after, key)
  const both: [string, T, T][] = []
  const added: Entry<T>[] = []
  for (const [name, item] of is) {
    const old = was.get(name)
    if (old) both.push([name, old, item])
    else added.push({ key: name, item })
  }
  const removed = [...was].filter(([name]) => !is.has(name)).map(([name, item]) => ({ key: name, item }))
  const stay = [...was.keys()].filter((name) => is.has(name))
  const usual = [...stay, ...[...is.keys()].filter((name) => !was.has(name))]
  const order = [...is.keys()]
  return { added, removed, both, order: order.every((name, i) => name === usual[i]) ? null : order }
}

const isEmptyList = (diff: ListDiff): boolean =>
  diff.added.length + diff.removed.length + diff.changed.length === 0 && diff.order === null

function listDiff<T extends Item>(before: readonly T[], after: readonly T[], key: (item: Item) => string): ListDiff<T> {
  const { added, removed, both, order } = pairs(before, after, key)
  const changed = both
    .map(([name, old, now]) => ({ key: name, fields: changesOf(old, now) }))
    .filter((change) => change.fields.length > 0)
  return { added, removed, changed, order }
}

/** Entries that changed their place among those which kept their first parent. Order in the file alone, across parents, says nothing. */
function reorderedOf(was: readonly Element[], is: readonly Element[]): Reordered[] {
  const top = (element: Element) => element.parents[0] ?? ''
  const places = new Map(was.map((element, i) => [element.id, { place: i, under: top(element) }]))
  const sisters = new Map<string, Element[]>()
  for (const element of is) {
    const list = sisters.get(top(element))
    if (list) list.push(element)
    else sisters.set(top(element), [element])
  }
  return [...sisters].flatMap(([under, list]) => {
    const stayed = list.filter((element) => places.get(element.id)?.under === under)
    const kept = keptInOrder(stayed.map((element) => places.get(element.id)?.place ?? 0))
    const before = new Map(list.map((element, i) => [element.id, list[i - 1]?.id ?? null]))
    return stayed
      .filter((element) => !kept.has(places.get(element.id)?.place ?? 0))
      .map((element) => ({ key: element.id, after: before.get(element.id) ?? null }))
  })
}

function elementsDiff(before: readonly Element[], after: readonly Element[]): ElementsDiff {
  const { added, removed, both, order } = pairs(before, after, idOf)
  const moved: Moved[] = []
  const renumbered: Renumbered[] = []
  const changed: Change[] = []
  for (const [key, old, now] of both) {
    if (!same(old.parents, now.parents)) moved.push({ key, from: old.parents, to: now.parents })
    if (old.code !== now.code) renumbered.push({ key, from: old.code, to: now.code })
    const fields = changesOf(old, now, ['parents', 'code'])
    if (fields.length > 0) changed.push({ key, fields })
  }
  return { added, removed, moved, reordered: order ? reorderedOf(before, after) : [], renumbered, changed, order }
}

function measuresDiff(before: readonly Measure[], after: readonly Measure[]): ListDiff<Measure, MeasureChange> {
  const { added, removed, both, order } = pairs(before, after, idOf)
  const changed = both
    .map(([key, old, now]) => {
      const targets = listDiff(old.targets, now.targets, idOf)
      return { key, fields: changesOf(old, now, ['targets']), targets: isEmptyList(targets) ? null : targets }
    })
    .filter((change) => change.fields.length > 0 || change.targets !== null)
  return { added, removed, changed, order }
}

/**
 * What changed from one version of a plan to another. In: two plans. Out: elements added, taken out, moved, renumbered and changed by field; measures and their
 * targets; every other list and field. Two plans with one digest differ in nothing. Linear in the size of the plans but for the order of sisters (n log n).
 */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const lists: Partial<Record<OtherList, ListDiff>> = {}
  for (const name of listNames) {
    if (name === 'elements' || name === 'measures') continue
    const diff = listDiff<Item>(before[name] as readonly Item[], after[name] as readonly Item[], keyOf(name))
    if (!isEmptyList(diff)) lists[name] = diff
  }
  return {
    elements: elementsDiff(before.elements, after.elements),
    measures: measuresDiff(before.measures, after.measures),
    lists,
    fields: changesOf(before, after, listNames),
  }
}

/**
 * How many changes a difference has: every part added, taken out, moved, put in another order, renumbered or saying something else, every measure, every
 * entry of another list, every field of the plan. The one count of changes: what the page of the difference lists, and what a draft says of itself.
 */
export function changeCount(diff: PlanDiff): number {
  const of = (list: ListDiff): number => list.added.length + list.removed.length + list.changed.length
  const { elements } = diff
  const orders = Object.values(diff.lists).filter((list) => of(list) === 0 && list.order !== null).length
  return (
    of(elements) +
    elements.moved.length +
    elements.reordered.length +
    elements.renumbered.length +
    of(diff.measures) +
    Object.values(diff.lists).reduce((sum, list) => sum + of(list), 0) +
    orders +
    diff.fields.length
  )
}

/** True when the two plans say the same. */
export const isSame = (diff: PlanDiff): boolean =>
  isEmptyList(diff.elements) &&
  diff.elements.moved.length + diff.elements.renumbered.length === 0 &&
  isEmptyList(diff.measures) &&
  Object.keys(diff.lists).length === 0 &&
  diff.fields.length === 0
