import { demoWaits, demoWave } from '../../demo/chain.ts'
import { addWait, itemsOf, moveWave, wavesOf } from '../modules/work/index.ts'
import { today } from '../platform/clock.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

const planSlug = 'mill-river-2026-29'

/** What waits for what in the demo beyond its plan, and a wave that was moved. In: who leads the district. Out: how many lines were entered. */
export async function demoChain(services: Services, leader: Visitor, districtId: number): Promise<number> {
  return inScope(services.db, leader.scope, async (tx) => {
    const { items } = await itemsOf(tx, { districtId, planSlug, today: today() })
    const ids = new Map(items.map((item) => [item.element, item.item_id]))
    let entered = 0
    for (const { task, needs, days } of demoWaits) {
      const [id, other] = [ids.get(task), ids.get(needs)]
      if (id === undefined || other === undefined) continue
      const outcome = await addWait(tx, leader, id, { needs: String(other), days })
      entered += outcome.kind === 'saved' ? 1 : 0
    }
    const wave = (await wavesOf(tx, districtId, planSlug)).find((one) => one.name === demoWave.name)
    if (wave)
      await moveWave(tx, leader, wave.wave_id, {
        version: wave.version,
        begins_on: demoWave.begins,
        reason: demoWave.reason,
      })
    return entered
  })
}
