import { expect, it } from 'vitest'
import { planText } from '../../../../platform/testing/plan-site.tsx'
import { readPlan } from '../../file/read.ts'
import { checkInput } from '../check.ts'
import { coverageOf } from './coverage.ts'

const coverage = (id: string) => {
  const { plan } = readPlan(planText(id))
  if (!plan) throw new Error(`${id} cannot be read`)
  return coverageOf(checkInput(plan))
}

it('counts what the department plans of Hartford 2018 carry out: 16 of 28 actions, 17 of 29 indicators', () => {
  const found = coverage('hartford-2018-22')
  // The plans name fifteen of the 28; two of these only beside the words of others, and three more are joined by a link.
  const [actions] = found?.actions ?? []
  expect([actions?.all, actions?.covered]).toEqual([28, 16])
  expect(actions?.idle.map((one) => one.code).toSorted()).toEqual(
    'FCP2.ii FCP2.iii FCP3.iii FCP3.iv OE4.ii OE4.iii OE5.ii OE6.i SCC7.ii TL1.i TL1.iii TL1.v'.split(' '),
  )
  expect(found?.indicators).toMatchObject({ all: 29, covered: 17 })
  expect(found?.indicators.idle.map((one) => one.code)).toContain('OE5.d')
})

it('is not told of a plan whose tasks do not say what they are for', () => {
  expect(coverage('hartford-2021-24')).toBe(null)
})
