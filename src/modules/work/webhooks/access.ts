import type { Tx } from '../../../platform/db/database.ts'
import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { keepHooks, hookById } from './store.ts'
import type { Hook } from './schema.ts'

/** The district whose webhooks a visitor keeps: where they are the administrator of the whole district; null for everybody else. */
export const keptDistrict = (visitor: Visitor): number | null =>
  visitor.roles.find((held) => held.role === 'administrator' && held.org_id === held.district_id)?.district_id ?? null

/** Opens the webhooks of the visitor's district. Out: the district. Errors: Forbidden `work/webhook-administrators`. */
export async function openHooks(tx: Tx, visitor: Visitor): Promise<number> {
  const district = keptDistrict(visitor)
  if (district === null)
    throw forbidden(
      'work/webhook-administrators',
      'Only an administrator of the district keeps the addresses of other systems.',
      'Ask one of them.',
    )
  await keepHooks(tx, district)
  return district
}

/** One webhook of the visitor's district. Errors: Forbidden, Missing `work/no-such-webhook`. */
export async function mustHook(tx: Tx, visitor: Visitor, id: number, lock = false): Promise<Hook> {
  const district = await openHooks(tx, visitor)
  const hook = await hookById(tx, id, lock)
  if (hook?.district_id !== district)
    throw missing('work/no-such-webhook', 'There is no such webhook.', 'Choose one from the list.')
  return hook
}
