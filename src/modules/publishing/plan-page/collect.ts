import type { Tx } from '../../../platform/db/database.ts'
import { currentPlan, type Element, type PlanGraph } from '../../plans/index.ts'
import { goalsIn } from '../report/rules.ts'
import type { PlanLineRow, PublicPlan } from './schema.ts'
import { linesOfPlan } from './store.ts'

/** The parts of a plan that everybody reads: goals, what stands at the top, and strategies. Actions and tasks are the work inside. */
export function partsOfPlan(graph: PlanGraph): readonly Element[] {
  const goals = goalsIn(graph)
  const strategies = graph.plan.elements.filter((one) => graph.level(one)?.role === 'strategy' && !goals.includes(one))
  return [...goals, ...strategies]
}

const partOf = (one: Element) => ({ id: one.id, code: one.code ?? '', title: one.title })

/** A plan as everybody reads it. In: the graph of its adopted text, the lines for the audiences. Lines about a part that the plan has no more are left out. */
export function publicPlanOf(
  plan: { graph: PlanGraph; digest: string },
  lines: readonly Pick<PlanLineRow, 'element' | 'audience' | 'kind' | 'words' | 'listed'>[],
): PublicPlan {
  const { graph } = plan
  const parts = partsOfPlan(graph)
  const tops = graph.roots()
  const vision = graph.plan.statements.find((one) => one.kind === 'vision')
  return {
    format: 1,
    title: graph.plan.title,
    digest: plan.digest,
    adopted: { on: graph.plan.adoption.on, body: graph.plan.adoption.body },
    vision: vision ? (vision.text ?? vision.title) : null,
    goals: tops.map((top) => {
      const below = [top, ...graph.down(top.id)]
      return {
        ...partOf(top),
        text: top.text,
        below: below.map((one) => one.id),
        seen: below.flatMap((one) => one.youWillSee),
        strategies: parts.filter((one) => one !== top && below.includes(one)).map(partOf),
      }
    }),
    lines: lines.flatMap(({ element, audience, kind, words, listed }) => {
      const part = parts.find((one) => one.id === element)
      return listed && part ? [{ audience, kind, words, about: { code: part.code ?? '', title: part.title } }] : []
    }),
  }
}

/** What everybody reads of the plan that a district works by; null while it has none that is adopted. */
export async function publicPlan(tx: Tx, districtId: number): Promise<PublicPlan | null> {
  const plan = await currentPlan(tx, districtId)
  if (!plan || plan.row.state !== 'adopted' || plan.row.kind !== 'own') return null
  return publicPlanOf({ graph: plan.graph, digest: plan.row.digest }, await linesOfPlan(tx, districtId, plan.row.slug))
}
