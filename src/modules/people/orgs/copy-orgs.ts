import type { Tx } from '../../../platform/db/database.ts'
import { writeOut } from '../copy.ts'

/**
 * Writes the schools of a district as CSV: the columns of the lake's `org` (ancestors as columns, along the last line of command) and the code.
 * One row a school, closed ones too. Out: rows.
 */
export async function copyOrgs(tx: Tx, districtId: number, toPath: string): Promise<number> {
  if (!Number.isSafeInteger(districtId)) throw new Error('Not a whole number.')
  return writeOut(
    tx,
    `select s.org_id, s.kind, s.org_id as school_id, case when z.kind = 'zone' then z.org_id end as zone_id, s.district_id, d.parent_id as state_id,
       s.low_grade, s.high_grade, s.from_date, s.to_date, s.code
     from people.org s
     join people.org d on d.org_id = s.district_id
     left join people.org z on z.org_id = s.parent_id
     where s.kind = 'school' and s.district_id = ${districtId}
     order by s.org_id`,
    toPath,
  )
}
