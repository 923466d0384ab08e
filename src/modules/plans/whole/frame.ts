import { shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said } from '../say.ts'
import { stepOf } from '../view.ts'
import { say } from './say.ts'

/** The pages about a whole plan, in the order of their tabs. The first is the plan on a page. */
export const wholePages = ['plan', 'about', 'voices', 'measures', 'rollout', 'families', 'glossary', 'record'] as const
export type WholePage = (typeof wholePages)[number]

/** The address of a page about a plan; what the plan's own address keeps (district, day) stays. */
export const pageHref = (planHref: string, page: WholePage): string =>
  page === 'plan' ? planHref : planHref.replace(/(?=\?|$)/, `/${page}`)

/** What a plan has a page for: a page without anything on it gets no tab. */
function has(plan: Plan, page: WholePage): boolean {
  switch (page) {
    case 'about':
      return plan.statements.length > 0
    case 'voices':
      return plan.voices.length > 0 || plan.needs.length > 0
    case 'measures':
      return plan.measures.length > 0
    case 'families':
      return plan.elements.some((e) => e.youWillSee.length > 0)
    case 'glossary':
      return plan.glossary.length > 0
    default:
      return true
  }
}

export type Frame = {
  lang: Lang
  plan: { title: Said; href: string }
  period: string
  district: string
  page: WholePage
  tabs: readonly { label: string; href: string; current: boolean }[]
}

/** Head and tabs of a page about a plan. */
export function frameOf(graph: PlanGraph, page: WholePage, lang: Lang, hrefs: Hrefs): Frame {
  const { plan } = graph
  const href = hrefs.plan(plan.id)
  return {
    lang,
    plan: { title: said(plan.title, lang), href },
    period: `${shortDate(plan.period.from, lang)} \u2013 ${shortDate(plan.period.to, lang)}`,
    district: plan.org.name,
    page,
    tabs: wholePages
      .filter((one) => one === page || has(plan, one))
      .map((one) => ({ label: say(lang)(`tab.${one}`), href: pageHref(href, one), current: one === page })),
  }
}

/** Elements by id as steps; ids that the plan does not have are left out. */
export const stepsOf = (graph: PlanGraph, ids: readonly string[], lang: Lang, hrefs: Hrefs): Step[] =>
  ids.flatMap((id) => {
    const e = graph.byId(id)
    return e ? [stepOf(graph, e, lang, hrefs)] : []
  })
