import { count, shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Element, Plan } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Extras, Hrefs, Said, Step } from '../pages/props.ts'
import { said, saidOr, say as sayPlan } from '../say.ts'
import { calendarOf, schoolYear, yearOfDay } from '../timeframes/calendar.ts'
import { stepOf, toldOf } from '../view.ts'
import { type Frame, frameOf, stepsOf } from './frame.ts'
import { say } from './say.ts'
import { type Standing, standingOf, timeWords } from './when.ts'

export type WaveRow = {
  id: string
  code: string
  title: string
  href: string
  level: string
  when: string
  state: string
}
export type WaveView = { name: string; told: string; rows: readonly WaveRow[] }
export type MajorView = {
  step: Step
  text: Said | null
  owner: string | null
  when: string | null
  /** how its tasks stand, when somebody knows; else what stands below it */
  told: string | null
  needs: readonly Step[]
  neededBy: readonly Step[]
}
export type YearRow = { id: string; year: string; begins: number; underWay: number; ends: number }
export type MoneyRow = {
  id: string
  title: Said
  amount: string
  when: string
  pays: readonly Step[]
  note: Said | null
}
export type RolloutProps = {
  frame: Frame
  waves: readonly WaveView[]
  majors: readonly MajorView[]
  years: readonly YearRow[]
  yearsOf: string
  /** steps that have no days, so that no year counts them */
  undated: number
  money: readonly MoneyRow[]
}

const span = (from: string | null, to: string | null, lang: Lang): string | null =>
  from && to
    ? from === to
      ? shortDate(from, lang)
      : `${shortDate(from, lang)} \u2013 ${shortDate(to, lang)}`
    : from
      ? say(lang)('from', { date: shortDate(from, lang) })
      : to
        ? say(lang)('until', { date: shortDate(to, lang) })
        : null

const timeOf = (plan: Plan, { timeframe: t }: Element, lang: Lang): string | null =>
  t && (span(t.from, t.to, lang) ?? (plan.language === lang ? t.words : timeWords(plan, t, lang).words))

/** The day on which a part begins: its own, or the first of what stands below it. */
function firstDay(graph: PlanGraph, e: Element): string | null {
  if (e.timeframe?.from) return e.timeframe.from
  const days = graph.down(e.id).flatMap((one) => one.timeframe?.from ?? [])
  return days.toSorted()[0] ?? null
}

function waveStanding(graph: PlanGraph, e: Element, today: string): Standing | null {
  return standingOf(e.timeframe ?? { from: firstDay(graph, e), to: null, open: false }, today)
}

function wavesOf(graph: PlanGraph, today: string, lang: Lang, hrefs: Hrefs): WaveView[] {
  const words = say(lang)
  const names = [...new Set(graph.plan.elements.flatMap((e) => e.wave ?? []))]
  return names.map((name) => {
    const list = graph.plan.elements.filter((e) => e.wave === name)
    const states = list.map((e) => waveStanding(graph, e, today))
    const of = (wanted: Standing) => states.filter((one) => one === wanted).length
    return {
      name,
      told: [
        words('waveCount', { count: list.length }),
        ...(['notBegun', 'underWay', 'over'] as const).flatMap((one) =>
          of(one) > 0 ? [words(`wave.${one}`, { count: of(one) })] : [],
        ),
      ].join(' '),
      rows: list.map((e, i) => {
        const step = stepOf(graph, e, lang, hrefs)
        const state = states[i]
        return {
          id: e.id,
          code: step.code ?? '',
          title: step.title.words,
          href: step.href,
          level: [step.level, step.title.older ? sayPlan(lang)('older') : null].filter(Boolean).join(', '),
          when: timeOf(graph.plan, e, lang) ?? words('noDays'),
          state: state ? words(state) : words('noDays'),
        }
      }),
    }
  })
}

function majorOf(graph: PlanGraph, e: Element, lang: Lang, hrefs: Hrefs, extras: Extras): MajorView {
  const links = graph.links(e.id).filter((l) => l.kind === 'dependsOn' || l.kind === 'monitors')
  const owner = graph.plan.offices.find((one) => one.id === e.owner)
  const champion = graph.plan.roles.find((one) => one.id === e.champion)
  const below = graph.down(e.id)
  const tasks = below.filter((one) => graph.level(one)?.role === 'task')
  const at = (one: (typeof links)[number]) => stepOf(graph, one.element, lang, hrefs)
  return {
    step: stepOf(graph, e, lang, hrefs),
    text: saidOr(e.text, lang),
    owner: owner ? said(owner.name, lang).words : champion ? said(champion.name, lang).words : null,
    when: timeOf(graph.plan, e, lang),
    told:
      toldOf(tasks, lang, extras) ??
      (below.length > 0 ? say(lang)('majorBelow', { count: below.length, tasks: tasks.length }) : null),
    needs: links.filter((l) => l.outgoing).map(at),
    neededBy: links.filter((l) => !l.outgoing).map(at),
  }
}

/** How many steps of a role begin, run and end in each school year of the plan. */
function yearsOf(plan: Plan, steps: readonly Element[]): YearRow[] {
  const calendar = calendarOf(plan.period)
  const first = yearOfDay(calendar, plan.period.from)
  const last = yearOfDay(calendar, plan.period.to)
  return Array.from({ length: Math.min(last - first + 1, 15) }, (_, i) => first + i).map((ending) => {
    const { from, to } = schoolYear(calendar, ending)
    const within = (day: string | null | undefined): boolean => Boolean(day && day >= from && day <= to)
    const runs = (e: Element): boolean => {
      const t = e.timeframe
      if (!t || (!t.from && !t.to)) return false
      return (t.from ?? t.to ?? '') <= to && (t.open || (t.to ?? t.from ?? '') >= from)
    }
    return {
      id: String(ending),
      year: `${ending - 1}-${String(ending % 100).padStart(2, '0')}`,
      begins: steps.filter((e) => within(e.timeframe?.from)).length,
      underWay: steps.filter(runs).length,
      ends: steps.filter((e) => !e.timeframe?.open && within(e.timeframe?.to)).length,
    }
  })
}

/** What comes when and what pays: waves and how they stand on a day, the actions that are set above the others, steps by school year, money. */
export function rolloutView(
  graph: PlanGraph,
  today: string,
  lang: Lang,
  hrefs: Hrefs,
  extras: Extras = {},
): RolloutProps {
  const { plan } = graph
  const steps = plan.elements.filter((e) => ['strategy', 'action', 'task'].includes(graph.level(e)?.role ?? ''))
  const dated = steps.filter((e) => e.timeframe && (e.timeframe.from || e.timeframe.to))
  return {
    frame: frameOf(graph, 'rollout', lang, hrefs),
    waves: wavesOf(graph, today, lang, hrefs),
    majors: plan.elements.filter((e) => e.major).map((e) => majorOf(graph, e, lang, hrefs, extras)),
    years: dated.length > 0 ? yearsOf(plan, dated) : [],
    yearsOf: plan.grammar.levels
      .filter((l) => steps.some((e) => e.level === l.id))
      .map((l) => said(l.plural, lang).words.toLowerCase())
      .join(', '),
    undated: steps.length - dated.length,
    money: plan.funding.map((one) => ({
      id: one.id,
      title: said(one.title, lang),
      amount: one.amount !== null ? `$${count(one.amount, lang)}` : (one.words ?? say(lang)('noAmount')),
      when: span(one.from, one.to, lang) ?? '',
      pays: stepsOf(graph, one.pays, lang, hrefs),
      note: saidOr(one.note, lang),
    })),
  }
}
