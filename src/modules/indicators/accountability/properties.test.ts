import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { estimateIndex } from './estimate.ts'
import { type IndicatorId, indicators, maximumOf, type Shape } from './indicators.ts'
import { pointsOf } from './points.ts'
import { readPublished } from './read.ts'
import { recompute } from './recompute.ts'
import { headers, plainPoints, smallCells, smallFile, type SmallRow } from './small-file.ts'
import { rulesOf, years } from './years.ts'

const runs = (n: number, full: number) => ({ numRuns: amount(n, full), seed: seed() })
const shapes: readonly Shape[] = ['growth', 'high', 'other']
const rateOf = (unit: 'index' | 'fraction', n: number): number => (unit === 'index' ? n * 110 : n * 1.1)
const tested = fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), fc.constantFrom(0.5, 0.7, 0.9, 1))

/** An organization of any year and shape, with any of its parts scored, some without a rate. */
const organization = fc
  .record({
    year: fc.constantFrom(...years.map((one) => one.schoolYear)),
    shape: fc.constantFrom(...shapes),
    rates: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 22, maxLength: 22 }),
    scored: fc.array(fc.constantFrom('yes', 'yes', 'no', 'blank'), { minLength: 22, maxLength: 22 }),
    tested,
  })
  .map(({ year, shape, rates, scored, tested: share }): SmallRow => {
    const rules = rulesOf(year)
    if (typeof rules === 'string') throw new Error(rules)
    const parts: [IndicatorId, readonly [number | null, number]][] = indicators.flatMap((one, i) => {
      const maximum = maximumOf(one, rules, shape)
      if (maximum === null || scored[i] === 'no') return []
      const rate = Number(rateOf(one.unit, rates[i] ?? 0).toFixed(9))
      return [[one.id, [scored[i] === 'blank' ? null : Math.min(rate, one.unit === 'index' ? 110 : 1.09), maximum]]]
    })
    return {
      fall: year - 1,
      highGrade: shape === 'high' ? '12' : '8',
      tested: Number(share.toFixed(9)),
      parts: Object.fromEntries(parts),
    }
  })

describe('what holds for every row', () => {
  it('points lie between nothing and the possible points, and never fall when the rate gets better', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...indicators),
        fc.constantFrom(...years),
        fc.constantFrom(...shapes),
        fc.double({ min: -0.2, max: 1.4, noNaN: true }),
        fc.double({ min: -0.2, max: 1.4, noNaN: true }),
        tested,
        (one, year, shape, a, b, share) => {
          const rules = rulesOf(year.schoolYear)
          const maximum = maximumOf(one, year, shape)
          if (typeof rules === 'string' || maximum === null) return
          const [worse, better] =
            one.target === 'absence' ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)]
          const points = (n: number) => pointsOf(one, rateOf(one.unit, n), maximum, rules, share) ?? Number.NaN
          expect(points(worse)).toBeGreaterThanOrEqual(0)
          expect(points(better)).toBeLessThanOrEqual(maximum)
          expect(points(better)).toBeGreaterThanOrEqual(points(worse))
          expect(points(a)).toBeCloseTo(plainPoints(one.id, rateOf(one.unit, a), maximum, share), 9)
        },
      ),
      runs(400, 20_000),
    )
  })
  it('a file printed in either style agrees with itself; the index is 100 times points by possible points', () => {
    fc.assert(
      fc.property(organization, fc.constantFrom('six' as const, 'ten' as const), (row, style) => {
        const result = recompute(readPublished(smallFile([smallCells(row, style)])))
        expect(result.differences).toEqual([])
        expect(result.counts.errors).toBe(0)
        const [one] = result.rows
        const possible = Object.values(row.parts).reduce((sum, [, maximum]) => sum + maximum, 0)
        expect(one?.possible.computed ?? 0).toBe(possible)
        if (possible > 0)
          expect(one?.index.computed).toBeCloseTo((100 * (one?.points.computed ?? Number.NaN)) / possible, 3)
      }),
      runs(60, 5_000),
    )
  })
  it('a part that is taken out takes its points and its possible points along', () => {
    fc.assert(
      fc.property(organization, fc.nat(), (row, n) => {
        const names = Object.keys(row.parts) as IndicatorId[]
        const gone = names[n % Math.max(1, names.length)]
        const own = gone && row.parts[gone]
        if (!gone || !own) return
        const parts = { ...row.parts }
        delete parts[gone]
        const sums = [row, { ...row, parts }].map(
          (one) => recompute(readPublished(smallFile([smallCells(one, 'ten')]))).rows[0],
        )
        const [rate, maximum] = own
        const points = rate === null ? 0 : plainPoints(gone, rate, maximum, row.tested)
        expect((sums[0]?.possible.computed ?? 0) - (sums[1]?.possible.computed ?? 0)).toBe(maximum)
        expect((sums[0]?.points.computed ?? 0) - (sums[1]?.points.computed ?? 0)).toBeCloseTo(points, 3)
      }),
      runs(40, 2_000),
    )
  })
  it('one printed value that is changed is named, and nothing else', () => {
    fc.assert(
      fc.property(organization, fc.nat(), fc.constantFrom(0.002, -0.002, 0.5, 3), (row, n, by) => {
        const cells = smallCells(row)
        const points = headers.filter(
          (one) => /points$/i.test(one) && !/possible/i.test(one) && cells[one] !== undefined,
        )
        const choice = [...points, 'OutcomeRatePct']
        const header = choice[n % choice.length] ?? ''
        const was = Number(cells[header])
        if (cells[header] === '' || was + by < 0) return
        const result = recompute(readPublished(smallFile([{ ...cells, [header]: (was + by).toFixed(6) }])))
        // Rates with few decimals may be rounded ones: then the sum is named, and the column as another that may be wrong.
        expect(result.differences).toHaveLength(1)
        expect(result.differences.flatMap((one) => [one.header, ...one.also])).toContain(header)
      }),
      runs(60, 5_000),
    )
  })
  it('an estimate from the same rates is the index of the file, when every group is large enough', () => {
    fc.assert(
      fc.property(organization, (row) => {
        const known = Object.entries(row.parts).filter(([, [rate]]) => rate !== null) as [
          IndicatorId,
          readonly [number, number],
        ][]
        const parts = Object.fromEntries(known)
        const estimate = estimateIndex({
          schoolYear: (row.fall ?? 2018) + 1,
          highGrade: row.highGrade ?? '8',
          rates: known.map(([id, [rate]]) => ({ id, rate, students: 20, participation: row.tested ?? 1 })),
        })
        if (typeof estimate === 'string') throw new Error(estimate)
        // A shape that the chosen parts do not bear out has other possible points; those rows say nothing here.
        if (estimate.possible !== known.reduce((sum, [, [, maximum]]) => sum + maximum, 0)) return
        const one = recompute(readPublished(smallFile([smallCells({ ...row, parts }, 'ten')]))).rows[0]
        if (estimate.index === null) expect(one?.index.computed ?? null).toBeNull()
        else expect(one?.index.computed).toBeCloseTo(estimate.index, 4)
      }),
      runs(40, 2_000),
    )
  })
})
