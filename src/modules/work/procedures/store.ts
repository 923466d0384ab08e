import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Keeper } from '../keeping/row.ts'
import { withIds } from './rules.ts'
import type { Autonomy, Procedure } from './schema.ts'

const named = (row: Procedure): Procedure => ({ ...row, steps: withIds(row.steps) })

/** The steps of a document as they stand for one of its versions: those written for it, else for the last version before. Without any: none. */
export async function procedureOf(
  tx: Tx,
  document: { document_id: number; district_id: number },
  number: number,
): Promise<Procedure> {
  const rows = await query<Procedure>(
    tx,
    `select document_id, number, district_id, steps, version from work.procedure
     where document_id = $1 and number <= $2 order by number desc limit 1`,
    [document.document_id, number],
  )
  const { document_id, district_id } = document
  const [row] = rows
  return row ? named(row) : { document_id, number, district_id, steps: [], version: 0 }
}

/** The steps of some documents, each as of the version asked for. In: the number of each document and of its version. */
export async function proceduresOf(
  tx: Tx,
  asked: readonly { document_id: number; number: number }[],
): Promise<Map<number, Procedure>> {
  const rows = await query<Procedure>(
    tx,
    `select distinct on (p.document_id) p.document_id, p.number, p.district_id, p.steps, p.version
     from unnest($1::int[], $2::int[]) as a(document_id, number)
     join work.procedure p on p.document_id = a.document_id and p.number <= a.number
     order by p.document_id, p.number desc`,
    [asked.map((one) => one.document_id), asked.map((one) => one.number)],
  )
  return new Map(rows.map((row) => [row.document_id, named(row)]))
}

/** Steps are written for the version of the document that is being written; earlier ones stay. */
export const procedureKeeper: Keeper<Procedure, Pick<Procedure, 'steps'>> = {
  object: 'work.procedure',
  idOf: (row) => row.document_id,
  fieldsOf: ({ steps }) => ({ steps }),
  write: async (tx, row, fields) => {
    const rows = await query<Procedure>(
      tx,
      `insert into work.procedure (document_id, number, district_id, steps, version) values ($1, $2, $3, $4, $5)
       on conflict (document_id, number) do update set steps = excluded.steps, version = excluded.version
       returning document_id, number, district_id, steps, version`,
      [row.document_id, row.number, row.district_id, JSON.stringify(fields.steps ?? row.steps), row.version + 1],
    )
    return rows[0] ?? row
  },
}

export const noStep = () =>
  missing('work/no-such-step', 'There is no such step.', 'Go to the procedure and choose a step there.')

const columns = 'autonomy_id, district_id, title, basis, who, exceptions, ended, version'

export const noDecision = () =>
  missing('work/no-such-decision', 'There is no such decision.', 'Go to the autonomy matrix and choose one there.')

/** One decision of the matrix, locked when `lock`. Errors: Missing `work/no-such-decision` (also for one of another district). */
export async function autonomyById(tx: Tx, id: number, lock = false): Promise<Autonomy> {
  const rows = await query<Autonomy>(
    tx,
    `select ${columns} from work.autonomy where autonomy_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noDecision()
  return rows[0]
}

/** The decisions of some districts, oldest first. */
export const autonomyOf = (tx: Tx, districts: readonly number[]): Promise<Autonomy[]> =>
  query<Autonomy>(tx, `select ${columns} from work.autonomy where district_id = any ($1) order by autonomy_id`, [
    districts,
  ])

/** Two who add a decision at the same moment wait for each other. Held until the transaction ends. */
export async function lockAutonomy(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(90, $1)', [districtId])
}

export type AutonomyFields = Pick<Autonomy, 'title' | 'basis' | 'who' | 'exceptions' | 'ended'>
const asJson = new Set(['title', 'exceptions'])

export async function insertAutonomy(tx: Tx, districtId: number, row: AutonomyFields): Promise<Autonomy> {
  const rows = await query<Autonomy>(
    tx,
    `insert into work.autonomy (district_id, title, basis, who, exceptions) values ($1, $2, $3, $4, $5) returning ${columns}`,
    [districtId, JSON.stringify(row.title), row.basis, row.who, JSON.stringify(row.exceptions)],
  )
  if (!rows[0]) throw noDecision()
  return rows[0]
}

export const autonomyKeeper: Keeper<Autonomy, AutonomyFields> = {
  object: 'work.autonomy',
  idOf: (row) => row.autonomy_id,
  fieldsOf: ({ title, basis, who, exceptions, ended }) => ({ title, basis, who, exceptions, ended }),
  write: async (tx, row, fields) => {
    const names = Object.keys(fields) as (keyof AutonomyFields)[]
    const rows = await query<Autonomy>(
      tx,
      `update work.autonomy set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where autonomy_id = $1 returning ${columns}`,
      [row.autonomy_id, ...names.map((name) => (asJson.has(name) ? JSON.stringify(fields[name]) : fields[name]))],
    )
    if (!rows[0]) throw noDecision()
    return rows[0]
  },
}
