import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount } from '../../../platform/testing/amount.ts'
import { agrestiCoull } from './agresti-coull.ts'
import { betaBelow, betaQuantile } from './beta.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { shownInterval } from './display.ts'
import { clip, type Interval, type Share } from './interval.ts'
import { jeffreys } from './jeffreys.ts'
import { detectability, newcombe } from './newcombe.ts'
import { project, tQuantile } from './projection.ts'
import { wilson } from './wilson.ts'

type Row = [k: number, n: number, w: number[], ac: number[], j: number[], cp: number[]]
const table: Row[] = [
  [81, 263, [0.2553, 0.3662], [0.2552, 0.3663], [0.2545, 0.3656], [0.2527, 0.3676]],
  [15, 148, [0.0624, 0.1605], [0.0614, 0.1615], [0.0604, 0.1576], [0.0578, 0.1617]],
  [0, 20, [0, 0.1611], [-0.0287, 0.1898], [0, 0.1166], [0, 0.1684]],
  [1, 29, [0.0061, 0.1718], [-0.0084, 0.1863], [0.0037, 0.1501], [0.0009, 0.1776]],
  [19, 75, [0.1686, 0.3621], [0.1679, 0.3628], [0.1655, 0.3598], [0.1599, 0.367]],
  [3, 12, [0.0889, 0.5323], [0.0827, 0.5385], [0.0759, 0.5292], [0.0549, 0.5719]],
  [12, 12, [0.7575, 1], [0.718, 1.0395], [0.8147, 1], [0.7354, 1]],
  [6, 20, [0.1455, 0.519], [0.1432, 0.5213], [0.1361, 0.5172], [0.1189, 0.5428]],
]
const four = (interval: Interval | null): number[] =>
  interval ? [interval.low, interval.high].map((x) => Math.round(x * 1e4) / 1e4 + 0) : []

describe('3.2 one share', () => {
  it.each(table)('%i of %i: four intervals to four digits', (k, n, w, ac, j, cp) => {
    expect(four(wilson({ k, n }))).toEqual(w)
    expect(four(agrestiCoull({ k, n }))).toEqual(ac)
    expect(four(jeffreys({ k, n }))).toEqual(j)
    expect(four(clopperPearson({ k, n }))).toEqual(cp)
  })
  it('an empty group has no interval', () => {
    for (const method of [wilson, agrestiCoull, jeffreys, clopperPearson, shownInterval])
      expect(method({ k: 0, n: 0 })).toBeNull()
  })
  it('shows Jeffreys below 20 and Wilson from 20', () => {
    expect(shownInterval({ k: 3, n: 19 })?.method).toBe('jeffreys')
    expect(shownInterval({ k: 3, n: 20 })?.method).toBe('wilson')
  })
  it('refuses counts that are no share', () => {
    for (const share of [
      { k: 3, n: 2 },
      { k: -1, n: 2 },
      { k: 0.5, n: 2 },
    ])
      expect(() => wilson(share)).toThrow(expect.objectContaining({ code: 'indicators/not-a-share' }))
  })
})

describe('beta quantiles', () => {
  it('known closed forms to 1e-9', () => {
    expect(betaQuantile(0.975, 1, 1)).toBeCloseTo(0.975, 9)
    expect(betaQuantile(0.025, 1, 20)).toBeCloseTo(1 - 0.975 ** (1 / 20), 9)
    expect(betaQuantile(0.975, 20, 1)).toBeCloseTo(0.975 ** (1 / 20), 9)
    expect(betaQuantile(0.3, 0.5, 0.5)).toBeCloseTo(Math.sin((Math.PI * 0.3) / 2) ** 2, 9)
  })
  it('go there and back to 1e-6, small and large', () => {
    const size = fc.double({ min: 0.5, max: 30_000, noNaN: true })
    fc.assert(
      fc.property(size, size, fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999), (a, b, p) => {
        expect(Math.abs(betaBelow(betaQuantile(p, a, b), a, b) - p)).toBeLessThan(1e-6)
      }),
      { numRuns: amount(200, 5000) },
    )
  })
})

describe('every interval', () => {
  const share = fc
    .integer({ min: 1, max: 500 })
    .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
  it.each([
    ['wilson', wilson],
    ['agresti-coull', agrestiCoull],
    ['jeffreys', jeffreys],
    ['clopper-pearson', clopperPearson],
  ] as [string, (s: Share) => Interval | null][])('%s covers its value, rises with k, and mirrors', (_, method) => {
    fc.assert(
      fc.property(share, ({ k, n }) => {
        const own = method({ k, n })!
        expect(clip(own.low)).toBeLessThanOrEqual(k / n)
        expect(own.high).toBeGreaterThanOrEqual(k / n)
        const mirror = method({ k: n - k, n })!
        expect(mirror.low).toBeCloseTo(1 - own.high, 9)
        if (k === n) return
        const next = method({ k: k + 1, n })!
        expect(next.low).toBeGreaterThanOrEqual(own.low)
        expect(next.high).toBeGreaterThanOrEqual(own.high)
      }),
      { numRuns: amount(200, 5000) },
    )
  })
})

describe('3.3 two years or groups', () => {
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('%i/%i - %i/%i', (a, n, b, m, d, low, high) => {
    const change = newcombe({ k: a, n }, { k: b, n: m })!
    expect(change.difference).toBeCloseTo(d, 4)
    expect(four(change)).toEqual([low, high])
  })
  it('22 of 90, then 15 of 88: 7.4 points down, -19.1 to +4.6', () => {
    const change = newcombe({ k: 15, n: 88 }, { k: 22, n: 90 })!
    const points = [change.difference, change.low, change.high].map((x) => Math.round(x * 1000) / 10)
    expect(points).toEqual([-7.4, -19.1, 4.6])
  })
  it('an empty year has no change', () => expect(newcombe({ k: 0, n: 0 }, { k: 1, n: 2 })).toBeNull())
  it.each([
    [20, 27.0, 38.6],
    [50, 17.1, 24.4],
    [100, 12.1, 17.2],
    [300, 7.0, 10.0],
    [1000, 3.8, 5.5],
    [20_000, 0.9, 1.2],
  ])('detectability at n = %i', (n, band, detectable) => {
    const found = detectability(0.254, n)
    expect(Math.round(found.band * 1000) / 10).toBeCloseTo(band, 6)
    expect(Math.round(found.detectable * 1000) / 10).toBeCloseTo(detectable, 6)
  })
})

describe('3.7 projection', () => {
  const points = [25.4, 25, 24.1, 23.6].map((y, t) => ({ t, y }))
  it('four years carried to the sixth', () => {
    const line = project(points, 5)!
    expect(line.intercept).toBeCloseTo(25.47, 2)
    expect(line.slope).toBeCloseTo(-0.63, 2)
    expect(line.spread).toBeCloseTo(0.14663, 5)
    expect([line.value, line.low, line.high].map((x) => Math.round(x * 100) / 100)).toEqual([22.32, 21.11, 23.53])
    expect(line.chanceAtMost(18)).toBeCloseTo(0.0021, 4)
  })
  it('two points are no line, three tell nothing, and t agrees with its table', () => {
    expect(project(points.slice(0, 2), 5)).toBeNull()
    expect(project(points.slice(0, 3), 5)?.telling).toBe(false)
    expect(tQuantile(0.975, 1)).toBeCloseTo(12.7062, 4)
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.2281, 4)
  })
})
