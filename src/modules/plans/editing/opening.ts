import type { Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Ctx } from '../../../platform/web/route.ts'
import { mustReadDrafts, mustWrite } from '../access.ts'
import type { PlanRow } from '../schema.ts'
import { planById } from '../store.ts'
import { type Draft, draftPlan } from './drafts.ts'

export const noDraft = () =>
  missing('plans/no-draft', 'There is no such draft.', 'Choose one from the drafts of the plan.')

/** The draft that an address means, with its plan. It must be a draft of the plan that the address names. */
export async function draftNamed(ctx: Ctx, tx: Tx): Promise<{ draft: Draft; plan: PlanRow }> {
  const draft = await draftPlan(tx, ctx.id('draft'))
  const plan = await planById(tx, draft.row.plan_id)
  if (plan?.slug !== ctx.param('plan')) throw noDraft()
  mustReadDrafts(ctx.who(), draft.row.district_id)
  return { draft, plan }
}

/** What a form on a draft does: the draft is looked up, and the person must be one of those who change plans. */
export async function mustEdit(ctx: Ctx, tx: Tx): Promise<{ draft: Draft; plan: PlanRow }> {
  const found = await draftNamed(ctx, tx)
  mustWrite(ctx.who(), found.plan)
  return found
}
