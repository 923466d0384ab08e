import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { PlanLineRow } from './schema.ts'

const columns = 'plan_line_id, district_id, plan, element, audience, kind, words, listed, version'
export type LineFields = Pick<PlanLineRow, 'plan' | 'element' | 'audience' | 'kind' | 'words' | 'listed'>

/** The lines about a district's plan, those that were taken off the page too, in the order in which they came. */
export async function linesOfPlan(tx: Tx, districtId: number, plan: string): Promise<PlanLineRow[]> {
  return query<PlanLineRow>(
    tx,
    `select ${columns} from publishing.plan_line where district_id = $1 and plan = $2 order by plan_line_id`,
    [districtId, plan],
  )
}

/** One line, locked when `lock`. Errors: Missing `publishing/no-such-line` (also for one of another district). */
export async function lineById(tx: Tx, id: number, lock = false): Promise<PlanLineRow> {
  const rows = await query<PlanLineRow>(
    tx,
    `select ${columns} from publishing.plan_line where plan_line_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw missing('publishing/no-such-line', 'There is no such line.', 'Choose one from the list of lines.')
  return rows[0]
}

export async function insertLine(tx: Tx, districtId: number, fields: LineFields): Promise<PlanLineRow> {
  const rows = await query<PlanLineRow>(
    tx,
    `insert into publishing.plan_line (district_id, plan, element, audience, kind, words, listed) values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [
      districtId,
      fields.plan,
      fields.element,
      fields.audience,
      fields.kind,
      JSON.stringify(fields.words),
      fields.listed,
    ],
  )
  const row = rows[0]
  if (!row) throw new Error('The line was not stored.')
  return row
}

export async function setLine(tx: Tx, id: number, fields: LineFields): Promise<PlanLineRow> {
  const rows = await query<PlanLineRow>(
    tx,
    `update publishing.plan_line set element = $2, audience = $3, kind = $4, words = $5, listed = $6, version = version + 1
     where plan_line_id = $1 returning ${columns}`,
    [id, fields.element, fields.audience, fields.kind, JSON.stringify(fields.words), fields.listed],
  )
  if (!rows[0]) throw missing('publishing/no-such-line', 'There is no such line.')
  return rows[0]
}

/** Edits of one district's lines wait for each other. Held until the transaction ends. */
export async function lockLines(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(64, $1)', [districtId])
}
