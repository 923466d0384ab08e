import { describe, expect, it } from 'vitest'
import { compare, exact, ratio, toNumber } from './exact.ts'
import { expectedAt } from './paths.ts'
import { unitsToReach } from './rules/units.ts'
import { goodDirection, readings, type Target, targetParser } from './targets.ts'

const words = {
  statement: 'as the plan says it',
  source: { document: 'plan', page: '12' },
  measure: { id: 'chronic-absenteeism', version: '1' },
  population: 'all',
  unit: 'percent',
  dueBy: { schoolYear: 2024 },
  scope: { kind: 'all' },
} as const
const from = (value: number, schoolYear = 2020) =>
  ({ value, unit: 'percent', asOf: { schoolYear }, source: 'state' }) as const
const make = (rest: object): Target => targetParser.parse({ ...words, baseline: null, ...rest })
const value = (target: Target): number[] => readings(target).map((reading) => toNumber(reading.value))

describe('methods 3.9, target values', () => {
  it.each([
    ['ELA grade 3, points', 22.1, 'changePoints', 22, 0.441],
    ['ELA grade 3, relative', 22.1, 'changeRelative', 22, 0.26962],
    ['graduation, points', 68.8, 'changePoints', 9, 0.778],
    ['graduation, relative', 68.8, 'changeRelative', 9, 0.74992],
    ['chronic absenteeism, points', 25.36, 'changePoints', -7, 0.1836],
    ['chronic absenteeism, relative', 25.36, 'changeRelative', -7, 0.235848],
    ['60% reduction of 25.1', 25.1, 'changeRelative', -60, 0.1004],
  ])('%s', (_, base, kind, amount, wanted) => {
    const target = make({ kind, amount, operator: amount > 0 ? '>=' : '<=', baseline: from(base) })
    expect(value(target)).toEqual([wanted])
  })
  it('90% reduction of 4,835 suspensions: at most 483', () => {
    const target = make({
      kind: 'changeRelative',
      unit: 'count',
      amount: -90,
      operator: '<=',
      baseline: { ...from(4835), unit: 'count' },
    })
    const limit = readings(target)[0]!.value
    expect([compare(exact(483), limit), compare(exact(484), limit)]).toEqual([-1, 1])
  })
  it('68.2% of 44 schools is 30, 68% of 5 is 4', () =>
    expect([unitsToReach(68.2, 44).needed, unitsToReach(68, 5).needed]).toEqual([30, 4]))
  it('an ambiguous target gives all readings, a chosen one gives its own', () => {
    const interpretations = [
      { id: 'points', targetValue: 44.1, argument: 'the department asks 27% for one year' },
      { id: 'relative', targetValue: 26.96, argument: 'the words say percent' },
    ]
    const open = { kind: 'changePoints', amount: 22, operator: '>=', baseline: from(22.1), interpretations }
    expect(value(make(open))).toEqual([0.441, 0.2696])
    expect(value(make({ ...open, chosen: 'points' }))).toEqual([0.441])
    expect(targetParser.safeParse({ ...words, ...open, chosen: 'neither' }).success).toBe(false)
  })
  it('a change without a baseline has no value, and words without a number have none', () => {
    expect(value(make({ kind: 'changePoints', amount: 9, operator: '>=' }))).toEqual([])
    expect(value(make({ kind: 'qualitative' }))).toEqual([])
  })
  it('reads the good direction', () => {
    expect(goodDirection(make({ kind: 'level', amount: 13, operator: '<=' }))).toBe('down')
    expect(goodDirection(make({ kind: 'level', amount: 83, operator: '>=' }))).toBe('up')
    expect(goodDirection(make({ kind: 'level', amount: 13, operator: '=', baseline: from(20) }))).toBe('down')
    expect(goodDirection(make({ kind: 'band', low: -1, high: 1 }))).toBeNull()
  })
  it('refuses a baseline in another unit and a band upside down', () => {
    const bad = (rest: object) => targetParser.safeParse({ ...words, baseline: null, ...rest }).success
    expect(bad({ kind: 'level', amount: 13, operator: '<=', baseline: { ...from(0.2), unit: 'fraction' } })).toBe(false)
    expect(bad({ kind: 'band', low: 2, high: 1 })).toBe(false)
  })
})

describe('methods 3.7, what the path asks for', () => {
  const level = { kind: 'level', amount: 12, operator: '<=', baseline: from(20, 2021), dueBy: { schoolYear: 2023 } }
  const at = (target: Target, on: string) => expectedAt(target, on)
  it('linear: halfway in time is halfway in value', () => {
    expect(at(make(level), '2022-06-30')).toEqual({ kind: 'value', value: expect.closeTo(0.16, 9) })
    expect(at(make(level), '2019-01-01')).toEqual({ kind: 'value', value: 0.2 })
    expect(at(make(level), '2025-01-01')).toEqual({ kind: 'value', value: 0.12 })
  })
  it('geometric: the same share each year', () => {
    const target = make({ ...level, path: { kind: 'geometric' } })
    expect(at(target, '2022-06-30')).toEqual({ kind: 'value', value: expect.closeTo(Math.sqrt(0.2 * 0.12), 6) })
  })
  it('step: 50, 75 and 100% online registration, silent before the first', () => {
    const milestones = [2023, 2021, 2022].map((schoolYear) => ({
      by: { schoolYear },
      amount: 100 - 25 * (2023 - schoolYear),
    }))
    const target = make({ kind: 'milestoneSeries', operator: '>=', milestones, dueBy: { schoolYear: 2023 } })
    expect(at(target, '2020-10-01')).toEqual({ kind: 'silent', from: '2021-06-30' })
    expect(at(target, '2021-06-30')).toEqual({ kind: 'value', value: 0.5 })
    expect(at(target, '2023-06-29')).toEqual({ kind: 'value', value: 0.75 })
    expect(at(target, '2023-06-30')).toEqual({ kind: 'value', value: 1 })
  })
  it('endOnly is silent until the due day; a path without baseline says so', () => {
    expect(at(make({ ...level, path: { kind: 'endOnly' } }), '2023-06-29')).toEqual({
      kind: 'silent',
      from: '2023-06-30',
    })
    expect(at(make({ ...level, baseline: null }), '2022-01-01')).toEqual({ kind: 'noBaseline' })
  })
})

describe('exact numbers', () => {
  it('0.1 + 0.2 trouble does not exist, exponents are read, words are not', () => {
    expect(compare(exact(0.3), ratio(3, 10))).toBe(0)
    expect(compare(exact('1.5e-3'), ratio(3, 2000))).toBe(0)
    expect(compare(exact(1e21), exact('1000000000000000000000'))).toBe(0)
    expect(toNumber(exact(-0.25))).toBe(-0.25)
    expect(() => exact(Number.NaN)).toThrow(RangeError)
  })
})
