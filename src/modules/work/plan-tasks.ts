import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { type Answer, answer, type Listener, listen } from '../../platform/events.ts'
import { type Org, orgByCode, todayOf } from '../people/index.ts'
import { currentPlan, planLoaded, planTasks, type TaskStanding, taskStates } from '../plans/index.ts'
import { type Loaded, saveItems } from './actions.ts'
import { itemsOf } from './reading.ts'
import { countsOf, headOf } from './rules.ts'
import type { Counts, NewItem, Owner } from './schema.ts'
import { stateWords } from './view.ts'

/** All items of a plan begin with this. */
export const planPrefix = (slug: string): string => `plan:${slug}/`

/**
 * Takes over the tasks of a district's plan as due items: each belongs to whoever heads the office that the plan names; one without an office waits for an owner.
 * A plan that is a draft or has ended has none: what was still to be done is dropped.
 */
export async function takePlan(tx: Tx, scope: Scope, districtId: number, slug: string): Promise<Loaded> {
  const offices = new Map<string, Org | null>()
  const items: NewItem[] = []
  const current = await currentPlan(tx, districtId)
  // A task whose measure is a document is done when the document is there.
  const shown = (element: string): boolean =>
    current?.row.slug === slug && current.graph.measures(element).some((one) => one.artefact)
  for (const task of await planTasks(tx, districtId, slug)) {
    const code = task.owner_code
    if (code !== null && !offices.has(code)) offices.set(code, await orgByCode(tx, districtId, code))
    const office = code === null ? null : (offices.get(code) ?? null)
    const owner: Owner = office === null ? null : headOf(office)
    items.push({
      source: `${planPrefix(slug)}${task.element}`,
      kind: 'task',
      org_id: office?.org_id ?? districtId,
      title: task.title,
      plan: { slug, element: task.element, code: task.code },
      href: task.href,
      owner,
      starts_on: task.from_date,
      due_on: task.to_date,
      needs_artefact: shown(task.element),
    })
  }
  return saveItems(tx, scope, districtId, planPrefix(slug), items)
}

const standings = ['done', 'late', 'open', 'dropped'] as const satisfies readonly (keyof Counts)[]

/** When a plan comes in, its tasks become due items in the same transaction. */
export const listeners: readonly Listener[] = [
  listen(planLoaded, async (_services, tx, scope, told) => {
    await takePlan(tx, scope, told.district_id, told.plan)
  }),
]

/** What the pages of plans ask: how the tasks stand today. */
export const answers: readonly Answer[] = [
  answer(taskStates, async (_services, tx, _scope, asked) => {
    const today = await todayOf(tx, asked.district_id)
    const { items } = await itemsOf(tx, {
      districtId: asked.district_id,
      planSlug: asked.plan,
      today,
      ...(asked.tasks ? { elementIds: asked.tasks } : {}),
    })
    const found: Record<string, TaskStanding> = {}
    for (const item of items) {
      const counts = countsOf([item], today)
      if (item.element !== null)
        found[item.element] = {
          state: stateWords(item, today, asked.lang),
          standing: standings.find((name) => counts[name] > 0) ?? 'open',
          href: `/work/${item.item_id}`,
        }
    }
    return found
  }),
]
