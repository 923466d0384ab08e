import { describe, expect, it } from 'vitest'
import { exact } from '../exact.ts'
import { gapTo, riskRatio } from './gap.ts'
import { toMove } from './move.ts'
import { benjaminiHochberg, byLuck, claims, holm, signals } from './multiplicity.ts'
import { feasibility } from './newcombe.ts'
import { normalBelow } from './normal.ts'
import { mcnemar, pairedChange } from './paired.ts'
import { fisher, pooledTest } from './two-by-two.ts'
import { wilson } from './wilson.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}`, kind: 'Invalid' })

describe('3.3 tests of two years', () => {
  it('3.3 22 of 90, then 15 of 88: z 1.216, p .224, Fisher .269', () => {
    const found = pooledTest({ k: 22, n: 90 }, { k: 15, n: 88 })!
    expect(found.z).toBeCloseTo(1.21628, 5)
    expect(found.p).toBeCloseTo(0.223877, 6)
    expect(fisher({ k: 22, n: 90 }, { k: 15, n: 88 })).toBeCloseTo(0.269021, 6)
  })
  it('3.3 everybody or nobody on both sides is no difference; an empty group has no test', () => {
    expect(pooledTest({ k: 0, n: 9 }, { k: 0, n: 4 })).toEqual({ z: 0, p: 1 })
    expect(fisher({ k: 9, n: 9 }, { k: 4, n: 4 })).toBeCloseTo(1, 12)
    expect(pooledTest({ k: 0, n: 0 }, { k: 1, n: 4 })).toBeNull()
    expect(fisher({ k: 1, n: 4 }, { k: 0, n: 0 })).toBeNull()
  })
  it("3.3 Fisher's tea: three of four right on both sides", () =>
    expect(fisher({ k: 3, n: 4 }, { k: 1, n: 4 })).toBeCloseTo(34 / 70, 12))
  it('3.3 the normal distribution, near and far', () => {
    expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(normalBelow(-3)).toBeCloseTo(0.00134989803163, 14)
    expect(normalBelow(-8) / 6.220960574271785e-16).toBeCloseTo(1, 9)
    expect(normalBelow(0)).toBe(0.5)
  })
  it('3.3 McNemar: exact below 25 who changed, z from there on', () => {
    expect(mcnemar({ both: 14, first: 5, second: 0, neither: 22 })).toEqual({
      z: Math.sqrt(5),
      p: expect.closeTo(0.0625, 12),
      exact: true,
    })
    expect(mcnemar({ both: 1, first: 1, second: 7, neither: 12 }).p).toBeCloseTo(0.0703125, 12)
    const large = mcnemar({ both: 100, first: 40, second: 20, neither: 200 })
    expect([large.exact, large.z]).toEqual([false, expect.closeTo(20 / Math.sqrt(60), 12)])
    expect(large.p).toBeCloseTo(0.009823, 6)
    expect(mcnemar({ both: 9, first: 0, second: 0, neither: 3 })).toEqual({ z: 0, p: 1, exact: true })
  })
  it.each([
    [14, 5, 0, 22, 0.12195, 0.01148, 0.22649],
    [1, 1, 7, 12, -0.28571, -0.50692, -0.02556],
    [36, 12, 2, 0, 0.2, 0.05693, 0.3404276],
  ])("3.3 the same students twice, Newcombe's method 10: %i %i %i %i", (both, first, second, neither, d, low, high) => {
    const change = pairedChange({ both, first, second, neither })!
    expect(change.difference).toBeCloseTo(d, 5)
    expect(change.low).toBeCloseTo(low, 5)
    expect(change.high).toBeCloseTo(high, 5)
  })
  it('3.3 no pairs, no change; half a student is refused', () => {
    expect(pairedChange({ both: 0, first: 0, second: 0, neither: 0 })).toBeNull()
    expect(() => mcnemar({ both: 0.5, first: 0, second: 0, neither: 0 })).toThrow(refusal('not-a-count'))
  })
})

describe('3.3 can a group this size show it', () => {
  it('3.3 a school of 100 cannot show five points in a year; one of 1,190 could', () => {
    const found = feasibility(0.254, 0.204, 100)!
    expect([found.verdict, found.sizeNeeded]).toEqual(['hidden', 1190])
    expect(feasibility(0.254, 0.204, 1190)?.verdict).toBe('clear')
    expect(feasibility(0.254, 0.204, 1189)?.verdict).toBe('maybe')
    expect(feasibility(0.254, 0.104, 100)?.verdict).toBe('maybe')
  })
  it('3.3 from nobody the middle of the way is taken; no change is no question', () => {
    expect(feasibility(0, 0.2, 50)?.sizeNeeded).toBe(36)
    expect(feasibility(0.3, 0.3, 50)).toBeNull()
    expect(() => feasibility(0.3, 0.2, 0)).toThrow(refusal('not-positive'))
    expect(() => feasibility(30, 20, 50)).toThrow(refusal('not-a-fraction'))
  })
})

describe('3.8 many comparisons', () => {
  const ps = [0.001, 0.012, 0.03, 0.04, 0.2]
  const near = (values: number[]): unknown[] => values.map((value) => expect.closeTo(value, 12))
  it('3.8 Holm .005 .048 .090 .090 .200', () => expect(holm(ps)).toEqual(near([0.005, 0.048, 0.09, 0.09, 0.2])))
  it('3.8 Benjamini-Hochberg .005 .030 .050 .050 .200', () =>
    expect(benjaminiHochberg(ps)).toEqual(near([0.005, 0.03, 0.05, 0.05, 0.2])))
  it('3.8 signals at q = .10, claims at .05, at their own places', () => {
    expect(signals(ps.toReversed())).toEqual([1, 2, 3, 4])
    expect(claims(ps.toReversed())).toEqual([3, 4])
    expect([holm([]), signals([])]).toEqual([[], []])
  })
  it('3.8 of 240 comparisons about 12 would look different by luck', () => {
    expect(byLuck(240)).toEqual({ comparisons: 240, expected: 12, any: expect.closeTo(0.9999955, 6) })
    expect(byLuck(0)).toEqual({ comparisons: 0, expected: 0, any: 0 })
  })
  it('3.8 refuses what is no p value', () => {
    expect(() => holm([0.2, 1.2])).toThrow(refusal('not-a-fraction'))
    expect(() => holm([Number.NaN])).toThrow(refusal('not-a-fraction'))
  })
})

describe('3.9 students to move and gap to a reference', () => {
  it('3.9 29 of 220 to at most 10%: 7 students; strictly below: 8', () => {
    expect(toMove({ k: 29, n: 220 }, exact(0.1), '<=')?.count).toBe(7)
    expect(toMove({ k: 29, n: 220 }, exact(0.1), '<')?.count).toBe(8)
    expect(toMove({ k: 22, n: 220 }, exact(0.1), '<=')?.count).toBe(0)
  })
  it('3.9 the interval is that of a similar group, and beyond luck is where the whole interval lies beyond', () => {
    const move = toMove({ k: 50, n: 220 }, exact(0.13), '<=')!
    expect(move.count).toBe(22)
    const { low, high } = wilson({ k: 50, n: 220 })!
    expect([move.fewest, move.most]).toEqual([Math.ceil(220 * low - 28), Math.ceil(220 * high - 28)])
    expect(wilson({ k: 50 - move.beyondLuck!, n: 220 })!.high).toBeLessThanOrEqual(0.13)
    expect(wilson({ k: 51 - move.beyondLuck!, n: 220 })!.high).toBeGreaterThan(0.13)
  })
  it('3.9 upward: 30 of 44 schools is what 68.2% rounds to, but not at or above it', () => {
    expect(toMove({ k: 20, n: 44 }, exact(0.682), '>=')?.count).toBe(11)
    expect(toMove({ k: 44, n: 44 }, exact(1), '>=')).toEqual({ count: 0, fewest: 0, most: 4, beyondLuck: null })
  })
  it('3.9 a line out of reach, and an empty group', () => {
    expect(toMove({ k: 3, n: 9 }, exact(1), '>')).toBeNull()
    expect(toMove({ k: 3, n: 9 }, exact(0), '<')).toBeNull()
    expect(toMove({ k: 0, n: 0 }, exact(0.1), '<=')).toBeNull()
  })
  it('2.5 students to parity: 18 of 120 beside 30 of 400 is 9', () => {
    expect(gapTo({ k: 18, n: 120 }, { kind: 'counts', share: { k: 30, n: 400 }, holdsOwn: false }, 'down')).toEqual({
      gap: expect.closeTo(0.075, 12),
      low: expect.any(Number),
      high: expect.any(Number),
      toParity: 9,
    })
    expect(gapTo({ k: 18, n: 120 }, { kind: 'rate', value: 0.075 }, 'down')?.toParity).toBe(9)
    expect(gapTo({ k: 18, n: 120 }, { kind: 'rate', value: 0.075 }, 'up')?.toParity).toBe(0)
  })
  it('3.3 a reference that holds our own students is compared without them, and scaled back', () => {
    const own = { k: 60, n: 200 }
    const gap = gapTo(own, { kind: 'counts', share: { k: 100, n: 400 }, holdsOwn: true }, 'down')!
    expect(gap.gap).toBeCloseTo(0.3 - 0.25, 12)
    expect(gap.low).toBeLessThan(gap.gap)
    expect(gapTo(own, { kind: 'counts', share: own, holdsOwn: true }, 'down')).toBeNull()
    expect(() => gapTo(own, { kind: 'counts', share: { k: 50, n: 400 }, holdsOwn: true }, 'down')).toThrow(
      refusal('not-a-cohort'),
    )
  })
  it('2.5 a risk ratio with its interval, and none over zero', () => {
    const found = riskRatio({ k: 18, n: 120 }, { k: 30, n: 400 })!
    expect([found.ratio, found.interval!.low, found.interval!.high].map((x) => Math.round(x * 1000) / 1000)).toEqual([
      2, 1.157, 3.458,
    ])
    expect(riskRatio({ k: 3, n: 9 }, { k: 0, n: 9 })).toBeNull()
    expect(riskRatio({ k: 0, n: 9 }, { k: 3, n: 9 })).toEqual({ ratio: 0, interval: null })
  })
})
