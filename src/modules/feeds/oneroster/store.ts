import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

/** The version of the roster that stands in the tables of `people`; 0 when none does. */
export async function rosterStanding(tx: Tx, districtId: number): Promise<number> {
  const rows = await query<{ version: number }>(tx, 'select version from feeds.roster_state where org_id = $1', [
    districtId,
  ])
  return rows[0]?.version ?? 0
}

export async function noteStanding(tx: Tx, districtId: number, version: number): Promise<void> {
  await query(
    tx,
    'insert into feeds.roster_state (org_id, version) values ($1, $2) on conflict (org_id) do update set version = excluded.version',
    [districtId, version],
  )
}
