import { expect, it } from 'vitest'
import { callInputs, decide } from './calls.ts'
import { targetParser, yearEnd } from './targets.ts'

const target = targetParser.parse({
  kind: 'level',
  statement: '13% or lower by June 2026',
  operator: '<=',
  amount: 13,
  unit: 'percent',
  population: 'all',
  baseline: { value: 29, unit: 'percent', asOf: { schoolYear: 2024 }, source: 'own computation' },
  dueBy: { schoolYear: 2026 },
  scope: { kind: 'all' },
  source: { document: 'plan', page: null },
  measure: { id: 'chronic-absenteeism', version: '1' },
  path: { kind: 'linear' },
  interpretations: [],
  chosen: null,
})

it('a target that is due in a school year is decided by that year, though its data end in mid June', () => {
  const value = { type: 'share', k: 4295, n: 19354 } as const
  expect(decide(callInputs(yearEnd(2026), value, target)).call).toBe('missed')
  // Judged on the last school day it would still be "before the due day".
  expect(decide(callInputs('2026-06-16', value, target)).call).toBe('behind')
})
