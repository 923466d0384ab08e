import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'

/** How long one kind of file is kept; `kind` '' is what a district's other kinds inherit. Null days are inherited. */
export type RetentionRow = { kind: string; file_days: number | null; version_days: number | null; version: number }

export async function retentionRows(tx: Tx, districtId: number): Promise<RetentionRow[]> {
  return query<RetentionRow>(
    tx,
    'select kind, file_days, version_days, version from feeds.retention where org_id = $1 order by kind',
    [districtId],
  )
}

/** Writes one row. Out: its new version. */
export async function writeRetention(tx: Tx, districtId: number, row: Omit<RetentionRow, 'version'>): Promise<number> {
  const rows = await query<{ version: number }>(
    tx,
    `insert into feeds.retention (org_id, kind, file_days, version_days) values ($1, $2, $3, $4)
     on conflict (org_id, kind) do update set file_days = excluded.file_days, version_days = excluded.version_days, version = feeds.retention.version + 1 returning version`,
    [districtId, row.kind, row.file_days, row.version_days],
  )
  return rows[0]?.version ?? 1
}
