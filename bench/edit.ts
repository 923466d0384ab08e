import { checkWhole } from '../src/modules/plans/checker/check.ts'
import { setOp } from '../src/modules/plans/editing/build.ts'
import { flatElement, takeElement } from '../src/modules/plans/editing/fields.ts'
import { largePlan } from '../src/modules/plans/editing/large.ts'
import { apply, type Op } from '../src/modules/plans/editing/ops.ts'
import { levelView, threadTo } from '../src/modules/plans/editing/outline.ts'
import { mustBeValid } from '../src/modules/plans/editing/valid.ts'
import { canonical, fromCanonical } from '../src/modules/plans/file/canonical.ts'
import type { Plan } from '../src/modules/plans/file/format.ts'

const runs = 9
const ms = (work: () => unknown): number => {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.toSorted((a, b) => a - b)[(runs - 1) / 2] ?? 0
}
const href = (id: string | null): string => `/x?at=${id ?? ''}`

function edit(plan: Plan, i: number): void {
  const one = plan.elements[i % plan.elements.length]
  if (!one) return
  flatElement(plan, one)
  const { value } = takeElement(plan, one, { 'title.en': `Changed ${i}` })
  if (!value) return
  const op = setOp({ list: 'elements', id: one.id }, one, value) as Op
  const next = apply(plan, op)
  mustBeValid(next, op)
  threadTo(next, value, levelView(next, value, 1, 'en', href), 'en', href)
}

for (const size of [200, 2000, 20_000]) {
  const plan = largePlan(size)
  const text = canonical(plan)
  const whole = ms(() => fromCanonical(text))
  let n = 0
  const one = ms(() => edit(plan, (n += 997)))
  const check = ms(() => checkWhole(plan))
  console.log(
    `${size} elements: read once ${whole.toFixed(1)} ms cpu, one edit with its page ${one.toFixed(2)} ms cpu (${(one / whole).toFixed(3)} of a reading), all rules ${check.toFixed(0)} ms cpu`,
  )
}
