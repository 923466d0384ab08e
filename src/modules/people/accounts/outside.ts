import { today } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { addDays } from '../../../platform/dates.ts'
import { rolesOutside } from './store.ts'

/**
 * True when somebody has a role, now or to come, outside some organizations (another school, another district, the state): then who administers only those
 * must not set the password. A role counts one day beyond its last, because the other place may lie in a time zone where that day is not over.
 */
export const hasRoleOutside = (tx: Tx, accountId: number, orgs: readonly number[]): Promise<boolean> =>
  rolesOutside(tx, accountId, orgs, addDays(today(), -1))
