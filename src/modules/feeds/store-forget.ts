import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'
import type { ImportRow, VersionRow } from './schema.ts'
import type { Key } from './store-version.ts'

/** A version or an upload that was written anew without a person. `new_sha256` null: the file was removed. */
export type Rewritten = {
  org_id: number
  forgetting_id: number
  what: 'version' | 'upload'
  dataset: string | null
  school_year: number | null
  version: number | null
  import_id: number | null
  old_sha256: string
  new_sha256: string | null
  rows_gone: number
  at: Date
  by_name: string
}

export async function addRewritten(tx: Tx, row: Rewritten): Promise<void> {
  await query(
    tx,
    `insert into feeds.rewritten (org_id, forgetting_id, what, dataset, school_year, version, import_id, old_sha256, new_sha256, rows_gone, at, by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.org_id,
      row.forgetting_id,
      row.what,
      row.dataset,
      row.school_year,
      row.version,
      row.import_id,
      row.old_sha256,
      row.new_sha256,
      row.rows_gone,
      row.at,
      row.by_name,
    ],
  )
}

export async function rewrittenBy(tx: Tx, forgettingId: number): Promise<Rewritten[]> {
  return query<Rewritten>(
    tx,
    `select org_id, forgetting_id, what, dataset, school_year, version, import_id, old_sha256, new_sha256, rows_gone, at, by_name
     from feeds.rewritten where forgetting_id = $1 order by rewritten_id`,
    [forgettingId],
  )
}

/** Points a version at its rewritten file. */
export async function replaceVersionFile(
  tx: Tx,
  key: Key,
  version: number,
  file: Pick<VersionRow, 'path' | 'sha256' | 'size' | 'rows'>,
): Promise<void> {
  await query(
    tx,
    `update feeds.dataset_version set path = $5, sha256 = $6, size = $7, rows = $8 where org_id = $1 and dataset = $2 and school_year = $3 and version = $4`,
    [key.org_id, key.dataset, key.school_year, version, file.path, file.sha256, file.size, file.rows],
  )
}

/** Points an import at its rewritten bytes. Out: false when another import of the district has the same bytes. */
export async function replaceUpload(
  tx: Tx,
  row: Pick<ImportRow, 'org_id' | 'import_id'>,
  file: { sha256: string; size: number },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update feeds.import i set sha256 = $3, size = $4, version = version + 1 where import_id = $2 and org_id = $1
       and not exists (select from feeds.import o where o.org_id = $1 and o.sha256 = $3 and o.import_id <> $2 and o.state <> 'purged') returning 1`,
    [row.org_id, row.import_id, file.sha256, file.size],
  )
  return rows.length > 0
}

/** Every import of a district, whatever its state, oldest first. */
export async function everyImport(
  tx: Tx,
  districtId: number,
): Promise<
  Pick<
    ImportRow,
    | 'import_id'
    | 'org_id'
    | 'kind'
    | 'sha256'
    | 'size'
    | 'state'
    | 'stop_code'
    | 'mapping'
    | 'headers'
    | 'file_gone_at'
    | 'version'
    | 'name'
  >[]
> {
  return query(
    tx,
    `select import_id, org_id, kind, sha256, size, state, stop_code, mapping, headers, file_gone_at, version, name from feeds.import where org_id = $1 order by import_id`,
    [districtId],
  )
}

/** Imports that are being read or loaded at this moment. */
export async function importsAtWork(tx: Tx, districtId: number): Promise<number> {
  const rows = await query<{ n: number }>(
    tx,
    `select count(*) as n from feeds.import where org_id = $1 and state in ('examining', 'loading')`,
    [districtId],
  )
  return rows[0]?.n ?? 0
}

/** Takes an id, and names that a broken file left as headers, out of what was found in a district's files. Counts stay. */
export async function blankFindings(tx: Tx, districtId: number, id: string, names: readonly string[]): Promise<number> {
  const words = [id, ...names].filter((word) => word !== '').map((word) => word.toLowerCase())
  const ids = await query(
    tx,
    'update feeds.finding set external_id = null where org_id = $1 and lower(external_id) = any ($2::text[]) returning 1',
    [districtId, words],
  )
  await query(
    tx,
    'update feeds.finding set column_name = null where org_id = $1 and lower(column_name) = any ($2::text[])',
    [districtId, words],
  )
  await query(
    tx,
    `update feeds.import set headers = '[]' where org_id = $1
       and exists (select from jsonb_array_elements_text(headers) h where lower(trim(h)) = any ($2::text[]))`,
    [districtId, words],
  )
  await query(tx, 'delete from feeds.mapping where org_id = $1 and lower(header) = any ($2::text[])', [
    districtId,
    words,
  ])
  return ids.length
}

/** True when every one of these files (below the home) is still named by a version of the district that is kept. */
export async function stillNamed(tx: Tx, districtId: number, paths: readonly string[]): Promise<boolean> {
  const rows = await query<{ n: number }>(
    tx,
    'select count(distinct path) as n from feeds.dataset_version where org_id = $1 and path = any ($2::text[]) and file_gone_at is null',
    [districtId, paths],
  )
  return rows[0]?.n === new Set(paths).size
}
