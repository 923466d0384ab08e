import { query, type Tx } from '../../../platform/db/database.ts'
import { noArtefact } from './access.ts'
import type { Artefact, ArtefactVersion, Content, ContentColumns } from './schema.ts'
import { columnsOf } from './rules.ts'

const columns = `v.artefact_id, v.number, v.district_id, v.title, v.made_on, v.kind, v.sha256, v.size, v.name, v.type, v.url, v.brought_by, v.brought_at,
  v.state, v.signed_by, v.signed_at, v.reason, v.erased_at`
const whole = `select ${columns}, a.org_id, a.removed, a.reason as removal, a.version
  from work.artefact a join work.artefact_version v on v.artefact_id = a.artefact_id and v.number = a.number`

/** One artefact with its newest version, locked when `lock`. Errors: Missing `work/no-such-artefact` (also for one of another district). */
export async function artefactById(tx: Tx, id: number, lock = false): Promise<Artefact> {
  const rows = await query<Artefact>(tx, `${whole} where a.artefact_id = $1${lock ? ' for update of a' : ''}`, [id])
  if (!rows[0]) throw noArtefact()
  return rows[0]
}

/** All versions of an artefact, newest first. */
export const versionsOf = (tx: Tx, id: number): Promise<ArtefactVersion[]> =>
  query<ArtefactVersion>(
    tx,
    `select ${columns} from work.artefact_version v where v.artefact_id = $1 order by v.number desc`,
    [id],
  )

/** What an artefact shows. */
export async function subjectsOf(tx: Tx, id: number): Promise<string[]> {
  const rows = await query<{ subject: string }>(
    tx,
    'select subject from work.artefact_subject where artefact_id = $1 order by subject',
    [id],
  )
  return rows.map((row) => row.subject)
}

/** Everything attached to some subjects of a district, newest first; what was removed too. */
export const artefactsOn = (
  tx: Tx,
  districtId: number,
  subjects: readonly string[],
): Promise<(Artefact & { subject: string })[]> =>
  query<Artefact & { subject: string }>(
    tx,
    `select s.subject, found.* from work.artefact_subject s join (${whole}) as found on found.artefact_id = s.artefact_id
     where s.district_id = $1 and s.subject = any ($2) order by found.brought_at desc, found.artefact_id desc`,
    [districtId, subjects],
  )

/** What waits for a signature in some districts, oldest first. */
export const waitingIn = (tx: Tx, districts: readonly number[], limit: number): Promise<Artefact[]> =>
  query<Artefact>(
    tx,
    `${whole} where a.district_id = any ($1) and not a.removed and v.state = 'waiting' order by v.brought_at, a.artefact_id limit $2`,
    [districts, limit],
  )

/** What was brought lately in some districts, newest first; only one person's when an account is given. */
export const broughtIn = (
  tx: Tx,
  districts: readonly number[],
  limit: number,
  account: number | null = null,
): Promise<Artefact[]> =>
  query<Artefact>(
    tx,
    `${whole} where a.district_id = any ($1) and not a.removed and ($3::int is null or v.brought_by = $3)
     order by v.brought_at desc, a.artefact_id desc limit $2`,
    [districts, limit, account],
  )

/** Two who bring something for one subject at the same moment wait for each other. Held until the transaction ends. */
export async function lockSubject(tx: Tx, districtId: number, subject: string): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(74, hashtext($1))`, [`${districtId}/${subject}`])
}

export type Brought = Pick<ArtefactVersion, 'title' | 'made_on' | 'brought_by' | 'brought_at'>

/** The names and values of a content, for an insert that begins with `before` parameters. */
export function contentInsert(content: Content, before: number): { names: string; places: string; values: unknown[] } {
  const row = columnsOf(content)
  const names = Object.keys(row) as (keyof ContentColumns)[]
  return {
    names: names.join(', '),
    places: names.map((_, i) => `$${before + i + 1}`).join(', '),
    values: names.map((name) => row[name]),
  }
}

export async function insertArtefact(
  tx: Tx,
  row: { district_id: number; org_id: number; subject: string },
): Promise<number> {
  const rows = await query<{ artefact_id: number }>(
    tx,
    'insert into work.artefact (district_id, org_id) values ($1, $2) returning artefact_id',
    [row.district_id, row.org_id],
  )
  const id = rows[0]?.artefact_id ?? 0
  await attach(tx, id, row.district_id, row.subject)
  return id
}

export async function attach(tx: Tx, id: number, districtId: number, subject: string): Promise<void> {
  await query(
    tx,
    'insert into work.artefact_subject (artefact_id, subject, district_id) values ($1, $2, $3) on conflict do nothing',
    [id, subject, districtId],
  )
}

export async function insertVersion(
  tx: Tx,
  of: { artefact_id: number; number: number; district_id: number },
  brought: Brought,
  content: Content,
): Promise<void> {
  const more = contentInsert(content, 7)
  await query(
    tx,
    `insert into work.artefact_version (artefact_id, number, district_id, title, made_on, brought_by, brought_at, ${more.names})
     values ($1, $2, $3, $4, $5, $6, $7, ${more.places})`,
    [
      of.artefact_id,
      of.number,
      of.district_id,
      brought.title,
      brought.made_on,
      brought.brought_by,
      brought.brought_at,
      ...more.values,
    ],
  )
}

/** Writes the signature of a version, or takes it away. */
export async function setSignature(
  tx: Tx,
  artefact: Pick<Artefact, 'artefact_id' | 'number'>,
  row: Pick<ArtefactVersion, 'state' | 'signed_by' | 'signed_at' | 'reason'>,
): Promise<void> {
  await query(
    tx,
    'update work.artefact_version set state = $3, signed_by = $4, signed_at = $5, reason = $6 where artefact_id = $1 and number = $2',
    [artefact.artefact_id, artefact.number, row.state, row.signed_by, row.signed_at, row.reason],
  )
}

/** Notes that the bytes of all versions are taken away. */
export async function setErased(tx: Tx, id: number, at: Date): Promise<void> {
  await query(
    tx,
    `update work.artefact_version set erased_at = $2 where artefact_id = $1 and sha256 is not null and erased_at is null`,
    [id, at],
  )
}

/** Raises the version of an artefact, with its newest number and whether it was removed. Out: the version. */
export async function setArtefact(
  tx: Tx,
  id: number,
  row: { number?: number; removed?: boolean; removal?: string },
): Promise<number> {
  const rows = await query<{ version: number }>(
    tx,
    `update work.artefact set number = coalesce($2, number), removed = coalesce($3, removed), reason = coalesce($4, reason), version = version + 1
     where artefact_id = $1 returning version`,
    [id, row.number ?? null, row.removed ?? null, row.removal ?? null],
  )
  return rows[0]?.version ?? 0
}
