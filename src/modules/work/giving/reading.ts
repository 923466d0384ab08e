import type { Tx } from '../../../platform/db/database.ts'
import type { Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf } from '../../people/index.ts'
import { type Item, unfinished } from '../schema.ts'
import { mayGive } from './access.ts'
import type { GiveBlockProps } from './pages/give-block.tsx'
import { lastGiving } from './rules.ts'

export type Giving = Pick<GiveBlockProps, 'id' | 'version' | 'people' | 'owner' | 'undo'>

/** What the page of an item offers to whoever may give it to a person; null for everybody else, and for what is finished. */
export async function givingOf(
  tx: Tx,
  visitor: Visitor,
  item: Item,
  changes: readonly Recorded[],
  at: { today: string; owner: string },
): Promise<Giving | null> {
  if (!mayGive(visitor, item) || !unfinished.includes(item.state) || !item.listed) return null
  const people = await peopleOf(tx, item.district_id, at.today)
  return {
    id: item.item_id,
    version: item.version,
    people: people
      .filter((one) => one.account_id !== item.owner_account)
      .map((one) => ({ value: String(one.account_id), label: one.name })),
    owner: item.owner_account === null ? null : at.owner,
    undo: lastGiving(changes)?.version ?? null,
  }
}
