import type { Db, Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'
import type {
  Counts,
  FindingCount,
  FindingRow,
  GuardHit,
  ImportRow,
  ImportState,
  KindName,
  Unmatched,
} from './schema.ts'

const columns = `import_id, org_id, kind, sha256, name, size, state, stop_code, failure_code, headers, mapping, counts, guards, school_years, override_reason, override_by,
  override_at, status, embargo_until, embargo_accounts, via, received_at, received_by, decided_at, decided_by, note, loaded_at, file_gone_at, purged_at, purged_by,
  purge_reason, auto_accept, unmatched, version`

/** Says for the running transaction that the files of this district may be worked with. Called by access.ts after its check, and by nobody else. */
export async function runData(tx: Tx, districtId: number): Promise<void> {
  await query(tx, `select set_config('throughline.feeds', $1, true)`, [`{${districtId}}`])
}

export async function importById(tx: Tx, id: number, lock = false): Promise<ImportRow | null> {
  return (
    (
      await query<ImportRow>(
        tx,
        `select ${columns} from feeds.import where import_id = $1 ${lock ? 'for update' : ''}`,
        [id],
      )
    )[0] ?? null
  )
}

/** The import of these bytes in this district, unless it was purged. */
export async function importOf(tx: Tx, districtId: number, sha256: string): Promise<ImportRow | null> {
  return (
    (
      await query<ImportRow>(
        tx,
        `select ${columns} from feeds.import where org_id = $1 and sha256 = $2 and state <> 'purged'`,
        [districtId, sha256],
      )
    )[0] ?? null
  )
}

/** How many files of a district wait for a person: to be accepted, answered, or looked at after a failure. */
export async function countWaiting(
  tx: Tx,
  districtId: number,
): Promise<{ examined: number; stopped: number; failed: number }> {
  const rows = await query<{ examined: number; stopped: number; failed: number }>(
    tx,
    `select count(*) filter (where state = 'examined') as examined, count(*) filter (where state = 'stopped') as stopped, count(*) filter (where state = 'failed') as failed
     from feeds.import where org_id = $1`,
    [districtId],
  )
  return rows[0] ?? { examined: 0, stopped: 0, failed: 0 }
}

export async function recentImports(tx: Tx, districtId: number, most: number, offset = 0): Promise<ImportRow[]> {
  return query<ImportRow>(
    tx,
    `select ${columns} from feeds.import where org_id = $1 order by received_at desc, import_id desc limit $2 offset $3`,
    [districtId, most, offset],
  )
}

/** Adds an import. Out: its row, or null when these bytes came at the same moment from somebody else. */
export async function addImport(
  tx: Tx,
  row: Pick<
    ImportRow,
    'org_id' | 'kind' | 'sha256' | 'name' | 'size' | 'via' | 'received_at' | 'received_by' | 'auto_accept'
  >,
): Promise<ImportRow | null> {
  const rows = await query<ImportRow>(
    tx,
    `insert into feeds.import (org_id, kind, sha256, name, size, via, received_at, received_by, auto_accept, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'received')
     on conflict (org_id, sha256) where state <> 'purged' do nothing returning ${columns}`,
    [row.org_id, row.kind, row.sha256, row.name, row.size, row.via, row.received_at, row.received_by, row.auto_accept],
  )
  return rows[0] ?? null
}

const changeable = [
  'kind',
  'state',
  'stop_code',
  'failure_code',
  'override_reason',
  'override_by',
  'override_at',
  'status',
  'embargo_until',
  'embargo_accounts',
  'decided_at',
  'decided_by',
  'note',
  'loaded_at',
  'file_gone_at',
  'purged_at',
  'purged_by',
  'purge_reason',
  'school_years',
  'name',
] as const
export type ImportChange = Partial<Pick<ImportRow, (typeof changeable)[number]>> & {
  headers?: readonly string[]
  mapping?: Record<string, string>
  counts?: Partial<Counts>
  guards?: readonly GuardHit[]
  unmatched?: readonly Unmatched[]
}

/** Writes some fields of an import and counts its version up. Out: the row as it is now. */
export async function changeImport(tx: Tx, id: number, change: ImportChange): Promise<ImportRow> {
  const sets: string[] = []
  const values: unknown[] = [id]
  for (const [name, value] of Object.entries(change)) {
    const json =
      name === 'headers' || name === 'mapping' || name === 'counts' || name === 'guards' || name === 'unmatched'
    if (!json && !(changeable as readonly string[]).includes(name)) throw new Error(`No field ${name}.`)
    values.push(json ? JSON.stringify(value) : value)
    sets.push(`${name} = $${values.length}${json ? '::jsonb' : ''}`)
  }
  const rows = await query<ImportRow>(
    tx,
    `update feeds.import set ${[...sets, 'version = version + 1'].join(', ')} where import_id = $1 returning ${columns}`,
    values,
  )
  if (!rows[0]) throw new Error('No such import.')
  return rows[0]
}

export async function importsIn(tx: Tx, districtId: number, states: readonly ImportState[]): Promise<ImportRow[]> {
  return query<ImportRow>(
    tx,
    `select ${columns} from feeds.import where org_id = $1 and state = any ($2) order by import_id`,
    [districtId, states],
  )
}

/** Notes that a district needs these bytes. */
export async function noteFile(tx: Tx, districtId: number, sha256: string): Promise<void> {
  await query(tx, 'insert into feeds.file_use (sha256, org_id) values ($1, $2) on conflict do nothing', [
    sha256,
    districtId,
  ])
}

/** Takes a district off a file. Out: true when no other district needs the bytes. */
export async function dropFile(tx: Tx, districtId: number, sha256: string): Promise<boolean> {
  await query(tx, 'delete from feeds.file_use where org_id = $1 and sha256 = $2', [districtId, sha256])
  return (await query(tx, 'select 1 from feeds.file_use where sha256 = $1', [sha256])).length === 0
}

/** Whether any district needs these bytes. */
export async function isNeeded(tx: Tx, sha256: string): Promise<boolean> {
  return (await query(tx, 'select 1 from feeds.file_use where sha256 = $1 limit 1', [sha256])).length > 0
}

/** Digests of all files that any district still needs: for the sweeper. */
export async function neededFiles(db: Db): Promise<Set<string>> {
  return new Set(
    (await query<{ sha256: string }>(db, 'select distinct sha256 from feeds.file_use')).map((row) => row.sha256),
  )
}

/** Replaces what was found in an import: counts for each check, and the first thousand findings. */
export async function writeFindings(
  tx: Tx,
  importId: number,
  districtId: number,
  counts: readonly FindingCount[],
  first: readonly FindingRow[],
): Promise<void> {
  await query(tx, 'delete from feeds.finding where import_id = $1', [importId])
  await query(tx, 'delete from feeds.finding_count where import_id = $1', [importId])
  await query(
    tx,
    `insert into feeds.finding_count (import_id, org_id, check_id, severity, rows)
     select $1, $2, c, s, r from unnest($3::text[], $4::text[], $5::bigint[]) as t(c, s, r)`,
    [
      importId,
      districtId,
      counts.map((one) => one.check_id),
      counts.map((one) => one.severity),
      counts.map((one) => one.rows),
    ],
  )
  await query(
    tx,
    `insert into feeds.finding (import_id, n, org_id, check_id, row_no, column_name, external_id, nearest)
     select $1, n, $2, c, r, k, e, s from unnest($3::int[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[]) as t(n, c, r, k, e, s)`,
    [
      importId,
      districtId,
      first.map((one) => one.n),
      first.map((one) => one.check_id),
      first.map((one) => one.row_no),
      first.map((one) => one.column_name),
      first.map((one) => one.external_id),
      first.map((one) => one.nearest),
    ],
  )
}

export async function findingCounts(tx: Tx, importId: number): Promise<FindingCount[]> {
  return query<FindingCount>(
    tx,
    'select check_id, severity, rows from feeds.finding_count where import_id = $1 order by severity, rows desc, check_id',
    [importId],
  )
}

/** The first findings of one check. The district's student id comes only where `withStudents`. */
export async function firstFindings(
  tx: Tx,
  importId: number,
  checkId: string,
  most: number,
  withStudents: boolean,
): Promise<FindingRow[]> {
  return query<FindingRow>(
    tx,
    `select n, check_id, row_no, column_name, case when $4 then external_id end as external_id, nearest
     from feeds.finding where import_id = $1 and check_id = $2 order by n limit $3`,
    [importId, checkId, most, withStudents],
  )
}

export async function keptMapping(tx: Tx, districtId: number, kind: KindName): Promise<Record<string, string>> {
  const rows = await query<{ header: string; column_name: string }>(
    tx,
    'select header, column_name from feeds.mapping where org_id = $1 and kind = $2',
    [districtId, kind],
  )
  return Object.fromEntries(rows.map((row) => [row.header, row.column_name]))
}

export async function keepMapping(
  tx: Tx,
  districtId: number,
  kind: KindName,
  mapping: Readonly<Record<string, string>>,
  at: Date,
): Promise<void> {
  await query(
    tx,
    `insert into feeds.mapping (org_id, kind, header, column_name, kept_at) select $1, $2, h, c, $5 from unnest($3::text[], $4::text[]) as t(h, c)
     on conflict (org_id, kind, header) do update set column_name = excluded.column_name, kept_at = excluded.kept_at`,
    [districtId, kind, Object.keys(mapping), Object.values(mapping), at],
  )
}
