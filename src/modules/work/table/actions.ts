import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Deputy, mayUpdate } from '../access.ts'
import { type Outcome, undoItems, updateItems } from '../actions.ts'
import { standingIn } from '../delegation/reading.ts'
import type { Item, Typed } from '../schema.ts'
import { itemsByIds } from '../store.ts'

export type RowTyped = { id: number; typed: Typed }
/** What came of one row. `refused`: no such item, or not the visitor's to change. */
export type RowOutcome = Outcome | { kind: 'refused'; id: number }

/** The most rows that one post may carry. */
export const mostRows = 100

/**
 * Updates many items at once, each from the version that the person saw: what is fine is saved, what is not comes back with its reason. One transaction.
 * In: rows as they were sent, none twice. Out: what came of each, in their order. Rows are taken by id, so that two such posts never wait for each other in a ring.
 */
export async function updateMany(tx: Tx, visitor: Visitor, rows: readonly RowTyped[]): Promise<RowOutcome[]> {
  const some = rows.slice(0, mostRows)
  const { deputy, mine } = await standingOver(
    tx,
    visitor,
    some.map((row) => row.id),
  )
  const asked = some.flatMap(({ id, typed }) => {
    const item = mine.get(id)
    return item ? [{ item, typed }] : []
  })
  const outcomes = new Map(
    (await updateItems(tx, deputy, asked)).map((outcome) => [outcome.item.item_id, outcome] as const),
  )
  return some.map(({ id }) => outcomes.get(id) ?? { kind: 'refused', id })
}

/**
 * Undoes one change of each of several items, as new changes. What was changed again since stays.
 * Out: the items that were undone with the version of the undoing, and how many stayed.
 */
export async function undoMany(
  tx: Tx,
  visitor: Visitor,
  changes: readonly { id: number; version: number }[],
): Promise<{ undone: { id: number; version: number }[]; stayed: number }> {
  const some = [...new Map(changes.slice(0, mostRows).map((one) => [one.id, one])).values()]
  const { deputy, mine } = await standingOver(
    tx,
    visitor,
    some.map((one) => one.id),
  )
  const asked = some.flatMap(({ id, version }) => {
    const item = mine.get(id)
    return item ? [{ item, version }] : []
  })
  const undone = (await undoItems(tx, deputy, asked)).flatMap((item) =>
    item ? [{ id: item.item_id, version: item.version }] : [],
  )
  return { undone, stayed: some.length - undone.length }
}

/** The visitor with what was lent to them, and those of some items that they may change, locked. */
async function standingOver(
  tx: Tx,
  visitor: Visitor,
  ids: readonly number[],
): Promise<{ deputy: Deputy; mine: Map<number, Item> }> {
  const deputy = await standingIn(tx, visitor)
  const mine = (await itemsByIds(tx, ids)).filter((item) => mayUpdate(deputy, item))
  return { deputy, mine: new Map(mine.map((item) => [item.item_id, item])) }
}
