import { now } from '../../platform/clock.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import type { Text } from '../../platform/words.ts'
import { type Target, targetParser } from './targets.ts'

/** A promise about a definition: which plan element makes it, where it is shown, and the target as data. */
export type Promised = {
  district_id: number
  definition: string
  source: string
  label: Text
  href: string
  target: Target
}

/** Replaces all targets that a source (a plan) promises in a district. The same targets twice change nothing. */
export async function saveTargets(
  tx: Tx,
  districtId: number,
  sourcePrefix: string,
  rows: readonly Promised[],
): Promise<void> {
  await query(tx, 'delete from indicators.target where district_id = $1 and starts_with(source, $2)', [
    districtId,
    sourcePrefix,
  ])
  for (const row of rows)
    await query(
      tx,
      `insert into indicators.target (district_id, definition, source, label, href, target, saved_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [districtId, row.definition, row.source, row.label, row.href, targetParser.parse(row.target), now()],
    )
}

/** A stored promise, its target checked again. */
export const promisedOf = (row: Omit<Promised, 'target'> & { target: unknown }): Promised => ({
  ...row,
  target: targetParser.parse(row.target),
})

/** The targets that a district's plans promise for a definition, in the order of their sources. */
export async function targetsOf(tx: Tx, districtId: number, definition: string): Promise<Promised[]> {
  const rows = await query<Omit<Promised, 'target'> & { target: unknown }>(
    tx,
    'select district_id, definition, source, label, href, target from indicators.target where district_id = $1 and definition = $2 order by source',
    [districtId, definition],
  )
  return rows.map(promisedOf)
}
