import { describe, expect, it } from 'vitest'
import { type CallInputs, callInputs, type CallValue, decide } from '../calls.ts'
import { goodDirection, readings, type Target, targetParser } from '../targets.ts'
import { projectable, segments, type SeriesYear } from './breaks.ts'
import { cautionOf } from './caution.ts'
import { fidelityOf } from './fidelity.ts'
import { asNumbers, meaningsOf } from './meanings.ts'
import { reconcile } from './reconcile.ts'
import { seedTargets } from './seed-targets.ts'
import { lintTarget } from './target-lints.ts'
import { eachMoves, eachUnit, shareOfUnits, twoAtLeast, unitsToReach } from './units.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}` })
const target = (rest: object = {}): Target => {
  const all = {
    statement: 'chronic absenteeism at 13% or lower by the end of the school year 2029',
    source: { document: 'plan', page: '3' },
    measure: { id: 'chronic-absenteeism', version: '1' },
    population: 'all',
    unit: 'percent',
    kind: 'level',
    operator: '<=',
    amount: 13,
    baseline: { value: 29.1, unit: 'percent', asOf: { schoolYear: 2022 }, source: 'state' },
    dueBy: { schoolYear: 2029 },
    scope: { kind: 'all' },
    ...rest,
  }
  return targetParser.parse(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
}

describe('3.4 the decision table in its order', () => {
  /** Each defect, in the order of the table; earlier ones win over all later ones. */
  const defects: [reason: string, value: CallValue | null, inputs: Partial<CallInputs>, goal: object][] = [
    ['hidden', { type: 'hidden' }, {}, {}],
    ['few', { type: 'share', k: 1, n: 12 }, {}, {}],
    ['definition', null, { sameDefinition: false }, {}],
    ['incomplete', null, { complete: false }, {}],
    [
      'ambiguous',
      null,
      {},
      {
        interpretations: [
          { id: 'a', targetValue: 13, argument: 'points' },
          { id: 'b', targetValue: 20, argument: 'relative' },
        ],
      },
    ],
    ['noBaseline', null, {}, { baseline: null }],
  ]
  const pairs = defects.flatMap((one, i) => defects.slice(i).map((other) => [one, other] as const))
  it.each(pairs.map(([one, other]) => [one[0], other[0], one, other] as const))(
    '3.4 %s comes before %s',
    (_a, _b, one, other) => {
      const value = one[1] ?? other[1] ?? { type: 'share', k: 10, n: 200 }
      const made = decide(
        callInputs('2026-06-30', value, target({ ...other[3], ...one[3] }), { ...other[2], ...one[2] }),
      )
      expect(made.reason.key).toBe(`no_call.${one[0]}`)
    },
  )
  it('3.4 met comes before the due date and before the path', () => {
    const at = (on: string, k: number) => decide(callInputs(on, { type: 'share', k, n: 2000 }, target())).call
    expect([at('2026-06-30', 200), at('2031-01-01', 200)]).toEqual(['met', 'met'])
    expect([at('2031-01-01', 270), at('2031-01-01', 400), at('2026-06-30', 450)]).toEqual([
      'too_close',
      'missed',
      'behind',
    ])
  })
})

describe('3.9 what words can mean', () => {
  const all = (amount: number, baseline: number, unit: 'percent' | 'count' = 'percent') =>
    asNumbers(meaningsOf({ form: 'percentChange', amount, unit, baseline }))
  it('3.9 22% from 22.1: 44.1 in points, 26.96 relative', () =>
    expect(all(22, 22.1)).toEqual({ points: 44.1, relative: 26.962 }))
  it('3.9 9% from 68.8: 77.8 or 75.0', () => expect(all(9, 68.8)).toEqual({ points: 77.8, relative: 74.992 }))
  it('3.9 7% less than 25.36: about 18 or about 23.6', () =>
    expect(all(-7, 25.36)).toEqual({ points: 18.36, relative: 23.5848 }))
  it('3.9 a count has no points, and is rounded down when it falls: 483 of 4,835', () => {
    expect(all(-90, 4835, 'count')).toEqual({ relative: 483 })
    expect(all(5, 21, 'count')).toEqual({ relative: 23 })
    expect(all(-100, 21, 'count')).toEqual({ relative: 0 })
  })
  it('3.9 25.1 less 60 percent is 10.04, which is not below 10', () => expect(all(-60, 25.1).relative).toBe(10.04))
  it('3.9 points, dollars and levels have one meaning, words have none', () => {
    expect(asNumbers(meaningsOf({ form: 'points', amount: -5, unit: 'percent', baseline: 20 }))).toEqual({ points: 15 })
    expect(asNumbers(meaningsOf({ form: 'absolute', amount: -500_000, unit: 'usd', baseline: null }))).toEqual({
      absolute: null,
    })
    expect(asNumbers(meaningsOf({ form: 'level', amount: 83, unit: 'percent' }))).toEqual({ as_written: 83 })
    expect(meaningsOf({ form: 'words' })).toEqual([])
  })
  it('3.9 agrees with the targets that calls are made from', () => {
    for (const [kind, id] of [
      ['changePoints', 'points'],
      ['changeRelative', 'relative'],
    ] as const) {
      const made = readings(target({ kind, amount: -7 }))[0]!.value
      const meant = meaningsOf({ form: 'percentChange', amount: -7, unit: 'percent', baseline: 29.1 }).find(
        (one) => one.id === id,
      )
      // Meanings stay in percent as people write them; targets compute in fractions.
      expect(Number(meant!.value!.num * made.den) / Number(made.num * meant!.value!.den)).toBeCloseTo(100, 9)
    }
  })
})

describe('3.9 targets of the plans that came along', () => {
  const seed = (id: string) => seedTargets.find((one) => one.id === id)!
  it('3.9 each is said once, and what is likely is one of its meanings', () => {
    expect(new Set(seedTargets.map((one) => one.id)).size).toBe(seedTargets.length)
    for (const one of seedTargets) {
      const ids = meaningsOf(one.wording).map((meaning) => meaning.id)
      if (one.likely !== null) expect(ids).toContain(one.likely)
      else expect(one.wording.form === 'words' || one.sure === 'open').toBe(true)
    }
  })
  it.each([
    ['hartford-2018-22/ela-3', 'points', 'high', 44.1],
    ['hartford-2018-22/graduation', 'points', 'medium', 77.8],
    ['hartford-2018-22/chronic', 'points', 'low', 18.36],
    ['hartford-2018-22/ela-3-one-year', 'points', 'medium', 28.1],
    ['hartford-2015-20/suspensions', 'relative', 'high', 483],
    ['hartford-2015-20/chronic', 'as_written', 'high', 10],
    ['hartford-2021-24/index-50', 'as_written', 'medium', 68.2],
  ])('3.9 %s: %s (%s), %f', (id, likely, sure, value) => {
    expect([seed(id).likely, seed(id).sure]).toEqual([likely, sure])
    expect(asNumbers(meaningsOf(seed(id).wording))[likely as 'points']).toBe(value)
  })
  it.each(['swd-ela', 'swd-graduation', 'retention', 'filled-day-one'])('3.9 %s stays open: ask the owner', (id) =>
    expect(seed(`hartford-2018-22/${id}`)).toMatchObject({ likely: null, sure: 'open' }),
  )
})

describe('3.9 units', () => {
  const units = (met: number, not: number, unknown = 0) => [
    ...Array.from({ length: met }, () => true),
    ...Array.from({ length: not }, () => false),
    ...Array.from({ length: unknown }, () => null),
  ]
  it('3.9 68.2% of 44 schools is 30, which prints as 68.2', () => {
    expect(unitsToReach(68.2, 44)).toEqual({ needed: 30, attainable: true })
    expect(shareOfUnits(units(30, 14), 68.2).state).toBe('met')
    expect(shareOfUnits(units(29, 15), 68.2).state).toBe('not')
  })
  it('3.9 a share that no number of units prints as', () => {
    expect(unitsToReach(68.2, 40)).toEqual({ needed: 28, attainable: false })
    expect(unitsToReach(68, 5)).toEqual({ needed: 4, attainable: false })
    expect(unitsToReach(5, 66)).toEqual({ needed: 4, attainable: true })
    expect(unitsToReach(75, 44)).toEqual({ needed: 33, attainable: true })
    expect([unitsToReach(0, 9).needed, unitsToReach(100, 9).needed, unitsToReach(50, 0).needed]).toEqual([0, 9, 0])
    expect(() => unitsToReach(101, 9)).toThrow(refusal('not-a-setting'))
  })
  it('3.9 unknown units leave it open until they cannot decide', () => {
    expect(shareOfUnits(units(30, 4, 10), 68.2)).toEqual({ state: 'met', met: 30, unknown: 10, of: 44, needed: 30 })
    expect(shareOfUnits(units(25, 10, 9), 68.2).state).toBe('open')
    expect(shareOfUnits(units(20, 15, 9), 68.2).state).toBe('not')
    expect([eachUnit(units(5, 0)).state, eachUnit(units(5, 1)).state, eachUnit(units(5, 0, 1)).state]).toEqual([
      'met',
      'not',
      'open',
    ])
    expect(eachUnit([]).state).toBe('open')
  })
  it('3.9 a direction in each zone: every one rises, none stands still', () => {
    expect(eachMoves([1, 2, 0.5], 'up').state).toBe('met')
    expect(eachMoves([1, 2, 0], 'up').state).toBe('not')
    expect(eachMoves([-1, -2, null], 'down').state).toBe('open')
  })
  it('3.9 "ELA and Math": both, either, the average', () => {
    const schools = [
      { first: 60, second: 55 },
      { first: 60, second: 45 },
      { first: 52, second: 40 },
      { first: 50, second: null },
    ]
    expect(twoAtLeast(schools, 50)).toEqual({ both: { k: 1, n: 3 }, either: { k: 3, n: 3 }, average: { k: 2, n: 3 } })
  })
})

describe('3.9 lints', () => {
  const change = { statement: 'so many points by June 2029' }
  const codes = (rest: object, known = {}) => lintTarget(target(rest), known).map((one) => one.code)
  it('3.9 a clean target has none', () => expect(codes({}, { n: 19_000 })).toEqual([]))
  it('3.9 a percent of a percent without "points"', () => {
    const seven = { statement: 'decrease by 7% by June 2022', kind: 'changePoints', amount: -7 }
    expect(codes(seven)).toEqual(['percent_of_percent'])
    expect(codes({ ...seven, statement: 'decrease by 7 percentage points by June 2022' })).toEqual([])
    expect(codes({ ...seven, unit: 'count', kind: 'changeAbsolute', baseline: null })).toEqual(['no_baseline'])
  })
  it('3.9 a relative reading on a rate, and a missing baseline', () => {
    expect(codes({ ...change, kind: 'changeRelative', amount: -7 })).toEqual(['relative_on_rate'])
    expect(codes({ baseline: null })).toEqual(['no_baseline'])
    expect(codes({ baseline: null, path: { kind: 'endOnly' } })).toEqual([])
  })
  it('3.9 outside 0 to 100 percent, or backwards', () => {
    expect(codes({ ...change, kind: 'changePoints', amount: -40 })).toEqual(['out_of_range'])
    expect(codes({ ...change, kind: 'changePoints', amount: 80, operator: '>=' })).toEqual(['out_of_range'])
    expect(codes({ amount: 35 })).toEqual(['moves_back'])
  })
  it('3.9 a bare year, and strict words with a loose sign', () => {
    expect(codes({ statement: '13% or lower by 2029' })).toEqual(['year_without_type'])
    expect(codes({ statement: '13% or lower by 2028-29' })).toEqual([])
    expect(codes({ statement: 'less than 13% by June 2029' })).toEqual(['strict_or_not'])
    expect(codes({ statement: 'less than 13% by June 2029', operator: '<' })).toEqual([])
    expect(codes({ statement: 'no more than 13% by June 2029', operator: '<' })).toEqual(['strict_or_not'])
  })
  it('3.9 too small a group to see it, and a share of units that none prints as', () => {
    expect(lintTarget(target({ amount: 27 }), { n: 100 })).toEqual([
      { code: 'too_small_to_see', numbers: { n: 100, needed: expect.any(Number) } },
    ])
    expect(codes({ scope: { kind: 'share', of: 'schools', percent: 68.2 } }, { units: 44 })).toEqual([])
    expect(codes({ scope: { kind: 'share', of: 'schools', percent: 68.2 } }, { units: 40 })).toEqual([
      'share_not_attainable',
    ])
  })
  it('3.9 the good side of a target read from its sign', () => expect(goodDirection(target())).toBe('down'))
})

describe('3.7 breaks in a series', () => {
  const year = (y: number, value: number | null, rest: Partial<SeriesYear> = {}): SeriesYear => ({
    year: y,
    value,
    definition: 'chronic-absenteeism@1',
    instrument: null,
    exception: null,
    ...rest,
  })
  it('3.7 pandemic years are a break, not data', () => {
    const series = [
      year(2018, 24),
      year(2019, 25.4),
      year(2020, 14, { exception: 'pandemic' }),
      year(2021, 31, { exception: 'pandemic' }),
      year(2022, 44),
      year(2023, 39),
    ]
    expect(segments(series)).toEqual([
      {
        points: [
          { t: 2018, y: 24 },
          { t: 2019, y: 25.4 },
        ],
        after: null,
        gaps: [],
      },
      {
        points: [
          { t: 2022, y: 44 },
          { t: 2023, y: 39 },
        ],
        after: 'pandemic',
        gaps: [],
      },
    ])
    expect(projectable(series)).toEqual([
      { t: 2022, y: 44 },
      { t: 2023, y: 39 },
    ])
  })
  it('3.9 another definition or another test is never one series: 49 of one reading test, 22.1 of another', () => {
    const made = segments([
      year(2015, 49, { instrument: 'local reading' }),
      year(2018, 22.1, { instrument: 'SBA ELA' }),
    ])
    expect(made.map((one) => one.after)).toEqual([null, 'instrument'])
    expect(segments([year(2015, 1), year(2016, 2, { definition: 'x@2' })]).map((one) => one.after)).toEqual([
      null,
      'definition',
    ])
  })
  it('3.7 a year without a value is a gap, shown and never filled; a year twice is refused', () => {
    expect(segments([year(2018, 20), year(2019, null), year(2020, 18)])).toEqual([
      {
        points: [
          { t: 2018, y: 20 },
          { t: 2020, y: 18 },
        ],
        after: null,
        gaps: [2019],
      },
    ])
    expect(segments([])).toEqual([])
    expect(() => segments([year(2018, 1), year(2018, 2)])).toThrow(refusal('not-a-cohort'))
  })
})

describe('a falling count, and whether reporting went on', () => {
  const places = (now: number, before: number, of = 200) => ({ now: { k: now, n: of }, before: { k: before, n: of } })
  it('a fall without a companion measure always carries a caution', () => {
    expect(cautionOf({ now: 40, before: 90, companion: null })).toMatchObject({
      falls: true,
      beyondLuck: true,
      caution: 'no_companion',
    })
    expect(cautionOf({ now: 88, before: 90, companion: null })).toMatchObject({
      beyondLuck: false,
      caution: 'no_companion',
    })
  })
  it('reporting fell, may have fallen, or held', () => {
    const made = (now: number, before: number, of = 200) =>
      cautionOf({ now: 40, before: 90, companion: places(now, before, of) }).caution
    expect([made(120, 190), made(17, 19, 20), made(190, 190)]).toEqual(['reporting_fell', 'reporting_unsure', null])
    expect(cautionOf({ now: 0, before: 0, companion: null })).toMatchObject({ falls: false, caution: null })
    expect(cautionOf({ now: 91, before: 90, companion: null }).caution).toBeNull()
    expect(cautionOf({ now: 1, before: 9, companion: places(0, 0, 0) }).caution).toBe('no_companion')
  })
})

describe('did we do it, and did it move', () => {
  it('four quadrants, and none when nothing can be told', () => {
    const at = (k: number, n: number, trend: Parameters<typeof fidelityOf>[1]) => fidelityOf({ k, n }, trend).quadrant
    expect([at(8, 10, 'improving'), at(8, 10, 'worsening'), at(7, 10, 'improving'), at(7, 10, 'worsening')]).toEqual([
      'done_improved',
      'done_not_improved',
      'not_done_improved',
      'not_done_not_improved',
    ])
    expect([at(10, 10, 'no_clear_change'), at(10, 10, 'not_comparable'), at(0, 0, 'improving')]).toEqual([
      'cannot_tell',
      'cannot_tell',
      'cannot_tell',
    ])
    expect(() => fidelityOf({ k: 1, n: 2 }, 'improving', 80)).toThrow(refusal('not-a-fraction'))
  })
})

describe('own value beside the certified one', () => {
  const list = (text: string) =>
    text.split(' ').map((word) => ({ student: word.slice(0, -1), counted: word.endsWith('+') }))
  it('every difference is a student, or unexplained', () => {
    const found = reconcile(list('a+ b- c+ d- e+'), list('a+ b+ c- d- f+'), { k: 3, n: 6 })
    expect(found).toEqual({
      ours: { k: 3, n: 5 },
      state: { k: 3, n: 5 },
      same: 2,
      list: [
        { student: 'b', kind: 'counted_by_state' },
        { student: 'c', kind: 'counted_by_us' },
        { student: 'e', kind: 'only_ours' },
        { student: 'f', kind: 'only_state' },
      ],
      by: { only_ours: 1, only_state: 1, counted_by_us: 1, counted_by_state: 1 },
      unexplained: { k: 0, n: 1 },
    })
    expect(reconcile(list('b- a+'), list('a+ b-'))).toMatchObject({ same: 2, list: [], unexplained: null })
    expect(() => reconcile(list('a+ a-'), [])).toThrow(refusal('not-a-cohort'))
  })
})
