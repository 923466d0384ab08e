import { describe, expect, it } from 'vitest'
import { atLevel, cohen, fleiss } from './agreement.ts'
import { budgetAccuracy, forecastAccuracy, misses, yearEnd } from './budget.ts'
import { categories, overYears, presumed, raceGroups, riskRatios, weightedRatio } from './disproportion.ts'
import { backTest, birthRatio, projectEnrollment, survivalRatios, usual } from './enrollment.ts'
import { icc } from './icc.ts'
import { filled, hiredBy, retention, selfReported, staffAttendance } from './staff.ts'
import { favorable, finiteError, surveyResult, topic } from './survey.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}`, kind: 'Invalid' })
const round = (x: number | null, digits = 4): number | null =>
  x === null ? null : Math.round(x * 10 ** digits) / 10 ** digits

describe('2.5 disproportionality', () => {
  const district = [
    { group: 'A', k: 18, n: 120 },
    { group: 'B', k: 30, n: 400 },
    { group: 'C', k: 6, n: 80 },
  ]
  const none = { minCell: 0, minN: 0 }
  const ratios = (rows: ReturnType<typeof riskRatios>) =>
    rows.map((one) => (one.kind === 'none' ? one.why : `${one.kind} ${one.ratio.toFixed(4)}`))
  it('2.5 seven groups, fourteen categories, presumed minimum sizes of 10 and 30', () =>
    expect([raceGroups.length, categories.length, presumed]).toEqual([7, 14, { minCell: 10, minN: 30 }]))
  it('2.5 risk ratios 2.0000 0.6250 0.8125', () =>
    expect(ratios(riskRatios(district, [], none))).toEqual(['ratio 2.0000', 'ratio 0.6250', 'ratio 0.8125']))
  it('2.5 weighted by the state .2 .6 .2: 2.0000 0.6667 0.8000', () =>
    expect(['A', 'B', 'C'].map((group) => round(weightedRatio(district, { A: 0.2, B: 0.6, C: 0.2 }, group)))).toEqual([
      2, 0.6667, 0.8,
    ]))
  it('2.5 the alternate ratio when the others of the district are too few: 18/120 over 5,000/100,000 is 3.0', () => {
    const small = [district[0]!, { group: 'B', k: 9, n: 400 }]
    const state = [
      { group: 'A', k: 90_000, n: 90_001 },
      { group: 'B', k: 5000, n: 100_000 },
    ]
    expect(ratios(riskRatios(small, state))).toEqual(['alternate 3.0000', 'small'])
    expect(ratios(riskRatios([district[0]!, { group: 'B', k: 10, n: 29 }], state))[0]).toBe('alternate 3.0000')
    expect(ratios(riskRatios(small, [{ group: 'B', k: 9, n: 100_000 }]))[0]).toBe('no_comparison')
  })
  it('2.5 a comparison without risk gives no number, never infinity', () => {
    const zero = [district[0]!, { group: 'B', k: 0, n: 400 }]
    expect(ratios(riskRatios(zero, zero, none))).toEqual(['zero', 'ratio 0.0000'])
    expect(weightedRatio(zero, { A: 0.5, B: 0.5 }, 'A')).toBeNull()
  })
  it('2.5 a group twice is refused', () =>
    expect(() => riskRatios([district[0]!, district[0]!], [])).toThrow(refusal('not-a-cohort')))
  it.each([
    [[3.1, 3.2, 3.3], null, 'identified'],
    [[3, 3.2, 3.3], null, 'watched'],
    [[3.1, null, 3.3], null, 'watched'],
    [[3.2, 3.3], null, 'watched'],
    [[9, 9, 3], null, 'clear'],
    [[9, 9, null], null, 'unknown'],
    [[4, 3.7, 3.4], 0.3, 'excepted'],
    [[4, 3.7, 3.5], 0.3, 'identified'],
    [[], null, 'unknown'],
  ] as const)('2.5 three years %j above 3, progress %s: %s', (years, progress, verdict) =>
    expect(overYears(years, { threshold: 3, years: 3, progress })).toBe(verdict),
  )
})

describe('2.10 staff', () => {
  const row = (staff: string, place = 'north', temporary = false) => ({ staff, place, temporary })
  it('2.10 stayed, moved, left, retired, died, temporary', () => {
    const before = [row('a'), row('b'), row('c'), row('d'), row('e'), row('f', 'north', true)]
    const after = [row('a'), row('b', 'south')]
    const reasons = new Map([
      ['c', 'retired'],
      ['d', 'died'],
    ] as const)
    expect(retention(before, after, reasons)).toEqual({
      stayed: { k: 1, n: 4 },
      movers: 1,
      leavers: 2,
      withoutRetired: { k: 1, n: 3 },
      leftOut: 2,
    })
    expect(retention(before, after, reasons, new Set(['a'])).stayed).toEqual({ k: 1, n: 1 })
  })
  it('2.10 attendance with and without approved leave', () =>
    expect(staffAttendance([{ scheduled: 8000, absent: 1600, leave: 800 }])).toEqual({
      all: { k: 6400, n: 8000 },
      withoutLeave: { k: 6400, n: 7200 },
    }))
  it('2.10 a long-term substitute does not fill a position, a frozen one is none', () => {
    const positions = [
      { fte: 100, open: true, filledBy: 'permanent' },
      { fte: 50, open: true, filledBy: 'long_term_substitute' },
      { fte: 100, open: true, filledBy: null },
      { fte: 100, open: false, filledBy: null },
    ] as const
    expect(filled(positions)).toEqual({ k: 100, n: 250 })
    expect(filled(positions, true)).toEqual({ k: 150, n: 250 })
  })
  it('2.10 hired by 1 May of the vacancies known by then; who did not say is no "no"', () => {
    const known = (knownOn: string, acceptedOn: string | null) => ({ knownOn, acceptedOn })
    const all = [
      known('2026-03-01', '2026-05-01'),
      known('2026-04-01', '2026-05-02'),
      known('2026-05-02', '2026-05-02'),
    ]
    expect(hiredBy(all, '2026-05-01')).toEqual({ k: 1, n: 2 })
    expect(selfReported([true, false, null])).toEqual({ share: { k: 1, n: 2 }, unknown: 1 })
  })
})

describe('2.11 surveys', () => {
  it('2.11 top 2 of 5, top 3 of 7, reversed items flip, the middle stays in the denominator, "does not apply" leaves it', () => {
    const answers = [1, 2, 3, 4, 5, null]
    expect(favorable({ item: 'x', choices: 5, reversed: false }, answers)).toEqual({ k: 2, n: 5 })
    expect(favorable({ item: 'x', choices: 5, reversed: true }, [1, 1, 5, null])).toEqual({ k: 2, n: 3 })
    expect(favorable({ item: 'x', choices: 7, reversed: false }, [4, 5, 6, 7])).toEqual({ k: 3, n: 4 })
    expect(() => favorable({ item: 'x', choices: 5, reversed: false }, [6])).toThrow(refusal('not-a-setting'))
  })
  it('2.11 a topic pools its answers; the mean of its items is another number', () => {
    expect(
      topic([
        { k: 9, n: 10 },
        { k: 10, n: 90 },
        { k: 0, n: 0 },
      ]),
    ).toEqual({
      pooled: { k: 19, n: 100 },
      meanOfItems: expect.closeTo((0.9 + 1 / 9) / 2, 12),
    })
  })
  it('2.11 response, correction for nearly everybody, and what silence could hide', () => {
    const found = surveyResult({ k: 40, n: 60 }, 80)
    expect(found.response).toEqual({ k: 60, n: 80 })
    expect(found.silence).toEqual({ low: 0.5, high: 0.75 })
    expect(finiteError({ k: 40, n: 60 }, 80)! * 1.959964).toBeCloseTo(0.0596398, 6)
    expect(found.interval!.high - found.interval!.low).toBeLessThan(2 * 0.0597)
    expect(surveyResult({ k: 40, n: 60 }, 60).interval).toEqual({ low: 2 / 3, high: 2 / 3 })
    expect(surveyResult({ k: 0, n: 0 }, 0)).toMatchObject({ interval: null, silence: null })
    expect(() => surveyResult({ k: 1, n: 2 }, 1)).toThrow(refusal('not-a-cohort'))
  })
})

describe('2.12 agreement', () => {
  it('2.12 Cohen: observed .70, expected .50, kappa .40', () =>
    expect(
      cohen([
        [20, 5],
        [10, 15],
      ]),
    ).toEqual({
      observed: expect.closeTo(0.7, 12),
      expected: expect.closeTo(0.5, 12),
      kappa: expect.closeTo(0.4, 12),
    }))
  const four = [
    [11, 3, 1, 0],
    [2, 14, 4, 0],
    [0, 3, 10, 2],
    [0, 0, 1, 9],
  ]
  it.each([
    ['none', 0.6384],
    ['linear', 0.7512],
    ['quadratic', 0.8496],
  ] as const)('2.12 four levels, weights %s: %f', (weights, kappa) =>
    expect(round(cohen(four, weights).kappa)).toBe(kappa),
  )
  it('2.12 Fleiss: ten subjects, fourteen raters: P .3780, Pe .2128, kappa .2099', () => {
    const rows = '0 0 0 0 14/0 2 6 4 2/0 0 3 5 6/0 3 9 2 0/2 2 8 1 1/7 7 0 0 0/3 2 6 3 0/2 5 3 2 2/6 5 2 1 0/0 2 2 3 7'
    const found = fleiss(rows.split('/').map((row) => row.split(' ').map(Number)))
    expect(
      [found].map((one) => ('observed' in one ? [one.observed, one.expected, one.kappa].map((x) => round(x)) : [])),
    ).toEqual([[0.378, 0.2128, 0.2099]])
  })
  it('2.12 Shrout and Fleiss: mean squares and six correlations', () => {
    const rows = '9 2 5 8/6 1 3 2/8 4 6 8/7 1 2 6/10 5 6 9/6 2 4 7'
    const { squares, oneWay, twoWay, fixed } = icc(rows.split('/').map((row) => row.split(' ').map(Number)))
    expect([squares.between, squares.raters, squares.within, squares.error].map((x) => round(x, 2))).toEqual([
      11.24, 32.49, 6.26, 1.02,
    ])
    expect(
      [oneWay.single, twoWay.single, fixed.single, oneWay.mean, twoWay.mean, fixed.mean].map((x) => round(x)),
    ).toEqual([0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093])
  })
  it('2.12 all of one level, nobody, ragged tables', () => {
    expect(
      cohen([
        [9, 0],
        [0, 0],
      ]),
    ).toEqual({ kappa: null, why: 'one_level' })
    expect(
      cohen([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({ kappa: null, why: 'empty' })
    expect(
      fleiss([
        [3, 0],
        [3, 0],
      ]),
    ).toEqual({ kappa: null, why: 'one_level' })
    expect(() => cohen([[1, 2]])).toThrow(refusal('not-a-table'))
    expect(() =>
      fleiss([
        [1, 0],
        [2, 0],
      ]),
    ).toThrow(refusal('not-a-table'))
    expect(() => icc([[1, 2], [1]])).toThrow(refusal('not-a-table'))
    expect(
      icc([
        [3, 3],
        [3, 3],
      ]).fixed.single,
    ).toBeNull()
  })
  it('2.12 effective teams: the lower of two ratings, and single raters are told', () =>
    expect(atLevel([{ ratings: [3, 4] }, { ratings: [2, 4] }, { ratings: [4] }, { ratings: [] }], 3)).toEqual({
      k: 2,
      n: 3,
      singleRater: 1,
    }))
})

describe('2.13 budget', () => {
  const budget = [1_200_000, 340_000, 85_000, 0, 410_000]
  const actual = [1_188_500, 349_900, 79_100, 6200, 411_700]
  const lines = budget.map((one, i) => ({ line: String(i), budget: one * 100, actual: actual[i]! * 100 }))
  const found = budgetAccuracy(lines)
  it('2.13 the netting trap: $400 over in all, yet 2 of 4 budgeted lines miss 1% and one is unbudgeted', () => {
    expect(found.total.variance).toBe(40_000)
    expect(round(found.total.share, 4)).toBe(0.0002)
    expect([found.inBand, found.unbudgeted]).toEqual([{ k: 2, n: 4 }, 1])
    expect(found.lines.map((one) => one.state)).toEqual(['in', 'over', 'under', 'unbudgeted', 'in'])
  })
  it('2.13 WAPE 1.729%, MAPE 22.33%', () =>
    expect([round(found.wape, 5), round(found.mape)]).toEqual([0.01729, 0.2233]))
  it('2.13 the band is inclusive and compared in cents', () => {
    const at = (cents: number) => budgetAccuracy([{ line: 'x', budget: 10_000, actual: cents }]).lines[0]!.state
    expect([at(10_100), at(10_101), at(9900), at(9899)]).toEqual(['in', 'over', 'in', 'under'])
  })
  it('2.13 a forecast is 99.5% right when it misses by one part in 200; nothing spent has no accuracy', () => {
    expect(forecastAccuracy(199, 200)).toBeCloseTo(0.995, 12)
    expect(forecastAccuracy(5, 0)).toBeNull()
    expect(misses([])).toEqual({ wape: null, mape: null })
    expect(() => misses([{ forecast: 0.5, actual: 1 }])).toThrow(refusal('not-a-count'))
  })
  it('2.13 year end: spent, and the larger of what is promised and what is usual', () => {
    const profile = [250, 250, 250, 250]
    expect(yearEnd({ spent: 500, encumbered: 100, budget: 1000 }, profile, 3)).toBe(750)
    expect(yearEnd({ spent: 500, encumbered: 400, budget: 1000 }, profile, 3)).toBe(900)
    expect(yearEnd({ spent: 990, encumbered: 0, budget: 1000 }, profile, 4)).toBe(990)
    expect(() => yearEnd({ spent: 0, encumbered: 0, budget: 1 }, [1, 2], 1)).toThrow(refusal('not-a-setting'))
  })
})

describe('2.14 enrollment by cohort survival', () => {
  const history = [
    { year: 2022, grades: [100, 98, 101] },
    { year: 2023, grades: [104, 99, 97] },
    { year: 2024, grades: [110, 101, 96] },
    { year: 2025, grades: [95, 112, 99] },
  ]
  it('2.14 ratios K to 1: .99 .97115 1.01818, mean .993112; 1 to 2: mean .979897', () => {
    const [first, second] = survivalRatios(history)
    expect(first?.used.map((one) => round(one.ratio, 5))).toEqual([0.99, 0.97115, 1.01818])
    expect(second?.used.map((one) => round(one.ratio, 5))).toEqual([0.9898, 0.9697, 0.9802])
    expect([round(first!.mean, 6), round(second!.mean, 6)]).toEqual([0.993112, 0.979897])
  })
  it('2.14 2026: 94.35 in grade 1 and 109.75 in grade 2, within the span of the ratios', () => {
    const [next] = projectEnrollment(history, new Map(), 1)
    expect(next?.grades.map((one) => one && round(one.value, 2))).toEqual([null, 94.35, 109.75])
    expect(next?.grades[1]).toMatchObject({
      low: expect.closeTo(95 * 0.971154, 3),
      high: expect.closeTo(95 * 1.018182, 3),
    })
  })
  it('2.14 weights 3-2-1 from the newest back, and a pulled outlier is named', () => {
    const weighted = survivalRatios(history, { ...usual, weights: [3, 2, 1] })
    expect(weighted[0]!.mean * 95).toBeCloseTo(94.791842, 5)
    const pulled = survivalRatios([...history, { year: 2026, grades: [90, 190, 110] }], { ...usual, clipAt: 1.1 })
    expect(pulled[0]?.clipped).toEqual([2026])
    expect(pulled[0]!.high).toBeCloseTo(1.1 * (112 / 110), 9)
  })
  it('2.14 kindergarten from births five years before', () => {
    const births = new Map([2017, 2018, 2019, 2020, 2021].map((year, i) => [year, [200, 208, 220, 190, 210][i]!]))
    expect(birthRatio(history, births)).toEqual({ mean: 0.5, low: 0.5, high: 0.5 })
    expect(projectEnrollment(history, births, 2).map((one) => one.grades[0]?.value ?? null)).toEqual([105, null])
  })
  it('2.14 back-test: from two years, by horizon', () => {
    const [one, two] = backTest(history, new Map(), 2)
    const miss = (grades: number[], real: number[]): number[] =>
      real.map((actual, i) => Math.abs(grades[i]! - actual) / actual)
    const from2023 = miss([104 * 0.99, 99 * (97 / 98)], [101, 96])
    const [first, second] = [(0.99 + 101 / 104) / 2, (97 / 98 + 96 / 99) / 2]
    const from2024 = miss([110 * first, 101 * second], [112, 99])
    expect(one).toEqual({
      horizon: 1,
      mape: expect.closeTo([...from2023, ...from2024].reduce((sum, x) => sum + x, 0) / 4, 12),
      compared: 4,
    })
    expect(round(from2024[0]!, 5)).toBe(0.03693)
    // Two years on, grade 1 would need a kindergarten that is not known yet.
    expect(two).toEqual({
      horizon: 2,
      mape: expect.closeTo(Math.abs(104 * 0.99 * (97 / 98) - 99) / 99, 12),
      compared: 1,
    })
  })
  it('2.14 an empty grade has no ratio; a missing year is refused', () => {
    expect(
      survivalRatios([
        { year: 1, grades: [0, 5] },
        { year: 2, grades: [3, 0] },
      ]),
    ).toEqual([null])
    expect(() => survivalRatios([history[0]!, history[2]!])).toThrow(refusal('not-a-table'))
  })
})
