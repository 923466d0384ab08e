import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkWhole } from '../checker/check.ts'
import { readPlan } from '../file/read.ts'
import { findingsAbout, type Live } from './live.ts'

const { plan } = readPlan(readFileSync(new URL('../../../../plans/hartford-2018-22.plan.yaml', import.meta.url)))
if (!plan) throw new Error('no plan')
const live: Live = { findings: checkWhole(plan), plan, fresh: true, n: 0 }
const rules = (id: string): string[] => findingsAbout(live, id).map((one) => one.rule)

test('a finding about many parts is told at each of them', () => {
  const grouped = live.findings?.find((one) => one.rule === 'uncovered-action')
  expect(grouped?.element).toBe(null)
  const concerned = (grouped?.related ?? []).flatMap(({ path: [list, i] }) =>
    list === 'elements' && typeof i === 'number' ? [plan.elements[i]?.id ?? ''] : [],
  )
  expect(concerned.length).toBeGreaterThan(5)
  for (const id of concerned) expect(rules(id)).toContain('uncovered-action')
})

test('a finding about the measures of a level is told at what they measure', () => {
  const grouped = live.findings?.filter((one) => one.rule === 'no-baseline' && one.element === null) ?? []
  const measured = grouped.flatMap(({ related }) =>
    related.flatMap(({ path: [, i] }) => (typeof i === 'number' ? (plan.measures[i]?.of ?? []) : [])),
  )
  expect(measured.length).toBeGreaterThan(10)
  for (const id of new Set(measured)) expect(rules(id), id).toContain('no-baseline')
})

test('the other place of a finding about two is only where to look', () => {
  const late = live.findings?.find((one) => one.rule === 'task-after-goal' && one.related.length > 0)
  const [list, i] = late?.related[0]?.path ?? []
  const other = list === 'elements' && typeof i === 'number' ? plan.elements[i]?.id : undefined
  if (other && other !== late?.element)
    expect(findingsAbout(live, other).filter((one) => one.element === late?.element)).toEqual([])
  expect(rules('g3').includes('uncovered-action')).toBe(false)
})
