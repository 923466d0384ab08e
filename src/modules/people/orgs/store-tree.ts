import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Lineage, Org } from './schema.ts'

export type Place = { org_id: number; parent_id: number; from_date: string; to_date: string | null }
export type OrgWritten = Omit<Org, 'org_id' | 'version'>

/** The state with a code; states belong to no district and are seen by everybody. */
export async function stateByCode(tx: Tx, code: string): Promise<Org | null> {
  return (await query<Org>(tx, "select * from people.org where kind = 'state' and code = $1", [code]))[0] ?? null
}

/** The district with a code, wherever it is. */
export async function districtByCode(tx: Tx, code: string): Promise<Org | null> {
  return (await query<Org>(tx, "select * from people.org where kind = 'district' and code = $1", [code]))[0] ?? null
}

/** Takes the next id for a new organization. */
export async function nextOrgId(tx: Tx): Promise<number> {
  return (await query<{ id: number }>(tx, "select nextval('people.org_org_id_seq')::int as id"))[0]?.id ?? 0
}

/** Adds a district that is only now being made to the running transaction's scope: nobody else can know it yet. */
export async function enterDistrict(tx: Tx, districtId: number): Promise<void> {
  await query(tx, "select set_config('throughline.districts', ('{' || $1::int || '}'), true)", [districtId])
}

const fields = [
  'district_id',
  'kind',
  'code',
  'name',
  'parent_id',
  'from_date',
  'to_date',
  'low_grade',
  'high_grade',
  'phone',
  'address',
] as const

export async function insertOrg(tx: Tx, id: number, org: OrgWritten): Promise<void> {
  await query(
    tx,
    `insert into people.org (org_id, ${fields.join(', ')}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, ...fields.map((field) => org[field])],
  )
}

/** Writes the fields of an organization and its next version. */
export async function updateOrg(tx: Tx, id: number, version: number, org: OrgWritten): Promise<void> {
  await query(
    tx,
    `update people.org set version = $2, ${fields.map((field, index) => `${field} = $${index + 3}`).join(', ')} where org_id = $1`,
    [id, version, ...fields.map((field) => org[field])],
  )
}

export async function placesOf(tx: Tx, districtId: number): Promise<Place[]> {
  return query<Place>(
    tx,
    'select org_id, parent_id, from_date, to_date from people.org_place where district_id = $1 order by org_id, from_date, parent_id',
    [districtId],
  )
}

/** Replaces the places of one organization. */
export async function writePlaces(tx: Tx, districtId: number, orgId: number, places: readonly Place[]): Promise<void> {
  await query(tx, 'delete from people.org_place where org_id = $1', [orgId])
  for (const place of places)
    await query(
      tx,
      'insert into people.org_place (org_id, parent_id, district_id, from_date, to_date) values ($1, $2, $3, $4, $5)',
      [orgId, place.parent_id, districtId, place.from_date, place.to_date],
    )
}

/** Replaces what an organization went into. */
export async function writeLineage(
  tx: Tx,
  districtId: number,
  fromOrg: number,
  rows: readonly Lineage[],
): Promise<void> {
  await query(tx, 'delete from people.org_lineage where from_org = $1', [fromOrg])
  for (const row of rows)
    await query(
      tx,
      'insert into people.org_lineage (from_org, to_org, kind, on_date, district_id) values ($1, $2, $3, $4, $5)',
      [row.from_org, row.to_org, row.kind, row.on_date, districtId],
    )
}

/** A state's own pair, so that roles held at the state cover it. */
export async function closeState(tx: Tx, stateId: number, from: string): Promise<void> {
  await query(tx, 'insert into people.org_closure (ancestor_id, descendant_id, from_date) values ($1, $1, $2)', [
    stateId,
    from,
  ])
}

/**
 * Works the closure of a district out anew from its places: each pair for the days on which every link between them stood.
 * Out: false when an organization stands above itself.
 */
export async function rebuildClosure(tx: Tx, districtId: number): Promise<boolean> {
  await query(tx, 'delete from people.org_closure where district_id = $1', [districtId])
  // `union` (not `union all`) ends even when the places go round in a circle. Two ways up (zone and portfolio) become one range.
  await query(
    tx,
    `insert into people.org_closure (ancestor_id, descendant_id, district_id, from_date, to_date, ended)
     with recursive up(descendant_id, ancestor_id, days) as (
       select org_id, org_id, daterange(from_date, to_date, '[]') from people.org where district_id = $1
       union
       select up.descendant_id, p.parent_id, up.days * daterange(p.from_date, p.to_date, '[]')
       from up join people.org_place p on p.org_id = up.ancestor_id
       where not isempty(up.days * daterange(p.from_date, p.to_date, '[]'))
     ),
     pair as (
       select ancestor_id, descendant_id, unnest(range_agg(days)) as days from up group by ancestor_id, descendant_id
     )
     select p.ancestor_id, p.descendant_id, $1, lower(p.days), upper(p.days) - 1, coalesce(upper(p.days) - 1 = o.to_date, false)
     from pair p join people.org o on o.org_id = p.descendant_id`,
    [districtId],
  )
  const circles = await query(
    tx,
    `select 1 from people.org_closure a join people.org_closure b on b.ancestor_id = a.descendant_id and b.descendant_id = a.ancestor_id
     where a.district_id = $1 and a.ancestor_id <> a.descendant_id limit 1`,
    [districtId],
  )
  return circles.length === 0
}
