import { inScope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import type { Plan } from '../file/format.ts'
import { openPlan } from '../reading.ts'

/**
 * The newest version of a loaded plan, by its slug, as the named system actor `plans` of a district: for the command line.
 * Errors: Missing `plans/no-plan`; Conflict `plans/which-district`.
 */
export async function loadedPlan(services: Services, districtId: number, slug: string): Promise<Plan> {
  const scope = await systemScope(services.db, 'plans', districtId)
  const { plan } = await inScope(services.db, scope, (tx) => openPlan(tx, scope, { slug }))
  if (!plan)
    throw conflict(
      'plans/which-district',
      'Several districts have a plan with this name.',
      'Say which district is meant.',
    )
  return plan.graph.plan
}
