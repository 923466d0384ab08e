import type { Tx } from '../../../platform/db/database.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Org, orgById, todayOf } from '../../people/index.ts'
import { mustKeepScorecard } from './access.ts'
import type { OfficeMeasure, OfficeValue } from './schema.ts'
import {
  endMeasure,
  insertMeasure,
  lockOffice,
  type MeasureFields,
  measureById,
  measuresOf,
  putValue,
  valueOn,
} from './store.ts'

export const measureObject = 'publishing.office_measure'
export const valueObject = 'publishing.office_value'

/** An office by its number. Errors: Missing `publishing/no-such-scorecard`. */
export async function officeById(tx: Tx, id: number): Promise<Org & { district_id: number }> {
  const org = await orgById(tx, id)
  if (!org || org.kind !== 'office' || org.district_id === null)
    throw missing('publishing/no-such-scorecard', 'There is no such office.', 'Choose one from the list of scorecards.')
  return { ...org, district_id: org.district_id }
}

const sameMeasure = (a: MeasureFields, b: MeasureFields): boolean =>
  a.definition === null
    ? b.definition === null && (a.title.en ?? '') === (b.title.en ?? '')
    : a.definition === b.definition

/**
 * Adds a measure to an office. The same measure twice is the same one. A thirteenth is added too: pages warn of it. Errors: Missing, Forbidden
 * `publishing/not-your-scorecard`.
 */
export async function addMeasure(
  tx: Tx,
  visitor: Visitor,
  officeId: number,
  fields: MeasureFields,
): Promise<OfficeMeasure> {
  const office = await officeById(tx, officeId)
  mustKeepScorecard(visitor, office.district_id, officeId)
  await lockOffice(tx, officeId)
  const twin = (await measuresOf(tx, office.district_id, officeId)).find(
    (one) => one.ended_on === null && sameMeasure(one, fields),
  )
  if (twin) return twin
  const row = await insertMeasure(tx, office.district_id, officeId, fields)
  await record(tx, visitor.scope, {
    org_id: office.district_id,
    object: measureObject,
    object_id: row.office_measure_id,
    version: row.version,
    verb: 'added',
    became: { ...fields, office: officeId },
  })
  return row
}

/** Ends a measure of an office, or takes it up again. Its values stay. The same form twice changes nothing. Errors: Missing, Forbidden. */
export async function setEnded(
  tx: Tx,
  visitor: Visitor,
  officeId: number,
  id: number,
  ended: boolean,
): Promise<OfficeMeasure> {
  const row = await measureById(tx, id)
  mustKeepScorecard(visitor, row.district_id, row.org_id)
  if (row.org_id !== officeId) throw missing('publishing/no-such-measure', 'There is no such measure.')
  if ((row.ended_on !== null) === ended) return row
  const after = await endMeasure(tx, id, ended ? await todayOf(tx, row.district_id) : null)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: measureObject,
    object_id: id,
    version: after.version,
    verb: ended ? 'ended' : 'back',
    was: { ended_on: row.ended_on },
    became: { ended_on: after.ended_on },
  })
  return after
}

export type ValueOutcome =
  | { kind: 'saved'; row: OfficeValue }
  /** another value of that day was written after the person opened the page */
  | { kind: 'conflict'; row: OfficeValue }

/**
 * Writes the value of a day. In: the version of that day's value as the person saw it (0: none). The same value twice changes nothing; another one over an unseen
 * value is a conflict. Errors: Missing, Forbidden, Invalid `publishing/value-of-edition`, `publishing/value-in-future`.
 */
export async function writeValue(
  tx: Tx,
  visitor: Visitor,
  officeId: number,
  typed: { measure: number; version: number; on_date: string; value: number },
): Promise<ValueOutcome> {
  const measure = await measureById(tx, typed.measure)
  mustKeepScorecard(visitor, measure.district_id, measure.org_id)
  if (measure.org_id !== officeId) throw missing('publishing/no-such-measure', 'There is no such measure.')
  if (measure.definition !== null)
    throw invalid(
      'publishing/value-of-edition',
      'The values of this measure come from the editions.',
      'Write values of the office’s own measures only.',
    )
  if (typed.on_date > (await todayOf(tx, measure.district_id)))
    throw invalid('publishing/value-in-future', 'This day has not come yet.', 'Write the day that the value is of.')
  const was = await valueOn(tx, typed.measure, typed.on_date)
  if (was?.value === typed.value) return { kind: 'saved', row: was }
  if (was && was.version !== typed.version) return { kind: 'conflict', row: was }
  const row = await putValue(tx, measure.district_id, typed.measure, typed.on_date, typed.value)
  await record(tx, visitor.scope, {
    org_id: measure.district_id,
    object: valueObject,
    object_id: row.office_value_id,
    version: row.version,
    verb: was ? 'changed' : 'added',
    ...(was ? { was: { value: was.value } } : {}),
    became: { measure: typed.measure, on_date: typed.on_date, value: typed.value },
  })
  return { kind: 'saved', row }
}
