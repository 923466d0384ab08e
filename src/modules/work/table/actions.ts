import type { Tx } from '../../../platform/db/database.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { mayUpdate } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { object, type Outcome, undoItem, updateItem } from '../actions.ts'
import { undoOf } from '../rules.ts'
import type { Typed } from '../schema.ts'
import { itemsByIds } from '../store.ts'

export type RowTyped = { id: number; typed: Typed }
/** What came of one row. `refused`: no such item, or not the visitor's to change. */
export type RowOutcome = Outcome | { kind: 'refused'; id: number }

/** The most rows that one post may carry. */
export const mostRows = 100

/**
 * Updates many items at once, each from the version that the person saw: what is fine is saved, what is not comes back with its reason. One transaction.
 * In: rows as they were sent. Out: what came of each, in their order. Rows are taken by id, so that two such posts never wait for each other in a ring.
 */
export async function updateMany(tx: Tx, visitor: Visitor, rows: readonly RowTyped[]): Promise<RowOutcome[]> {
  const some = rows.slice(0, mostRows)
  const deputy = await standingIn(tx, visitor)
  const known = new Map(
    (
      await itemsByIds(
        tx,
        some.map((row) => row.id),
      )
    ).map((item) => [item.item_id, item]),
  )
  const outcomes = new Map<number, RowOutcome>()
  for (const row of some.toSorted((a, b) => a.id - b.id)) {
    const item = known.get(row.id)
    outcomes.set(
      row.id,
      item && mayUpdate(deputy, item)
        ? await updateItem(tx, deputy, row.id, row.typed)
        : { kind: 'refused', id: row.id },
    )
  }
  return some.map((row) => outcomes.get(row.id) ?? { kind: 'refused', id: row.id })
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
  const some = changes.slice(0, mostRows).toSorted((a, b) => a.id - b.id)
  const items = await itemsByIds(
    tx,
    some.map((one) => one.id),
  )
  const deputy = await standingIn(tx, visitor)
  const mine = new Set(items.filter((item) => mayUpdate(deputy, item)).map((item) => item.item_id))
  const undone: { id: number; version: number }[] = []
  for (const one of some) {
    if (!mine.has(one.id) || undoOf(await historyOf(tx, object, one.id), one.version) === null) continue
    undone.push({ id: one.id, version: (await undoItem(tx, deputy, one.id, one.version)).version })
  }
  return { undone, stayed: some.length - undone.length }
}
