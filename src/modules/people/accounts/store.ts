import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Account, RoleRow } from './schema.ts'

/** Every organization that is or was in a district. */
export async function closureOfDistrict(db: Db | Tx, districtId: number): Promise<number[]> {
  const rows = await query<{ ids: number[] | null }>(
    db,
    'select array_agg(distinct descendant_id) as ids from people.org_closure where district_id = $1',
    [districtId],
  )
  return rows[0]?.ids ?? []
}

/** Lets the running transaction look after accounts and reads at some organizations; the caller has checked that the person may. */
export async function trust(tx: Tx, orgs: readonly number[]): Promise<void> {
  await query(tx, "select set_config('throughline.trusted', $1, true)", [
    `{${orgs.map((id) => Math.trunc(id)).join(',')}}`,
  ])
}

const columns = 'a.account_id, a.email, a.name, a.lang, a.state, a.home_org, a.home_district, a.version'

export async function accountById(tx: Tx, id: number): Promise<Account | null> {
  return (await query<Account>(tx, `select ${columns} from people.account a where account_id = $1`, [id]))[0] ?? null
}

/** An account by its exact e-mail, also one of another district (somebody may work in two). */
export async function accountByEmail(tx: Tx, email: string): Promise<Account | null> {
  await query(tx, "select set_config('throughline.sign_in', $1, true)", [email])
  const found =
    (await query<Account>(tx, `select ${columns} from people.account a where email = $1`, [email]))[0] ?? null
  await query(tx, "select set_config('throughline.sign_in', '', true)")
  return found
}

export async function insertAccount(
  tx: Tx,
  account: { email: string; name: string; lang: string; home_org: number; home_district: number | null; at: Date },
): Promise<number> {
  const rows = await query<{ account_id: number }>(
    tx,
    'insert into people.account (email, name, lang, home_org, home_district, made_at) values ($1, $2, $3, $4, $5, $6) returning account_id',
    [account.email, account.name, account.lang, account.home_org, account.home_district, account.at],
  )
  return rows[0]?.account_id ?? 0
}

/** Writes name, language and state. Out: false when the version is no longer the one given. */
export async function updateAccount(
  tx: Tx,
  id: number,
  version: number,
  fields: { name: string; lang: string; state: string },
): Promise<boolean> {
  const rows = await query(
    tx,
    'update people.account set name = $3, lang = $4, state = $5, version = version + 1 where account_id = $1 and version = $2 returning 1',
    [id, version, fields.name, fields.lang, fields.state],
  )
  return rows.length > 0
}

export async function writePassword(tx: Tx, accountId: number, hash: string, at: Date): Promise<void> {
  await query(
    tx,
    `insert into people.password (account_id, hash, changed_at) values ($1, $2, $3)
     on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
    [accountId, hash, at],
  )
}

/** The hash of an account's own password (only for oneself). */
export async function passwordOf(tx: Tx, accountId: number): Promise<string | null> {
  return (
    (await query<{ hash: string }>(tx, 'select hash from people.password where account_id = $1', [accountId]))[0]
      ?.hash ?? null
  )
}

const roleColumns =
  'r.role_id, r.account_id, r.role, r.org_id, r.district_id, r.from_date, r.to_date, r.version, r.source, r.changed_by_hand'

export async function roleById(tx: Tx, id: number): Promise<RoleRow | null> {
  return (await query<RoleRow>(tx, `select ${roleColumns} from people.role_held r where role_id = $1`, [id]))[0] ?? null
}

/** Roles of an account that the scope may see, with the organization's name; newest first. */
export async function rolesOf(tx: Tx, accountId: number): Promise<(RoleRow & { org: string })[]> {
  return query<RoleRow & { org: string }>(
    tx,
    `select ${roleColumns}, o.name as org from people.role_held r join people.org o on o.org_id = r.org_id where r.account_id = $1 order by r.from_date desc, r.role_id desc`,
    [accountId],
  )
}

/**
 * True when an account holds on a day, or will hold later, a role outside some organizations. Opens all its roles for the rest of the transaction, whatever
 * the scope: the caller has checked that it looks after the account, and tells nobody what the others are.
 */
export async function rolesOutside(tx: Tx, accountId: number, orgs: readonly number[], day: string): Promise<boolean> {
  await query(tx, "select set_config('throughline.weighed', $1, true)", [String(accountId)])
  const rows = await query(
    tx,
    `select 1 from people.role_held
     where account_id = $1 and not org_id = any ($2::int[]) and (to_date is null or to_date >= $3) limit 1`,
    [accountId, orgs, day],
  )
  return rows.length > 0
}

export async function insertRole(
  tx: Tx,
  role: {
    account_id: number
    role: string
    org_id: number
    district_id: number | null
    from_date: string
    to_date: string | null
  },
): Promise<number> {
  const rows = await query<{ role_id: number }>(
    tx,
    'insert into people.role_held (account_id, role, org_id, district_id, from_date, to_date) values ($1, $2, $3, $4, $5, $6) returning role_id',
    [role.account_id, role.role, role.org_id, role.district_id, role.from_date, role.to_date],
  )
  return rows[0]?.role_id ?? 0
}

/** Writes the last day of a role. Out: false when the version is no longer the one given. */
export async function endRole(tx: Tx, id: number, version: number, to: string | null): Promise<boolean> {
  const rows = await query(
    tx,
    `update people.role_held set to_date = $3, changed_by_hand = (source = 'roster'), version = version + 1 where role_id = $1 and version = $2 returning 1`,
    [id, version, to],
  )
  return rows.length > 0
}

export type PersonListed = {
  account_id: number
  name: string
  email: string
  state: string
  roles: { role: string; org: string; to_date: string | null }[]
}

/** Accounts with a role (or made) at some organizations, by name; roles that hold on the date, or will. */
export async function listPeople(
  tx: Tx,
  asked: { orgs: readonly number[]; date: string; words: string; role: string },
): Promise<PersonListed[]> {
  return query<PersonListed>(
    tx,
    `select a.account_id, a.name, a.email, a.state,
       coalesce((select json_agg(json_build_object('role', r.role, 'org', o.name, 'to_date', r.to_date) order by r.role, o.name)
         from people.role_held r join people.org o on o.org_id = r.org_id
         where r.account_id = a.account_id and r.org_id = any ($1::int[]) and (r.to_date is null or r.to_date >= $2)), '[]') as roles
     from people.account a
     where (a.home_org = any ($1::int[]) or exists (select from people.role_held r where r.account_id = a.account_id and r.org_id = any ($1::int[])))
       and ($3 = '' or a.name ilike '%' || $3 || '%' or a.email ilike '%' || $3 || '%')
       and ($4 = '' or exists (select from people.role_held r where r.account_id = a.account_id and r.role = $4 and r.org_id = any ($1::int[]) and (r.to_date is null or r.to_date >= $2)))
     order by a.name, a.account_id limit 500`,
    [asked.orgs, asked.date, asked.words.replace(/[\\%_]/g, '\\$&'), asked.role],
  )
}
