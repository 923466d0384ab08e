import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'

/** What a district has so far: schools, days of school this year, people who can sign in, students enrolled this year. */
export async function countFacts(
  tx: Tx,
  districtId: number,
  year: number,
): Promise<{ schools: number; days: number; people: number; enrolled: number }> {
  const rows = await query<{ schools: number; days: number; people: number; enrolled: number }>(
    tx,
    `select (select count(*) from people.org where district_id = $1 and kind = 'school') as schools,
       (select count(*) from people.school_day where org_id = $1 and school_year = $2 and is_instructional) as days,
       (select count(distinct r.account_id) from people.role_held r where r.district_id = $1) as people,
       (select coalesce(sum(students), 0)::bigint from people.enrolled where district_id = $1 and school_year = $2) as enrolled`,
    [districtId, year],
  )
  return rows[0] ?? { schools: 0, days: 0, people: 0, enrolled: 0 }
}
