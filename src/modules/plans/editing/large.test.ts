import { expect, test } from 'vitest'
import { amount } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { checkWhole } from '../checker/check.ts'
import { canonical, fromCanonical } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { moveBy, setOp } from './build.ts'
import { flatElement, takeElement } from './fields.ts'
import { largePlan } from './large.ts'
import { liveFindings } from './live.ts'
import { apply, type Op } from './ops.ts'
import { levelView, search, threadTo, levelWindow } from './outline.ts'
import { mustBeValid } from './valid.ts'

const size = amount(4000, 20_000)
const plan = largePlan(size)
const href = (id: string | null): string => `/x?at=${id ?? ''}`

/** Processor time of some work in milliseconds: the middle of some runs. */
function cost(work: () => unknown, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}

/** What a saved form and the page after it cost, the checker aside. */
function edit(from: Plan, i: number): Plan {
  const one = from.elements[i]
  if (!one) throw new Error('no such element')
  flatElement(from, one)
  const taken = takeElement(from, one, { 'title.en': `Changed ${i}` })
  if (!taken.value) throw new Error('not taken')
  const op = setOp({ list: 'elements', id: one.id }, one, taken.value) as Op
  const next = apply(from, op)
  mustBeValid(next, op)
  const level = levelView(next, taken.value, 1, 'en', href)
  threadTo(next, taken.value, level, 'en', href)
  return next
}

test('an edit of a large plan costs little beside a reading of it', () => {
  const text = canonical(plan)
  const whole = cost(() => fromCanonical(text), 3)
  let n = 0
  const one = cost(() => edit(plan, (n += 997) % plan.elements.length), 15)
  const place = cost(() => moveBy(plan, 'p3-2-2', 'p3-2', 'up'), 5)
  const found = cost(() => search(plan, '3.2.ii'), 5)
  figure('plan edit beside reading', one / whole, 'of one')
  expect(one / whole).toBeLessThan(0.2)
  expect(place / whole).toBeLessThan(0.2)
  expect(found / whole).toBeLessThan(0.2)
})

test('a page shows one level, never more rows than its window; look-up by code', () => {
  const top = levelView(plan, null, 1, 'en', href)
  expect(top.rows.length).toBeLessThanOrEqual(levelWindow)
  const wide: Plan = { ...plan, elements: plan.elements.map((one) => ({ ...one, parents: [] })) }
  const page = levelView(wide, null, 3, 'en', href)
  expect([page.rows.length, page.page, page.total]).toEqual([levelWindow, 3, size])
  expect(page.rows[0]?.id).toBe(plan.elements[2 * levelWindow]?.id)
  expect(levelView(wide, null, 99_999, 'en', href).page).toBe(Math.ceil(size / levelWindow))
  expect(search(plan, '3.2.ii').rows.map((one) => one.id)).toEqual(['p3-2-2'])
})

test('a large plan is checked beside the page, and gives the findings of the whole check', async () => {
  const one = plan.elements[70]
  if (!one) throw new Error('empty')
  const broken = apply(plan, setOp({ list: 'elements', id: one.id }, one, { ...one, owner: 'nobody' }) as Op)
  const first = liveFindings(7, broken, 1)
  expect([first.findings, first.fresh]).toEqual([null, false])
  while (!liveFindings(7, broken, 1).fresh) await new Promise((done) => setTimeout(done, 5))
  const told = liveFindings(7, broken, 1).findings ?? []
  const name = (finding: { rule: string; element: string | null }) => `${finding.rule} ${finding.element}`
  expect(told.map(name).toSorted()).toEqual(checkWhole(broken).map(name).toSorted())
  expect(told.map(name)).toContain(`unknown-office ${one.id}`)
  const next = liveFindings(7, edit(broken, 5), 2)
  expect([next.fresh, next.n, next.findings]).toEqual([false, 1, told])
})
