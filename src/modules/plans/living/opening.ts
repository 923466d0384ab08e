import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Ctx } from '../../../platform/web/route.ts'
import { openPlan, type OpenPlan } from '../reading.ts'

/** The plan of an address or a form, as it is now. Errors: Missing `plans/no-plan`; Invalid `plans/which-district` where several districts use the id. */
export async function planHere(
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
  district: string | undefined = ctx.query('district'),
): Promise<OpenPlan> {
  const { plan } = await openPlan(tx, scope, { slug: ctx.param('plan'), district })
  if (!plan)
    throw invalid('plans/which-district', 'More than one district has this plan.', 'Open it from the list of plans.')
  return plan
}
