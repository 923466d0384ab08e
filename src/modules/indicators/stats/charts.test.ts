import { describe, expect, it } from 'vitest'
import { pChart } from './p-chart.ts'
import { ihiSignals, runChart, runLimits, runsChance } from './runs.ts'
import { lagOne, seasonalDifference, xmr } from './xmr.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}` })
const round = (x: number, digits: number): number => Math.round(x * 10 ** digits) / 10 ** digits

describe('3.6 run chart', () => {
  it.each([
    [10, 6, 2],
    [12, 7, 3],
    [15, 7, 4],
    [16, 7, 4],
    [20, 7, 6],
    [24, 8, 8],
    [30, 8, 10],
  ])("3.6 Anhøj's limits at %i useful points: %i and %i", (useful, longest, fewest) =>
    expect(runLimits(useful)).toEqual({ longest, fewest }),
  )
  it('3.6 five yearly values are no run chart, and nine useful points are too few', () => {
    expect(runChart([25.4, 25, 24.1, 23.6, 22])).toBeNull()
    expect(runChart([5, ...Array.from({ length: 9 }, (_, i) => (i % 2 ? 4 : 6))], 5)).toBeNull()
  })
  it('3.6 a shift shows as a long run and few crossings; points on the median are skipped', () => {
    const shifted = [9, 9, 8, 9, 5, 9, 8, 9, 2, 1, 2, 1, 2, 1, 2]
    const chart = runChart(shifted, 5)!
    expect(chart).toEqual({
      center: 5,
      useful: 14,
      longest: 7,
      crossings: 1,
      limits: { longest: 7, fewest: 4 },
      signals: ['few_crossings'],
    })
    expect(runChart([9, ...shifted], 5)?.signals).toEqual(['long_run', 'few_crossings'])
    expect(runChart([9, 1, 9, 1, 9, 9, 1, 1, 9, 1], 5)?.signals).toEqual([])
  })
  it('3.6 the rules of the Institute for Healthcare Improvement', () => {
    expect(ihiSignals([1, 2, 3, 4, 4, 5])).toContain('trend')
    expect(ihiSignals([1, 2, 3, 4, 4])).not.toContain('trend')
    expect(ihiSignals([9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1])).toEqual(['shift', 'few_runs'])
    expect(ihiSignals([9, 1, 9, 1, 9, 1, 9, 1, 9, 1])).toEqual(['many_runs'])
    expect(ihiSignals([])).toEqual([])
  })
  it.each([
    [5, 5, 2, 10],
    [6, 6, 3, 11],
    [8, 8, 4, 14],
    [10, 10, 6, 16],
    [12, 12, 7, 19],
    [15, 15, 10, 22],
  ])('3.6 Swed and Eisenhart, %i above and %i below: at most %i or at least %i runs', (above, below, few, many) => {
    expect(runsChance(above, below, few).few).toBeLessThanOrEqual(0.025)
    expect(runsChance(above, below, few + 1).few).toBeGreaterThan(0.025)
    expect(runsChance(above, below, many).many).toBeLessThanOrEqual(0.025)
    expect(runsChance(above, below, many - 1).many).toBeGreaterThan(0.025)
  })
})

describe('3.6 p-chart and p′', () => {
  const k = [1021, 1100, 980, 1240, 1190, 1300, 1010, 1150]
  const n = [17800, 17650, 17500, 17420, 17300, 17150, 17010, 16900]
  const counts = k.map((one, i) => ({ k: one, n: n[i]! }))
  const chart = pChart(counts)!
  it('3.6 center .064809, mean range 4.65222, sigma z 4.12431', () =>
    expect([round(chart.center, 6), round(chart.meanRange, 5), round(chart.sigmaZ, 5)]).toEqual([
      0.064809, 4.65222, 4.12431,
    ]))
  it('3.6 first limits .05927-.07035 and .04198-.08764', () => {
    const { limits, laney } = chart.points[0]!
    expect([limits.low, limits.high, laney.low, laney.high].map((x) => round(x, 5))).toEqual([
      0.05927, 0.07035, 0.04198, 0.08764,
    ])
  })
  it('3.6 four points lie outside the p-chart (.05736 .05600 .07118 .07580), none outside p′', () => {
    expect(chart.points.filter((one) => one.out).map((one) => round(one.p!, 5))).toEqual([
      0.05736, 0.056, 0.07118, 0.0758,
    ])
    expect(chart.points.some((one) => one.outLaney)).toBe(false)
  })
  it('3.6 frozen limits do not move with what comes after', () => {
    const frozen = pChart([...counts, { k: 9000, n: 17000 }], 8)!
    expect(frozen.center).toBe(chart.center)
    expect(frozen.points.at(-1)).toMatchObject({ out: true, outLaney: true })
    expect(() => pChart(counts, 9)).toThrow(refusal('not-a-setting'))
  })
  it('3.6 empty months stand without a value; nobody at all is no chart; zero everywhere has no spread', () => {
    expect(
      pChart([
        { k: 1, n: 9 },
        { k: 0, n: 0 },
        { k: 2, n: 9 },
      ])?.points[1],
    ).toMatchObject({ p: null, out: false })
    expect(pChart([{ k: 0, n: 0 }])).toBeNull()
    expect(
      pChart([
        { k: 0, n: 5 },
        { k: 0, n: 9 },
      ]),
    ).toMatchObject({ center: 0, sigmaZ: 0 })
  })
})

describe('3.6 XmR', () => {
  const values = [24.9, 25.4, 26.1, 25, 24.2, 25.8, 23.9, 24.6]
  it('3.6 mean 24.9875, mean range 1.0429, limits 22.2135-27.7615, range limit 3.4081', () => {
    const chart = xmr(values)!
    expect(
      [chart.mean, chart.meanRange, chart.limits.low, chart.limits.high, chart.rangeLimit].map((x) => round(x, 4)),
    ).toEqual([24.9875, 1.0429, 22.2135, 27.7615, 3.4081])
    expect([chart.out, chart.jumps]).toEqual([[], []])
  })
  it('3.6 a later value is judged by the frozen limits', () =>
    expect(xmr([...values, 29], 8)).toMatchObject({ out: [8], jumps: [8], mean: xmr(values)!.mean }))
  it('3.6 one value is no chart; words are refused', () => {
    expect(xmr([1])).toBeNull()
    expect(() => xmr([1, Number.NaN])).toThrow(refusal('not-a-number'))
  })
  it('3.6 the season is taken out, and what hangs together is told', () => {
    expect(seasonalDifference([10, 20, 30, 11, 22, 33], 3)).toEqual([1, 2, 3])
    expect(lagOne([1, -1, 1, -1, 1, -1])).toBeCloseTo(-5 / 6, 12)
    expect([lagOne([1, 2]), lagOne([3, 3, 3])]).toEqual([null, null])
  })
})
