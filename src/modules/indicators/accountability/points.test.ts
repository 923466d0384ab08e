import { describe, expect, it } from 'vitest'
import { estimateIndex, type OwnRate } from './estimate.ts'
import { isHighNeeds } from './high-needs.ts'
import { type IndicatorId, indicators, maximumOf, type Shape } from './indicators.ts'
import { cutGap, fitnessTimes, graduationGap, indexGap, indexOf, pointsOf } from './points.ts'
import { type Rules, rulesOf, years } from './years.ts'

const rules = (schoolYear: number): Rules => {
  const found = rulesOf(schoolYear)
  if (typeof found === 'string') throw new Error(found)
  return found
}
const indicator = (id: IndicatorId) => {
  const found = indicators.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const points = (id: IndicatorId, rate: number, maximum: number, tested: number | null = null): number =>
  pointsOf(indicator(id), rate, maximum, rules(2019), tested) ?? Number.NaN
const own = (rates: Partial<Record<IndicatorId, number>>, students = 200): OwnRate[] =>
  Object.entries(rates).map(([id, rate]) => ({ id: id as IndicatorId, rate, students }))
const estimated = (schoolYear: number, highGrade: string, rates: OwnRate[]) => {
  const found = estimateIndex({ schoolYear, highGrade, rates })
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('methods 1.1', () => {
  it('1.1 greatest points of each part, by what is scored beside it', () => {
    const of = (id: IndicatorId, schoolYear: number, shape: Shape) => maximumOf(indicator(id), rules(schoolYear), shape)
    const six: IndicatorId[] = ['1a', '1b', '1c', '1d', '1e', '1f']
    expect(six.map((id) => of(id, 2019, 'growth'))).toEqual([50, 50, 50, 50, 50, 50])
    expect(six.map((id) => of(id, 2019, 'high'))).toEqual([150, 150, 150, 150, 100, 100])
    expect(six.map((id) => of(id, 2019, 'other'))).toEqual([100, 100, 100, 100, 100, 100])
    expect(six.map((id) => of(id, 2018, 'high'))).toEqual([100, 100, 100, 100, null, null])
    expect(six.map((id) => of(id, 2018, 'growth'))).toEqual([50, 50, 50, 50, null, null])
    expect(six.map((id) => of(id, 2015, 'other'))).toEqual([100, 100, 100, 100, 100, 100])
    expect([of('2a', 2015, 'other'), of('2e', 2018, 'growth'), of('2e', 2019, 'growth')]).toEqual([null, null, 50])
    const rest: IndicatorId[] = ['4a', '4b', '5', '6', '7', '8', '9', '10', '11', '12']
    expect(rest.map((id) => of(id, 2019, 'high'))).toEqual([50, 50, 50, 50, 50, 100, 100, 100, 50, 50])
  })
  it('1.1 totals of a school with everything scored', () => {
    const total = (schoolYear: number, shape: Shape, left: readonly string[]): number =>
      indicators
        .filter((one) => !left.includes(one.id))
        .reduce((sum, one) => sum + (maximumOf(one, rules(schoolYear), shape) ?? 0), 0)
    const upper = ['5', '6', '8', '9', '10', '12']
    const growth = ['2a', '2b', '2c', '2d']
    expect(total(2019, 'growth', [...upper, '7'])).toBe(950)
    expect(total(2019, 'growth', upper)).toBe(1000)
    expect(total(2019, 'high', growth)).toBe(1550)
    expect(total(2019, 'growth', [])).toBe(1450)
    expect(total(2018, 'high', growth)).toBe(1050)
    expect(total(2018, 'growth', [])).toBe(1250)
    expect(total(2018, 'growth', [...upper, '7'])).toBe(750)
    expect(total(2015, 'high', [])).toBe(1250)
  })
  it('1.1 every target: all points at it and beyond, half at half', () => {
    const target: Partial<Record<IndicatorId, number>> = {
      '1a': 75,
      '2a': 1,
      '2e': 1,
      '5': 0.75,
      '6': 0.75,
      '7': 0.94,
      '8': 0.94,
      '9': 0.94,
      '10': 0.75,
      '12': 0.6,
    }
    for (const [id, at] of Object.entries(target) as [IndicatorId, number][]) {
      expect(points(id, at, 50)).toBeCloseTo(50, 9)
      expect(points(id, at * 1.05, 50)).toBe(50)
      expect(points(id, at / 2, 50)).toBeCloseTo(25, 9)
      expect(points(id, at * 0.999, 50)).toBeLessThan(50)
      expect(points(id, 0, 50)).toBe(0)
    }
  })
  it('1.1 chronic absenteeism: all to 5 %, none from 30 %', () => {
    expect([0, 0.05, 0.175, 0.3, 0.45].map((rate) => Number(points('4a', rate, 50).toFixed(9)))).toEqual([
      50, 50, 25, 0, 0,
    ])
  })
  it('1.1 fitness: the step by the share tested', () => {
    const steps = [
      0.9, 1, 1.55, 5.27, 0.7, 0.7488, 0.7562, 0.79, 0.8, 0.86, 0.87, 0.887, 0.892, 0.5, 0.6865671642, 0.499,
    ]
    const times = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0]
    expect(steps.map((one) => fitnessTimes(one, rules(2022)))).toEqual(times)
    expect(points('11', 0.0217391304, 50, 0.6865671642)).toBeCloseTo(0.3623188406, 8)
    // The rate is cut at the target before the step is applied.
    expect(points('11', 0.9, 50, 0.8)).toBe(25)
    expect(pointsOf(indicator('11'), 0.5, 50, rules(2019), null)).toBeNull()
  })
  it('1.1 no accountability in 2019-20 and 2020-21, none known before 2014-15 or after 2024-25', () => {
    expect([2020, 2021].map(rulesOf)).toEqual(['suspended', 'suspended'])
    expect([2014, 2026].map(rulesOf)).toEqual(['unknown', 'unknown'])
    expect(years.map((one) => one.schoolYear)).toEqual([2015, 2016, 2017, 2018, 2019, 2022, 2023, 2024, 2025])
  })
})

describe('methods 1.2', () => {
  it('1.2 State 2014-15, rates to three decimals: 951.388 of 1250, 76.11', () => {
    const found = estimated(
      2015,
      '12',
      own({
        '1a': 67.9,
        '1b': 56.7,
        '1c': 59.3,
        '1d': 47.8,
        '1e': 56.5,
        '1f': 45.9,
        '4a': 0.106,
        '4b': 0.173,
        '5': 0.661,
        '6': 0.373,
        '7': 0.856,
        '8': 0.87,
        '9': 0.776,
        '10': 0.728,
        '12': 0.457,
      }).concat([{ id: '11', rate: 0.51, students: 9000, participation: 0.876 }]),
    )
    expect(found.possible).toBe(1250)
    expect(found.points).toBeCloseTo(951.388, 3)
    expect(found.index).toBeCloseTo(76.11, 2)
  })
  it('1.2 Hartford 2018-19: 868.8209 of 1450, 59.9187', () => {
    const found = estimated(
      2019,
      'District',
      own({
        '1a': 52.65649152,
        '1b': 50.24034113,
        '1c': 47.26976561,
        '1d': 44.78583578,
        '1e': 50.88277522,
        '1f': 48.64774718,
        '2a': 0.5144356449,
        '2b': 0.5071484442,
        '2c': 0.4893085586,
        '2d': 0.4805395419,
        // Their points are as published: 25.94274265 and 22.25100498 of 50.
        '2e': 25.94274265 / 50,
        '2f': 22.25100498 / 50,
        '4a': 0.2536415802,
        '4b': 0.2797351164,
        '5': 0.6345263158,
        '6': 0.1738947368,
        '7': 0.7687606112,
        '8': 0.7074468085,
        '9': 0.7602474865,
        '10': 0.605313093,
        '12': 0.6456783057,
      }).concat([{ id: '11', rate: 0.4530744337, students: 9000, participation: 1.028376248 }]),
    )
    expect(found.possible).toBe(1450)
    expect(found.points).toBeCloseTo(868.8209225, 5)
    expect(found.index).toBeCloseTo(59.91868431, 6)
  })
  it('1.2 what is not scored drops out of both sums: 600 possible of a small district', () => {
    const found = estimated(
      2019,
      'District',
      own({ '1a': 70, '1b': 60, '1c': 70, '1d': 60, '1e': 70, '2a': 0.6, '2c': 0.6, '4a': 0.1, '4b': 0.2 })
        .concat([{ id: '11', rate: 0.5, students: 40, participation: 1 }])
        .concat([{ id: '1f', rate: 55, students: 19 }]),
    )
    expect(found.possible).toBe(600)
    expect(found.lines.find((line) => line.id === '1f')).toEqual({ id: '1f', left: 'too-few' })
    expect(found.index).toBeCloseTo((100 * found.points) / 600, 12)
    expect(indexOf(0, 0)).toBeNull()
  })
})

describe('methods 1.3', () => {
  it('1.3 gaps: the others are cut at 75 and 0.94, below zero stays', () => {
    expect(indexGap(80, 60, rules(2019))).toBe(15)
    expect(indexGap(70, 72.5, rules(2019))).toBe(-2.5)
    expect(graduationGap(0.97, 0.95, rules(2019))).toBeCloseTo(-0.01, 12)
  })
  it('1.3 index gaps are printed cut off after two decimals, toward zero', () => {
    expect([17.866338, 12.740729, -1.19794, -0.2115, 0].map(cutGap)).toEqual([17.86, 12.74, -1.19, -0.21, 0])
  })
  it('1.3 thresholds are those that the state published', () => {
    const { schools, districts } = rules(2025).gapLimits
    expect(Object.values(schools).map((n) => Number(n?.toFixed(4)))).toEqual([17.1169, 18.5519, 18.2702, 6.4885])
    expect(Object.values(districts).map((n) => Number(n?.toFixed(4)))).toEqual([16.9202, 18.379, 18.164, 8.6496])
    expect(Object.values(rules(2019).gapLimits.schools).map((n) => Number(n?.toFixed(4)))).toEqual([
      15.3141, 17.401, 16.3325, 7.9892,
    ])
  })
  it('1.3 an estimate says so and has no category', () => {
    const found = estimated(2019, '8', own({ '4a': 0.1 }))
    expect([found.label, found.category]).toEqual(['estimate', null])
    expect(estimateIndex({ schoolYear: 2021, highGrade: '8', rates: own({ '4a': 0.1 }) })).toBe('suspended')
  })
})

describe('methods 1.4', () => {
  it('1.4 twenty students are scored, nineteen are not, an unknown number is not', () => {
    const of = (students: number | null) => estimated(2019, '8', [{ id: '4a', rate: 0.1, students }])
    expect([of(20).possible, of(19).possible, of(null).possible]).toEqual([50, 0, 0])
    expect(of(19).index).toBeNull()
    expect(of(null).lines.find((line) => line.id === '4a')).toEqual({ id: '4a', left: 'unknown' })
  })
  it('1.4 high needs is a union; what is not known stays so', () => {
    const student = (a: boolean | null, b: boolean | null, c: boolean | null) => ({
      economicallyDisadvantaged: a,
      englishLearner: b,
      disability: c,
    })
    expect(isHighNeeds(student(true, true, false))).toBe(true)
    expect(isHighNeeds(student(false, null, true))).toBe(true)
    expect(isHighNeeds(student(false, false, false))).toBe(false)
    expect(isHighNeeds(student(false, null, false))).toBeNull()
    const { formerYears } = rules(2019).thresholds
    const left = { ...student(false, false, false), yearsSinceLearner: 4 }
    expect([isHighNeeds(left), isHighNeeds(left, formerYears)]).toEqual([false, true])
    expect(isHighNeeds({ ...left, yearsSinceLearner: 5, yearsSinceDisability: 3 }, formerYears)).toBe(false)
  })
})
