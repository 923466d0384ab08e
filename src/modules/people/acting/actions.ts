import { now, today } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { administer, person } from '../accounts/admin.ts'
import { hasRoleOutside } from '../accounts/outside.ts'
import { rolesOf } from '../accounts/store.ts'
import { setActing } from '../accounts/store-session.ts'
import { holds } from '../access.ts'
import { actingMinutes, mayActFor, reasonLength } from './rules.ts'
import { endActing, insertActing } from './store.ts'

const notAs = (why: string) =>
  forbidden('people/not-as', why, 'Only people of your district without a role as administrator can be looked as.')

/**
 * True when the visitor may look as somebody: an administrator of the person's district; the person is active, holds a role today, is no administrator (now
 * or later) and has no role, now or to come, outside what the visitor covers. The transaction then has the person's roles open.
 */
export async function mayLookAs(tx: Tx, visitor: Visitor, accountId: number): Promise<boolean> {
  const covered = await administer(tx, visitor)
  const account = await person(tx, covered, accountId)
  const district = account.home_district
  if (accountId === visitor.account_id || account.state !== 'active' || district === null) return false
  if (visitor.acting || !holds(visitor, ['administrator'], district)) return false
  if (await hasRoleOutside(tx, accountId, covered)) return false
  const date = today()
  const lasting = (await rolesOf(tx, accountId)).filter((role) => role.to_date === null || role.to_date >= date)
  const mine = visitor.roles as Parameters<typeof mayActFor>[0]
  const theirs = lasting.map((role) => ({ ...role, district_id: role.district_id ?? role.org_id, orgs: [] }))
  return lasting.some((role) => role.from_date <= date) && mayActFor(mine, theirs)
}

/**
 * Lets an administrator look at pages as somebody of the district, for half an hour at most, with the reason in the history.
 * Errors: Forbidden `people/not-as`; Invalid `people/no-reason`.
 */
export async function startActing(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  accountId: number,
  reason: string,
): Promise<number> {
  if (!(await mayLookAs(tx, visitor, accountId))) throw notAs('You cannot look at pages as this person.')
  const why = reason.trim()
  if (why.length < reasonLength.least || why.length > reasonLength.most)
    throw invalid('people/no-reason', 'Looking as somebody needs a reason.', 'Nothing was started.', [
      { path: 'acting_reason', code: 'people/reason-needed', message: 'Say in a few words why.' },
    ])
  const covered = await administer(tx, visitor)
  const district = (await person(tx, covered, accountId)).home_district
  if (district === null || visitor.session === undefined) throw notAs('You cannot look at pages as this person.')
  const at = now()
  const until = new Date(at.getTime() + actingMinutes * 60_000)
  const id = await insertActing(tx, {
    district_id: district,
    by: visitor.account_id,
    as: accountId,
    reason: why,
    at,
    until,
  })
  await setActing(tx, visitor.session, id)
  await record(tx, scope, {
    org_id: district,
    object: 'people.acting',
    object_id: id,
    version: 1,
    verb: 'started',
    reason: why,
    became: { by_account: visitor.account_id, as_account: accountId, until: until.toISOString() },
  })
  return id
}

/** The way out: the visitor is the administrator again. Out: the account that was looked as. */
export async function stopActing(db: Db, visitor: Visitor): Promise<number> {
  const acting = visitor.acting
  if (!acting) throw missing('people/not-acting', 'You look as yourself.', 'Go on from the home page.')
  return inScope(db, visitor.scope, async (tx) => {
    if (visitor.session !== undefined) await setActing(tx, visitor.session, null)
    const ended = await endActing(tx, acting.acting_id, now())
    if (ended)
      await record(tx, visitor.scope, {
        org_id: ended.district_id,
        object: 'people.acting',
        object_id: acting.acting_id,
        version: 2,
        verb: 'ended',
      })
    return visitor.account_id
  })
}
