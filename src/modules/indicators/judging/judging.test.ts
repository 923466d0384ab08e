import { describe, expect, it } from 'vitest'
import type { Cell } from '../cells.ts'
import { definitions } from '../definitions/catalog.ts'
import { sayFidelity } from '../say-fidelity.ts'
import { targetParser } from '../targets.ts'
import { areaOf } from './areas.ts'
import { compareSchools, overlaps } from './comparing.ts'
import { gapsOf } from './gaps.ts'
import { levelsOf } from './levels.ts'
import { controlOf, monthsOfCells } from './months.ts'
import { inOrderOf } from './orders.ts'
import { outlookOf } from './outlook.ts'
import { reportingOf } from './reporting.ts'
import { breaksOf, seriesOf } from './series.ts'
import { showable } from './showable.ts'
import { feasibility } from '../stats/newcombe.ts'
import { unitsOf } from './units.ts'

const cell = (n: number, d: number, more: Partial<Cell> = {}): Cell => ({
  school_year: 2026,
  period: 'year',
  through_date: '2026-06-12',
  org_id: 1,
  group_set: 'all',
  group_value: 'all',
  state: 'measured',
  hidden: false,
  n,
  d,
  people: d,
  ...more,
})
const target = (more: Record<string, unknown> = {}) =>
  targetParser.parse({
    kind: 'level',
    statement: 'as promised',
    source: { document: 'plan', page: null },
    measure: { id: 'm', version: '1' },
    population: 'all',
    baseline: null,
    dueBy: { schoolYear: 2029 },
    scope: { kind: 'all' },
    operator: '<=',
    amount: 13,
    unit: 'percent',
    ...more,
  })
const chronic = definitions['chronic-absenteeism']
const suspended = definitions['suspension-rate']

it('every listed measure has an area', () => {
  const lost = Object.values(definitions).filter((one) => one.listed !== false && areaOf(one) === 'other')
  expect(lost.map((one) => one.id)).toEqual([])
  expect(areaOf(definitions['freshmen-on-track'])).toBe('graduation')
  expect(areaOf(chronic, true)).toBe('own')
})

it('a school of several levels has several', () => {
  expect(levelsOf({ low_grade: 0, high_grade: 8 })).toEqual(['elementary', 'middle'])
  expect(levelsOf({ low_grade: 9, high_grade: 12 })).toEqual(['high'])
  expect(levelsOf({ low_grade: null, high_grade: 5 })).toEqual([])
})

describe('gaps (methods 2.5, 3.3, 3.8)', () => {
  // 18 of 120 in the group, 30 of 400 among everybody else: the vector of methods 2.5.
  const { gaps, comparisons } = gapsOf(
    cell(48, 520),
    [cell(18, 120, { group_set: 'el', group_value: 'yes' }), cell(30, 400, { group_set: 'el', group_value: 'no' })],
    chronic,
  )
  it('compares a group with everybody else', () => {
    const [yes, no] = gaps
    expect(yes?.rest).toEqual({ k: 30, n: 400 })
    expect(yes?.difference).toBeCloseTo(0.075, 6)
    expect(yes?.ratio).toMatchObject({ kind: 'ratio', ratio: 2 })
    expect(yes?.gap?.toParity).toBe(9)
    expect(no?.difference).toBeCloseTo(-0.075, 6)
    expect(no?.gap?.toParity).toBe(0)
    expect(yes?.standsOut && no?.standsOut).toBe(true)
    expect(comparisons).toBe(1)
  })
  it('says nothing from a hidden number, and no ratio of a small one', () => {
    const hidden = gapsOf(cell(48, 520, { hidden: true, n: null }), [cell(18, 120)], chronic)
    expect(hidden.gaps[0]).toMatchObject({ rest: null, difference: null, gap: null, ratio: null })
    expect(hidden.comparisons).toBe(0)
    const small = gapsOf(cell(48, 520), [cell(4, 20)], chronic).gaps[0]
    expect(small?.ratio).toMatchObject({ kind: 'none', why: 'small' })
    // More is better: no risk, no ratio.
    expect(gapsOf(cell(48, 520), [cell(18, 120)], definitions['grade-3-reading']).gaps[0]?.ratio).toBeNull()
  })
})

describe('series and outlook (methods 3.7)', () => {
  const years = [24.1, 23.6, 23, 22.6].map((p, i) => cell(Math.round(p * 100), 10_000, { school_year: 2023 + i }))
  const always = () => true
  it('carries four years on and says a word', () => {
    const found = outlookOf(seriesOf(years, always, chronic), { k: 2260, n: 10_000 }, target())
    expect(found).toMatchObject({ kind: 'shown', years: 4, at: 2029, chance: { word: 'unlikely' } })
    if (found.kind === 'shown') expect(found.value).toBeCloseTo(0.2103, 3)
  })
  it('says no word of three years, and nothing across a break', () => {
    const three = outlookOf(seriesOf(years.slice(1), always, chronic), { k: 2260, n: 10_000 }, target())
    expect(three).toMatchObject({ kind: 'shown', years: 3, chance: null })
    const cut = (a: number, b: number) => !(Math.max(a, b) >= 2025 && Math.min(a, b) < 2025)
    const series = seriesOf(years, cut, chronic)
    expect(breaksOf(series)).toEqual([{ at: 2, reason: 'definition' }])
    expect(outlookOf(series, null, target())).toEqual({ kind: 'none', why: 'few', years: 2 })
    expect(outlookOf(series, null, null)).toMatchObject({ why: 'noTarget' })
    expect(outlookOf(series, null, target({ dueBy: { schoolYear: 2026 } }))).toMatchObject({ why: 'past' })
    const reading = (id: string, targetValue: number) => ({ id, targetValue, argument: 'one way to read it' })
    const two = target({ interpretations: [reading('a', 13), reading('b', 20)] })
    expect(outlookOf(series, null, two)).toMatchObject({ why: 'unclear' })
  })
  it('an exceptional year is cut off on both sides and is no data', () => {
    const four = [2019, 2020, 2021, 2022].map((school_year) => cell(20, 100, { school_year }))
    const series = seriesOf(four, always, chronic)
    expect(breaksOf(series)).toEqual([
      { at: 1, reason: 'pandemic' },
      { at: 3, reason: 'pandemic' },
    ])
    expect(outlookOf(series, null, target())).toMatchObject({ why: 'few', years: 1 })
  })
})

describe('months (methods 3.6)', () => {
  const whole = (year: number, rates: readonly number[]) => {
    let [n, d] = [0, 0]
    return rates.map((rate, i) => {
      n += Math.round(rate * 200_000)
      d += 200_000
      return cell(n, d, { school_year: year, period: `m${String(i + 1).padStart(2, '0')}` })
    })
  }
  const usual = [0.95, 0.94, 0.93, 0.91, 0.92, 0.92, 0.93, 0.94, 0.93, 0.92]
  it('takes cumulative months apart, and guesses nothing after a gap', () => {
    const cells = whole(2025, usual)
    expect(monthsOfCells(cells)).toHaveLength(10)
    expect(monthsOfCells(cells)[3]?.share).toEqual({ k: 1820, n: 2000 })
    const gap = cells.filter((one) => one.period !== 'm04')
    expect(monthsOfCells(gap).map((one) => one.month)).toEqual([1, 2, 3, 6, 7, 8, 9, 10])
  })
  it('freezes its limits on complete years and sees a month outside them', () => {
    const cells = [...whole(2025, usual), ...whole(2026, usual), ...whole(2027, [0.95, 0.7])]
    const months = monthsOfCells(cells)
    const found = controlOf(months, 2027)
    expect(found?.chart.points.map((one) => one.outLaney).lastIndexOf(true)).toBe(21)
    expect(found?.chart.points.slice(0, 20).some((one) => one.outLaney)).toBe(false)
    expect(found?.chart.center).toBeCloseTo(0.929, 3)
    expect(found?.differences).toHaveLength(12)
    expect(controlOf(months, 2025)).toBeNull()
  })
  it('tells a lasting shift from the season', () => {
    const moved = (by: (i: number) => number) => usual.map((rate, i) => rate + by(i))
    const runs = (second: readonly number[], third: readonly number[]) =>
      controlOf(monthsOfCells([...whole(2024, usual), ...whole(2025, second), ...whole(2026, third)]), 2027)?.runs
    const waves = (sign: number) => moved((i) => (i % 2 === 0 ? 0.01 : -0.01) * sign)
    expect(runs(waves(1), waves(-1))?.signals).toEqual([])
    expect(
      runs(
        moved(() => 0.012),
        usual,
      )?.signals,
    ).toContain('long_run')
  })
})

describe('comparing schools (methods 3.5)', () => {
  const shares = [3, 4, 15, 9, 44, 31, 92, 2].map((k, i) => ({ k, n: [9, 31, 52, 77, 120, 190, 240, 28][i] ?? 1 }))
  const schools = shares.map((share, i) => ({ info: i, cell: cell(share.k, share.n), share }))
  it('shrinks as the methods say, and calls apart only what the rule does', () => {
    const { fit, schools: compared } = compareSchools(schools)
    expect(fit).toMatchObject({ kind: 'fit' })
    expect(compared[0]?.likely?.value).toBeCloseTo(0.2698, 3)
    expect(compared[6]?.apart).toBe('above')
    expect(compared[0]?.apart).toBeNull()
    expect(compared[1]?.interval?.low).toBeGreaterThan(0)
  })
  it('hidden schools stay in their place without a number', () => {
    const one = { info: 9, cell: cell(1, 2, { hidden: true, n: null }), share: null }
    const { schools: compared } = compareSchools([one, ...schools])
    expect(compared[0]).toMatchObject({ info: 9, interval: null, likely: null, apart: null })
    expect(compareSchools(schools.slice(0, 4)).fit).toEqual({ kind: 'none', why: 'few' })
  })
  it('counts neighbors whose order says nothing, and puts the unknown last', () => {
    const band = (low: number, high: number) => ({ low, high })
    expect(overlaps([band(0, 2), band(1, 3), null, band(4, 5)])).toEqual({ overlap: 1, pairs: 2 })
    const rows = [
      { n: 'b', v: null },
      { n: 'a', v: 2 },
      { n: 'c', v: 1 },
    ]
    expect(
      inOrderOf(
        rows,
        (row) => row.v,
        (row) => row.n,
        'en',
      ).map((row) => row.n),
    ).toEqual(['c', 'a', 'b'])
  })
})

it('a fall of what must be written down carries a caution (issue 5)', () => {
  const now = cell(50, 1000)
  const before = cell(120, 1000, { school_year: 2025 })
  const schools = (counts: readonly number[]) => counts.map((n) => cell(n, 100))
  const many = Array.from({ length: 30 }, (_, i) => i + 1)
  const none = many.map((n) => (n > 12 ? 0 : n))
  expect(reportingOf(chronic, now, before, { now: [], before: [] })).toBeNull()
  expect(reportingOf(suspended, before, now, { now: [], before: [] })).toBeNull()
  const caution = (a: readonly number[], b: readonly number[]) =>
    reportingOf(suspended, now, before, { now: schools(a), before: schools(b) })?.caution.caution
  expect(caution([], [])).toBe('no_companion')
  expect(caution(none, many)).toBe('reporting_fell')
  expect(caution([5, 3], [6, 4])).toBe('reporting_unsure')
  expect(caution([...many, ...many], [...many, ...many])).toBeNull()
})

it('a promise about schools is judged school by school (methods 3.9)', () => {
  const shares = [{ k: 10, n: 100 }, { k: 13, n: 100 }, { k: 30, n: 100 }, null]
  const each = unitsOf(target({ scope: { kind: 'each', of: 'school' } }), shares)
  expect(each).toMatchObject({ state: 'not', met: 2, unknown: 1, of: 4, needed: 4 })
  const half = unitsOf(target({ scope: { kind: 'share', of: 'school', percent: 50 } }), shares)
  expect(half).toMatchObject({ state: 'met', needed: 2 })
  const most = unitsOf(target({ scope: { kind: 'share', of: 'school', percent: 75 }, operator: '<' }), shares)
  expect(most).toMatchObject({ state: 'not', met: 1 })
  expect(unitsOf(target(), shares)).toBeNull()
  expect(unitsOf(target({ scope: { kind: 'each', of: 'zone' } }), shares)).toBeNull()
})

it('says whether it was done and whether the number moved, and nothing before a step was due (IND-10)', () => {
  expect(sayFidelity({ k: 0, n: 0 }, 'improving', 'en')).toBeNull()
  expect(sayFidelity({ k: 4, n: 5 }, 'improving', 'en')).toMatch(/^At least four fifths .* improving/)
  expect(sayFidelity({ k: 3, n: 5 }, 'worsening', 'es')).toMatch(/^Menos .* empeora/)
  expect(sayFidelity({ k: 3, n: 5 }, 'no_clear_change', 'en')).toContain('cannot be told from chance')
})

describe('whether a change can be shown', () => {
  it.each([
    [0.3, 0.2, 1000, 'clear'],
    [0.075, 0.07, 970, 'never'],
    [0.3, 0.28, 1000, 'hidden'],
  ] as const)('%s to %s in %s: %s', (from, to, n, verdict) => {
    const can = feasibility(from, to, n)
    expect(can && showable(can, n)).toBe(verdict)
  })
})
