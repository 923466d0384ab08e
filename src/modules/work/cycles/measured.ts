import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Lang } from '../../../platform/words.ts'
import { periodText, rateText, sayCall, type View } from '../../indicators/index.ts'
import { openPlanRow, type PlanGraph, plansSeen, type PlanRow, readNumbers } from '../../plans/index.ts'
import { checkedOnly } from './access.ts'
import { measuresBeside } from './asked.ts'
import type { Measured } from './schema.ts'

/** A plan of the district in its newest version; null when there is none with this slug. */
export async function planNamed(
  tx: Tx,
  districtId: number,
  slug: string,
): Promise<{ row: PlanRow; graph: PlanGraph } | null> {
  const row = (await plansSeen(tx)).find(
    (one) => one.district_id === districtId && one.slug === slug && one.kind === 'own',
  )
  return row ? { row, graph: (await openPlanRow(tx, row)).graph } : null
}

function saidOf(view: View, currentYear: number, lang: Lang): Measured['said'][Lang] {
  const { cell, call } = view.latest
  const words = call ? sayCall(call, lang) : null
  return {
    value: rateText(cell, lang, view.definition),
    period: periodText(cell, lang, currentYear),
    call: words?.word ?? null,
    why: words?.sentences[0] ?? null,
  }
}

/** What was measured beside some elements, by element: checked numbers of the whole district only, with their calls, in words of both languages. */
export async function measuredBeside(
  tx: Tx,
  scope: Scope,
  plan: { row: PlanRow; graph: PlanGraph },
  elements: readonly string[],
): Promise<Map<string, Measured[]>> {
  const beside = new Map(elements.map((id) => [id, measuresBeside(plan.graph, id)]))
  const wanted = new Map([...beside.values()].flatMap(({ measures }) => measures.map((one) => [one.id, one])))
  const { currentYear, measured } = await readNumbers(tx, checkedOnly(scope), plan.row, [...wanted.values()])
  const views = new Map(measured.map(({ measure, view }) => [measure.id, view]))
  return new Map(
    [...beside].map(([id, { above, measures }]) => [
      id,
      measures.flatMap((measure): Measured[] => {
        const view = views.get(measure.id)
        if (!view) return []
        return [
          {
            measure: measure.id,
            title: measure.title,
            above,
            call: view.latest.call?.call ?? null,
            trend: view.latest.trend?.trend ?? null,
            said: { en: saidOf(view, currentYear, 'en'), es: saidOf(view, currentYear, 'es') },
          },
        ]
      }),
    ]),
  )
}
