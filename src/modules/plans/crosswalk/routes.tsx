import { missing } from '../../../platform/errors.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { openRow } from '../reading.ts'
import { current, hrefsOf, mustRead } from '../opening.tsx'
import { plansSeen } from '../store.ts'
import { crosswalksOfProgram, planOfProgram } from './files.ts'
import { CrosswalkShow } from './pages/crosswalk-show.tsx'
import { crosswalkView, type Side } from './view.ts'

async function show(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const crosswalk = crosswalksOfProgram().get(ctx.param('crosswalk'))
  if (!crosswalk)
    throw missing('plans/no-crosswalk', 'There is no such crosswalk.', 'Choose a plan from the list of plans.')
  const named = new Set(crosswalk.steps.flatMap((step) => [step.from, step.to]))
  const sides = await ctx.inScope(async (tx) => {
    const found = new Map<string, Side>()
    const rows = (await plansSeen(tx)).filter((row) => named.has(row.slug))
    for (const row of rows) {
      if (found.has(row.slug)) continue
      const plan = await openRow(tx, row, rows.filter((one) => one.slug === row.slug).length > 1)
      found.set(row.slug, { graph: plan.graph, hrefs: hrefsOf(plan, ctx.who()) })
    }
    return found
  })
  const sideOf = (id: string): Side | null => {
    const seen = sides.get(id)
    if (seen) return seen
    const graph = planOfProgram(id)
    return graph ? { graph, hrefs: null } : null
  }
  const view = crosswalkView(crosswalk, sideOf, ctx.lang)
  return ctx.page({ title: view.title.words, current, body: <CrosswalkShow lang={ctx.lang} view={view} /> })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/crosswalk/:crosswalk', access: 'signed-in', handle: show },
]
