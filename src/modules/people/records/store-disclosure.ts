import { query, type Tx } from '../../../platform/db/database.ts'
import type { DisclosureRow, DisclosureTold } from './schema.ts'

const columns =
  'd.disclosure_id, d.district_id, d.org_id, d.on_date, d.party, d.party_kind, d.basis, d.interest, d.what, d.was_given, d.students, d.entered_by, d.entered_name, d.entered_at, d.version'

export async function addDisclosure(
  tx: Tx,
  row: DisclosureTold & {
    district_id: number
    entered_by: number | null
    entered_name: string
    entered_at: Date
    keys: readonly number[]
  },
): Promise<DisclosureRow> {
  const rows = await query<DisclosureRow>(
    tx,
    `insert into people.disclosure as d (district_id, org_id, on_date, party, party_kind, basis, interest, what, was_given, students, entered_by, entered_name, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${columns}`,
    [
      row.district_id,
      row.org_id,
      row.on_date,
      row.party,
      row.party_kind,
      row.basis,
      row.interest,
      row.what,
      row.was_given,
      row.keys.length,
      row.entered_by,
      row.entered_name,
      row.entered_at,
    ],
  )
  const [one] = rows
  if (!one) throw new Error('No row.')
  await query(
    tx,
    `insert into people.disclosure_student (disclosure_id, n, district_id, student_key)
     select $1, n, $2, k from unnest($3::bigint[]) with ordinality as t (k, n)`,
    [one.disclosure_id, row.district_id, row.keys],
  )
  return one
}

export async function disclosureById(tx: Tx, id: number, lock = false): Promise<DisclosureRow | null> {
  return (
    (
      await query<DisclosureRow>(
        tx,
        `select ${columns} from people.disclosure d where d.disclosure_id = $1 ${lock ? 'for update' : ''}`,
        [id],
      )
    )[0] ?? null
  )
}

/** Corrects an entry. Out: the row, or null when somebody else did meanwhile. */
export async function updateDisclosure(
  tx: Tx,
  id: number,
  version: number,
  told: Omit<DisclosureTold, 'org_id'>,
): Promise<DisclosureRow | null> {
  const rows = await query<DisclosureRow>(
    tx,
    `update people.disclosure d set on_date = $3, party = $4, party_kind = $5, basis = $6, interest = $7, what = $8, was_given = $9, version = d.version + 1
     where d.disclosure_id = $1 and d.version = $2 returning ${columns}`,
    [id, version, told.on_date, told.party, told.party_kind, told.basis, told.interest, told.what, told.was_given],
  )
  return rows[0] ?? null
}

export type DisclosureListed = DisclosureRow & { org: string; total: number }

/** The register under the scope, newest first, a page at a time; of one student when a key is given. */
export async function listDisclosures(
  tx: Tx,
  asked: { key: number | null; basis: string; limit: number; offset: number },
): Promise<DisclosureListed[]> {
  return query<DisclosureListed>(
    tx,
    `select ${columns}, o.name as org, count(*) over () as total from people.disclosure d join people.org o on o.org_id = d.org_id
     where ($1::bigint is null or exists (select from people.disclosure_student s where s.disclosure_id = d.disclosure_id and s.student_key = $1))
       and ($2 = '' or d.basis = $2)
     order by d.on_date desc, d.disclosure_id desc limit $3 offset $4`,
    [asked.key, asked.basis, asked.limit, asked.offset],
  )
}

/** District ids of the students of an entry, as far as the scope opens them. */
export async function studentsOf(tx: Tx, disclosureId: number): Promise<string[]> {
  return (
    await query<{ external_id: string }>(
      tx,
      `select p.external_id from people.disclosure_student s join people.student p on p.student_key = s.student_key where s.disclosure_id = $1 order by s.n limit 500`,
      [disclosureId],
    )
  ).map((row) => row.external_id)
}
