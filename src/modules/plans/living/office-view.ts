import { shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import { checkInput } from '../checker/check.ts'
import { coverageOf } from '../checker/sense/coverage.ts'
import type { Element, Measure, Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Extras, Hrefs, Said, Step } from '../pages/props.ts'
import { quotedIn, said } from '../say.ts'
import { stepOf } from '../view.ts'
import { say } from './say.ts'

export type OfficeTask = {
  title: string
  titleLang: Lang | null
  href: string
  number: string | null
  by: string
  byLang: Lang | null
  /** in the words of the module of work; null: nobody knows, or the reader does not see it */
  state: string | null
  stateHref: string | null
  measures: string
}
/** One table of an office: what it does for one thing of the plan. */
export type OfficeTable = {
  id: string
  title: Said
  href: string | null
  goals: readonly Step[]
  actions: readonly Step[]
  indicators: readonly Said[]
  implementation: readonly Said[]
  tasks: readonly OfficeTask[]
}
export type Standings = { done: number; late: number; open: number; all: number }
export type OfficeLine = { id: string; name: Said; tables: number; tasks: number; standings: Standings | null }

const roleOf = (graph: PlanGraph, one: Element): string => graph.level(one)?.role ?? ''
const doing: ReadonlySet<Measure['role']> = new Set(['implementation', 'fidelity', 'input'])

/** The office that answers for an element: its own, else that of what stands right above it. */
const officeOf = (graph: PlanGraph, one: Element): string | null =>
  one.owner ?? graph.parents(one.id).find((parent) => parent.owner !== null)?.owner ?? null

/** The tasks of each office of a plan, in the order of the plan. One without an office is nobody's table. */
export function tasksByOffice(graph: PlanGraph): ReadonlyMap<string, readonly Element[]> {
  const out = new Map<string, Element[]>()
  for (const one of graph.plan.elements) {
    if (roleOf(graph, one) !== 'task') continue
    const office = officeOf(graph, one)
    if (office === null) continue
    const list = out.get(office)
    if (list) list.push(one)
    else out.set(office, [one])
  }
  return out
}

/** True where a plan has an office with tasks of its own: then it has a page of offices. */
export const hasOffices = (graph: PlanGraph): boolean => tasksByOffice(graph).size > 0

export function standingsOf(tasks: readonly Element[], extras: Extras): Standings | null {
  if (!extras.tasks) return null
  const known = tasks.flatMap((one) => extras.tasks?.get(one.id)?.standing ?? [])
  const count = (wanted: string) => known.filter((one) => one === wanted).length
  return { done: count('done'), late: count('late'), open: count('open'), all: tasks.length }
}

/** The offices that have tables, in the order of the plan's list of offices. */
export function officeLines(graph: PlanGraph, lang: Lang, extras: Extras): OfficeLine[] {
  const tasks = tasksByOffice(graph)
  return graph.plan.offices.flatMap((office) => {
    const own = tasks.get(office.id)
    if (!own) return []
    return [
      {
        id: office.id,
        name: said(office.name, lang),
        tables: new Set(own.map((one) => one.parents[0] ?? '')).size,
        tasks: own.length,
        standings: standingsOf(own, extras),
      },
    ]
  })
}

/** How much of the plan the tables carry out, in words, with what none of them does. */
export type CoverageShown = {
  rows: readonly { label: string; covered: number; all: number }[]
  idle: readonly { title: string; steps: readonly Step[] }[]
}

/** What the tables of a plan carry out: its actions level by level, and its indicators; null where the plan does not say what its tasks are for. */
export function coverageShown(graph: PlanGraph, lang: Lang, hrefs: Hrefs): CoverageShown | null {
  const found = coverageOf(checkInput(graph.plan))
  if (!found) return null
  const { actions, indicators } = found
  const label = say(lang)('indicators')
  const foreign = graph.plan.language === lang ? {} : { lang: graph.plan.language }
  const step = (id: string | null): Step[] => {
    const one = id === null ? undefined : graph.byId(id)
    return one ? [stepOf(graph, one, lang, hrefs)] : []
  }
  const rows = [
    ...actions.map(({ level, all, covered, idle }) => ({
      label: said(level.plural, lang).words,
      all,
      covered,
      steps: idle.map((one) => stepOf(graph, one, lang, hrefs)),
    })),
    ...(indicators.all === 0
      ? []
      : [
          {
            label,
            all: indicators.all,
            covered: indicators.covered,
            // An indicator leads to the part of the plan that it is of.
            steps: indicators.idle.flatMap((one) =>
              step(one.element).map((at) => ({ ...at, code: one.code, title: { words: one.title, ...foreign } })),
            ),
          },
        ]),
  ]
  return {
    rows: rows.map(({ steps: _, ...row }) => row),
    idle: rows.filter((row) => row.steps.length > 0).map((row) => ({ title: row.label, steps: row.steps })),
  }
}

/** Measures that tell of an element: those whose code it names, else those of the goals above it. */
function indicatorsOf(plan: Plan, graph: PlanGraph, above: readonly Element[], here: Element): Measure[] {
  const cited = new Set(here.cites.map((one) => one.code.toLowerCase()))
  const named = plan.measures.filter((one) => one.code !== null && cited.has(one.code.toLowerCase()))
  if (named.length > 0) return named
  const goals = above.filter((one) => ['goal', 'aim'].includes(roleOf(graph, one)))
  return [...new Set(goals.flatMap((one) => graph.measures(one.id)))].filter((one) => !doing.has(one.role))
}

function taskRow(graph: PlanGraph, one: Element, lang: Lang, hrefs: Hrefs, extras: Extras): OfficeTask {
  const title = said(one.title, lang)
  const when = one.timeframe
  const by: Said = when
    ? when.to
      ? { words: shortDate(when.to, lang) }
      : quotedIn(graph.plan.language, when.words, lang)
    : { words: '' }
  const state = extras.tasks?.get(one.id)
  return {
    title: title.words,
    titleLang: title.lang ?? null,
    href: hrefs.element(graph.plan.id, one.id),
    number: one.code ?? one.printed,
    by: by.words,
    byLang: by.lang ?? null,
    state: state?.state ?? null,
    stateHref: state?.href ?? null,
    measures: graph
      .measures(one.id)
      .map((measure) => said(measure.title, lang).words)
      .join('; '),
  }
}

/** The tables of one office, in the order of the plan: each with what it is for, its tasks, and what tells that they were done. */
export function officeTables(
  graph: PlanGraph,
  office: string,
  lang: Lang,
  hrefs: Hrefs,
  extras: Extras,
): OfficeTable[] {
  const tables = new Map<string, Element[]>()
  for (const one of tasksByOffice(graph).get(office) ?? []) {
    const key = one.parents[0] ?? ''
    const list = tables.get(key)
    if (list) list.push(one)
    else tables.set(key, [one])
  }
  return [...tables].map(([id, tasks]): OfficeTable => {
    const here = graph.byId(id)
    if (!here)
      return {
        id: 'loose',
        title: { words: '' },
        href: null,
        goals: [],
        actions: [],
        indicators: [],
        implementation: [],
        tasks: tasks.map((one) => taskRow(graph, one, lang, hrefs, extras)),
      }
    const above = graph.up(here.id)
    const step = (one: Element) => stepOf(graph, one, lang, hrefs)
    // Goals of an office before those of the whole plan; only the nearest of each way up.
    const goals = above.filter((one) => roleOf(graph, one) === 'goal')
    const own = goals.filter((one) => one.owner === office)
    return {
      id: here.id,
      title: said(here.title, lang),
      href: hrefs.element(graph.plan.id, here.id),
      goals: (own.length > 0 ? own : goals).map(step),
      actions: above.filter((one) => roleOf(graph, one) === 'action').map(step),
      indicators: indicatorsOf(graph.plan, graph, above, here).map((one) => ({
        ...said(one.title, lang),
        words: [one.code, said(one.title, lang).words].filter(Boolean).join(' '),
      })),
      implementation: graph
        .measures(here.id)
        .filter((one) => doing.has(one.role))
        .map((one) => said(one.title, lang)),
      tasks: tasks.map((one) => taskRow(graph, one, lang, hrefs, extras)),
    }
  })
}
