import { query, type Tx } from '../../../platform/db/database.ts'
import type { Content } from '../artefacts/schema.ts'
import { contentInsert } from '../artefacts/store.ts'
import { noDocument } from './access.ts'
import type { Audience, Document, DocumentVersion, Reader } from './schema.ts'

const columns = `document_id, district_id, kind, title, owner_role, owner_org, state, number, in_force, approved_by, review_by, acknowledge_by, superseded_by, version`

/** One document, locked when `lock`. Errors: Missing `work/no-such-document` (also for one of another district). */
export async function documentById(tx: Tx, id: number, lock = false): Promise<Document> {
  const rows = await query<Document>(
    tx,
    `select ${columns} from work.document where document_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noDocument()
  return rows[0]
}

/** All documents of some districts, oldest first. */
export const documentsOf = (tx: Tx, districts: readonly number[]): Promise<Document[]> =>
  query<Document>(tx, `select ${columns} from work.document where district_id = any ($1) order by document_id`, [
    districts,
  ])

/** The versions of a document, newest first. */
export const documentVersions = (tx: Tx, id: number): Promise<DocumentVersion[]> =>
  query<DocumentVersion>(
    tx,
    `select document_id, number, district_id, kind, sha256, size, name, type, url, note, brought_by, brought_at
     from work.document_version where document_id = $1 order by number desc`,
    [id],
  )

/** For whom some documents are, by document. */
export async function audiencesOf(tx: Tx, ids: readonly number[]): Promise<Map<number, Audience[]>> {
  const rows = await query<Audience & { document_id: number }>(
    tx,
    'select document_id, role, org_id, must_acknowledge from work.document_audience where document_id = any ($1) order by role, org_id',
    [ids],
  )
  const found = new Map<number, Audience[]>(ids.map((id) => [id, []]))
  for (const { document_id, ...one } of rows) found.get(document_id)?.push(one)
  return found
}

/** Everybody who was asked to read some documents, by document; with their names' order left to the page. */
export async function readersOf(tx: Tx, ids: readonly number[]): Promise<Map<number, Reader[]>> {
  const rows = await query<Reader>(
    tx,
    `select document_id, number, account_id, district_id, asked_on, must_acknowledge, opened_at, acknowledged_at, left_on
     from work.document_reader where document_id = any ($1) order by document_id, number desc, account_id`,
    [ids],
  )
  const found = new Map<number, Reader[]>(ids.map((id) => [id, []]))
  for (const row of rows) found.get(row.document_id)?.push(row)
  return found
}

/** Two who make a document in a district at the same moment wait for each other. Held until the transaction ends. */
export async function lockDocuments(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(75, $1)', [districtId])
}

export type NewDocument = Pick<Document, 'district_id' | 'kind' | 'title' | 'owner_role' | 'owner_org' | 'review_by'>

export async function insertDocument(tx: Tx, row: NewDocument): Promise<number> {
  const rows = await query<{ document_id: number }>(
    tx,
    `insert into work.document (district_id, kind, title, owner_role, owner_org, review_by) values ($1, $2, $3, $4, $5, $6) returning document_id`,
    [row.district_id, row.kind, JSON.stringify(row.title), row.owner_role, row.owner_org, row.review_by],
  )
  return rows[0]?.document_id ?? 0
}

/** The columns of a document that are ever written. */
export type DocumentFields = Partial<
  Pick<
    Document,
    | 'kind'
    | 'title'
    | 'state'
    | 'number'
    | 'in_force'
    | 'approved_by'
    | 'review_by'
    | 'acknowledge_by'
    | 'superseded_by'
  >
>

/** Writes some columns and raises the version. Names are keys of the row type, never input. Out: the row as it is now. */
export async function setDocument(tx: Tx, id: number, fields: DocumentFields): Promise<Document> {
  const names = Object.keys(fields) as (keyof DocumentFields)[]
  const rows = await query<Document>(
    tx,
    `update work.document set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
     where document_id = $1 returning ${columns}`,
    [id, ...names.map((name) => (name === 'title' ? JSON.stringify(fields.title) : fields[name]))],
  )
  if (!rows[0]) throw noDocument()
  return rows[0]
}

export async function insertDocumentVersion(
  tx: Tx,
  of: Pick<DocumentVersion, 'document_id' | 'number' | 'district_id' | 'note' | 'brought_by' | 'brought_at'>,
  content: Content,
): Promise<void> {
  const more = contentInsert(content, 6)
  await query(
    tx,
    `insert into work.document_version (document_id, number, district_id, note, brought_by, brought_at, ${more.names})
     values ($1, $2, $3, $4, $5, $6, ${more.places})`,
    [of.document_id, of.number, of.district_id, of.note, of.brought_by, of.brought_at, ...more.values],
  )
}

/** Replaces for whom a document is. */
export async function setAudience(tx: Tx, document: Document, audience: readonly Audience[]): Promise<void> {
  await query(tx, 'delete from work.document_audience where document_id = $1', [document.document_id])
  for (const one of audience)
    await query(
      tx,
      'insert into work.document_audience (document_id, district_id, role, org_id, must_acknowledge) values ($1, $2, $3, $4, $5)',
      [document.document_id, document.district_id, one.role, one.org_id, one.must_acknowledge],
    )
}

/** Asks somebody to read a version, or asks again; what they did already stays. */
export async function askReader(
  tx: Tx,
  of: Pick<Reader, 'document_id' | 'number' | 'account_id' | 'district_id' | 'asked_on' | 'must_acknowledge'>,
): Promise<void> {
  await query(
    tx,
    `insert into work.document_reader (document_id, number, account_id, district_id, asked_on, must_acknowledge) values ($1, $2, $3, $4, $5, $6)
     on conflict (document_id, number, account_id) do update set must_acknowledge = excluded.must_acknowledge, left_on = null`,
    [of.document_id, of.number, of.account_id, of.district_id, of.asked_on, of.must_acknowledge],
  )
}

/** Notes that somebody is no longer among those for whom a version is. */
export async function readerLeft(tx: Tx, reader: Reader, day: string): Promise<void> {
  await query(
    tx,
    'update work.document_reader set left_on = $4 where document_id = $1 and number = $2 and account_id = $3 and left_on is null',
    [reader.document_id, reader.number, reader.account_id, day],
  )
}

/** Notes the first time that an asked person opened a version. */
export async function readerOpened(tx: Tx, id: number, number: number, account: number, at: Date): Promise<void> {
  await query(
    tx,
    'update work.document_reader set opened_at = $4 where document_id = $1 and number = $2 and account_id = $3 and opened_at is null',
    [id, number, account, at],
  )
}

/** Notes that an asked person says to have read a version. Out: false when it was said before, or nobody asked. */
export async function readerSaid(tx: Tx, id: number, number: number, account: number, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    `update work.document_reader set acknowledged_at = $4
     where document_id = $1 and number = $2 and account_id = $3 and acknowledged_at is null returning account_id`,
    [id, number, account, at],
  )
  return rows.length > 0
}
