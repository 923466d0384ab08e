import { addDays } from '../../../../platform/dates.ts'
import type { Element, Plan, Timeframe } from '../../file/format.ts'
import { planGraph } from '../../graph.ts'
import type { Dice, Mutator } from '../mutator.ts'
import { ownWords } from '../wording.ts'
import { daysBetween } from '../numbers/series.ts'
import { adoptedOn, goalDay, isLate } from './order.ts'
import { goalsAbove, whenOf, wordsOf } from './when.ts'

const time = (words: string, fields: Partial<Timeframe> = {}): Timeframe => ({
  words,
  from: null,
  to: null,
  open: false,
  every: null,
  ...fields,
})
const roleOf = (plan: Plan, e: Element): string => plan.grammar.levels.find((l) => l.id === e.level)?.role ?? ''
/** Elements of which nothing is said about time that a rule would find already. */
const calm = (plan: Plan): Element[] =>
  plan.elements.filter((e) => {
    const found = e.timeframe ? wordsOf(e.timeframe, plan) : null
    return !found || (found.finding === null && (found.reading?.intervals.length ?? 0) < 3)
  })
/** Gives an element by chance another timeframe. */
const retimed = (
  rule: string,
  make: (plan: Plan, e: Element, dice: Dice) => Timeframe | null,
  which: (plan: Plan, e: Element) => boolean = () => true,
): Mutator => ({
  rule,
  inject: (plan, dice) => {
    if (plan.language !== 'en') return null
    const e = dice.pick(calm(plan).filter((one) => which(plan, one)))
    const timeframe = e ? make(plan, e, dice) : null
    if (!e || !timeframe) return null
    e.timeframe = timeframe
    return { element: e.id }
  },
})
const isWork = (plan: Plan, e: Element): boolean => ['task', 'action', 'strategy'].includes(roleOf(plan, e))

const afterGoal: Mutator = {
  rule: 'task-after-goal',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    for (const e of dice.shuffle(plan.elements)) {
      const role = roleOf(plan, e)
      if (role !== 'task' && role !== 'action') continue
      const goals = goalsAbove(e, graph)
      const days = goals.flatMap((g) => goalDay(g, plan, graph) ?? [])
      const last = days.toSorted().at(-1)
      if (!last || days.length < goals.length) continue
      const { to } = whenOf(e, plan)
      if (to && to > last) continue
      const day = addDays(last, 1 + dice.whole(200))
      e.timeframe = time('Later', { from: last, to: day })
      return { element: e.id }
    }
    return null
  },
}

const goalMeasure: Mutator = {
  rule: 'goal-measure-date',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    for (const m of dice.shuffle(plan.measures)) {
      const [like] = m.targets
      const goals = m.of.flatMap((id) => {
        const e = graph.byId(id)
        return e && graph.level(e)?.role === 'goal' ? [e] : []
      })
      const days = goals.flatMap((g) => whenOf(g, plan).to ?? [])
      const [day] = days
      if (!like || !day) continue
      const dueBy = { words: null, schoolYear: null, date: addDays(day, 40 + dice.whole(300)) }
      m.targets.push({ ...like, id: 'fault', dueBy, milestones: [] })
      return { path: ['measures', plan.measures.indexOf(m), 'targets', m.targets.length - 1] }
    }
    return null
  },
}

const adoptedLate: Mutator = {
  rule: 'adopted-late',
  inject: (plan, dice) => {
    const before = adoptedOn(plan)
    if (before && daysBetween(plan.period.from, before) > 31) return null
    plan.adoption.on = addDays(plan.period.from, 40 + dice.whole(300))
    return { path: ['adoption', 'on'] }
  },
}

const twoCadences: Mutator = {
  rule: 'two-cadences',
  inject: (plan, dice) => {
    const said = /week|month|quarter|seman|mes|\//i
    const e = dice.pick(
      plan.elements.filter(
        (one) =>
          !said.test(ownWords(one.title, plan)) &&
          !said.test(one.timeframe?.words ?? '') &&
          !one.mentions.some((m) => said.test(m.words ?? '')),
      ),
    )
    if (!e) return null
    const words =
      dice.pick(['weekly/monthly visits', 'monthly or quarterly', 'every week or month', 'daily / weekly']) ?? ''
    e.mentions.push({
      page: null,
      place: 'Page 3',
      words,
      number: null,
      unit: null,
      grades: null,
      date: null,
      office: null,
    })
    return { listed: ['elements', plan.elements.indexOf(e)] }
  },
}

const firstYear = (plan: Plan): number => Number(plan.period.from.slice(0, 4))

export const mutators: readonly Mutator[] = [
  afterGoal,
  goalMeasure,
  retimed(
    'before-adoption',
    (plan, _, dice) => {
      const adopted = adoptedOn(plan)
      if (!adopted || isLate(plan, adopted)) return null
      const to = addDays(adopted, -1 - dice.whole(60))
      return time('Before', { from: addDays(to, -30), to })
    },
    (plan, e) => isWork(plan, e) && (whenOf(e, plan).to ?? '9999') >= (adoptedOn(plan) ?? ''),
  ),
  adoptedLate,
  twoCadences,
  retimed('cadence-dates', (plan, _, dice) => {
    const y = firstYear(plan)
    return time(`Oct ${y}, Dec ${y}, Feb ${y + 1}`, {
      every: dice.pick(['weekly', 'monthly', 'yearly'] as const) ?? null,
    })
  }),
  retimed('timeframe-words', (plan, _, dice) => {
    const y = firstYear(plan)
    return time(`October ${y}`, { from: `${y + 1}-0${1 + dice.whole(5)}-01`, to: `${y + 1}-06-30` })
  }),
  retimed('timeframe-open', (plan, _, dice) => {
    const y = firstYear(plan) + dice.whole(3)
    return time(dice.pick([`Winter ${y}`, `by ${y}`, 'when funds allow', `Ongoing - ${y}`]) ?? '')
  }),
]
