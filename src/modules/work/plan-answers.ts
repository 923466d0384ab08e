import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { type Listener, listen } from '../../platform/events.ts'
import { answersDue, planAnswers } from '../plans/index.ts'
import { type Asked, type Loaded, saveItems, writeAll } from './actions.ts'
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
  const changes = (await itemsFrom(tx, districtId, prefix)).flatMap((row): Asked[] => {
    const day = done.get(row.source)
    if (day && unfinished.includes(row.state)) return [{ row, became: { state: 'done', done_on: day }, verb: 'loaded' }]
    return day === null && row.state === 'done'
      ? [{ row, became: { state: 'open', done_on: null }, verb: 'loaded' }]
      : []
  })
  await writeAll(tx, scope, changes)
  return loaded
}

/** When a review says something new, it becomes due items in the same transaction. */
export const answerListeners: readonly Listener[] = [
  listen(answersDue, async (_services, tx, scope, told) => {
    await takeAnswers(tx, scope, told.district_id, told.plan)
  }),
]
