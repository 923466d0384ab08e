import { expect, it } from 'vitest'
import { checkPlan } from './check.ts'
import { smallPlan } from './checker/small-plan.ts'
import { module } from './index.ts'
import { takenByPages, takenByPlanPages } from './rules.ts'

/** Words of addresses below `/plans` at one place: second or third part, where others have an id. */
const wordsAt = (place: number): string[] => {
  const parts = (module.routes ?? []).map((route) => route.path.split('/').slice(1))
  const words = parts.flatMap((one) => {
    const word = one[place]
    const inPlans = one[0] === 'plans' && (place === 1 || one[1] === ':plan')
    return inPlans && word && !word.startsWith(':') ? [word] : []
  })
  return [...new Set(words)].toSorted()
}

it('the words that no plan and no element may have are those of the routes', () => {
  expect([...takenByPages].toSorted()).toEqual(wordsAt(1))
  expect([...takenByPlanPages].toSorted()).toEqual(wordsAt(2))
})

it('a plan or an element that a page would hide is an error', () => {
  const rules = (plan: ReturnType<typeof smallPlan>) =>
    checkPlan(plan).map((one) => `${one.rule} ${one.path.join('.')}`)
  const plan = smallPlan({
    elements: ['id: diff, level: goal, title: One', 'id: two, code: Find, level: goal, title: Two'],
  })
  expect(rules(plan).filter((one) => one.startsWith('taken'))).toEqual([
    'taken-address elements.0.id',
    'taken-address elements.1.code',
  ])
  expect(rules({ ...plan, id: 'ledger', elements: [] })).toContain('taken-address id')
  expect(rules({ ...plan, id: 'ledgers', elements: [] })).not.toContain('taken-address id')
})
