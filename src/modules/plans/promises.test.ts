import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { targetParser } from '../indicators/index.ts'
import { readPlan } from './file/read.ts'
import { planGraph } from './graph.ts'
import { promisesOf } from './promises.ts'

function promises(name: string, known: readonly string[]) {
  const { plan } = readPlan(readFileSync(new URL(`../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return promisesOf(planGraph(plan), (d) => (known.includes(d) ? '1' : null))
}

test('a plan promises only what something computes', () => {
  expect(promises('mill-river-2026-29', ['chronic-absenteeism'])).toEqual([
    {
      definition: 'chronic-absenteeism',
      source: 'plan:mill-river-2026-29/g2/g2-2029',
      element: 'g2',
      label: {
        source: 'en',
        en: 'G2 Students in school, every day',
        es: 'G2 Estudiantes en la escuela, todos los días',
      },
      target: {
        kind: 'level',
        operator: '<=',
        amount: 13,
        unit: 'percent',
        statement: '13% or lower by June 2029',
        source: { document: 'Every Day Counts 2026-29', page: null },
        measure: { id: 'chronic-absenteeism', version: '1' },
        population: 'all',
        baseline: { value: 29, unit: 'percent', asOf: { schoolYear: 2024 }, source: 'own computation 2023-24' },
        dueBy: { date: '2029-06-30' },
        scope: { kind: 'all' },
        path: { kind: 'linear' },
        interpretations: [],
        chosen: null,
        chosenBy: null,
        chosenOn: null,
      },
    },
  ])
})

test('groups, shares of schools and open readings come along', () => {
  const rows = promises('hartford-2021-24', ['four-year-graduation', 'grade-8-math', 'schools-at-performance-index'])
  expect(rows.map((r) => r.target)).toMatchObject([
    { amount: 83, interpretations: [{ id: 'district-rate' }, { id: 'mean-of-schools' }], chosen: null },
    { population: 'grade=8', amount: 45, interpretations: [] },
    { operator: '>=', amount: 50, unit: 'index', scope: { kind: 'share', of: 'school', percent: 68.2 } },
  ])
})

test('a share of schools is no number of everybody where nobody says what one school must meet', () => {
  const { plan } = readPlan(readFileSync(new URL('../../../plans/hartford-2021-24.plan.yaml', import.meta.url)))
  if (!plan) throw new Error('no plan')
  const measures = plan.measures.map((measure) => ({
    ...measure,
    targets: measure.targets.map((one) => (one.scope === 'share' ? { ...one, unitRule: null } : one)),
  }))
  const rows = promisesOf(planGraph({ ...plan, measures }), (id) =>
    id === 'schools-at-performance-index' ? '1' : null,
  )
  expect(rows).toEqual([])
})

test('the indicators accept every target of every plan', () => {
  const all = ['hartford-2021-24', 'mill-river-2026-29', 'two-brooks-2026-29'].flatMap((name) => {
    const { plan } = readPlan(readFileSync(new URL(`../../../plans/${name}.plan.yaml`, import.meta.url)))
    return plan ? promisesOf(planGraph(plan), () => '1') : []
  })
  expect(all).toHaveLength(21)
  for (const row of all) expect(targetParser.safeParse(row.target).error?.issues ?? [], row.source).toEqual([])
})
