import { query, type Tx } from '../../../../platform/db/database.ts'
import type { Keeper } from '../../keeping/row.ts'
import type { Duty } from '../schema.ts'
import { setDuty } from '../store.ts'

/** The columns of a duty that people change on its page. */
const fields = [
  'title',
  'basis',
  'artefact',
  'needs_artefact',
  'org_id',
  'owner_role',
  'owner_org',
  'owner_account',
  'rule',
  'settled',
  'grace_days',
  'earlier',
  'to_date',
  'kept',
] as const
export type DutyFields = Pick<Duty, (typeof fields)[number]>

/** How a duty is kept: its name in the history, its fields, how they are written. */
export const dutyKeeper: Keeper<Duty, DutyFields> = {
  object: 'work.duty',
  idOf: (row) => row.duty_id,
  fieldsOf: (row) => Object.fromEntries(fields.map((name) => [name, row[name]])) as DutyFields,
  write: (tx, row, changed) => setDuty(tx, row.duty_id, changed),
}

/** The last planned day, from a day on, of what is done already of the duty; null when nothing is. */
export async function doneFrom(tx: Tx, duty: Pick<Duty, 'district_id' | 'slug'>, from: string): Promise<string | null> {
  const prefix = `duty:${duty.slug}/`
  const rows = await query<{ day: string | null }>(
    tx,
    `select max(planned_due)::text as day from work.item
     where kind = 'duty' and district_id = $1 and state = 'done' and source collate "C" >= $2 and source collate "C" < $2 || '~' and planned_due >= $3`,
    [duty.district_id, prefix, from],
  )
  return rows[0]?.day ?? null
}
