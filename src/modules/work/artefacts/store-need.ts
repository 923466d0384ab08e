import { query, type Tx } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/words.ts'
import type { Item } from '../schema.ts'

/** Those of some items that have an artefact that was accepted or waits for a signature. */
export async function withArtefact(tx: Tx, itemIds: readonly number[]): Promise<Set<number>> {
  if (itemIds.length === 0) return new Set()
  const rows = await query<{ subject: string }>(
    tx,
    `select distinct s.subject from work.artefact_subject s join work.artefact a on a.artefact_id = s.artefact_id
     join work.artefact_version v on v.artefact_id = a.artefact_id and v.number = a.number
     where s.subject = any ($1::text[]) and not a.removed and v.state in ('waiting', 'accepted')`,
    [itemIds.map((id) => `item:${id}`)],
  )
  return new Set(rows.map((row) => Number(row.subject.slice('item:'.length))))
}

/** True when an item has an artefact that was accepted or waits for a signature. */
export const hasArtefact = async (tx: Tx, itemId: number): Promise<boolean> =>
  (await withArtefact(tx, [itemId])).has(itemId)

/** Items of a district that are not done without an artefact, by date; dropped ones are left out. */
export const needing = (tx: Tx, districtId: number): Promise<Item[]> =>
  query<Item>(
    tx,
    `select i.* from work.item i where i.district_id = $1 and i.needs_artefact and i.listed and i.state <> 'dropped'
     order by i.due_on nulls last, i.item_id limit 500`,
    [districtId],
  )

/** A meeting of a district by its committee's name and its day; null when there is none. */
export async function meetingOf(
  tx: Tx,
  districtId: number,
  id: number,
): Promise<{ committee: Text; held_on: string } | null> {
  const rows = await query<{ committee: Text; held_on: string }>(
    tx,
    `select c.name as committee, m.held_on from work.meeting m join work.committee c on c.committee_id = m.committee_id
     where m.district_id = $1 and m.meeting_id = $2`,
    [districtId, id],
  )
  return rows[0] ?? null
}
