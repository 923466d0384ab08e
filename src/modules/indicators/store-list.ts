import { now } from '../../platform/clock.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { AuditedRow, ReferenceRow, ValueRow } from './schema.ts'
import { type Promised, promisedOf } from './store-targets.ts'

/** What the list of indicators asks for: one place, several definitions, all students. */
export type ListWanted = { definitions: readonly string[]; orgId: number; periods: readonly string[] }

/** True values of all students of one place, for several definitions at once; in the order of `values`. */
export function valuesOfList(tx: Tx, wanted: ListWanted): Promise<ValueRow[]> {
  return query<ValueRow>(
    tx,
    `select definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum, run_id from indicators.value
     where definition = any ($1::text[]) and org_id = $2 and period = any ($3::text[]) and group_set = 'all'
     order by definition, school_year, period`,
    [wanted.definitions, wanted.orgId, wanted.periods],
  )
}

/** The same of the newest released audit. */
export function auditedOfList(tx: Tx, wanted: ListWanted): Promise<AuditedRow[]> {
  return query<AuditedRow>(
    tx,
    `select distinct on (definition, school_year, period)
       audit_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, shown, why, n, d
     from indicators.audited_value
     where definition = any ($1::text[]) and org_id = $2 and period = any ($3::text[]) and group_set = 'all'
       and audit_id in (select audit_id from indicators.audit where released_at is not null)
     order by definition, school_year, period, audit_id desc`,
    [wanted.definitions, wanted.orgId, wanted.periods],
  )
}

/** Every target that a district's plans promise, in the order of their sources. */
export async function targetsOfDistrict(tx: Tx, districtId: number): Promise<Promised[]> {
  const rows = await query<Omit<Promised, 'target'> & { target: unknown }>(
    tx,
    'select district_id, definition, source, label, href, target from indicators.target where district_id = $1 order by definition, source',
    [districtId],
  )
  return rows.map(promisedOf)
}

/** Published figures of a place for all definitions, oldest first. */
export function referencesOfPlace(tx: Tx, place: string): Promise<ReferenceRow[]> {
  return query<ReferenceRow>(
    tx,
    'select * from indicators.reference_value where place = $1 order by definition, school_year',
    [place],
  )
}

/** Published figures of every place for one definition and year: the state, districts like this one. */
export function referencesOfYear(tx: Tx, definition: string, schoolYear: number): Promise<ReferenceRow[]> {
  return query<ReferenceRow>(
    tx,
    'select * from indicators.reference_value where definition = $1 and school_year = $2 order by place',
    [definition, schoolYear],
  )
}

/** As `noteSmallRead`, for one organization and several indicators at once. */
export async function noteSmallReads(
  tx: Tx,
  scope: Scope,
  read: { district_id: number; org_id: number; definitions: readonly string[]; cells: readonly number[]; day: string },
): Promise<void> {
  await query(
    tx,
    `insert into indicators.small_read (district_id, org_id, definition, actor_name, on_date, actor, cells, at)
     select $1, $2, f, $4, $5, $6, c, $7 from unnest($3::text[], $8::int[]) as t (f, c)
     where not exists (select from indicators.small_read r where r.actor_name = $4 and r.org_id = $2 and r.definition = t.f and r.on_date = $5)
     on conflict do nothing`,
    [read.district_id, read.org_id, read.definitions, scope.name, read.day, scope.actor, now(), read.cells],
  )
}
