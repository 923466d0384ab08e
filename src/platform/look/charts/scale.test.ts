import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linear, niceTicks, spread, wrap } from './scale.ts'

describe('niceTicks', () => {
  it('covers the range with round numbers', () => {
    expect(niceTicks(0.169, 0.2975, 4)).toEqual([0.15, 0.2, 0.25, 0.3])
    expect(niceTicks(0, 4412, 3)).toEqual([0, 2000, 4000, 6000])
  })
  it('always covers, rises, and stays few', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.0001, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 6 }),
        (lo, span, about) => {
          const ticks = niceTicks(lo, lo + span, about)
          expect(ticks[0]).toBeLessThanOrEqual(lo + span * 1e-6 + 1e-6)
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(lo + span - span * 1e-6 - 1e-6)
          expect(ticks.length).toBeLessThanOrEqual(about + 3)
        },
      ),
    )
  })
  it('survives a range of nothing', () => expect(niceTicks(0.5, 0.5, 3).length).toBeGreaterThan(1))
})

describe('spread', () => {
  it('keeps labels apart and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 4 }), (wanted) => {
        const placed = spread(wanted, 17, 0, 200)
        const sorted = placed.toSorted((a, b) => a - b)
        for (let i = 1; i < sorted.length; i++)
          expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(16.999)
      }),
    )
  })
})

it('wrap never cuts a word away', () =>
  expect(wrap('Economically disadvantaged students', 90).join(' ')).toBe('Economically disadvantaged students'))
it('linear maps ends to ends', () => expect([0, 1].map(linear([0, 1], [10, 0]))).toEqual([10, 0]))
