import type { Element, Plan } from '../../file/format.ts'
import type { PlanGraph } from '../../graph.ts'
import type { CheckRule } from '../rule.ts'
import { ownWords } from '../wording.ts'
import { daysBetween } from '../numbers/series.ts'
import { goalsAbove, lastDay, openEnds, sayDays, whenOf, wordsOf } from './when.ts'

/** A month: what is due by the end of June may be finished in July without a contradiction. */
const slack = 31
/** So many steps are named in one finding. */
const mostNamed = 12

/** When a goal has to be reached: the last day of its own targets, or of its timeframe. */
export function goalDay(goal: Element, plan: Plan, graph: PlanGraph): string | null {
  const days = graph.measures(goal.id).flatMap((m) => m.targets.flatMap((t) => lastDay(t) ?? []))
  return days.toSorted().at(-1) ?? whenOf(goal, plan).to
}

/** The latest day that the words of a goal's date may mean; null when they leave no choice. "By 2020" may be the calendar year. */
function latestDay(goal: Element, day: string, plan: Plan, graph: PlanGraph): string | null {
  const targets = graph.measures(goal.id).flatMap((m) => m.targets.filter((t) => lastDay(t) === day))
  const words =
    targets.length > 0
      ? targets.map((t) => (t.dueBy?.date ? null : (t.dueBy?.words ?? null)))
      : [goal.timeframe?.words ?? null]
  const ends = words.map((one) => openEnds(one, plan))
  return ends.every((list) => list.length > 1) ? (ends.flat().toSorted().at(-1) ?? null) : null
}

/** Of a list of days, those that lie behind a day; none when the words list no days. */
function behind(e: Element, last: string, plan: Plan): { all: number; late: string[] } {
  const listed = e.timeframe ? (wordsOf(e.timeframe, plan)?.reading?.intervals ?? []) : []
  if (listed.length < 2) return { all: 0, late: [] }
  return {
    all: listed.length,
    late: listed.flatMap(({ from, to }) => ((to ?? '') > last ? [sayDays({ intervals: [{ from, to }] })] : [])),
  }
}

/** A step that ends after the day by which its goal has to be reached. What goes on, or is done again and again, may. */
const afterGoal: CheckRule = {
  id: 'task-after-goal',
  severity: 'warning',
  run: ({ plan, graph }, tell) => {
    const known = new Map<string, string | null>()
    const day = (goal: Element): string | null => {
      const before = known.get(goal.id)
      if (before !== undefined) return before
      const found = goalDay(goal, plan, graph)
      known.set(goal.id, found)
      return found
    }
    plan.elements.forEach((e, i) => {
      const role = graph.level(e)?.role
      if (role !== 'task' && role !== 'action') return
      const { to, from, open } = whenOf(e, plan)
      if (open || !to) return
      const goals = goalsAbove(e, graph)
      const dated = goals.flatMap((g) => day(g) ?? [])
      // A step that serves several goals is late only when it is late for all of them.
      if (dated.length === 0 || dated.length < goals.length) return
      const last = dated.toSorted().at(-1) ?? ''
      if (to <= last) return
      // A repeated duty that outlives the goal is no contradiction, unless its words name the days.
      const days = behind(e, last, plan)
      if (e.timeframe?.every && days.all === 0 && (!from || from <= last)) return
      const [goal] = goals
      const few = days.late.length * 2 <= days.all && days.late.length > 0
      const latest =
        goals
          .flatMap((g) => latestDay(g, last, plan, graph) ?? [])
          .toSorted()
          .at(-1) ?? ''
      const depends = latest !== '' && to <= latest
      tell(
        ['elements', i, 'timeframe'],
        {
          title: ownWords(e.title, plan),
          to,
          goal: goal ? ownWords(goal.title, plan) : '',
          due: last,
          how: days.late.length > 0 ? 'list' : depends ? 'depends' : 'whole',
          late: days.late.length,
          all: days.all,
          list: days.late.join(', '),
          latest,
        },
        few || depends ? { element: e.id, severity: 'note' } : { element: e.id },
      )
    })
  },
}

/** A measure that is due well after the goal that it measures. */
const goalMeasure: CheckRule = {
  id: 'goal-measure-date',
  severity: 'warning',
  run: ({ plan, graph }, tell) => {
    plan.measures.forEach((m, i) => {
      const goals = m.of.flatMap((id) => {
        const e = graph.byId(id)
        if (!e) return []
        return graph.level(e)?.role === 'goal' ? [e] : goalsAbove(e, graph)
      })
      m.targets.forEach((t, j) => {
        const last = lastDay(t)
        if (!last) return
        for (const goal of new Set(goals)) {
          const own = whenOf(goal, plan).to
          // Measures of the goal itself may have several dates; one of what carries it out may not be later than all of them.
          const others = m.of.includes(goal.id)
            ? []
            : graph.measures(goal.id).flatMap((one) => one.targets.flatMap((other) => lastDay(other) ?? []))
          const due = own ?? others.toSorted().at(-1) ?? null
          if (!due || daysBetween(due, last) <= slack) continue
          tell(['measures', i, 'targets', j], {
            measure: ownWords(m.title, plan),
            last,
            goal: ownWords(goal.title, plan),
            due,
          })
          return
        }
      })
    })
  },
}

/** Work that was over before the plan was adopted; and a plan adopted long after it began. */
const beforeAdoption: CheckRule = {
  id: 'before-adoption',
  severity: 'warning',
  run: ({ plan, graph, pathOf }, tell) => {
    const adopted = adoptedOn(plan)
    // One late vote on a plan that runs already is told once, by `adopted-late`.
    if (!adopted || isLate(plan, adopted)) return
    for (const e of overBefore(plan, graph, adopted)) {
      // Where the source lost its rows, the days may belong to another step of the same goal.
      const lost = e.state === 'unaligned'
      tell(
        [...(pathOf('elements', e.id) ?? []), 'timeframe'],
        { title: ownWords(e.title, plan), to: whenOf(e, plan).to ?? '', adopted, lost: lost ? 'yes' : 'no' },
        lost ? { element: e.id, severity: 'note' } : { element: e.id },
      )
    }
  },
}
const worked = new Set(['task', 'action', 'strategy', 'theme'])
/** Work that was over before a day. What comes again, or goes on, is never over. */
const overBefore = (plan: Plan, graph: PlanGraph, day: string): Element[] =>
  plan.elements.filter((e) => {
    const { to, open } = whenOf(e, plan)
    return worked.has(graph.level(e)?.role ?? '') && !open && to !== null && to < day && !e.timeframe?.every
  })
/** True when a plan had run for more than a month before it was adopted. */
export const isLate = (plan: Plan, adopted: string): boolean => daysBetween(plan.period.from, adopted) > slack
export const adoptedOn = (plan: Plan): string | null => {
  const days = plan.approvals.flatMap((one) => one.on ?? [])
  return plan.adoption.on ?? days.toSorted().at(-1) ?? null
}

const adoptedLate: CheckRule = {
  id: 'adopted-late',
  severity: 'note',
  run: ({ plan, graph, pathOf }, tell) => {
    const adopted = adoptedOn(plan)
    if (!adopted || !isLate(plan, adopted)) return
    const count = plan.elements.filter((e) => {
      const role = graph.level(e)?.role
      const { from, to } = whenOf(e, plan)
      const begins = from ?? to
      return (role === 'task' || role === 'action' || role === 'strategy') && begins !== null && begins < adopted
    }).length
    const over = overBefore(plan, graph, adopted)
    tell(
      plan.adoption.on ? ['adoption', 'on'] : ['adoption'],
      {
        adopted,
        from: plan.period.from,
        count,
        over: over.length,
        list: over
          .slice(0, mostNamed)
          .map((e) => e.code ?? `“${ownWords(e.title, plan)}”`)
          .join(', '),
        rest: Math.max(0, over.length - mostNamed),
        lost: over.some((e) => e.state === 'unaligned') ? 'yes' : 'no',
      },
      { element: null, related: over.map((e) => [...(pathOf('elements', e.id) ?? []), 'timeframe']) },
    )
  },
}

export const order: readonly CheckRule[] = [afterGoal, goalMeasure, beforeAdoption, adoptedLate]
