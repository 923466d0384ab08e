import type { Tx } from '../../../platform/db/database.ts'
import { type Listener, listen } from '../../../platform/events.ts'
import { planLoaded } from '../events.ts'
import type { PlanGraph } from '../graph.ts'
import { openRow } from '../reading.ts'
import type { PlanRow } from '../schema.ts'
import { planById, planOf } from '../store.ts'
import { alignmentOf } from './rules.ts'
import type { AlignmentRow } from './schema.ts'
import { alignmentsSeen, saveAlignment, unitPlansServing } from './store.ts'

async function counted(tx: Tx, unit: PlanRow, served: { row: PlanRow; graph: PlanGraph }): Promise<AlignmentRow> {
  const { own, named, carried, priorities, priorities_served } = alignmentOf(
    (await openRow(tx, unit)).graph,
    served.graph,
  )
  return {
    plan_id: unit.plan_id,
    district_id: unit.district_id,
    version: unit.version,
    served_version: served.row.version,
    own,
    named,
    carried,
    priorities,
    priorities_served,
  }
}

/** Counts of plans of units, as of today's versions: as they were stored, counted anew where a plan changed since. By plan. */
export async function countsNow(tx: Tx, units: readonly PlanRow[]): Promise<ReadonlyMap<number, AlignmentRow>> {
  const stored = new Map((await alignmentsSeen(tx)).map((row) => [row.plan_id, row]))
  const served = new Map<number, { row: PlanRow; graph: PlanGraph } | null>()
  const servedBy = async (id: number) => {
    const known = served.get(id)
    if (known !== undefined) return known
    const row = await planById(tx, id)
    const made = row ? { row, graph: (await openRow(tx, row)).graph } : null
    served.set(id, made)
    return made
  }
  const out = new Map<number, AlignmentRow>()
  for (const unit of units) {
    if (unit.serves_id === null) continue
    const by = await servedBy(unit.serves_id)
    const known = stored.get(unit.plan_id)
    if (known && known.version === unit.version && known.served_version === by?.row.version)
      out.set(unit.plan_id, known)
    else if (by) out.set(unit.plan_id, await counted(tx, unit, by))
  }
  return out
}

/** When a plan changes, what units serve of it is counted again: of the unit whose plan it is, or of all units that serve it. */
export const countListeners: readonly Listener[] = [
  listen(planLoaded, async (_services, tx, scope, told) => {
    const row = await planOf(tx, told.district_id, told.plan)
    if (!row) return
    const units = row.unit_id === null ? await unitPlansServing(tx, row.plan_id) : [row]
    for (const unit of units) {
      if (unit.unit_id === null || unit.serves_id === null || !scope.orgs.includes(unit.unit_id)) continue
      const served = unit.serves_id === row.plan_id ? row : await planById(tx, unit.serves_id)
      if (served)
        await saveAlignment(tx, await counted(tx, unit, { row: served, graph: (await openRow(tx, served)).graph }))
    }
  }),
]
