import type { Tx } from '../../../platform/db/database.ts'
import type { Role } from '../access.ts'
import { accountById } from './store.ts'
import { colleagues } from './store-directory.ts'

/** Somebody with a role in a district today: for pickers of owners and lists of who is who. */
export type Colleague = { account_id: number; name: string; roles: { role: Role; org_id: number; org: string }[] }

/** The name of an account that the scope may see; null otherwise. */
export async function accountName(tx: Tx, accountId: number): Promise<string | null> {
  return (await accountById(tx, accountId))?.name ?? null
}

/** Who holds a role in a district on a date (families are never listed), by name; optionally only some roles. */
export async function peopleOf(
  tx: Tx,
  districtId: number,
  date: string,
  wanted?: readonly Role[],
): Promise<Colleague[]> {
  return colleagues(tx, districtId, date, wanted ?? null)
}
