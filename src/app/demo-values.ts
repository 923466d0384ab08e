import { demoCorrections, demoValues } from '../../demo/values.ts'
import { currentPlan, enterValues, fillingOf } from '../modules/plans/index.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

/** Values of the plan's measures, as those who lead the district entered them for their offices. Out: how many. What lies after the demo's day is left out. */
export async function demoMeasured(services: Services, leader: Visitor, districtId: number): Promise<number> {
  return inScope(services.db, leader.scope, async (tx) => {
    const plan = await currentPlan(tx, districtId)
    if (!plan) return 0
    const filling = await fillingOf(tx, plan.row, plan.graph)
    let entered = 0
    for (const list of [demoValues, demoCorrections])
      for (const outcome of await enterValues(tx, leader, filling, list, { via: 'program', save: 'each' })) {
        if (outcome.kind === 'saved') entered += 1
        const later = outcome.kind === 'problems' && outcome.problems.every((one) => one.rule === 'future')
        // A correction of what lies after the demo's day has nothing to correct.
        if (outcome.kind !== 'saved' && !later && list === demoValues)
          throw new Error(`A value of the demo was not taken: ${JSON.stringify(outcome)}`)
      }
    return entered
  })
}
