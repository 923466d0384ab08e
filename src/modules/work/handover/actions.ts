import type { Tx } from '../../../platform/db/database.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import { leads } from '../access.ts'
import { writeAll } from '../actions.ts'
import { type Holding, itemsHeld } from '../store.ts'

/** Throws `work/leaders-only` unless the visitor leads the district. */
export function mustLead(visitor: Visitor, districtId: number): void {
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/leaders-only',
      'Only the superintendent, the cabinet or an administrator may hand work over.',
      'Ask one of them to do it.',
    )
}

/**
 * Hands everything that is still to be done of an office or a person to somebody, each with a change of its own in the history. A source that is loaded again keeps
 * the new owner. In: the district; whose items; to which account, which holds a role there today; why. Out: how many items moved.
 * Errors: Forbidden `work/leaders-only`, Invalid `work/no-such-colleague`.
 */
export async function handOver(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  asked: { from: Holding; to: number; reason: string },
): Promise<number> {
  mustLead(visitor, districtId)
  const colleagues = await peopleOf(tx, districtId, await todayOf(tx, districtId))
  if (!colleagues.some((one) => one.account_id === asked.to))
    throw invalid(
      'work/no-such-colleague',
      'This person has no role in the district today.',
      'Choose somebody of the list.',
    )
  const became = { owner_account: asked.to, owner_role: null, owner_org: null, handed: true }
  const held = await itemsHeld(tx, districtId, asked.from)
  const { reason } = asked
  const written = await writeAll(
    tx,
    visitor.scope,
    held.map((row) => ({ row, became, verb: 'handed', reason })),
  )
  return written.filter((item) => item !== null).length
}
