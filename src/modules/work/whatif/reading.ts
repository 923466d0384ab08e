import type { Tx } from '../../../platform/db/database.ts'
import { definitions } from '../../indicators/index.ts'
import { orgByCode } from '../../people/index.ts'
import { type PlanGraph, promisesOf } from '../../plans/index.ts'
import type { ChosenPlan } from '../chain/plan-chosen.ts'
import { wavesOfParts } from '../chain/rules.ts'
import { edgesOf } from '../chain/store.ts'
import type { World } from './schema.ts'
import { dutiesOfWorld, itemsOfWorld } from './store.ts'

/** The targets of a plan that are judged in public, as `measure/target`: those of a measure that something computes. Pure. */
export function promisesIn(graph: PlanGraph, computed: (definition: string) => boolean): ReadonlySet<string> {
  const rows = promisesOf(graph, (definition) => (computed(definition) ? '1' : null))
  const sources = new Set(rows.map((row) => row.source))
  return new Set(
    graph.plan.measures.flatMap((measure) =>
      measure.targets
        .filter((target) => sources.has(`plan:${graph.plan.id}/${measure.of[0] ?? ''}/${target.id}`))
        .map((target) => `${measure.id}/${target.id}`),
    ),
  )
}

/** Everything that the what-if rules look at, as it is now. In: a plan of the reader's district. */
export async function worldOf(tx: Tx, plan: ChosenPlan, today: string): Promise<World> {
  const { graph, districtId, slug, adopted } = plan
  const offices = new Map<number, string>()
  for (const office of graph.plan.offices) {
    const org = office.orgCode === null ? null : await orgByCode(tx, districtId, office.orgCode)
    if (org) offices.set(org.org_id, office.id)
  }
  const officeOf = (row: { owner_role: string | null; owner_org: number | null }): string | null =>
    row.owner_role === 'office_head' && row.owner_org !== null ? (offices.get(row.owner_org) ?? null) : null
  return {
    graph,
    items: (await itemsOfWorld(tx, districtId, slug)).map((row) => ({ ...row, office: officeOf(row) })),
    edges: await edgesOf(tx, districtId),
    duties: (await dutiesOfWorld(tx, districtId)).map((row) => ({
      id: row.duty_id,
      title: row.title,
      basis: row.basis,
      office: officeOf(row),
    })),
    promises: adopted ? promisesIn(graph, (definition) => Object.hasOwn(definitions, definition)) : new Set(),
    waves: wavesOfParts(graph.plan.elements, graph.up),
    today,
  }
}
