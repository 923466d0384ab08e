import type { Lang } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said, saidOr } from '../say.ts'
import { stepOf } from '../view.ts'
import { type Crosswalk, type CrosswalkLine, lineKinds } from './format.ts'
import { say } from './say.ts'

/** A plan of a crosswalk: its graph, and addresses of its parts where it is loaded. */
export type Side = { graph: PlanGraph; hrefs: Hrefs | null }

export type LineView = {
  kind: string
  from: readonly Step[]
  to: readonly Step[]
  reason: Said
  basis: string
}
export type CrosswalkView = {
  title: Said
  note: Said | null
  steps: readonly {
    title: string
    from: { title: string; href: string | null }
    to: { title: string; href: string | null }
    note: Said | null
    counts: readonly string[]
    groups: readonly { kind: string; id: string; lines: readonly LineView[] }[]
  }[]
}

const nowhere: Hrefs = { list: '', plan: () => '', element: () => '', definition: () => null }

/** A part by its id: an element, or a measure (with the address of the element that it measures). */
function part(id: string, { graph, hrefs }: Side, lang: Lang): Step {
  const element = graph.byId(id)
  if (element) return { ...stepOf(graph, element, lang, hrefs ?? nowhere), ...(hrefs ? {} : { href: '' }) }
  const measure = graph.plan.measures.find((one) => one.id === id)
  const of = graph.byId(measure?.of[0] ?? '')
  return {
    id,
    code: measure?.code ?? null,
    title: measure ? said(measure.title, lang) : { words: id },
    level: '',
    href: of && hrefs ? hrefs.element(graph.plan.id, of.id) : '',
  }
}

/** A crosswalk in the reader's language: each step from plan to plan, its lines by what became of things. In: the file, the plans by id. */
export function crosswalkView(crosswalk: Crosswalk, sideOf: (plan: string) => Side | null, lang: Lang): CrosswalkView {
  const words = say(lang)
  return {
    title: said(crosswalk.title, lang),
    note: saidOr(crosswalk.note, lang),
    steps: crosswalk.steps.flatMap((step) => {
      const [from, to] = [sideOf(step.from), sideOf(step.to)]
      if (!from || !to) return []
      const line = (one: CrosswalkLine): LineView => ({
        kind: words(one.kind),
        from: one.from.map((id) => part(id, from, lang)),
        to: one.to.map((id) => part(id, to, lang)),
        reason: said(one.reason, lang),
        basis: words(one.basis),
      })
      const groups = lineKinds
        .map((kind) => ({
          kind: words(kind),
          id: `${step.to}-${kind}`,
          lines: step.lines.filter((one) => one.kind === kind).map(line),
        }))
        .filter((group) => group.lines.length > 0)
      const head = ({ graph, hrefs }: Side) => ({
        title: said(graph.plan.title, lang).words,
        href: hrefs ? hrefs.plan(graph.plan.id) : null,
      })
      return [
        {
          title: words('step', { from: head(from).title, to: head(to).title }),
          from: head(from),
          to: head(to),
          note: saidOr(step.note, lang),
          counts: groups.map((group) => words('counts', { kind: group.kind, count: String(group.lines.length) })),
          groups,
        },
      ]
    }),
  }
}
