import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Colleague } from './directory.ts'

/** Holders of roles in a district on a date, one row a person. */
export async function colleagues(
  tx: Tx,
  districtId: number,
  date: string,
  roles: readonly string[] | null,
): Promise<Colleague[]> {
  return query<Colleague>(
    tx,
    `select a.account_id, a.name, json_agg(json_build_object('role', r.role, 'org_id', r.org_id, 'org', o.name) order by r.role, o.name) as roles
     from people.role_held r
     join people.account a on a.account_id = r.account_id
     join people.org o on o.org_id = r.org_id
     where r.district_id = $1 and r.role <> 'family' and r.from_date <= $2 and (r.to_date is null or r.to_date >= $2)
       and ($3::text[] is null or r.role = any ($3)) and a.state = 'active'
     group by a.account_id, a.name order by a.name, a.account_id`,
    [districtId, date, roles],
  )
}

/** E-mail and language of the active ones of some accounts. */
export async function addresses(
  tx: Tx,
  accountIds: readonly number[],
): Promise<{ account_id: number; email: string; lang: string }[]> {
  return query(
    tx,
    `select account_id, email, lang from people.account where account_id = any ($1::int[]) and state = 'active' order by account_id`,
    [accountIds],
  )
}
