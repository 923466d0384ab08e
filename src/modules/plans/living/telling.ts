import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { tell } from '../../../platform/events.ts'
import type { Services } from '../../../platform/web/route.ts'
import { answersDue } from '../events.ts'
import type { PlanRow } from '../schema.ts'

/** Tells that somebody has to do something else by now about the plan of a school or an office; of the district's own plan nothing. */
export async function tellTurn(
  services: Services,
  tx: Tx,
  scope: Scope,
  row: Pick<PlanRow, 'district_id' | 'slug' | 'unit_id'>,
): Promise<void> {
  if (row.unit_id !== null)
    await tell(services, tx, scope, answersDue, { district_id: row.district_id, plan: row.slug })
}
