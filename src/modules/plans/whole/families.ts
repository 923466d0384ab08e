import type { Lang } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said } from '../say.ts'
import { stepOf } from '../view.ts'
import { type Frame, frameOf } from './frame.ts'
import type { Mark } from './pages/marked.tsx'
import { marker, termsOf } from './terms.ts'

export type SeenView = { step: Step; lines: readonly Said[] }
export type FamiliesProps = {
  frame: Frame
  mark: Mark
  vision: Said | null
  groups: readonly { id: string; title: Said; rows: readonly SeenView[] }[]
  /** what families and others said, and how many parts of the plan answer it */
  voicesHref: string | null
}

/** What students, families and staff will notice, in the order of the plan, under what stands at its top. */
export function familiesView(graph: PlanGraph, lang: Lang, hrefs: Hrefs): FamiliesProps {
  const { plan } = graph
  const frame = frameOf(graph, 'families', lang, hrefs)
  const vision = plan.statements.find((one) => one.kind === 'vision')
  const told = plan.elements.filter((e) => e.youWillSee.length > 0)
  const taken = new Set<string>()
  const row = (id: string): SeenView[] => {
    const e = graph.byId(id)
    if (!e || e.youWillSee.length === 0 || taken.has(id)) return []
    taken.add(id)
    return [{ step: stepOf(graph, e, lang, hrefs), lines: e.youWillSee.map((line) => said(line, lang)) }]
  }
  const groups = graph.roots().flatMap((top) => {
    const below = new Set([top.id, ...graph.down(top.id).map((e) => e.id)])
    const rows = told.filter((e) => below.has(e.id)).flatMap((e) => row(e.id))
    return rows.length > 0 ? [{ id: top.id, title: said(top.title, lang), rows }] : []
  })
  return {
    frame,
    mark: marker(termsOf(plan, lang)),
    vision: vision ? said(vision.text ?? vision.title, lang) : null,
    groups,
    voicesHref: frame.tabs.find((one) => one.href.includes('/voices'))?.href ?? null,
  }
}
