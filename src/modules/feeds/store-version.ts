import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'
import type { Dataset, FreshnessRow, VersionRow } from './schema.ts'

const columns = `org_id, dataset, school_year, version, path, sha256, size, rows, import_id, base_version, status, made_at, through_date, held, embargo_until,
  embargo_accounts, withdrawn_at, withdrawn_by, withdrawn_reason, file_gone_at`

export type Key = { org_id: number; dataset: Dataset; school_year: number }
const at = (key: Key) => [key.org_id, key.dataset, key.school_year]
const where = 'org_id = $1 and dataset = $2 and school_year = $3'

/** Waits until nobody else loads or moves this dataset of this district; held to the end of the transaction. */
export async function lockDataset(tx: Tx, districtId: number, dataset: Dataset): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('feeds/' || $1 || '/' || $2, 0))`, [
    String(districtId),
    dataset,
  ])
}

export async function versionBy(tx: Tx, key: Key, version: number): Promise<VersionRow | null> {
  return (
    (
      await query<VersionRow>(tx, `select ${columns} from feeds.dataset_version where ${where} and version = $4`, [
        ...at(key),
        version,
      ])
    )[0] ?? null
  )
}

export async function versionsOf(tx: Tx, key: Key): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `select ${columns} from feeds.dataset_version where ${where} order by version desc`,
    at(key),
  )
}

export async function versionsOfImport(tx: Tx, importId: number): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `select ${columns} from feeds.dataset_version where import_id = $1 order by dataset, school_year, version`,
    [importId],
  )
}

export async function allVersions(tx: Tx, districtId: number): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `select ${columns} from feeds.dataset_version where org_id = $1 order by dataset, school_year, version`,
    [districtId],
  )
}

export async function nextVersion(tx: Tx, key: Key): Promise<number> {
  const rows = await query<{ v: number }>(
    tx,
    `select coalesce(max(version), 0) + 1 as v from feeds.dataset_version where ${where}`,
    at(key),
  )
  return rows[0]?.v ?? 1
}

export type NewVersion = Omit<VersionRow, 'withdrawn_at' | 'withdrawn_by' | 'withdrawn_reason' | 'file_gone_at'>

export async function addVersion(tx: Tx, row: NewVersion): Promise<void> {
  await query(
    tx,
    `insert into feeds.dataset_version (org_id, dataset, school_year, version, path, sha256, size, rows, import_id, base_version, status, made_at, through_date, held,
       embargo_until, embargo_accounts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...at(row),
      row.version,
      row.path,
      row.sha256,
      row.size,
      row.rows,
      row.import_id,
      row.base_version,
      row.status,
      row.made_at,
      row.through_date,
      row.held,
      row.embargo_until,
      row.embargo_accounts,
    ],
  )
}

export async function releaseVersion(tx: Tx, key: Key, version: number): Promise<void> {
  await query(tx, `update feeds.dataset_version set held = false where ${where} and version = $4`, [
    ...at(key),
    version,
  ])
}

/** Marks a version as gone: the row stays as its tombstone. */
export async function buryVersion(
  tx: Tx,
  key: Key,
  version: number,
  told: { at: Date; by: string; reason: string },
): Promise<void> {
  await query(
    tx,
    `update feeds.dataset_version set withdrawn_at = $5, withdrawn_by = $6, withdrawn_reason = $7, file_gone_at = $5, held = false where ${where} and version = $4`,
    [...at(key), version, told.at, told.by, told.reason],
  )
}

export async function currentVersion(tx: Tx, key: Key): Promise<VersionRow | null> {
  return (
    (
      await query<VersionRow>(
        tx,
        `select ${columns.replaceAll(/\b(\w+)\b/g, 'v.$1')} from feeds.pointer p
         join feeds.dataset_version v on v.org_id = p.org_id and v.dataset = p.dataset and v.school_year = p.school_year and v.version = p.version
         where p.org_id = $1 and p.dataset = $2 and p.school_year = $3`,
        at(key),
      )
    )[0] ?? null
  )
}

/** The version that each pointer of a district names. */
export async function currentVersions(tx: Tx, districtId: number): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `select ${columns.replaceAll(/\b(\w+)\b/g, 'v.$1')} from feeds.pointer p
     join feeds.dataset_version v on v.org_id = p.org_id and v.dataset = p.dataset and v.school_year = p.school_year and v.version = p.version
     where p.org_id = $1 order by v.dataset, v.school_year`,
    [districtId],
  )
}

/** Versions under embargo that one account was named for (the newest of each dataset and year). */
export async function heldFor(tx: Tx, districtId: number, accountId: number): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `select distinct on (dataset, school_year) ${columns} from feeds.dataset_version
     where org_id = $1 and held and withdrawn_at is null and $2 = any (embargo_accounts) order by dataset, school_year, version desc`,
    [districtId, accountId],
  )
}

/**
 * Moves a pointer, or sets it. Out: how many times it has moved: the version of its history. `told`: how far its history goes, because a pointer that
 * a purge took away comes back with the next file.
 */
export async function movePointer(
  tx: Tx,
  key: Key,
  version: number,
  by: string,
  now: Date,
  told: number,
): Promise<number> {
  const rows = await query<{ moves: number }>(
    tx,
    `insert into feeds.pointer (org_id, dataset, school_year, version, moved_at, moved_by, moves) values ($1, $2, $3, $4, $5, $6, $7 + 1)
     on conflict (org_id, dataset, school_year) do update set version = excluded.version, moved_at = excluded.moved_at, moved_by = excluded.moved_by, moves = feeds.pointer.moves + 1
     returning moves`,
    [...at(key), version, now, by, told],
  )
  return rows[0]?.moves ?? 1
}

export async function dropPointer(tx: Tx, key: Key): Promise<void> {
  await query(tx, `delete from feeds.pointer where ${where}`, at(key))
}

export type SourceDays = { school_ids: string; days: string; first_rows: string; last_rows: string; counts: string }

/** Notes which rows of an import say what is known of a school's day. The lists come as PostgreSQL array texts. */
export async function addSourceDays(
  tx: Tx,
  key: Key,
  version: number,
  importId: number,
  days: SourceDays,
): Promise<void> {
  await query(
    tx,
    `insert into feeds.source_day (org_id, dataset, school_year, version, school_id, day, import_id, first_row, last_row, rows)
     select $1, $2, $3, $4, s, d, $5, a, b, c from unnest($6::int[], $7::date[], $8::bigint[], $9::bigint[], $10::bigint[]) as t(s, d, a, b, c)`,
    [...at(key), version, importId, days.school_ids, days.days, days.first_rows, days.last_rows, days.counts],
  )
}

/** The chain of versions that one was built on, itself first. */
const chain = `with recursive chain as (
    select version, base_version from feeds.dataset_version where ${where} and version = $4
    union all
    select v.version, v.base_version from feeds.dataset_version v join chain c on v.org_id = $1 and v.dataset = $2 and v.school_year = $3 and v.version = c.base_version
  )`

export async function chainOf(tx: Tx, key: Key, version: number): Promise<VersionRow[]> {
  return query<VersionRow>(
    tx,
    `${chain} select ${columns} from feeds.dataset_version where ${where} and version in (select version from chain) order by version desc`,
    [...at(key), version],
  )
}

export type Source = {
  school_id: number
  day: string
  import_id: number
  first_row: number
  last_row: number
  rows: number
  version: number
  name: string
}

/** Which file and which rows say what a version knows of a school's day. */
export async function sourceOf(
  tx: Tx,
  key: Key,
  version: number,
  schoolId: number,
  day: string,
): Promise<Source | null> {
  const rows = await query<Source>(
    tx,
    `${chain} select s.school_id, s.day, s.import_id, s.first_row, s.last_row, s.rows, s.version, i.name
     from feeds.source_day s join feeds.import i on i.import_id = s.import_id
     where s.org_id = $1 and s.dataset = $2 and s.school_year = $3 and s.version in (select version from chain) and s.school_id = $5 and s.day = $6
     order by s.version desc limit 1`,
    [...at(key), version, schoolId, day],
  )
  return rows[0] ?? null
}

export async function writeFreshness(
  tx: Tx,
  districtId: number,
  schoolYear: number,
  version: number,
  rows: readonly FreshnessRow[],
): Promise<void> {
  await query(
    tx,
    `insert into feeds.freshness (org_id, school_year, version, school_id, last_day, days_handed_in, days_expected, days_since)
     select $1, $2, $3, s, l, h, e, n from unnest($4::int[], $5::date[], $6::int[], $7::int[], $8::int[]) as t(s, l, h, e, n)
     on conflict do nothing`,
    [
      districtId,
      schoolYear,
      version,
      rows.map((r) => r.school_id),
      rows.map((r) => r.last_day),
      rows.map((r) => r.days_handed_in),
      rows.map((r) => r.days_expected),
      rows.map((r) => r.days_since),
    ],
  )
}

/** How far each school has handed in, as of the version that the pointer names. */
export async function freshnessOf(tx: Tx, districtId: number, schoolYear: number): Promise<FreshnessRow[]> {
  return query<FreshnessRow>(
    tx,
    `select f.school_id, f.last_day, f.days_handed_in, f.days_expected, f.days_since
     from feeds.freshness f join feeds.pointer p on p.org_id = f.org_id and p.dataset = 'submission' and p.school_year = f.school_year and p.version = f.version
     where f.org_id = $1 and f.school_year = $2 order by f.days_since desc, f.school_id`,
    [districtId, schoolYear],
  )
}
