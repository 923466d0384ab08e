import { today } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { ownScope } from '../accounts/sessions.ts'
import type { Owes } from '../accounts/store-session.ts'
import { needsSecond } from './rules.ts'
import { factorOf, rolesHeld } from './store.ts'

export type SecondPolicy = Config['secondFactor']

/** True when the roles that an account holds today ask for a second factor. The scope is the account's own. */
export async function mustHaveSecond(tx: Tx, accountId: number, policy: SecondPolicy): Promise<boolean> {
  if (policy === 'optional') return false
  return needsSecond(await rolesHeld(tx, accountId, today()))
}

/**
 * What somebody who gave the right password still owes: a code when there is a second factor; to set one up when roles of today ask for it; else nothing.
 * A session that is open when such a role is given is over (`identify`).
 */
export async function owedAtSignIn(
  db: Db,
  accountId: number,
  home: number,
  policy: SecondPolicy,
): Promise<Owes | null> {
  return inScope(db, ownScope(accountId, home), async (tx) => {
    if ((await factorOf(tx, accountId))?.confirmed_at) return 'code'
    return (await mustHaveSecond(tx, accountId, policy)) ? 'enroll' : null
  })
}
