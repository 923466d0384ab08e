import { expect, it } from 'vitest'
import type { Lang } from '../../platform/words.ts'
import { targetParser } from './targets.ts'
import { sayGoal } from './words-goals.ts'

const words = {
  statement: 'A better school for everybody',
  source: { document: 'plan', page: '12' },
  measure: { id: 'chronic-absenteeism', version: '1' },
  population: 'all',
  unit: 'percent',
  dueBy: { schoolYear: 2029 },
  scope: { kind: 'all' },
  baseline: null,
} as const
const from = (value: number, unit = 'percent') => ({ value, unit, asOf: { schoolYear: 2025 }, source: 'state' })
const of = (rest: object, lang: Lang) => sayGoal(targetParser.parse({ ...words, ...rest }), lang)

it.each([
  ['a level', { kind: 'level', operator: '<=', amount: 13 }, '13% or less', '13% o menos'],
  ['completion', { kind: 'completion', operator: '>=', amount: 100 }, '100% or more', '100% o más'],
  ['a band', { kind: 'band', low: 48.5, high: 52 }, 'between 48.5% and 52%', 'entre 48.5% y 52%'],
  [
    'a band of fractions',
    { kind: 'band', unit: 'fraction', low: 0.5, high: 0.6 },
    'between 50% and 60%',
    'entre 50% y 60%',
  ],
  [
    'points with a beginning',
    { kind: 'changePoints', operator: '>=', amount: 22, baseline: from(22.1) },
    '44.1% or more',
    '44.1% o más',
  ],
  [
    'points without a beginning',
    { kind: 'changePoints', operator: '<=', amount: -7 },
    '7 percentage points lower than at the start',
    '7 puntos porcentuales menos que al principio',
  ],
  [
    'a share of a beginning that nobody wrote',
    { kind: 'changeRelative', unit: 'count', operator: '<=', amount: -90 },
    '90% less than at the start',
    '90% menos que al principio',
  ],
  [
    'an amount of money without a beginning',
    { kind: 'changeAbsolute', unit: 'usd', operator: '<=', amount: -500_000 },
    '$500,000 less than at the start',
    '500,000 menos que al principio',
  ],
  [
    'the last of a row of steps',
    {
      kind: 'milestoneSeries',
      operator: '>=',
      milestones: [
        { by: { schoolYear: 2028 }, amount: 75 },
        { by: { schoolYear: 2027 }, amount: 50 },
      ],
    },
    '75% or more',
    '75% o más',
  ],
  ['a way to go', { kind: 'direction', good: 'down', baseline: from(22) }, 'better than 22%', 'mejor que 22%'],
  [
    'a way to go without a beginning',
    { kind: 'direction', good: 'up' },
    'higher than at the start',
    'más alto que al principio',
  ],
  [
    'words alone',
    { kind: 'qualitative' },
    'as the plan says it: “A better school for everybody”',
    'como lo dice el plan: «A better school for everybody»',
  ],
  [
    'several things at once',
    { kind: 'compound' },
    'as the plan says it: “A better school for everybody”',
    'como lo dice el plan: «A better school for everybody»',
  ],
  [
    'two readings of which nobody chose one',
    {
      kind: 'level',
      operator: '>=',
      amount: 44,
      interpretations: [
        { id: 'a', targetValue: 44, argument: 'points' },
        { id: 'b', targetValue: 27, argument: 'a share' },
      ],
    },
    '44% or more or 27% or more',
    '44% o más o 27% o más',
  ],
])('says the goal of %s in both languages', (_, rest, en, es) => {
  expect(of(rest, 'en')).toBe(en)
  expect(of(rest, 'es').replace('\u00a0', ' ')).toContain(es)
})
