import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPlan } from '../file/read.ts'
import type { Plan } from '../file/format.ts'
import { planGraph } from '../graph.ts'
import type { FieldView } from './leaves.ts'
import { amendment } from './view.ts'

const before = readPlan(readFileSync(new URL('../../../../plans/hartford-2021-24.plan.yaml', import.meta.url)))
  .plan as Plan
const hrefs = { list: '', plan: () => '', element: () => '/x', definition: () => null }
const changed = (change: (plan: Plan) => void, lang: 'en' | 'es' = 'en') => {
  const after = structuredClone(before)
  change(after)
  return amendment(planGraph(before), planGraph(after), lang, hrefs)
}
const marked = (fields: readonly FieldView[] = []) =>
  fields.map(
    ({ label, pieces }) =>
      `${label}: ${pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`)).join('')}`,
  )

describe('an amendment in words', () => {
  it('says a target in the sentences of the plan’s page, not field by field', () => {
    const { measures, counts } = changed((plan) => {
      const target = plan.measures.find((one) => one.id === 'm-g4')?.targets[0]
      if (target) Object.assign(target, { amount: 12, dueBy: { words: null, schoolYear: null, date: '2025-06-30' } })
    })
    expect(counts).toEqual(['1 measure changes', '1 target changes'])
    expect(marked(measures[0]?.targetsChanged[0]?.fields)).toEqual([
      'What is asked: -13-+12+% or lower by Jun 30, -2024-+2025+',
    ])
  })

  it('counts every change once, as a draft counts it', () => {
    const { total, counts } = changed((plan) => {
      const [first, second] = plan.elements.filter((one) => one.level === plan.elements[0]?.level)
      if (first) Object.assign(first, { title: { en: 'Other', source: 'en' }, code: 'P9' })
      if (second) second.note = { en: 'Noted', source: 'en' }
      const target = plan.measures.find((one) => one.id === 'm-g4')?.targets[0]
      if (target) target.amount = 12
      plan.period.to = '2025-06-30'
    })
    // One other code, two parts that say something else, one measure (its target is within), one field of the plan.
    expect([total, counts.length]).toEqual([5, 5])
    expect(changed(() => undefined).total).toBe(0)
  })

  it('names offices, dates, states and languages as people do, in the reader’s language', () => {
    const change = (plan: Plan) => {
      const strategy = plan.elements.find((one) => one.id === 'p1-1')
      if (strategy) Object.assign(strategy, { owner: 'talent', state: 'unaligned' })
      plan.adoption.state = 'adopted'
      plan.period.to = '2025-06-30'
    }
    const english = changed(change)
    expect(marked(english.changed[0]?.fields)).toEqual([
      'Office that answers: +Talent Management+',
      'State: -stated-+not aligned+',
    ])
    expect(marked(english.plan)).toEqual(['Years, To: Jun 30, -2024-+2025+', 'Adoption, State: -ended-+adopted+'])
    expect(marked(changed(change, 'es').changed[0]?.fields)[0]).toBe('Oficina responsable: +Gestión del Talento+')
  })

  it('tells entries of every other list by a name that a reader knows', () => {
    const { lists } = changed((plan) => {
      const figure = plan.published[0]
      if (figure) figure.value = 26.1
      plan.links.push({ from: 'p1-1', to: 'g2', kind: 'supports', basis: 'read', note: null })
      plan.notes.push({ en: 'A new note', source: 'en' })
      plan.sources.pop()
      plan.glossary.shift()
    })
    const told = lists.map((list) => [list.name, list.added, list.removed, list.changed.map((one) => one.name)])
    expect(told).toEqual([
      ['Words of the plan', [], ['DME: District Model for Excellence'], []],
      ['Links', ['P1.1 Teach by the instructional vision \u2013 G2 More third graders read well'], [], []],
      ['Sources of figures', [], ['Next Generation Accountability System, 2018-19'], []],
      ['Published figures', [], [], ['Chronic absenteeism, Hartford School District, 2011-12, 26.1']],
      ['Notes', ['A new note'], [], []],
    ])
  })

  it('says where a part stands that was added, moved or taken out; what is gone leads nowhere', () => {
    const told = changed((plan) => {
      const [first] = plan.elements.filter((one) => one.id === 'p4-4-b')
      if (first) plan.elements.push({ ...first, id: 'new', code: 'P4.4.c' })
      plan.elements = plan.elements.filter((one) => one.id !== 'p4-4-b')
      const moved = plan.elements.find((one) => one.id === 'p2-2')
      if (moved) Object.assign(moved, { parents: [], code: 'P9' })
    })
    expect(told.added.map((one) => [one.step.code, one.note])).toEqual([
      ['P4.4.c', 'under P4.4 Money that follows the plan'],
    ])
    expect(told.removed.map((one) => [one.step.id, one.step.href])).toEqual([['p4-4-b', '']])
    expect(told.moved[0]?.note).toBe('from P2 Welcoming Culture and Nurturing Climate to the top of the plan')
    expect(told.renumbered[0]?.note).toBe('P2.2 becomes P9')
  })
})
