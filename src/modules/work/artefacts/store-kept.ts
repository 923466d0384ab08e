import { query, type Tx } from '../../../platform/db/database.ts'
import type { Kept } from '../../../platform/files/kept.ts'

const path = `'evidence/' || left(sha256, 2) || '/' || sha256`

/** Files that rows of this module name: what was brought as evidence, and the versions of documents. */
export const kept: readonly Kept[] = [
  {
    what: 'evidence',
    tables: ['work.artefact_version', 'work.document_version'],
    select: `select ${path} as path, sha256, max(size) as size, false as folder, true as needed from (
               select sha256, size from work.artefact_version where sha256 is not null and erased_at is null
               union all select sha256, size from work.document_version where sha256 is not null) as named
             group by sha256`,
  },
]

/** Digests of all files that any district still needs. In: a transaction of the system actor `sweep`, who alone sees the rows of every district. */
export async function neededEvidence(tx: Tx): Promise<Set<string>> {
  const rows = await query<{ sha256: string }>(
    tx,
    `select sha256 from work.artefact_version where sha256 is not null and erased_at is null
     union select sha256 from work.document_version where sha256 is not null`,
  )
  return new Set(rows.map((row) => row.sha256))
}
