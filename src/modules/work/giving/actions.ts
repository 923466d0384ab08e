import type { Tx } from '../../../platform/db/database.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import { object, write } from '../actions.ts'
import { type Item, unfinished } from '../schema.ts'
import { itemById } from '../store.ts'
import { mustGive } from './access.ts'
import { lastGiving, ownerMoved } from './rules.ts'

/** `version`: of the change, null when it was theirs already. `conflict`: somebody else gave it to another person after the form was opened. */
export type Given = { kind: 'given'; item: Item; version: number | null } | { kind: 'conflict'; item: Item }

/**
 * Gives one item to one person: from now on it is theirs alone. In: the version that the form was opened with, an account that holds a role in the district today, why.
 * The same again changes nothing. Errors: Missing, Forbidden `work/heads-only`, Invalid `work/no-such-colleague`, Conflict `work/finished`.
 */
export async function giveItem(
  tx: Tx,
  visitor: Visitor,
  id: number,
  asked: { version: number; to: number; reason: string },
): Promise<Given> {
  const item = await itemById(tx, id, true)
  mustGive(visitor, item)
  if (item.owner_account === asked.to) return { kind: 'given', item, version: null }
  if (!unfinished.includes(item.state))
    throw conflict(
      'work/finished',
      'This is done or dropped, so nobody has to do it any more.',
      'Open it again first, if there is something left to do.',
    )
  const colleagues = await peopleOf(tx, item.district_id, await todayOf(tx, item.district_id))
  if (!colleagues.some((one) => one.account_id === asked.to))
    throw invalid(
      'work/no-such-colleague',
      'This person has no role in the district today.',
      'Choose somebody of the list.',
    )
  if (asked.version < item.version && ownerMoved(await historyOf(tx, object, id), asked.version))
    return { kind: 'conflict', item }
  const became = { owner_account: asked.to, owner_role: null, owner_org: null, handed: true }
  const written = await write(tx, visitor.scope, item, became, 'handed', asked.reason)
  return { kind: 'given', item: written ?? item, version: written?.version ?? null }
}

/**
 * Undoes the giving of an item as a new change: it goes back to who had it before. Undone already, nothing changes.
 * Errors: Missing, Forbidden `work/heads-only`, Conflict `work/changed-since` when the owner was changed after it.
 */
export async function takeItemBack(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Item> {
  const item = await itemById(tx, id, true)
  mustGive(visitor, item)
  const changes = await historyOf(tx, object, id)
  const last = lastGiving(changes)
  if (last?.version === version) return (await write(tx, visitor.scope, item, last.before, 'undone')) ?? item
  const was = changes.find((one) => one.version === version && one.verb === 'handed')?.was
  const newest = changes.find((one) => one.version > version && 'owner_account' in one.became)
  if (was && newest?.verb === 'undone' && (was.owner_account ?? null) === item.owner_account) return item
  throw conflict(
    'work/changed-since',
    'This change can no longer be undone, as the same thing was changed after it.',
    'Open the item to see its history, and change it to what it should be.',
  )
}
