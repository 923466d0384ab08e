import { query, type Tx } from '../../platform/db/database.ts'

/** Somebody of the demo, as the landing page shows them. */
export type DemoPerson = {
  name: string
  email: string
  lang: 'en' | 'es'
  roles: { role: string; org: string; to_date: string | null }[]
}

/** The people of a demo district in the order in which they were made, with their roles; those whose role is over too. Reads only; needs a system actor's scope. */
export async function demoPeople(tx: Tx, districtId: number): Promise<DemoPerson[]> {
  return query<DemoPerson>(
    tx,
    `select a.name, a.email, a.lang, json_agg(json_build_object('role', r.role, 'org', o.name, 'to_date', r.to_date) order by r.role_id) as roles
     from people.account a
     join people.role_held r on r.account_id = a.account_id
     join people.org o on o.org_id = r.org_id
     where a.home_district = $1 and a.state = 'active'
     group by a.account_id, a.name, a.email, a.lang order by a.account_id`,
    [districtId],
  )
}
