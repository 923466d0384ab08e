import { describe, expect, test } from 'vitest'
import { smallPlan, toldBy } from '../small-plan.ts'
import { checkPlan } from '../../check.ts'
import { rules } from './rules.ts'

const goal = 'id: g, level: goal, title: Fewer absences'
const measure = (targets: readonly string[], more = ''): string =>
  `id: m, of: [g], title: Chronic absence, role: outcome${more ? `, ${more}` : ''}, targets: [${targets
    .map((t, i) => `{id: t${i}, ${t}}`)
    .join(', ')}]`
const plan = (targets: readonly string[], more = '', rest = '') =>
  smallPlan({ elements: [goal], measures: [measure(targets, more)], more: rest })
const base = 'baseline: {value: 25.1, unit: percent, asOf: {schoolYear: 2026}, source: the plan}'
const by = (year: number) => `dueBy: {schoolYear: ${year}}`
const told = (id: string, p: ReturnType<typeof plan>) => toldBy(rules, id, p)
const count = (id: string, p: ReturnType<typeof plan>) => told(id, p).length

describe('no-baseline', () => {
  test('a change from nowhere; a direction is a note', () => {
    expect(
      told('no-baseline', plan([`kind: changePoints, amount: -7, unit: points, words: 7 less, ${by(2030)}`])),
    ).toMatchObject([{ severity: 'warning', values: { published: 'no' } }])
    expect(
      told(
        'no-baseline',
        plan([`kind: changeAbsolute, amount: -500000, unit: usd, words: reduce by $500000, ${by(2030)}`]),
      ),
    ).toHaveLength(1)
    expect(told('no-baseline', plan([`kind: direction, operator: '>=', ${by(2030)}`]))).toMatchObject([
      { severity: 'note' },
    ])
  })
  test.each([
    ['its own', [`kind: changePoints, amount: -7, unit: points, ${base}, ${by(2030)}`]],
    [
      'another target of the same measure has it',
      [
        `kind: changePoints, amount: -7, unit: points, ${by(2030)}`,
        `kind: level, operator: '<=', amount: 18, unit: percent, ${base}, ${by(2028)}`,
      ],
    ],
    ['a level', [`kind: level, operator: '<=', amount: 13, unit: percent, ${by(2030)}`]],
    [
      'so many, counted from nothing',
      [`kind: changeAbsolute, operator: '>=', amount: 600, unit: count, words: 600 visits, ${by(2030)}`],
    ],
    [
      'days earlier, with the day that is then the last',
      [
        "kind: changeAbsolute, operator: '<=', amount: -60, unit: days, words: by 60 days, dueBy: {schoolYear: 2030, date: 2030-02-28}",
      ],
    ],
  ])('silent: %s', (_, targets) => expect(count('no-baseline', plan(targets))).toBe(0))
  test('silent: before and after', () =>
    expect(count('no-baseline', plan([`kind: direction, operator: '>='`], 'pair: pre_post'))).toBe(0))

  const way = (words: string): string => `targets: [{id: w, kind: direction, operator: '>', words: '${words}'}]`
  const line = (id: string, words: string, more = ''): string =>
    `id: ${id}, of: [g], title: 'Title ${id}', role: outcome${more}, ${way(words)}`
  const lines = (measures: readonly string[], elements: readonly string[] = []) =>
    smallPlan({ elements: [goal, ...elements], measures })
  test('what most measures of a level lack is told once, with their names', () => {
    const [a, b] = [line('a', 'Increased #', ', code: AB1.a'), line('b', 'More of it', ', code: AB1.b')]
    expect(told('no-baseline', lines([a, b, line('c', 'Fewer of them')]))).toMatchObject([
      {
        at: 'grammar.levels.1',
        element: null,
        severity: 'note',
        values: { how: 'many', count: 3, all: 3, list: 'AB1.a, AB1.b, “Title c”', rest: 0 },
      },
    ])
    expect(told('no-baseline', lines([a, b])).map((one) => one.at)).toEqual([
      'measures.0.targets.0',
      'measures.1.targets.0',
    ])
    const known = [1, 2, 3].map((n) => `${line(`k${n}`, 'More').slice(0, -2)}, ${base}}]`)
    expect(told('no-baseline', lines([a, b, line('c', 'Fewer'), ...known])).map((one) => one.values['how'])).toEqual([
      'one',
      'one',
      'one',
    ])
  })
  test('one printed line that the file splits is one finding', () => {
    const split = (id: string): string =>
      line(id, 'Increased % of students and staff', ', code: AB1.d, source: {place: Table}')
    expect(count('no-baseline', lines([split('a'), split('b')]))).toBe(1)
    expect(
      count('no-baseline', lines([split('a'), line('b', 'Increased %', ', code: AB1.e, source: {place: Table}')])),
    ).toBe(2)
  })
  test.each([
    ['a state to reach', 'rated as high quality', []],
    ['both ends are named', 'from initiating to effective', []],
    [
      'a task sets up the baseline',
      'Increased levels',
      ['id: t, level: task, parents: [g], title: Collect baseline data'],
    ],
    [
      'a table below compares with earlier years',
      'More visits to gardens',
      [
        'id: table, level: table, title: Plan',
        'id: p, level: task, parents: [g], title: Visits to gardens beside those of previous years',
      ],
    ],
  ])('silent: %s', (_, words, elements) => expect(count('no-baseline', lines([line('m', words)], elements))).toBe(0))
  test('a tool that is still to be made: only for what that tool measures', () => {
    const make = ['id: t, level: task, parents: [g], title: Make a survey about gardens']
    expect(count('no-baseline', lines([line('gardens', 'More joy in gardens', ', instrument: Survey')], make))).toBe(0)
    expect(
      count('no-baseline', lines([line('buses', 'Fuller buses, more of them', ', instrument: Count')], make)),
    ).toBe(1)
  })
  test('what has no scale', () => {
    expect(told('no-baseline', lines([line('m', 'Increased alignment of budgets')]))).toMatchObject([
      { values: { how: 'scale' }, severity: 'note' },
    ])
    const two = [line('m', 'Increased alignment of budgets'), line('n', 'Increased impact')]
    expect(told('no-baseline', lines(two))).toMatchObject([
      { at: 'grammar.levels.1', values: { how: 'scales', count: 2 } },
    ])
    expect(told('no-baseline', lines([line('m', 'Increased impact', ', instrument: Evaluation')]))).toMatchObject([
      { values: { how: 'one' } },
    ])
  })
})

describe('open-reading', () => {
  const open = (rule: string, kind: string, readings = 2): string[] =>
    checkPlan(
      plan([
        `kind: ${kind}, ${by(2030)}, interpretations: [${[
          '{id: a, value: 90, unit: percent, argument: One rate for all.}',
          '{id: b, value: 80, unit: percent, argument: Each school.}',
        ]
          .slice(0, readings)
          .join(', ')}]`,
      ]),
    ).flatMap((one) => (one.rule === rule ? [String(one.values['readings'] ?? '')] : []))
  test('prints the readings', () => {
    expect(open('open-reading', `level, operator: '>=', amount: 90, unit: percent`)).toEqual([
      '90 (“One rate for all”), 80 (“Each school”)',
    ])
  })
  test('silent: one reading, or points and relative, which percent-ambiguous tells of', () => {
    expect(open('open-reading', `level, operator: '>=', amount: 90, unit: percent`, 1)).toEqual([])
    expect(open('open-reading', 'changePoints, amount: 22, unit: percent, words: 22% more')).toEqual([])
    expect(open('open-reading', `changeRelative, amount: -40, unit: count, words: fewer`)).toHaveLength(1)
  })
})
