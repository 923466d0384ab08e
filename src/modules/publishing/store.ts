import { now } from '../../platform/clock.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { missing } from '../../platform/errors.ts'
import type { EditionRow, ReleasedRow } from './schema.ts'
import type { KnownCell } from './sources.ts'

/** The public address of a district, chosen once from its name; a taken one gets the district's code behind it. */
export async function claimSlug(tx: Tx, districtId: number, wanted: readonly string[]): Promise<string> {
  const known = await slugOf(tx, districtId)
  if (known) return known
  for (const slug of wanted) {
    const rows = await query<{ slug: string }>(
      tx,
      'insert into publishing.address (district_id, slug, at) values ($1, $2, $3) on conflict do nothing returning slug',
      [districtId, slug, now()],
    )
    if (rows[0]) return rows[0].slug
  }
  throw new Error('No public address is free.')
}

export async function slugOf(tx: Tx, districtId: number): Promise<string | null> {
  const rows = await query<{ slug: string }>(tx, 'select slug from publishing.address where district_id = $1', [
    districtId,
  ])
  return rows[0]?.slug ?? null
}

/** What stands at a district's public address: its slug, and the newest edition. For everybody of the district; null before the first edition. */
export async function publicEdition(
  tx: Tx,
  districtId: number,
): Promise<{ slug: string; number: number; published_at: Date } | null> {
  const rows = await query<{ slug: string; number: number; published_at: Date }>(
    tx,
    'select slug, number, published_at from publishing.address where district_id = $1 and number is not null',
    [districtId],
  )
  return rows[0] ?? null
}

/** Notes at the public address that an edition stands there now. */
export async function standAtAddress(
  tx: Tx,
  edition: Pick<EditionRow, 'district_id' | 'number' | 'published_at'>,
): Promise<void> {
  await query(tx, 'update publishing.address set number = $2, published_at = $3 where district_id = $1', [
    edition.district_id,
    edition.number,
    edition.published_at,
  ])
}

/** Edits of one district's editions wait for each other. Held until the transaction ends. */
export async function lockDistrict(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(60, $1)', [districtId])
}

type New = Pick<
  EditionRow,
  'district_id' | 'kind' | 'meeting_on' | 'title' | 'note' | 'as_of' | 'corrects' | 'correction' | 'drafted_by'
>

/** One writer of public indexes at a time, of all districts: the index of all of them is one file. Held until the transaction ends. */
export async function lockIndexes(tx: Tx): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(61, 0)')
}

/** Starts a draft with the next number; a number is used once, also when its edition is withdrawn. */
export async function addEdition(tx: Tx, edition: New): Promise<EditionRow> {
  const rows = await query<EditionRow>(
    tx,
    `insert into publishing.edition (district_id, number, kind, state, title, note, as_of, corrects, correction, authors, drafted_by, drafted_at, meeting_on)
     values ($1, 1 + coalesce((select max(number) from publishing.edition where district_id = $1), 0), $9, 'draft',
       $2, $3, $4, $5, $6, array[$7::int], $7, $8, $10) returning *`,
    [
      edition.district_id,
      edition.title,
      edition.note,
      edition.as_of,
      edition.corrects,
      edition.correction,
      edition.drafted_by,
      now(),
      edition.kind,
      edition.meeting_on,
    ],
  )
  const row = rows[0]
  if (!row) throw new Error('The edition was not stored.')
  return row
}

/** One edition, locked against changes when `lock`. Errors: Missing `publishing/no-such-edition` (also for those who may not see it). */
export async function editionOf(tx: Tx, id: number, lock = false): Promise<EditionRow> {
  const rows = await query<EditionRow>(
    tx,
    `select * from publishing.edition where edition_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  const row = rows[0]
  if (!row)
    throw missing(
      'publishing/no-such-edition',
      'There is no such edition.',
      'Go to the list of editions and choose one there.',
    )
  return row
}

/** The district of an edition; null for those who may not see it. */
export async function districtOfEdition(tx: Tx, id: number): Promise<number | null> {
  const rows = await query<{ district_id: number }>(
    tx,
    'select district_id from publishing.edition where edition_id = $1',
    [id],
  )
  return rows[0]?.district_id ?? null
}

/** All editions of a district, newest first. In: a transaction under a scope that holds the district's true numbers. */
export async function editionsOf(tx: Tx, districtId: number): Promise<EditionRow[]> {
  return query<EditionRow>(
    tx,
    'select * from publishing.edition where district_id = $1 order by number desc, edition_id desc',
    [districtId],
  )
}

/** What of a district is published, newest first: numbers, states and digests only. */
export async function listedOf(
  tx: Tx,
  districtId: number,
): Promise<{ number: number; state: 'current' | 'superseded'; digest: string }[]> {
  return query(
    tx,
    `select number, case state when 'published' then 'current' else 'superseded' end as state, digest from publishing.edition
     where district_id = $1 and state in ('published', 'superseded') order by number desc`,
    [districtId],
  )
}

/** Columns that the actions may set; checked by the type, quoted by this list. */
type Settable = Omit<
  EditionRow,
  'edition_id' | 'district_id' | 'number' | 'kind' | 'meeting_on' | 'version' | 'drafted_at' | 'corrects'
>
const json = new Set(['title', 'note', 'correction', 'content', 'layers', 'changes', 'exposed', 'certificate'])

/** Changes an edition and raises its version. Out: the row as it is now. */
export async function setEdition(tx: Tx, id: number, fields: Partial<Settable>): Promise<EditionRow> {
  const names = Object.keys(fields) as (keyof Settable)[]
  const values = names.map((name) =>
    json.has(name) && fields[name] !== null ? JSON.stringify(fields[name]) : fields[name],
  )
  const sets = names.map((name, index) => `${name} = $${index + 2}`)
  const rows = await query<EditionRow>(
    tx,
    `update publishing.edition set ${[...sets, 'version = version + 1'].join(', ')} where edition_id = $1 returning *`,
    [id, ...values],
  )
  const row = rows[0]
  if (!row) throw missing('publishing/no-such-edition', 'There is no such edition.')
  return row
}

/** Writes what an edition released into the ledger, once and for good. Safe twice. */
export async function addReleased(
  tx: Tx,
  edition: EditionRow,
  rows: readonly Omit<ReleasedRow, 'edition_id' | 'district_id' | 'at'>[],
): Promise<void> {
  await query(
    tx,
    `insert into publishing.released (edition_id, district_id, at, definition, school_year, period, org_id, group_set, group_value, state, shown, why, n, d, decimals, through_date)
     select $1, $2, $3, r.definition, r.school_year, r.period, r.org_id, r.group_set, r.group_value, r.state, r.shown, r.why, r.n, r.d, r.decimals, r.through_date
     from jsonb_to_recordset($4::jsonb) as r (definition text, school_year smallint, period text, org_id int, group_set text, group_value text, state text,
       shown boolean, why text, n bigint, d bigint, decimals smallint, through_date date)
     on conflict do nothing`,
    [edition.edition_id, edition.district_id, now(), JSON.stringify(rows)],
  )
}

/** Everything that was ever released in a district: numbers that were shown are known to everybody, what was hidden stays hidden. */
export async function knownCells(tx: Tx, districtId: number): Promise<KnownCell[]> {
  return query<KnownCell>(
    tx,
    `with told as materialized (
       select edition_id, (content -> 'years' ->> 'current')::int as running from publishing.edition where district_id = $1 and state in ('published', 'superseded'))
     select distinct definition, school_year, period, org_id, group_set, group_value, n, d,
       case when period = 'todate' or school_year >= running then through_date end as through_date
     from publishing.released join told using (edition_id)
     where district_id = $1 and state = 'measured' order by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    [districtId],
  )
}

/** What one edition released. */
export async function releasedIn(tx: Tx, editionId: number): Promise<ReleasedRow[]> {
  return query<ReleasedRow>(
    tx,
    'select * from publishing.released where edition_id = $1 order by definition, school_year, period, org_id, group_set, group_value',
    [editionId],
  )
}

export type LedgerFilter = {
  edition?: number | undefined
  definition?: string | undefined
  org?: number | undefined
  shown?: boolean | undefined
  page: number
  size: number
}

/** A page of the ledger, newest edition first, with the number of all rows that fit the filter. */
export async function ledger(
  tx: Tx,
  districtId: number,
  filter: LedgerFilter,
): Promise<{ rows: (ReleasedRow & { number: number })[]; total: number }> {
  const where = `r.district_id = $1 and ($2::int is null or e.number = $2) and ($3::text is null or r.definition = $3) and ($4::boolean is null or r.shown = $4) and ($5::int is null or r.org_id = $5)`
  const values = [
    districtId,
    filter.edition ?? null,
    filter.definition ?? null,
    filter.shown ?? null,
    filter.org ?? null,
  ]
  const from = 'from publishing.released r join publishing.edition e using (edition_id)'
  const total = await query<{ count: number }>(tx, `select count(*) as count ${from} where ${where}`, values)
  const rows = await query<ReleasedRow & { number: number }>(
    tx,
    `select r.*, e.number ${from} where ${where}
     order by e.number desc, r.definition, r.school_year desc, r.period, r.org_id, r.group_set, r.group_value limit $6 offset $7`,
    [...values, filter.size, (filter.page - 1) * filter.size],
  )
  return { rows, total: total[0]?.count ?? 0 }
}

/** The newest published edition of a district, or null before the first. */
export async function newestPublished(tx: Tx, districtId: number): Promise<EditionRow | null> {
  const rows = await query<EditionRow>(
    tx,
    `select * from publishing.edition where district_id = $1 and state = 'published' order by number desc limit 1`,
    [districtId],
  )
  return rows[0] ?? null
}
