import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { OfficeMeasure, OfficeValue } from './schema.ts'

const columns = 'office_measure_id, district_id, org_id, definition, title, unit, better, ended_on, version'
export type MeasureFields = Pick<OfficeMeasure, 'definition' | 'title' | 'unit' | 'better'>

/** The measures of a district's offices (of one, when told), those that ended too, in the order in which they came. */
export async function measuresOf(tx: Tx, districtId: number, office: number | null = null): Promise<OfficeMeasure[]> {
  return query<OfficeMeasure>(
    tx,
    `select ${columns} from publishing.office_measure where district_id = $1 and ($2::int is null or org_id = $2) order by office_measure_id`,
    [districtId, office],
  )
}

/** One measure, locked. Errors: Missing `publishing/no-such-measure`. */
export async function measureById(tx: Tx, id: number): Promise<OfficeMeasure> {
  const rows = await query<OfficeMeasure>(
    tx,
    `select ${columns} from publishing.office_measure where office_measure_id = $1 for update`,
    [id],
  )
  if (!rows[0])
    throw missing('publishing/no-such-measure', 'There is no such measure.', 'Go to the scorecard of the office.')
  return rows[0]
}

export async function insertMeasure(
  tx: Tx,
  districtId: number,
  office: number,
  fields: MeasureFields,
): Promise<OfficeMeasure> {
  const rows = await query<OfficeMeasure>(
    tx,
    `insert into publishing.office_measure (district_id, org_id, definition, title, unit, better) values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [districtId, office, fields.definition, JSON.stringify(fields.title), fields.unit, fields.better],
  )
  const row = rows[0]
  if (!row) throw new Error('The measure was not stored.')
  return row
}

export async function endMeasure(tx: Tx, id: number, endedOn: string | null): Promise<OfficeMeasure> {
  const rows = await query<OfficeMeasure>(
    tx,
    `update publishing.office_measure set ended_on = $2, version = version + 1 where office_measure_id = $1 returning ${columns}`,
    [id, endedOn],
  )
  if (!rows[0]) throw missing('publishing/no-such-measure', 'There is no such measure.')
  return rows[0]
}

const valueColumns = 'office_value_id, office_measure_id, on_date, value::float8 as value, version'

/** The values of a district's own measures (of one office, when told), newest first. */
export async function valuesOf(tx: Tx, districtId: number, office: number | null = null): Promise<OfficeValue[]> {
  return query<OfficeValue>(
    tx,
    `select ${valueColumns} from publishing.office_value where district_id = $1
       and ($2::int is null or office_measure_id in (select office_measure_id from publishing.office_measure where org_id = $2))
     order by on_date desc, office_value_id`,
    [districtId, office],
  )
}

/** The value of a measure on a day, locked; null when there is none. */
export async function valueOn(tx: Tx, measure: number, day: string): Promise<OfficeValue | null> {
  const rows = await query<OfficeValue>(
    tx,
    `select ${valueColumns} from publishing.office_value where office_measure_id = $1 and on_date = $2 for update`,
    [measure, day],
  )
  return rows[0] ?? null
}

/** Writes the value of a day; raises its version when there was one. */
export async function putValue(tx: Tx, districtId: number, measure: number, day: string, value: number) {
  const rows = await query<OfficeValue>(
    tx,
    `insert into publishing.office_value (office_measure_id, district_id, on_date, value) values ($1, $2, $3, $4)
     on conflict (office_measure_id, on_date) do update set value = excluded.value, version = publishing.office_value.version + 1
     returning ${valueColumns}`,
    [measure, districtId, day, value],
  )
  const row = rows[0]
  if (!row) throw new Error('The value was not stored.')
  return row
}

/** Edits of one office's scorecard wait for each other. Held until the transaction ends. */
export async function lockOffice(tx: Tx, office: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(63, $1)', [office])
}
