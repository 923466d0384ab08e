import type { Element, Plan } from '../../file/format.ts'
import type { PlanGraph } from '../../graph.ts'
import type { CheckRule } from '../rule.ts'
import { ownWords } from '../wording.ts'
import { daysBetween } from '../numbers/series.ts'
import { goalsAbove, lastDay, whenOf, wordsOf } from './when.ts'

/** A month: what is due by the end of June may be finished in July without a contradiction. */
const slack = 31

/** When a goal has to be reached: the last day of its own targets, or of its timeframe. */
export function goalDay(goal: Element, plan: Plan, graph: PlanGraph): string | null {
  const days = graph.measures(goal.id).flatMap((m) => m.targets.flatMap((t) => lastDay(t) ?? []))
  return days.toSorted().at(-1) ?? whenOf(goal, plan).to
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
      const listed = e.timeframe ? (wordsOf(e.timeframe, plan)?.reading?.intervals.length ?? 0) > 1 : false
      if (e.timeframe?.every && !listed && (!from || from <= last)) return
      const [goal] = goals
      tell(
        ['elements', i, 'timeframe'],
        { title: ownWords(e.title, plan), to, goal: goal ? ownWords(goal.title, plan) : '', due: last },
        { element: e.id },
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
  run: ({ plan, graph }, tell) => {
    const adopted = adoptedOn(plan)
    if (!adopted) return
    plan.elements.forEach((e, i) => {
      const role = graph.level(e)?.role
      if (role !== 'task' && role !== 'action' && role !== 'strategy' && role !== 'theme') return
      const { from, to, open } = whenOf(e, plan)
      if (open || !from || !to || to >= adopted || e.timeframe?.every) return
      // Where the source lost its rows, the days may belong to another step of the same goal.
      const lost = e.state === 'unaligned'
      tell(
        ['elements', i, 'timeframe'],
        { title: ownWords(e.title, plan), to, adopted, lost: lost ? 'yes' : 'no' },
        lost ? { element: e.id, severity: 'note' } : { element: e.id },
      )
    })
  },
}
export const adoptedOn = (plan: Plan): string | null => {
  const days = plan.approvals.flatMap((one) => one.on ?? [])
  return plan.adoption.on ?? days.toSorted().at(-1) ?? null
}

const adoptedLate: CheckRule = {
  id: 'adopted-late',
  severity: 'note',
  run: ({ plan, graph }, tell) => {
    const adopted = adoptedOn(plan)
    if (!adopted || daysBetween(plan.period.from, adopted) <= slack) return
    const count = plan.elements.filter((e) => {
      const role = graph.level(e)?.role
      const { from } = whenOf(e, plan)
      return (role === 'task' || role === 'action' || role === 'strategy') && from !== null && from < adopted
    }).length
    tell(
      plan.adoption.on ? ['adoption', 'on'] : ['adoption'],
      { adopted, from: plan.period.from, count },
      { element: null },
    )
  },
}

export const order: readonly CheckRule[] = [afterGoal, goalMeasure, beforeAdoption, adoptedLate]
