import { blankTarget } from '../../file/blank.ts'
import type { Measure, Plan, Target } from '../../file/format.ts'
import { calendarOf, yearOfDay } from '../../timeframes/calendar.ts'
import type { Fault, Mutator } from '../mutator.ts'
import { asPercent, isShare } from './series.ts'

/** A group that plans hardly name, so that an injected target stands in a series of its own. */
const apart: Target['population'] = { set: 'residency', value: 'nonresident' }
const target = (id: string, fields: Partial<Target>): Target =>
  blankTarget({ id, population: apart, kind: 'level', unit: 'percent', path: 'endOnly', ...fields })
const year = (schoolYear: number): Target['dueBy'] => ({ words: null, schoolYear, date: null })
const baseline = (value: number, schoolYear: number): Target['baseline'] => ({
  value,
  unit: 'percent',
  asOf: { words: null, schoolYear, date: null },
  source: 'Page 3',
})
const firstYear = (plan: Plan): number => yearOfDay(calendarOf(plan.period), plan.period.from)
const lastYear = (plan: Plan): number => yearOfDay(calendarOf(plan.period), plan.period.to)

/** Adds targets to a measure by chance; the fault stands at the last one, or at a field of it. */
const added = (
  rule: string,
  make: (plan: Plan, measure: Measure, whole: (below: number) => number) => Target[] | null,
  field: readonly (string | number)[] = [],
): Mutator => ({
  rule,
  inject: (plan, dice): Fault | null => {
    const measure = dice.pick(
      plan.measures.filter((m) => m.pair === null && !m.targets.some((t) => t.population.set === apart.set)),
    )
    const targets = measure ? make(plan, measure, dice.whole) : null
    if (!measure || !targets) return null
    measure.targets.push(...targets)
    return { path: ['measures', plan.measures.indexOf(measure), 'targets', measure.targets.length - 1, ...field] }
  },
})

const unsupported: Mutator = {
  rule: 'baseline-unsupported',
  inject: (plan, dice) => {
    const own = plan.published.filter(
      (p) => p.comparable && isShare(p.unit) && (!plan.org.code || p.entity.code === plan.org.code),
    )
    const p = dice.pick(own)
    const measure = plan.measures.find((m) => m.id === p?.measure)
    if (!p || !measure) return null
    const figures = plan.published
      .filter((one) => one.measure === p.measure)
      .map((one) => asPercent(one.value, one.unit))
    const value = Math.round((asPercent(p.value, p.unit) / 2 + dice.whole(40)) * 10 + 3.7) / 10
    const taken = measure.targets.some((t) => t.baseline?.value === value)
    if (value > 99 || taken || figures.some((one) => Math.abs(one - value) < 0.6)) return null
    measure.targets.push(
      target('fault', {
        population: p.population,
        operator: '>=',
        amount: 99.5,
        baseline: baseline(value, p.schoolYear),
      }),
    )
    return { path: ['measures', plan.measures.indexOf(measure), 'targets', measure.targets.length - 1, 'baseline'] }
  },
}

/** A target of the plan whose words name a number is given another one, in its amount or in its words; or a day beside words of another year. */
const otherWords: Mutator = {
  rule: 'target-words',
  inject: (plan, dice) => {
    const all = plan.measures.flatMap((m, i) =>
      m.targets.map((t, j) => ({ t, path: ['measures', i, 'targets', j] as const })),
    )
    const plainly = (t: Target): RegExpExecArray | null => {
      const found = /(?<![\d.,])(\d+(?:\.\d+)?)(?= ?%| days)/.exec(t.words ?? '')
      return found && t.milestones.length === 0 && Number(found[1]) === Math.abs(t.amount ?? Number.NaN) ? found : null
    }
    const dated = (t: Target): boolean => t.dueBy !== null && /\b20\d\d\b/.test(t.words ?? '')
    const one = dice.pick(all.filter(({ t }) => plainly(t) || dated(t)))
    if (!one) return null
    const { t, path } = one
    const found = plainly(t)
    const later = 3 + dice.whole(5)
    if (t.dueBy && dated(t) && (!found || dice.whole(2) === 0)) {
      const { schoolYear, date } = t.dueBy
      t.dueBy = {
        ...t.dueBy,
        schoolYear: schoolYear && schoolYear + later,
        date: date && `${Number(date.slice(0, 4)) + later}${date.slice(4).replace('02-29', '02-28')}`,
      }
    } else if (found && dice.whole(2) === 0) t.amount = (t.amount ?? 0) + (t.amount && t.amount < 0 ? -later : later)
    else if (found)
      t.words = `${t.words?.slice(0, found.index)}${Number(found[1]) + later}${t.words?.slice(found.index + (found[1] ?? '').length)}`
    return { path }
  },
}

export const mutators: readonly Mutator[] = [
  otherWords,
  added('interim-implausible', (plan, _, whole) => {
    if (lastYear(plan) - firstYear(plan) < 2) return null
    const amount = 10 + whole(20)
    return [
      target('fault-last', { kind: 'changePoints', amount, unit: 'points', dueBy: year(lastYear(plan)) }),
      target('fault', { kind: 'changePoints', amount: amount - 1, unit: 'points', dueBy: year(firstYear(plan)) }),
    ]
  }),
  added('target-conflict', (plan, _, whole) => {
    const amount = 30 + whole(20)
    return [
      target('fault-other', { operator: '>=', amount, dueBy: year(lastYear(plan)) }),
      target('fault', { operator: '>=', amount: amount + 10, dueBy: year(lastYear(plan)) }),
    ]
  }),
  added(
    'milestones-uneven',
    (plan, _, whole) => {
      const first = firstYear(plan)
      const inTime = whole(2) === 0
      const step = (schoolYear: number, amount: number): Target['milestones'][number] => ({
        dueBy: { words: null, schoolYear, date: null },
        amount,
      })
      const milestones = inTime
        ? [step(first, 50), step(first, 60 + whole(30)), step(first + 2, 100)]
        : [step(first, 50), step(first + 1, 40 - whole(20)), step(first + 2, 100)]
      return [target('fault', { kind: 'milestoneSeries', operator: '>=', milestones })]
    },
    ['milestones', 1],
  ),
  added('tolerance-conflict', (_, __, whole) => [
    target('fault-band', { kind: 'band', operator: 'within', amount: 3 + whole(4), words: 'within the band' }),
    target('fault', { operator: '>=', amount: 98.5, words: 'forecast accuracy' }),
  ]),
  added('percent-ambiguous', (plan, _, whole) => {
    const amount = 1 + whole(20)
    return [target('fault', { kind: 'changePoints', amount, words: `${amount}% more`, dueBy: year(lastYear(plan)) })]
  }),
  added('no-baseline', (plan, _, whole) => [
    target('fault', { kind: 'changePoints', amount: -1 - whole(9), unit: 'points', dueBy: year(lastYear(plan)) }),
  ]),
  unsupported,
  added('out-of-domain', (_, __, whole) => [target('fault', { operator: '>=', amount: 101 + whole(60) })], ['amount']),
  added('arithmetic', (plan, _, whole) => {
    const from = baseline(20 + whole(30), firstYear(plan) - 1)
    return [
      target('fault-level', { operator: '<', amount: 10, baseline: from, dueBy: year(lastYear(plan)) }),
      target('fault', { kind: 'changeRelative', amount: -40, baseline: from, dueBy: year(lastYear(plan)) }),
    ]
  }),
  added('already-met', (plan, _, whole) => {
    const value = 20 + whole(40)
    return [target('fault', { operator: '>=', amount: value - 2, baseline: baseline(value, firstYear(plan) - 1) })]
  }),
]
