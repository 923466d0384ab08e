import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Lineage, Org, OrgKind } from './schema.ts'

const columns =
  'org_id, district_id, kind, code, name, parent_id, from_date, to_date, low_grade, high_grade, phone, address, version'

/** An organization by id; null when there is none or it belongs to a district out of scope. */
export async function orgById(tx: Tx, id: number): Promise<Org | null> {
  return (await query<Org>(tx, `select ${columns} from people.org where org_id = $1`, [id]))[0] ?? null
}

/** An organization by its code, which is unique within its district only. */
export async function orgByCode(tx: Tx, districtId: number, code: string): Promise<Org | null> {
  return (
    (
      await query<Org>(tx, `select ${columns} from people.org where district_id = $1 and code = $2`, [districtId, code])
    )[0] ?? null
  )
}

/** Organizations at or below one on a date (a closed one is not), optionally of one kind; by name. */
export async function orgsUnder(tx: Tx, orgId: number, date: string, kind?: OrgKind): Promise<Org[]> {
  return query<Org>(
    tx,
    `select ${columns} from people.org o
     where ($3::text is null or kind = $3) and exists (
       select from people.org_closure c where c.ancestor_id = $1 and c.descendant_id = o.org_id and c.from_date <= $2 and (c.to_date is null or c.to_date >= $2))
     order by name, code`,
    [orgId, date, kind ?? null],
  )
}

/** The districts of the running scope, by name. */
export async function districtsSeen(tx: Tx): Promise<Org[]> {
  return query<Org>(
    tx,
    `select ${columns} from people.org where kind = 'district' and org_id = any (platform.scope_districts()) order by name`,
  )
}

/** All districts of the installation (names are public), for schedules and the banner; no scope needed. */
export async function everyDistrict(db: Db): Promise<Org[]> {
  return query<Org>(db, `select ${columns} from people.org where kind = 'district' order by org_id`)
}

/** The way from the state down to an organization, itself last, along its (last) line of command. */
export async function pathOf(tx: Tx, orgId: number): Promise<Org[]> {
  return query<Org>(
    tx,
    `with recursive up as (
       select o.*, 0 as depth from people.org o where org_id = $1
       union all
       select p.*, up.depth + 1 from people.org p join up on up.parent_id = p.org_id where up.depth < 20
     )
     select ${columns} from up order by depth desc`,
    [orgId],
  )
}

/** Which organizations an organization came from or went into. */
export async function lineageOf(tx: Tx, orgId: number): Promise<Lineage[]> {
  return query<Lineage>(
    tx,
    'select from_org, to_org, kind, on_date from people.org_lineage where from_org = $1 or to_org = $1 order by on_date, from_org',
    [orgId],
  )
}

/** All organizations of a district (closed ones too), the district's own state first; by kind and name. */
export async function orgsOfDistrict(tx: Tx, districtId: number): Promise<Org[]> {
  return query<Org>(
    tx,
    `select ${columns} from people.org where district_id = $1 or org_id = (select parent_id from people.org where org_id = $1) order by kind, name, code`,
    [districtId],
  )
}

/** All lineage rows of a district. */
export async function lineageOfDistrict(tx: Tx, districtId: number): Promise<Lineage[]> {
  return query<Lineage>(
    tx,
    'select from_org, to_org, kind, on_date from people.org_lineage where district_id = $1 order by from_org, to_org',
    [districtId],
  )
}

export type SchoolListed = Org & { zone: string | null; zone_code: string | null; students: number | null }

/** Schools of the scope's districts with their zone and how many students they have in a school year. */
export async function listSchools(
  tx: Tx,
  asked: { year: number; date: string; words: string; zone: string; closed: boolean },
): Promise<SchoolListed[]> {
  return query<SchoolListed>(
    tx,
    `select o.*, z.name as zone, z.code as zone_code, e.students
     from people.org o
     left join people.org z on z.org_id = o.parent_id and z.kind = 'zone'
     left join people.enrolled e on e.org_id = o.org_id and e.school_year = $1
     where o.kind = 'school' and o.district_id = any (platform.scope_districts())
       and ($5 or o.to_date is null or o.to_date >= $2)
       and ($3 = '' or o.name ilike '%' || $3 || '%' or o.code like $3 || '%')
       and ($4 = '' or z.code = $4)
     order by o.name, o.code`,
    [asked.year, asked.date, asked.words.replace(/[\\%_]/g, '\\$&'), asked.zone, asked.closed],
  )
}

/** The state that a district belongs to. */
export async function stateOf(tx: Tx, districtId: number): Promise<Org | null> {
  return (
    (
      await query<Org>(
        tx,
        `select ${columns} from people.org where org_id = (select parent_id from people.org where org_id = $1)`,
        [districtId],
      )
    )[0] ?? null
  )
}

/** Some organizations by id, as far as the scope shows them; by kind and name. */
export async function orgsAmong(tx: Tx, ids: readonly number[]): Promise<Org[]> {
  return query<Org>(
    tx,
    `select ${columns} from people.org where org_id = any ($1::int[])
     order by array_position(array['state', 'district', 'zone', 'portfolio', 'office', 'school'], kind), name, code`,
    [ids],
  )
}
