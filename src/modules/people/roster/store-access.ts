import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Role } from '../access.ts'
import type { RosterStaffRole } from './schema.ts'

/** What administrators chose: a role of the roster, and the role here that it gives (null: none). */
export type Grant = { roster_role: RosterStaffRole; role: Role | null; version: number }

export async function grantsOf(tx: Tx, districtId: number): Promise<Grant[]> {
  return query<Grant>(tx, 'select roster_role, role, version from people.roster_grant where district_id = $1', [
    districtId,
  ])
}

export async function writeGrant(tx: Tx, districtId: number, rosterRole: string, role: Role | null): Promise<number> {
  const rows = await query<{ version: number }>(
    tx,
    `insert into people.roster_grant as g (district_id, roster_role, role) values ($1, $2, $3)
     on conflict (district_id, roster_role) do update set role = excluded.role, version = g.version + 1 returning version`,
    [districtId, rosterRole, role],
  )
  return rows[0]?.version ?? 1
}

/** Somebody of the staff with the places of work that the roster names. `held`: what stands against giving roles, found by the store. */
export type StaffPlaces = {
  staff_id: number
  given_name: string | null
  family_name: string | null
  email: string | null
  account_id: number | null
  enabled: boolean
  places: { role: RosterStaffRole; org_id: number; from_date: string | null; to_date: string | null }[]
}

/** The staff of a roster that is at work, with known places. */
export async function staffPlaces(tx: Tx, districtId: number): Promise<StaffPlaces[]> {
  return query<StaffPlaces>(
    tx,
    `select f.staff_id, f.given_name, f.family_name, lower(trim(f.email)) as email, f.account_id, coalesce(f.enabled, true) as enabled,
       coalesce((select json_agg(json_build_object('role', r.role, 'org_id', r.org_id, 'from_date', r.from_date, 'to_date', r.to_date) order by r.role, r.org_id, r.from_date)
         from people.staff_role r where r.district_id = f.district_id and r.staff_id = f.staff_id and r.org_id is not null), '[]') as places
     from people.staff f where f.district_id = $1 and not f.deleted and f.active order by f.staff_id`,
    [districtId],
  )
}

/** Gives an account to somebody of the staff; a row of the roster that is deleted or not at work lets go of it. */
export async function linkStaff(tx: Tx, staffId: number, accountId: number): Promise<void> {
  await query(
    tx,
    'update people.staff set account_id = null where account_id = $2 and staff_id <> $1 and (deleted or not active)',
    [staffId, accountId],
  )
  await query(tx, 'update people.staff set account_id = $2 where staff_id = $1', [staffId, accountId])
}

/**
 * Whether the roster gave an account to somebody else before, and whom it named. `name` is null where the row of that person is a tombstone or gone:
 * then the account's own name is all that is left. Out: null when nobody had it.
 */
export async function earlierHolder(
  tx: Tx,
  districtId: number,
  staffId: number,
  accountId: number,
): Promise<{ name: string | null } | null> {
  const rows = await query<{ name: string | null }>(
    tx,
    `select nullif(concat_ws(' ', given_name, family_name), '') as name from people.staff where district_id = $1 and account_id = $3 and staff_id <> $2
     union all
     select null where exists (select from people.role_held where district_id = $1 and account_id = $3 and source = 'roster')
     limit 1`,
    [districtId, staffId, accountId],
  )
  return rows[0] ?? null
}

export type RosterRole = {
  role_id: number
  account_id: number
  role: Role
  org_id: number
  from_date: string
  to_date: string | null
  source: 'hand' | 'roster'
  changed_by_hand: boolean
  version: number
}

/** All roles in a district, with where they come from. */
export async function rolesIn(tx: Tx, districtId: number): Promise<RosterRole[]> {
  return query<RosterRole>(
    tx,
    `select role_id, account_id, role, org_id, from_date, to_date, source, changed_by_hand, version from people.role_held
     where district_id = $1 order by account_id, role, org_id, from_date desc`,
    [districtId],
  )
}

export async function insertRosterRole(
  tx: Tx,
  row: {
    account_id: number
    role: string
    org_id: number
    district_id: number
    from_date: string
    to_date: string | null
  },
): Promise<number | null> {
  const rows = await query<{ role_id: number }>(
    tx,
    `insert into people.role_held (account_id, role, org_id, district_id, from_date, to_date, source) values ($1, $2, $3, $4, $5, $6, 'roster')
     on conflict (account_id, role, org_id, from_date) do nothing returning role_id`,
    [row.account_id, row.role, row.org_id, row.district_id, row.from_date, row.to_date],
  )
  return rows[0]?.role_id ?? null
}

/** Writes the last day of a role that the roster gave. */
export async function endRosterRole(tx: Tx, roleId: number, to: string | null): Promise<void> {
  await query(
    tx,
    `update people.role_held set to_date = $2, version = version + 1 where role_id = $1 and source = 'roster' and not changed_by_hand`,
    [roleId, to],
  )
}

/** Takes back a role of the roster that has not begun before today. */
export async function takeBackRole(tx: Tx, roleId: number): Promise<void> {
  await query(tx, `delete from people.role_held where role_id = $1 and source = 'roster' and not changed_by_hand`, [
    roleId,
  ])
}

export type AccountState = { account_id: number; state: string; home_district: number | null }

/** State of some accounts of a district. */
export async function accountsAmong(tx: Tx, ids: readonly number[]): Promise<AccountState[]> {
  return query<AccountState>(
    tx,
    'select account_id, state, home_district from people.account where account_id = any ($1::int[])',
    [ids],
  )
}

export type RosterRoleCount = { roster_role: string; people: number; with_email: number; with_account: number }

/** How many of the staff have each role of the roster, how many of them an e-mail, how many an account. */
export async function countStaffRoles(tx: Tx, districtId: number): Promise<RosterRoleCount[]> {
  return query<RosterRoleCount>(
    tx,
    `select r.role as roster_role, count(distinct f.staff_id) as people, count(distinct f.staff_id) filter (where f.email is not null) as with_email,
       count(distinct f.staff_id) filter (where f.account_id is not null) as with_account
     from people.staff_role r join people.staff f on f.staff_id = r.staff_id and f.district_id = r.district_id
     where r.district_id = $1 and not f.deleted and f.active group by r.role order by r.role`,
    [districtId],
  )
}

/** Names of some of the staff, with their accounts. */
export async function staffNames(
  tx: Tx,
  districtId: number,
  ids: readonly number[],
): Promise<Map<number, { person: string; account_id: number | null }>> {
  const rows = await query<{ staff_id: number; person: string; account_id: number | null }>(
    tx,
    `select staff_id, coalesce(nullif(concat_ws(' ', given_name, family_name), ''), sourced_id) as person, account_id from people.staff
     where district_id = $1 and staff_id = any ($2::int[])`,
    [districtId, ids],
  )
  return new Map(rows.map(({ staff_id, person, account_id }) => [staff_id, { person, account_id }]))
}

/** One at a time makes the roles of a district follow its roster; to the end of the transaction. */
export async function lockRoster(tx: Tx, districtId: number): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('people/roster/' || $1, 0))`, [String(districtId)])
}
