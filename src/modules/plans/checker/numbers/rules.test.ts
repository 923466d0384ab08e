import { describe, expect, test } from 'vitest'
import { smallPlan, toldBy } from '../small-plan.ts'
import { rules } from './rules.ts'

const goal = 'id: g, level: goal, title: Fewer absences'
const measure = (targets: readonly string[], more = ''): string =>
  `id: m, of: [g], title: Chronic absence, role: outcome${more ? `, ${more}` : ''}, targets: [${targets
    .map((t, i) => `{id: t${i}, ${t}}`)
    .join(', ')}]`
const plan = (targets: readonly string[], more = '', rest = '') =>
  smallPlan({ elements: [goal], measures: [measure(targets, more)], more: rest })
const base = 'baseline: {value: 25.1, unit: percent, asOf: {schoolYear: 2026}, source: the plan}'
const reading = 'baseline: {value: 22.1, unit: percent, asOf: {schoolYear: 2026}, source: the plan}'
const by = (year: number) => `dueBy: {schoolYear: ${year}}`
const told = (id: string, p: ReturnType<typeof plan>) => toldBy(rules, id, p)
const count = (id: string, p: ReturnType<typeof plan>) => told(id, p).length

describe('interim-implausible', () => {
  test('five of seven in the first of four years', () => {
    const p = plan([
      `kind: changePoints, amount: -7, unit: percent, words: 7% less, ${by(2030)}`,
      `kind: changePoints, amount: -5, unit: percent, words: 5% less, ${by(2027)}`,
    ])
    expect(told('interim-implausible', p)).toMatchObject([
      { at: 'measures.0.targets.1', severity: 'warning', values: { share: 71, time: 25, way: 'sure', even: 0 } },
    ])
  })
  test('an interim level that is the whole goal when its percent is read as a part of it', () => {
    const p = plan([
      `kind: changePoints, amount: 22, unit: percent, words: 22% more, ${by(2030)}`,
      `kind: level, operator: '>=', amount: 27, unit: percent, words: to 27%, ${reading}, ${by(2027)}`,
    ])
    expect(told('interim-implausible', p)).toMatchObject([
      { severity: 'note', values: { share: 101, way: 'relative', even: 22 } },
    ])
  })
  test.each([
    [
      'a quarter in the first year',
      [
        `kind: changePoints, amount: -8, unit: points, ${base}, ${by(2030)}`,
        `kind: changePoints, amount: -2, unit: points, ${by(2027)}`,
      ],
    ],
    [
      'most of it in the third year',
      [
        `kind: changePoints, amount: -7, unit: points, ${by(2030)}`,
        `kind: changePoints, amount: -5.5, unit: points, ${by(2029)}`,
      ],
    ],
    [
      'other people',
      [
        `kind: changePoints, amount: -7, unit: points, ${by(2030)}`,
        `kind: changePoints, amount: -5, unit: points, population: {set: el, value: 'yes'}, ${by(2027)}`,
      ],
    ],
    [
      'a share of schools beside all students',
      [
        `kind: level, operator: '<=', amount: 15, unit: percent, ${base}, ${by(2030)}`,
        `kind: level, operator: '<=', amount: 17, unit: percent, scope: each, unitRule: {units: school}, ${by(2027)}`,
      ],
    ],
  ])('silent: %s', (_, targets) => expect(count('interim-implausible', plan(targets))).toBe(0))
})

describe('target-conflict', () => {
  test('two numbers for one year that no reading joins', () => {
    const p = smallPlan({
      elements: [goal],
      measures: [
        `id: a, of: [g], title: Grade 3 reading, role: outcome, targets: [{id: a1, kind: level, operator: '>=', amount: 27, unit: percent, words: from 22.1 to 27, ${reading}, ${by(2027)}}]`,
        `id: b, of: [g], title: Grade 3 reading, role: outcome, targets: [{id: b1, kind: changePoints, amount: 6, unit: percent, words: 6% more, ${by(2027)}}]`,
      ],
    })
    expect(told('target-conflict', p)).toMatchObject([
      { at: 'measures.1.targets.0', severity: 'warning', values: { there: '27', here: '28.1 / 23.43', depends: 'no' } },
    ])
  })
  test('a note when “by 2027” may be another year than 2026-27', () => {
    const due = (words: string) => `dueBy: {words: '${words}', schoolYear: 2027}`
    const two = (a: string, b: string) =>
      plan([
        `kind: level, operator: '>=', amount: 27, unit: percent, ${reading}, ${due(a)}`,
        `kind: level, operator: '>=', amount: 40, unit: percent, ${due(b)}`,
      ])
    expect(told('target-conflict', two('in 2026-27', 'by 2027'))).toMatchObject([
      { severity: 'note', values: { depends: 'yes' } },
    ])
    expect(told('target-conflict', two('by 2027', 'by 2027'))).toMatchObject([{ severity: 'warning' }])
  })
  test.each([
    [
      '60 percent less of 25.1 beside below 10',
      [
        `kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`,
        `kind: changeRelative, operator: '<=', amount: -60, unit: percent, ${base}, ${by(2030)}`,
      ],
    ],
    [
      'other years',
      [
        `kind: level, operator: '<=', amount: 20, unit: percent, ${by(2028)}`,
        `kind: level, operator: '<=', amount: 15, unit: percent, ${by(2030)}`,
      ],
    ],
    [
      'a floor and a ceiling',
      [
        `kind: level, operator: '<=', amount: 20, unit: percent, ${by(2030)}`,
        `kind: level, operator: '>=', amount: 10, unit: percent, ${by(2030)}`,
      ],
    ],
  ])('silent: %s', (_, targets) => expect(count('target-conflict', plan(targets))).toBe(0))
})

describe('milestones-uneven', () => {
  const steps = (list: string) => plan([`kind: milestoneSeries, unit: percent, milestones: [${list}], ${by(2030)}`])
  test('back in amount, back in time', () => {
    expect(
      told(
        'milestones-uneven',
        steps(`{${by(2027)}, amount: 50}, {${by(2028)}, amount: 40}, {${by(2029)}, amount: 100}`),
      ),
    ).toMatchObject([{ at: 'measures.0.targets.0.milestones.1', values: { how: 'amount' } }])
    expect(told('milestones-uneven', steps(`{${by(2028)}, amount: 50}, {${by(2028)}, amount: 75}`))).toMatchObject([
      { values: { how: 'time' } },
    ])
  })
  test('silent: up or down all the way', () => {
    expect(
      count(
        'milestones-uneven',
        steps(`{${by(2027)}, amount: 50}, {${by(2028)}, amount: 75}, {${by(2029)}, amount: 100}`),
      ),
    ).toBe(0)
    expect(count('milestones-uneven', steps(`{${by(2027)}, amount: 20}, {${by(2028)}, amount: 15}`))).toBe(0)
  })
})

describe('tolerance-conflict', () => {
  const budget = (level: string, of = 'g') =>
    smallPlan({
      elements: [goal, 'id: other, level: goal, title: Other'],
      measures: [
        `id: a, of: [g], title: Budget lines, role: outcome, targets: [{id: a1, kind: band, operator: within, amount: 1, unit: percent, words: within 1%}]`,
        `id: b, of: [${of}], title: Quarterly forecast, role: outcome, targets: [{id: b1, kind: level, operator: '>=', ${level}, unit: percent}]`,
      ],
    })
  test('within 1 percent and 99.5 percent right', () => {
    expect(told('tolerance-conflict', budget('amount: 99.5'))).toMatchObject([
      { at: 'measures.1.targets.0', values: { here: 0.5, there: 1 } },
    ])
  })
  test('silent: the same tolerance, another goal, a level that is no accuracy', () => {
    expect(count('tolerance-conflict', budget('amount: 99'))).toBe(0)
    expect(count('tolerance-conflict', budget('amount: 99.5', 'other'))).toBe(0)
    expect(count('tolerance-conflict', budget('amount: 75'))).toBe(0)
  })
})

describe('percent-ambiguous', () => {
  test('percent of a share, with and without a baseline: both readings', () => {
    expect(
      told(
        'percent-ambiguous',
        plan([`kind: changePoints, amount: 22, unit: percent, words: 22% by 2030, ${reading}, ${by(2030)}`]),
      ),
    ).toMatchObject([{ values: { known: 'yes', points: 44.1, relative: 26.96, way: 'more' } }])
    expect(
      told(
        'percent-ambiguous',
        plan([`kind: changePoints, amount: -7, unit: percent, words: decrease by 7%, ${by(2030)}`]),
      ),
    ).toMatchObject([{ values: { known: 'no', amount: 7, way: 'less', readings: 'no' } }])
  })
  test('readings that nobody chose', () => {
    const open = `interpretations: [{id: pp, value: 77, unit: percent, argument: points}, {id: rel, value: 75, unit: percent, argument: relative}]`
    expect(
      count(
        'percent-ambiguous',
        plan([`kind: changeRelative, amount: 9, unit: percent, words: 9% by 2030, ${open}, ${by(2030)}`]),
      ),
    ).toBe(1)
    expect(
      count(
        'percent-ambiguous',
        plan([
          `kind: changeRelative, amount: 9, unit: percent, words: 9% by 2030, ${open}, chosen: pp, chosenBy: the board, chosenOn: 2026-07-01, ${by(2030)}`,
        ]),
      ),
    ).toBe(0)
  })
  test.each([
    ['points by name', `kind: changePoints, amount: 10, unit: points, words: ten points more`],
    ['a level', `kind: level, operator: '>=', amount: 90, unit: percent, words: 90%`],
    [
      'a count',
      `kind: changeRelative, amount: -90, unit: count, words: 90% reduction, baseline: {value: 4835, unit: count, asOf: {schoolYear: 2026}, source: x}`,
    ],
    ['money', `kind: changeRelative, amount: 30, unit: usd, words: 30% more`],
    ['one of the two is impossible', `kind: changeRelative, amount: -60, unit: percent, words: 60% reduction, ${base}`],
  ])('silent: %s', (_, target) => expect(count('percent-ambiguous', plan([`${target}, ${by(2030)}`]))).toBe(0))
})

describe('baseline-unsupported', () => {
  const published = (value: number, year: number, more = '') =>
    `sources: [{id: s, title: State file, publisher: State}]\npublished:\n  - {measure: m, entity: {name: Invented district, code: '9990099'}, schoolYear: ${year}, value: ${value}, unit: percent, source: {id: s, place: row}${more}}`
  const target = [`kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`]
  test('no figure shows it', () => {
    expect(told('baseline-unsupported', plan(target, '', published(25.7, 2026)))).toMatchObject([
      { at: 'measures.0.targets.0.baseline', values: { value: 25.1, figure: 25.7, year: '2025-26' } },
    ])
    expect(count('baseline-unsupported', plan(target, '', published(25.1, 2021)))).toBe(1)
  })
  test.each([
    ['the same year', published(25.1, 2026)],
    ['the year before', published(25.1, 2025)],
    ['rounded', published(25.1364, 2026)],
    ['not comparable', published(30, 2026, ', comparable: false')],
    ['other people', published(30, 2026, ", population: {set: el, value: 'yes'}")],
    ['nothing published', ''],
  ])('silent: %s', (_, rest) => expect(count('baseline-unsupported', plan(target, '', rest))).toBe(0))
})

describe('out-of-domain', () => {
  test.each([
    ['a share above 100', `kind: level, operator: '>=', amount: 104, unit: percent`, 'range'],
    ['half a school', `kind: level, operator: '>=', amount: 2.5, unit: count`, 'whole'],
    ['a fraction above 1', `kind: level, operator: '>=', amount: 48, unit: fraction`, 'range'],
    ['a change that leads below 0', `kind: changePoints, amount: -30, unit: points, ${base}`, 'result'],
  ])('%s', (_, target, why) =>
    expect(told('out-of-domain', plan([`${target}, ${by(2030)}`]))).toMatchObject([{ values: { why } }]),
  )
  test.each([
    ['a share', `kind: level, operator: '>=', amount: 100, unit: percent`],
    ['a fall', `kind: changePoints, amount: -7, unit: points, ${base}`],
    ['money more than doubled', `kind: changeRelative, amount: 130, unit: usd`],
    [
      'a fall as reading',
      `kind: changePoints, amount: -7, unit: percent, interpretations: [{id: a, value: -7, unit: percent, argument: a}, {id: b, value: -1.75, unit: percent, argument: b}]`,
    ],
  ])('silent: %s', (_, target) => expect(count('out-of-domain', plan([`${target}, ${by(2030)}`]))).toBe(0))
})

describe('arithmetic', () => {
  test('25.1 less 60 percent is 10.04', () => {
    const p = plan([
      `kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`,
      `kind: changeRelative, operator: '<=', amount: -60, unit: percent, ${base}, ${by(2030)}`,
    ])
    expect(told('arithmetic', p)).toMatchObject([
      {
        at: 'measures.0.targets.1',
        severity: 'note',
        values: { value: 10.04, amount: 10, operator: '<', close: 'yes' },
      },
    ])
  })
  test('more than rounding is a warning', () => {
    const p = plan([
      `kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`,
      `kind: changeRelative, operator: '<=', amount: -50, unit: percent, ${base}, ${by(2030)}`,
    ])
    expect(told('arithmetic', p)).toMatchObject([{ severity: 'warning', values: { value: 12.55, close: 'no' } }])
  })
  test('halfway at 49 of 75', () => {
    const half = (value: number) =>
      smallPlan({
        elements: [`${goal}, mentions: [{place: Box, words: We are halfway there}]`],
        measures: [
          measure([
            `kind: level, operator: '>=', amount: 75, unit: percent, baseline: {value: ${value}, unit: percent, asOf: {schoolYear: 2026}, source: x}, ${by(2030)}`,
          ]),
        ],
      })
    expect(told('arithmetic', half(49))).toMatchObject([
      { at: 'elements.0.mentions.0', values: { value: 65, how: 'halfway' } },
    ])
    expect(count('arithmetic', half(38))).toBe(0)
  })
  test('counts that do not give their percent', () => {
    const row = (n: number) =>
      plan(
        [],
        '',
        `sources: [{id: s, title: F, publisher: P}]\npublished: [{measure: m, entity: {name: I, code: '9990099'}, schoolYear: 2025, value: 70.1, numerator: ${n}, denominator: 1484, unit: percent, source: {id: s, place: row}}]`,
      )
    expect(told('arithmetic', row(1141))).toMatchObject([{ at: 'published.0.value', values: { how: 'published' } }])
    expect(count('arithmetic', row(1041))).toBe(0)
  })
  test.each([
    [
      '61 percent less',
      [
        `kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`,
        `kind: changeRelative, operator: '<=', amount: -61, unit: percent, ${base}, ${by(2030)}`,
      ],
    ],
    [
      'rounded to the same',
      [
        `kind: level, operator: '>=', amount: 27, unit: percent, ${reading}, ${by(2030)}`,
        `kind: changePoints, amount: 4.86, unit: points, ${reading}, ${by(2030)}`,
      ],
    ],
    [
      'due in another year',
      [
        `kind: level, operator: '<', amount: 10, unit: percent, ${base}, ${by(2030)}`,
        `kind: changeRelative, operator: '<=', amount: -30, unit: percent, words: 30% of it, ${base}, ${by(2028)}`,
      ],
    ],
  ])('silent: %s', (_, targets) => expect(count('arithmetic', plan(targets))).toBe(0))
})

describe('already-met', () => {
  const level = (target: string) => plan([`kind: level, unit: percent, ${base}, ${by(2030)}, ${target}`])
  test('the baseline is there already', () => {
    expect(count('already-met', level(`operator: '<=', amount: 30, words: 30% or lower`))).toBe(1)
    expect(count('already-met', level(`operator: '>=', amount: 25.1`))).toBe(1)
  })
  test('silent: still to go, or kept', () => {
    expect(count('already-met', level(`operator: '<=', amount: 20`))).toBe(0)
    expect(count('already-met', level(`operator: '<=', amount: 30, words: stay below 30%`))).toBe(0)
  })
})
