import type { Lang } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import { said } from '../say.ts'
import { balanceOf } from './rules.ts'
import { say } from './say.ts'

export type BalanceRow = { id: string; element: string; count: number; which: string }
export type ElementBalance = {
  lang: Lang
  rows: readonly BalanceRow[]
  /** which elements have no measure, in a sentence; or that all have one; or that the plan says nothing of it */
  sentence: string
}

const mostNamed = 3

/** The measures of a plan by the four elements of monitoring: how many each has, and which have none (IND-11). Null for a plan without measures. */
export function elementBalance(graph: PlanGraph, lang: Lang): ElementBalance | null {
  if (graph.plan.measures.length === 0) return null
  const words = say(lang)
  const lines = balanceOf(graph.plan)
  const tagged = lines.filter((line) => line.element !== null)
  const empty = tagged.filter((line) => line.measures.length === 0)
  const rows = lines.flatMap((line): BalanceRow[] => {
    if (line.element === null && line.measures.length === 0) return []
    const named = line.measures.slice(0, mostNamed).map((m) => said(m.title, lang).words)
    const more = line.measures.length - named.length
    return [
      {
        id: line.element ?? 'none',
        element: words(`monitoring.${line.element ?? 'none'}`),
        count: line.measures.length,
        which: [named.join('; '), more > 0 ? words('balanceMore', { count: more }) : ''].filter(Boolean).join(' '),
      },
    ]
  })
  return {
    lang,
    rows,
    sentence:
      empty.length === tagged.length
        ? words('balanceUnsaid')
        : empty.length === 0
          ? words('balanceFull')
          : words('balanceMissing', {
              elements: empty.map((line) => words(`monitoring.${line.element ?? 'none'}`)).join('; '),
            }),
  }
}
