import { query, type Tx } from '../db/database.ts'

/** A file as a district knows it: which bytes, under which name, from whom. */
export type FileNamed = {
  org_id: number
  sha256: string
  size: number
  name: string
  kind: string
  added_by: number | null
  added_at: Date
}

/** Names stored bytes in a district. The same bytes again keep their first name; bytes that were purged come back. */
export async function nameFile(tx: Tx, file: FileNamed): Promise<void> {
  await query(
    tx,
    `insert into platform.file (org_id, sha256, size, name, kind, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, sha256) do update set purged_at = null`,
    [file.org_id, file.sha256, file.size, file.name, file.kind, file.added_by, file.added_at],
  )
}

/** Notes that a district purged a file: the row stays as a tombstone. */
export async function markPurged(tx: Tx, file: { org_id: number; sha256: string; at: Date }): Promise<void> {
  await query(tx, 'update platform.file set purged_at = $3 where org_id = $1 and sha256 = $2', [
    file.org_id,
    file.sha256,
    file.at,
  ])
}
