import type { Element, Plan } from '../../file/format.ts'
import type { planRules } from '../../file/problem.ts'
import type { Dice, Fault, Mutator } from '../mutator.ts'

type BasicRule = (typeof planRules)[number]
type At = (plan: Plan, e: Element, i: number, dice: Dice) => (string | number)[] | null

/** A fault in some element. In: what to do with it; out of that: the path of the field, or null when this element has no place for it. */
const inElement = (rule: BasicRule, change: At): Mutator => ({
  rule,
  inject: (plan, dice): Fault | null => {
    for (const e of dice.shuffle(plan.elements)) {
      const i = plan.elements.indexOf(e)
      const path = change(plan, e, i, dice)
      if (path) return { path: ['elements', i, ...path] }
    }
    return null
  },
})

type Target = Plan['measures'][number]['targets'][number]
const inTarget = (rule: BasicRule, change: (t: Target, plan: Plan) => (string | number)[] | null): Mutator => ({
  rule,
  inject: (plan, dice): Fault | null => {
    for (const m of dice.shuffle(plan.measures))
      for (const [j, t] of m.targets.entries()) {
        const path = change(t, plan)
        if (path) return { path: ['measures', plan.measures.indexOf(m), 'targets', j, ...path] }
      }
    return null
  },
})

const frame = { words: 'some day', from: null, to: null, open: false, every: null }
const reading = { id: 'one-reading', value: 1, unit: 'percent' as const, argument: { en: 'One.', es: 'Una.' } }

/** One mutator for each basic rule about what a plan says. */
export const mutators: readonly Mutator[] = [
  inElement('duplicate-id', (plan, e, i, dice) => {
    const other = dice.pick(plan.elements.slice(0, i))
    if (!other) return null
    e.id = other.id
    return ['id']
  }),
  inElement('duplicate-code', (plan, e, i, dice) => {
    const other = dice.pick(plan.elements.slice(0, i).filter((one) => one.code))
    if (!other) return null
    e.code = other.code
    return ['code']
  }),
  inElement('taken-address', (_plan, e, _i, dice) => {
    e.code = dice.pick(['approvals', 'diff', 'drafts', 'find']) ?? null
    return ['code']
  }),
  inElement('unknown-level', (_plan, e) => {
    e.level = 'no-such-level'
    return ['level']
  }),
  {
    rule: 'unknown-level-parent',
    inject: (plan, dice) => {
      const i = dice.whole(plan.grammar.levels.length)
      const level = plan.grammar.levels[i]
      level?.parents.push('no-such-level')
      return { path: ['grammar', 'levels', i, 'parents', (level?.parents.length ?? 1) - 1] }
    },
  },
  inElement('dangling-parent', (_plan, e) => {
    e.parents.push('no-such-element')
    return ['parents', e.parents.length - 1]
  }),
  inElement('wrong-parent', (plan, e, _i, dice) => {
    const level = plan.grammar.levels.find((l) => l.id === e.level)
    const wrong = dice.pick(plan.elements.filter((o) => !level?.parents.includes(o.level) && o !== e))
    if (!wrong) return null
    e.parents.push(wrong.id)
    return ['parents', e.parents.length - 1]
  }),
  inElement('no-parent', (plan, e) => {
    const level = plan.grammar.levels.find((l) => l.id === e.level)
    if (e.parents.length === 0 || level?.top || !level?.parents.length) return null
    e.parents = []
    return []
  }),
  inElement('cycle', (plan, e) => {
    const [child] = plan.elements.filter((o) => o.parents.includes(e.id))
    if (!child) return null
    e.parents.push(child.id)
    return ['parents']
  }),
  inElement('code-shape', (plan, e) => {
    const numbering = plan.grammar.levels.find((l) => l.id === e.level)?.numbering
    if (!e.code || !numbering || numbering.style === 'none') return null
    if (numbering.under && !plan.elements.some((o) => e.parents.includes(o.id) && o.level === numbering.under))
      return null
    e.code = `${e.code.slice(0, 18)}-oops`
    return ['code']
  }),
  inElement('unknown-office', (_plan, e) => {
    e.owner = 'no-such-office'
    return ['owner']
  }),
  inElement('unknown-role', (_plan, e) => {
    e.champion = 'no-such-role'
    return ['champion']
  }),
  {
    rule: 'dangling-link',
    inject: (plan, dice) => {
      const e = dice.pick(plan.elements)
      if (!e) return null
      plan.links.push({ from: e.id, to: 'no-such-element', kind: 'supports', basis: 'read', note: null })
      return { path: ['links', plan.links.length - 1, 'to'] }
    },
  },
  {
    rule: 'dangling-measure',
    inject: (plan, dice) => {
      const i = dice.whole(plan.measures.length)
      const m = plan.measures[i]
      if (!m) return null
      m.of.push('no-such-element')
      return { path: ['measures', i, 'of', m.of.length - 1] }
    },
  },
  {
    rule: 'unknown-source',
    inject: (plan, dice) => {
      const i = dice.whole(plan.published.length)
      const one = plan.published[i]
      if (!one) return null
      one.source.id = 'no-such-source'
      return { path: ['published', i, 'source', 'id'] }
    },
  },
  {
    rule: 'unknown-definition',
    inject: (plan, dice) => {
      const i = dice.whole(plan.measures.length)
      const m = plan.measures[i]
      if (!m) return null
      m.definition = 'no-such-definition'
      return { path: ['measures', i, 'definition'] }
    },
  },
  {
    rule: 'period-backwards',
    inject: (plan) => {
      const { from, to } = plan.period
      Object.assign(plan.period, { from: to, to: from })
      return { path: ['period', 'to'] }
    },
  },
  inElement('timeframe-backwards', (plan, e) => {
    e.timeframe = { ...(e.timeframe ?? frame), from: plan.period.to, to: plan.period.from }
    return ['timeframe', 'to']
  }),
  inElement('date-outside', (plan, e) => {
    e.timeframe = {
      ...(e.timeframe ?? frame),
      to: `${Number(plan.period.to.slice(0, 4)) + 1}${plan.period.to.slice(4)}`,
    }
    return ['timeframe', 'to']
  }),
  inTarget('target-after-plan', (t, plan) => {
    t.dueBy = { words: null, schoolYear: null, date: `${Number(plan.period.to.slice(0, 4)) + 2}-06-30` }
    return ['dueBy', 'date']
  }),
  inTarget('target-incomplete', (t) => {
    if (t.kind !== 'level' || t.operator === null) return null
    t.operator = null
    return []
  }),
  inTarget('unknown-reading', (t) => {
    Object.assign(t, { chosen: 'no-such-reading', chosenBy: 'Board', chosenOn: '2026-01-01' })
    return ['chosen']
  }),
  inTarget('chosen-by-nobody', (t) => {
    t.interpretations = [reading]
    Object.assign(t, { chosen: reading.id, chosenBy: null, chosenOn: null })
    return ['chosen']
  }),
  inTarget('open-reading', (t) => {
    // Of a change, points or a part of the value is the business of another rule.
    if (t.interpretations.length > 1 || t.kind === 'changePoints' || t.kind === 'changeRelative') return null
    t.interpretations = [reading, { ...reading, id: 'another-reading', value: 2 }]
    t.chosen = null
    return ['interpretations']
  }),
  inElement('missing-translation', (plan, e) => {
    e.title = { [plan.language]: e.title[plan.language] ?? e.title.en ?? 'x', source: plan.language }
    return ['title']
  }),
]
