import type { Tx } from '../../../platform/db/database.ts'
import { memberCounts } from './store-load.ts'

/** How large a district's roster is: students by school (its code), and the staff and classes of the whole. For the guard against half a file. */
export async function rosterCounts(
  tx: Tx,
  districtId: number,
): Promise<{ schools: { code: string; students: number }[]; staff: number; classes: number }> {
  return memberCounts(tx, districtId)
}
