import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict, forbidden, invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import { leads, owns, readable, standInFor } from '../access.ts'
import { itemsByIds } from '../store.ts'
import { standingIn } from './reading.ts'
import { type DateProblem, dateProblems, sameCovered, standingOf } from './rules.ts'
import type { Covered, Delegate, Delegation, Given } from './schema.ts'
import { coveredBy, delegationById, endedNow, insertDelegation, lockGiver, openOf } from './store.ts'

export const delegationObject = 'work.delegation'

/** Who takes part in the district's work gives and takes. Errors: Forbidden `work/not-inside`. */
export function mustTakePart(visitor: Visitor, districtId: number): void {
  if (!readable(visitor).includes(districtId))
    throw forbidden(
      'work/not-inside',
      'Work is delegated among those who take part in the work of the district.',
      'Ask the administrator of your district if you need a role there.',
    )
}

/** What is covered, checked: nobody gives more than they own, and nothing that they were only lent. */
async function covers(tx: Tx, visitor: Visitor, districtId: number, given: Given): Promise<Covered[]> {
  const { what } = given
  const none = { owner_account: null, owner_role: null, owner_org: null, item_id: null }
  const held = visitor.roles.filter((one) => one.district_id === districtId && one.role !== 'family')
  if (what.kind === 'role') {
    if (!held.some((one) => one.role === what.role && one.org_id === what.org_id)) throw notOwn()
    return [{ ...none, owner_role: what.role, owner_org: what.org_id }]
  }
  if (what.kind === 'all')
    return [
      { ...none, owner_account: visitor.account_id },
      ...held.map((one) => ({ ...none, owner_role: one.role, owner_org: one.org_id })),
    ]
  const items = await itemsByIds(tx, what.ids)
  if (what.ids.length === 0 || items.length !== new Set(what.ids).size) throw notOwn()
  const deputy = await standingIn(tx, visitor)
  return items.map((item) => {
    if (!owns(visitor, item) || item.district_id !== districtId) throw standInFor(deputy, item) ? noChain() : notOwn()
    const { owner_account, owner_role, owner_org, item_id } = item
    return { owner_account, owner_role, owner_org, item_id }
  })
}

const notOwn = () =>
  forbidden(
    'work/not-yours-to-lend',
    'Only what is your own can be delegated.',
    'Choose items of your own, or a role that you hold.',
  )
const noChain = () =>
  forbidden(
    'work/delegated-on',
    'This was delegated to you, so you cannot delegate it further: its owner would no longer know who does it.',
    'Ask the owner to delegate it to somebody else.',
  )

const fits = (people: Awaited<ReturnType<typeof peopleOf>>, to: Delegate): boolean =>
  'account_id' in to
    ? people.some((one) => one.account_id === to.account_id)
    : people.some((one) => one.roles.some((held) => held.role === to.role && held.org_id === to.org_id))

export type Outcome = { kind: 'saved'; delegation: Delegation } | { kind: 'problems'; problems: DateProblem[] }

/**
 * Delegates from date to date. In: who gives, the district, what, to whom, the days (both included, the district's), why. Out: the delegation, or what is
 * wrong with the days. The same again while it holds is the same delegation. Errors: Forbidden `work/not-inside`, `work/not-yours-to-lend`,
 * `work/delegated-on`, Invalid `work/no-such-colleague`, `work/not-to-yourself`.
 */
export async function delegate(tx: Tx, visitor: Visitor, districtId: number, given: Given): Promise<Outcome> {
  mustTakePart(visitor, districtId)
  const { to, first_day, last_day, reason } = given
  const today = await todayOf(tx, districtId)
  const problems = dateProblems(given, today)
  if (problems.length > 0) return { kind: 'problems', problems }
  if (
    'account_id' in to
      ? to.account_id === visitor.account_id
      : visitor.roles.some((held) => held.role === to.role && held.org_id === to.org_id)
  )
    throw invalid('work/not-to-yourself', 'This is you already.', 'Choose somebody else.')
  if (!fits(await peopleOf(tx, districtId, today), to))
    throw invalid(
      'work/no-such-colleague',
      'This person has no role in the district today.',
      'Choose somebody of the list.',
    )
  const covered = await covers(tx, visitor, districtId, given)
  await lockGiver(tx, visitor.account_id)
  const toWhom = {
    to_account: 'account_id' in to ? to.account_id : null,
    to_role: 'role' in to ? to.role : null,
    to_org: 'role' in to ? to.org_id : null,
  }
  for (const one of await openOf(tx, visitor.account_id)) {
    const same =
      one.district_id === districtId &&
      one.to_account === toWhom.to_account &&
      one.to_role === toWhom.to_role &&
      one.to_org === toWhom.to_org &&
      one.first_day === first_day &&
      one.last_day === last_day
    if (same && sameCovered(await coveredBy(tx, one.delegation_id), covered)) return { kind: 'saved', delegation: one }
  }
  const row = { district_id: districtId, given_by: visitor.account_id, ...toWhom, first_day, last_day, reason }
  const id = await insertDelegation(tx, { ...row, given_at: now() }, covered)
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: delegationObject,
    object_id: id,
    version: 1,
    verb: 'given',
    became: { ...row, covers: covered },
    reason,
  })
  return { kind: 'saved', delegation: await delegationById(tx, id) }
}

/** May this visitor end a delegation: who gave it, the person who got it, and those who lead the district. */
export const mayEnd = (visitor: Visitor, one: Delegation): boolean =>
  one.given_by === visitor.account_id ||
  one.to_account === visitor.account_id ||
  visitor.roles.some((held) => held.role === one.to_role && held.org_id === one.to_org) ||
  leads(visitor, one.district_id)

/**
 * Ends a delegation before its last day, at once. Ended already, nothing changes.
 * Errors: Missing, Forbidden `work/not-your-delegation`, Conflict `work/delegation-over` when its days are over.
 */
export async function endDelegation(tx: Tx, visitor: Visitor, id: number): Promise<Delegation> {
  const one = await delegationById(tx, id, true)
  if (!mayEnd(visitor, one))
    throw forbidden(
      'work/not-your-delegation',
      'Only who gave it, who got it, the cabinet or an administrator may end this.',
      'Ask the owner who is named on the page.',
    )
  const standing = standingOf(one, await todayOf(tx, one.district_id))
  if (standing === 'ended') return one
  if (standing === 'over')
    throw conflict('work/delegation-over', 'This delegation is over already.', 'Nothing has to be done.')
  const ended = await endedNow(tx, id, now())
  await record(tx, visitor.scope, {
    org_id: one.district_id,
    object: delegationObject,
    object_id: id,
    version: ended.version,
    verb: 'ended',
    was: { ended_at: null },
    became: { ended_at: ended.ended_at?.toISOString() ?? null },
  })
  return ended
}
