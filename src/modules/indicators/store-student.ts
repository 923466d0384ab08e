import { query, type Tx } from '../../platform/db/database.ts'

/** Takes every standing of a student away. */
export async function dropStanding(tx: Tx, studentKey: number): Promise<void> {
  await query(tx, 'delete from indicators.standing where student_key = $1', [studentKey])
}

/** No run of a district names sums of closed months any more. */
export async function forgetMonths(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'update indicators.run set month_path = null where district_id = $1 and month_path is not null', [
    districtId,
  ])
}

export type StudentStanding = {
  school_year: number
  org_id: number
  definition: string
  absent: number
  member_days: number
  tier: string
  through_date: string | null
}

/** Where one student stands, newest year first. */
export function standingsOf(tx: Tx, studentKey: number): Promise<StudentStanding[]> {
  return query<StudentStanding>(
    tx,
    `select school_year, org_id, definition, absent, member_days, tier, through_date from indicators.standing
     where student_key = $1 order by school_year desc, definition, org_id`,
    [studentKey],
  )
}
