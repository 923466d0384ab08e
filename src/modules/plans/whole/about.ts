import type { Lang } from '../../../platform/words.ts'
import type { Element, Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said, saidOr, say as sayPlan } from '../say.ts'
import { stepOf } from '../view.ts'
import { type Frame, frameOf, stepsOf } from './frame.ts'
import { say } from './say.ts'
import { marker } from './terms.ts'
import { termsOf } from './terms.ts'
import type { Mark } from './pages/marked.tsx'

type Statement = Plan['statements'][number]
type Kind = Statement['kind']

export type StatementView = {
  id: string
  title: Said
  text: Said | null
  shows: readonly Step[]
  /** who drew the lines, when a reader did */
  basis: string | null
}
/** Rows: traits, values or beliefs. Columns: what stands at the top of the plan. A cell counts the parts drawn to it there. */
export type Matrix = {
  kind: string
  id: string
  heads: readonly { code: string; title: string; href: string }[]
  rows: readonly { id: string; title: Said; cells: readonly number[]; total: number }[]
  /** titles of rows without any line */
  gaps: readonly string[]
}
export type AboutProps = {
  frame: Frame
  mark: Mark
  groups: readonly {
    kind: Kind
    title: string
    lead: string | null
    statements: readonly StatementView[]
    /** parts of a level of strategies that no theory of action speaks of */
    left: readonly Step[]
  }[]
  matrices: readonly Matrix[]
}

const kinds: readonly Kind[] = ['vision', 'mission', 'theory', 'portrait', 'value', 'belief']

function matrixOf(graph: PlanGraph, kind: Kind, list: readonly Statement[], lang: Lang, hrefs: Hrefs): Matrix | null {
  if (list.every((one) => one.shows.length === 0)) return null
  const tops = graph.roots().filter((e) => graph.children(e.id).length > 0)
  const within = tops.map((top) => new Set([top.id, ...graph.down(top.id).map((e) => e.id)]))
  const rows = list.map((one) => {
    const cells = within.map((ids) => one.shows.filter((id) => ids.has(id)).length)
    return { id: one.id, title: said(one.title, lang), cells, total: one.shows.length }
  })
  return {
    kind: say(lang)(`kind.${kind}`),
    id: `matrix-${kind}`,
    heads: tops.map((e) => {
      const step = stepOf(graph, e, lang, hrefs)
      return { code: step.code ?? step.title.words, title: step.title.words, href: step.href }
    }),
    rows,
    gaps: rows.filter((row) => row.total === 0).map((row) => row.title.words),
  }
}

/** Strategies that no theory of action is drawn to, where theories are drawn to some. */
function leftOut(graph: PlanGraph, theories: readonly Statement[]): Element[] {
  const named = new Set(theories.flatMap((one) => one.shows))
  if (named.size === 0) return []
  return graph.plan.elements.filter(
    (e) =>
      graph.level(e)?.role === 'strategy' &&
      !named.has(e.id) &&
      !graph.up(e.id).some((up) => named.has(up.id)) &&
      !graph.down(e.id).some((down) => named.has(down.id)),
  )
}

/** What a plan stands for, for its page: vision, mission, theory of action, portrait, values, beliefs, and where each is carried out. */
export function aboutView(graph: PlanGraph, lang: Lang, hrefs: Hrefs): AboutProps {
  const { plan } = graph
  const words = say(lang)
  const of = (kind: Kind) => plan.statements.filter((one) => one.kind === kind)
  return {
    frame: frameOf(graph, 'about', lang, hrefs),
    mark: marker(termsOf(plan, lang)),
    groups: kinds.flatMap((kind) => {
      const list = of(kind)
      if (list.length === 0) return []
      return [
        {
          kind,
          title: list.length > 1 ? words(`kind.${kind}`) : sayPlan(lang)(kind),
          lead: kind === 'theory' || kind === 'portrait' ? words(`lead.${kind}`) : null,
          statements: list.map((one) => ({
            id: one.id,
            title: said(one.title, lang),
            text: saidOr(one.text, lang),
            shows: stepsOf(graph, one.shows, lang, hrefs),
            basis: one.shows.length > 0 && one.basis !== 'stated' ? words('readByReader') : null,
          })),
          left: kind === 'theory' ? leftOut(graph, list).map((e) => stepOf(graph, e, lang, hrefs)) : [],
        },
      ]
    }),
    matrices: (['portrait', 'value', 'belief'] as const).flatMap(
      (kind) => matrixOf(graph, kind, of(kind), lang, hrefs) ?? [],
    ),
  }
}
