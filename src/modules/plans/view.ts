import { count, shortDate } from '../../platform/format.ts'
import type { ThreadProps } from '../../platform/look/thread.tsx'
import type { Lang } from '../../platform/words.ts'
import { fidelityTold } from './fidelity.ts'
import type { Element, Plan } from './file/format.ts'
import type { Problem } from './file/problem.ts'
import type { PlanGraph } from './graph.ts'
import { measureView, publishedView } from './measure-view.ts'
import type {
  DownRow,
  ElementShowProps,
  Extras,
  Hrefs,
  PlanCard,
  PlanShowProps,
  ProblemRow,
  PublishedView,
  Said,
  Step,
  TaskRow,
  TreeNode,
} from './pages/props.ts'
import { sayProblem } from './problems/say.ts'
import { valueAt } from './problems/value.ts'
import { said, saidOr, say } from './say.ts'
import { timeWords } from './whole/when.ts'

/** How many tasks an element's page lists; the rest is counted. */
const taskRows = 20

/** An element as one step of the way through its plan. */
export function stepOf(graph: PlanGraph, e: Element, lang: Lang, hrefs: Hrefs): Step {
  const level = graph.level(e)
  return {
    id: e.id,
    code: e.code,
    title: said(e.title, lang),
    level: level ? said(level.name, lang).words : e.level,
    href: hrefs.element(graph.plan.id, e.code && graph.byCode(e.code).length === 1 ? e.code : e.id),
  }
}

/** When an element is due or runs. Words of the plan in its own language; for other readers what they come to. */
function whenOf(plan: Plan, e: Element, lang: Lang): Said | null {
  const t = e.timeframe
  if (!t) return null
  const words = say(lang)
  if (t.to) return { words: words('due', { date: shortDate(t.to, lang) }) }
  if (t.open && t.from) return { words: `${shortDate(t.from, lang)}, ${words('ongoing')}` }
  if (plan.language !== lang) return timeWords(plan, t, lang)
  return { words: t.open ? `${t.words}, ${words('ongoing')}` : t.words }
}
const spread = (said: Said | null): { when: string | null; whenLang?: Lang } =>
  said ? { when: said.words, ...(said.lang ? { whenLang: said.lang } : {}) } : { when: null }

function ownerOf(plan: Plan, id: string | null, list: 'offices' | 'roles', lang: Lang): string | null {
  const found = plan[list].find((o) => o.id === id)
  return found ? said(found.name, lang).words : null
}

function countsOf(graph: PlanGraph, lang: Lang, below?: string): { level: string; count: number }[] {
  return graph
    .counts(below)
    .filter((c) => c.count > 0)
    .map((c) => ({ level: said(c.count === 1 ? c.level.name : c.level.plural, lang).words, count: c.count }))
}

const countNote = (graph: PlanGraph, lang: Lang, below: string): string | null => {
  const rows = countsOf(graph, lang, below)
  return rows.length ? rows.map((r) => `${count(r.count, lang)} ${r.level.toLowerCase()}`).join(', ') : null
}

/** How many of some tasks are done and late; null when nobody knows how any of them stands. Dropped ones do not count. */
export function toldOf(tasks: readonly Element[], lang: Lang, extras: Extras): string | null {
  const known = tasks
    .flatMap((t) => extras.tasks?.get(t.id)?.standing ?? [])
    .filter((standing) => standing !== 'dropped')
  if (known.length === 0) return null
  const of = (wanted: 'done' | 'late') => known.filter((standing) => standing === wanted).length
  return say(lang)('tasksTold', { done: of('done'), all: known.length, late: of('late') })
}

function problemRows(graph: PlanGraph, problems: readonly Problem[], lang: Lang, hrefs: Hrefs): ProblemRow[] {
  return problems.map((p) => {
    const e = p.element ? graph.byId(p.element) : undefined
    const value = valueAt(graph.plan, p.path, lang)
    const place = p.line > 0 ? say(lang)('lineCol', { line: String(p.line), col: String(p.col) }) : null
    return {
      severity: say(lang)(p.severity),
      ...sayProblem(p, lang),
      place: e?.code ?? place,
      href: e ? hrefs.element(graph.plan.id, e.id) : null,
      value: value?.words ?? null,
      ...(value?.lang ? { valueLang: value.lang } : {}),
    }
  })
}

const periodOf = (plan: Plan, lang: Lang): string =>
  `${shortDate(plan.period.from, lang)} \u2013 ${shortDate(plan.period.to, lang)}`

/** A plan as one line of the list of plans. */
export function planCard(
  graph: PlanGraph,
  lang: Lang,
  hrefs: Hrefs,
  marks: readonly string[] = [],
  example = false,
): PlanCard {
  const { plan } = graph
  return {
    id: plan.id,
    href: hrefs.plan(plan.id),
    title: said(plan.title, lang),
    district: plan.org.name,
    synthetic: plan.org.synthetic,
    period: periodOf(plan, lang),
    state: say(lang)(plan.adoption.state),
    marks,
    example,
    counts: countsOf(graph, lang).map((c) => ({ name: c.level.toLowerCase(), count: c.count })),
  }
}

/** The whole plan for its page. In: the graph, what the check found, calls by element id. Tasks and what stands below them are counted, not listed. */
export function planView(
  graph: PlanGraph,
  problems: readonly Problem[],
  lang: Lang,
  hrefs: Hrefs,
  extras: Extras = {},
): PlanShowProps {
  const { plan } = graph
  const words = say(lang)
  const node = (e: Element, depth: number): TreeNode => {
    const call = extras.calls?.get(e.id)
    const told = extras.tasks
      ? toldOf(
          graph.down(e.id).filter((t) => graph.level(t)?.role === 'task'),
          lang,
          extras,
        )
      : null
    const listed = graph
      .children(e.id)
      .filter((c) => depth < 6 && graph.level(c)?.role !== 'task' && graph.parents(c.id)[0]?.id === e.id)
    return {
      ...stepOf(graph, e, lang, hrefs),
      note: [countNote(graph, lang, e.id), told].filter(Boolean).join('; ') || null,
      call: call?.call ?? null,
      trend: call?.trend ?? null,
      below: listed.map((c) => node(c, depth + 1)),
    }
  }
  const { adoption } = plan
  const on = adoption.on ? shortDate(adoption.on, lang) : null
  const vision = plan.statements.find((one) => one.kind === 'vision')
  return {
    lang,
    title: said(plan.title, lang),
    summary: saidOr(plan.summary, lang),
    district: plan.org.name,
    synthetic: plan.org.synthetic,
    period: periodOf(plan, lang),
    adoption:
      on && adoption.body
        ? words('adoptedBy', { date: on, body: said(adoption.body, lang).words })
        : on
          ? words('adoptedOn', { date: on })
          : words(adoption.state),
    vision: saidOr(vision?.text ?? vision?.title, lang),
    source: plan.source?.title ?? null,
    tree: graph.roots().map((e) => node(e, 0)),
    counts: countsOf(graph, lang),
    problems: problemRows(graph, problems, lang, hrefs),
  }
}

/** The throughline of an element for the frame of the page: the way up by first parents, here, what stands below (eight at most, tasks counted). */
export function threadView(graph: PlanGraph, id: string, lang: Lang, hrefs: Hrefs): ThreadProps | undefined {
  const thread = graph.thread(id)
  if (!thread) return undefined
  const knot = (e: Element) => {
    const s = stepOf(graph, e, lang, hrefs)
    return {
      label: s.title.words,
      note: [s.level, s.title.older ? say(lang)('older') : null, countNote(graph, lang, e.id)]
        .filter(Boolean)
        .join(', '),
      href: s.href,
      ...(s.code ? { code: s.code } : {}),
    }
  }
  const down = thread.down.slice(0, 8).map(knot)
  const more = thread.down.length - down.length
  if (more > 0) down.push({ label: say(lang)('tasksMore', { count: more }), note: '', href: '#down' })
  const vision = graph.plan.statements.find((s) => s.kind === 'vision')
  const top = {
    label: said(vision?.title ?? graph.plan.title, lang).words,
    note: vision ? say(lang)('vision') : graph.plan.org.name,
    href: hrefs.plan(graph.plan.id),
  }
  return { lang, up: [top, ...thread.up.map(knot)], here: knot(thread.here), down }
}

/** Tables of one page have names of their own, also when two measures have one title. */
const named = (tables: readonly PublishedView[]): PublishedView[] =>
  tables.map((one, i) => {
    const before = tables.slice(0, i).filter((other) => other.caption === one.caption).length
    return before === 0 ? one : { ...one, caption: `${one.caption} (${before + 1})` }
  })

const linkWords = {
  supports: ['supports', 'supportedBy'],
  monitors: ['monitors', 'monitoredBy'],
  aligns: ['aligns', 'alignedBy'],
  dependsOn: ['dependsOn', 'neededBy'],
  supersedes: ['supersedes', 'supersededBy'],
} as const

/**
 * Everything about one element for its page, or null for an unknown id.
 * In: the graph, what the check found in the plan, the reader's language, addresses, and what other modules know (numbers, calls, task states).
 */
export function elementView(
  graph: PlanGraph,
  id: string,
  problems: readonly Problem[],
  lang: Lang,
  hrefs: Hrefs,
  extras: Extras = {},
): ElementShowProps | null {
  const thread = graph.thread(id)
  if (!thread) return null
  const { plan } = graph
  const e = thread.here
  const words = say(lang)
  const at = (x: Element) => stepOf(graph, x, lang, hrefs)
  const older = (x: Element): string | null => (said(x.title, lang).older ? words('older') : null)
  const isTask = (x: Element) => graph.level(x)?.role === 'task'
  const own = problems.filter((p) => p.element === id)
  const below = graph
    .down(id)
    .filter(isTask)
    .toSorted((a, b) => (a.timeframe?.to ?? '9').localeCompare(b.timeframe?.to ?? '9'))
  const tasks: TaskRow[] = below.slice(0, taskRows).map((t) => ({
    id: t.id,
    code: t.code ?? '',
    title: said(t.title, lang).words,
    ...(said(t.title, lang).lang ? { titleLang: said(t.title, lang).lang } : {}),
    owner: ownerOf(plan, t.owner, 'offices', lang),
    ...spread(whenOf(plan, t, lang)),
    note: older(t),
    state: extras.tasks?.get(t.id)?.state ?? null,
    href: at(t).href,
  }))
  const down: DownRow[] = thread.down
    .filter((c) => !isTask(c))
    .map((c) => {
      const s = at(c)
      return {
        id: c.id,
        code: c.code ?? '',
        title: s.title.words,
        ...(s.title.lang ? { titleLang: s.title.lang } : {}),
        level: [s.level, older(c)].filter(Boolean).join(', '),
        owner: ownerOf(plan, c.owner, 'offices', lang),
        ...spread(whenOf(plan, c, lang)),
        href: s.href,
        call: extras.calls?.get(c.id)?.call ?? null,
      }
    })
  const owner = ownerOf(plan, e.owner, 'offices', lang)
  const champion = ownerOf(plan, e.champion, 'roles', lang)
  const facts: { label?: string; value: string; lang?: Lang; href?: string }[] = [{ value: at(e).level }]
  const unrenewed = older(e)
  if (unrenewed) facts.push({ value: unrenewed })
  const standing = extras.tasks?.get(e.id)
  if (standing)
    facts.push({ label: words('taskState'), value: standing.state, ...(standing.href ? { href: standing.href } : {}) })
  if (e.printed) facts.push({ value: words('printedAs', { printed: e.printed }) })
  for (const one of e.code ? graph.hadCode(e.code).filter((other) => other.id !== e.id) : []) {
    const before = at(one)
    facts.push({
      label: words('hadCode', { code: e.code ?? '' }),
      value: [before.code, before.title.words].filter(Boolean).join(' '),
      href: before.href,
    })
  }
  if (owner) facts.push({ label: words('owner'), value: owner })
  if (champion) facts.push({ label: words('champion'), value: champion })
  const when = whenOf(plan, e, lang)
  if (e.timeframe && when) {
    const own = plan.language === lang ? e.timeframe.words : null
    facts.push({
      label: words('when'),
      value: [own, when.words].filter((w, i, all) => w && all.indexOf(w) === i).join(', '),
      ...(when.lang ? { lang: when.lang } : {}),
    })
  }
  facts.push({
    label: words('checked'),
    value: own.length ? words('findings', { count: own.length }) : words('noFindings'),
  })
  const page = e.source?.page ? words('page', { page: String(e.source.page) }) : null
  if (page) facts.push({ label: words('source'), value: page })
  return {
    lang,
    code: e.code,
    title: said(e.title, lang),
    text: saidOr(e.text, lang),
    facts,
    note: saidOr(e.note, lang),
    unaligned: e.state === 'unaligned',
    youWillSee: e.youWillSee.map((t) => said(t, lang)),
    up: thread.up.map(at),
    alsoUnder: thread.alsoUnder.map(at),
    down,
    links: graph.links(id).map((l) => ({
      kind: words(linkWords[l.kind][l.outgoing ? 0 : 1]),
      step: at(l.element),
      read: l.basis === 'read',
      outgoing: l.outgoing,
    })),
    isWork: ['action', 'task'].includes(graph.level(e)?.role ?? ''),
    measures: graph.measures(id).map((m) => measureView(m, lang, hrefs, extras, plan.language)),
    published: named(graph.measures(id).flatMap((m) => publishedView(graph, m, lang))),
    tasks,
    tasksMore: below.length - tasks.length,
    tasksTold: [toldOf(below, lang, extras), fidelityTold(below, id, lang, extras)].filter(Boolean).join('. ') || null,
    hasTasks: !isTask(e) && plan.grammar.levels.some((l) => l.role === 'task'),
    counts: countsOf(graph, lang, id),
    problems: problemRows(graph, own, lang, hrefs),
  }
}
