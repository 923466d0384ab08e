import type { Element, Measure, Plan, Target } from '../file/format.ts'
import { idOf, type Item, keyed, keyOf, type ListName, listNames } from './keys.ts'
import type { Change, FieldChange, ListDiff, PlanDiff } from './plan-diff.ts'

const withFields = <T extends Item>(item: T, fields: readonly FieldChange[]): T => ({
  ...item,
  ...Object.fromEntries(fields.map(({ field, after }) => [field, after])),
})

function applyList<T extends Item, C extends Change>(
  items: readonly T[],
  diff: ListDiff<T, C>,
  key: (item: Item) => string,
  change: (item: T, change: C) => T = (item, { fields }) => withFields(item, fields),
): T[] {
  const now = keyed(items, key)
  for (const one of diff.removed) now.delete(one.key)
  for (const one of diff.changed) {
    const item = now.get(one.key)
    if (item) now.set(one.key, change(item, one))
  }
  // What is added comes after what stays, unless the order says where.
  const out = new Map([...now, ...diff.added.map((one): [string, T] => [one.key, one.item])])
  return diff.order === null
    ? [...out.values()]
    : diff.order.flatMap((name): T[] => {
        const item = out.get(name)
        return item ? [item] : []
      })
}

/**
 * Does to a plan what a diff says. In: the plan that the diff begins from. Out: the plan that it leads to, the same in its canonical form. A diff of other
 * plans gives nonsense: whoever keeps diffs keeps the digest of their beginning too.
 */
export function applyDiff(plan: Plan, diff: PlanDiff): Plan {
  const { elements, measures } = diff
  const parents = new Map(elements.moved.map((one) => [one.key, one.to]))
  const codes = new Map(elements.renumbered.map((one) => [one.key, one.to]))
  const placed = applyList<Element, Change>(
    [...keyed(plan.elements, idOf)].map(([key, element]) => ({
      ...element,
      parents: [...(parents.get(key) ?? element.parents)],
      code: codes.has(key) ? (codes.get(key) ?? null) : element.code,
    })),
    elements,
    idOf,
  )
  const measured = applyList<Measure, PlanDiff['measures']['changed'][number]>(
    plan.measures,
    measures,
    idOf,
    (measure, change) => ({
      ...withFields(measure, change.fields),
      targets: change.targets ? applyList<Target, Change>(measure.targets, change.targets, idOf) : measure.targets,
    }),
  )
  const lists = Object.fromEntries(
    listNames
      .filter((name): name is Exclude<ListName, 'elements' | 'measures'> => name in diff.lists)
      .map((name) => [name, applyList(plan[name] as readonly Item[], diff.lists[name] as ListDiff, keyOf(name))]),
  )
  return { ...withFields(plan, diff.fields), ...lists, elements: placed, measures: measured }
}
