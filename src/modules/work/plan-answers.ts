import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { type Listener, listen } from '../../platform/events.ts'
import { answersDue, planAnswers } from '../plans/index.ts'
import { type Loaded, saveItems, write } from './actions.ts'
import { unfinished } from './schema.ts'
import { itemsFrom } from './store.ts'

/** All items that come from the reviews of a plan begin with this. */
export const answersPrefix = (slug: string): string => `review:${slug}/`

/**
 * Takes over what the reviews of a school's or office's plan ask: a comment waits for an answer, a review for its reviewer. What was answered there is done here; what
 * was opened again is open again, as the answer is given there and nowhere else. Twice changes nothing.
 */
export async function takeAnswers(tx: Tx, scope: Scope, districtId: number, slug: string): Promise<Loaded> {
  const told = await planAnswers(tx, districtId, slug)
  const prefix = answersPrefix(slug)
  const loaded = await saveItems(
    tx,
    scope,
    districtId,
    prefix,
    told.map((one) => ({
      source: `${prefix}${one.key}`,
      kind: 'task',
      org_id: one.org_id,
      title: one.title,
      href: one.href,
      owner: one.owner,
      starts_on: one.starts_on,
      due_on: one.due_on,
    })),
  )
  const done = new Map(told.map((one) => [`${prefix}${one.key}`, one.done_on]))
  for (const item of await itemsFrom(tx, districtId, prefix)) {
    const day = done.get(item.source)
    if (day && unfinished.includes(item.state)) await write(tx, scope, item, { state: 'done', done_on: day }, 'loaded')
    else if (day === null && item.state === 'done')
      await write(tx, scope, item, { state: 'open', done_on: null }, 'loaded')
  }
  return loaded
}

/** When a review says something new, it becomes due items in the same transaction. */
export const answerListeners: readonly Listener[] = [
  listen(answersDue, async (_services, tx, scope, told) => {
    await takeAnswers(tx, scope, told.district_id, told.plan)
  }),
]
