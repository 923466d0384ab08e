import { describe, expect, test } from 'vitest'
import { smallPlan, toldBy } from '../small-plan.ts'
import { sameOnBothSides } from './empty.ts'
import { rules } from './rules.ts'

type Plan = ReturnType<typeof smallPlan>
const told = (id: string, plan: Plan) => toldBy(rules, id, plan)
const count = (id: string, plan: Plan): number => told(id, plan).length
const strategy = "id: s, level: strategy, code: 'AB1', title: Strategy"
const action = (n: string, more = ''): string =>
  `id: a-${n}, level: action, parents: [s], code: 'AB1.${n}', title: Action ${n}${more}`
const task = (id: string, parent: string, title = 'Step', more = ''): string =>
  `id: ${id}, level: task, parents: [${parent}], title: ${title}${more}`

describe('coverage', () => {
  const plan = (more: readonly string[], measures: readonly string[] = []): Plan =>
    smallPlan({ elements: [strategy, action('i'), action('ii'), action('iii', ', major: true'), ...more], measures })
  const office = (cites: string): string =>
    `id: office, level: table, parents: [s], title: Plan of the office, cites: [${cites}]`
  test('actions that no task carries out', () => {
    expect(told('uncovered-action', plan([task('t', 'a-i')])).map((one) => one.at)).toEqual([
      'elements.2',
      'elements.3',
    ])
    expect(told('major-without-plan', plan([task('t', 'a-i')])).map((one) => one.at)).toEqual(['elements.3'])
  })
  test('an office with tasks that names them by code carries them out', () => {
    const covered = plan([office('{code: AB1.i}, {code: ab1.iii}'), task('t', 'office')])
    expect(told('uncovered-action', covered).map((one) => one.at)).toEqual(['elements.2'])
    expect(count('major-without-plan', covered)).toBe(0)
    expect(count('uncovered-action', plan([office('{code: AB1.i}'), task('t', 'a-ii')]))).toBe(2)
  })
  test('silent: the plan has no tasks, or none for this level', () => {
    expect(count('uncovered-action', plan([]))).toBe(0)
    expect(count('major-without-plan', plan([]))).toBe(0)
    expect(count('uncovered-action', plan([office(''), task('t', 'office')]))).toBe(0)
  })
  test('indicators that no office with tasks names', () => {
    const coded = (letter: string, id = letter): string =>
      `id: m-${id}, of: [s], title: Indicator ${letter}, role: outcome, code: AB1.${letter}`
    const measures = [coded('a'), coded('b'), coded('b', 'b2'), coded('c')]
    expect(
      told('uncovered-indicator', plan([office('{code: AB1.a}, {code: AB1.c}'), task('t', 'office')], measures)).map(
        (one) => one.at,
      ),
    ).toEqual(['measures.1'])
    expect(count('uncovered-indicator', plan([office('{code: AB1.i}'), task('t', 'office')], measures))).toBe(0)
    expect(count('uncovered-indicator', plan([office('{code: AB1.a}')], measures))).toBe(0)
  })
  test('champions of something without work', () => {
    const theme = (id: string): string => `id: ${id}, level: theme, title: Theme ${id}, champion: chief`
    const head = [
      theme('one'),
      theme('two'),
      'id: s, level: strategy, parents: [one], title: S',
      'id: a, level: action, parents: [s], title: A',
    ]
    expect(told('champion-without-plan', smallPlan({ elements: head }))).toMatchObject([
      { at: 'elements.1.champion', element: 'two' },
    ])
    expect(
      count(
        'champion-without-plan',
        smallPlan({
          elements: [
            ...head,
            'id: s2, level: strategy, parents: [two], title: S',
            'id: a2, level: action, parents: [s2], title: A',
          ],
        }),
      ),
    ).toBe(0)
    expect(count('champion-without-plan', smallPlan({ elements: [theme('one'), theme('two')] }))).toBe(0)
  })
})

describe('phases', () => {
  const plan = (titles: readonly string[]): Plan =>
    smallPlan({
      elements: [
        strategy,
        action('i'),
        ...titles.map((title, i) =>
          task(
            `t${i}`,
            'a-i',
            title,
            `, timeframe: {words: 'July ${2026 + i}', from: ${2026 + i}-07-01, to: ${2026 + i}-07-31}`,
          ),
        ),
      ],
    })
  test('elementary and high schools, and never the middle ones', () => {
    expect(
      told('phase-skips-level', plan(['Register at all elementary schools', 'Register at all high schools'])),
    ).toMatchObject([{ at: 'elements.3', element: 't1' }])
  })
  test.each([
    [
      'all three',
      ['Register at all elementary schools', 'Register at all middle schools', 'Register at all high schools'],
    ],
    ['everywhere', ['Register at all elementary schools', 'Register at all high schools', 'Register at every school']],
    ['different steps', ['Order books for elementary schools', 'Hire counselors for high schools']],
    ['the end is left out', ['Register at all elementary schools', 'Register at all middle schools']],
  ])('silent: %s', (_, titles) => expect(count('phase-skips-level', plan(titles))).toBe(0))

  const pilot = (month: string): Plan =>
    smallPlan({
      elements: [
        strategy,
        action('i'),
        task(
          'p',
          'a-i',
          'Try out registration in a pilot with 6 schools',
          ', timeframe: {words: July 2026, from: 2026-07-01, to: 2026-07-31}',
        ),
        task(
          'r',
          'a-i',
          'Register at all elementary schools',
          `, timeframe: {words: x, from: ${month}-01, to: ${month}-28}`,
        ),
      ],
    })
  test('a roll-out that begins before its pilot is over', () => {
    expect(told('pilot-overlaps', pilot('2026-07'))).toMatchObject([{ element: 'p', values: { from: '2026-07-01' } }])
    expect(count('pilot-overlaps', pilot('2026-09'))).toBe(0)
    expect(count('pilot-overlaps', plan(['Pilot a new bus app', 'Print posters for all schools']))).toBe(0)
  })
})

describe('no-op', () => {
  test.each([
    ['Rebuild a role from Director of Student Support into Director of Student Support', 'director of student support'],
    ['Restructure the role of Director of Services to Director of Services.', 'director of services'],
    ['Raise the rate from 25% to 25%', '25 %'],
    ['Cambiar la función de Dirección de Apoyo a Dirección de Apoyo', 'direccion de apoyo'],
  ])('%s', (title, both) => {
    expect(sameOnBothSides(title)).toBe(both)
    expect(count('no-op', smallPlan({ elements: [`id: t, level: task, title: '${title}'`] }))).toBe(1)
  })
  test.each([
    'Move cases from the Director of Support to the Director of Support – Behavioral Services',
    'Go from door to door',
    'Move the office from the high school to the middle school',
    'Grow from year to year',
    'Reassign the work of coaches to coaches who have time',
    'Raise the rate from 25% to 30%',
    'Pair schools with schools',
  ])('silent: %s', (title) => expect(sameOnBothSides(title)).toBeNull())
})

describe('met-by-silence', () => {
  const plan = (title: string, target: string): Plan =>
    smallPlan({
      elements: [strategy],
      measures: [`id: m, of: [s], title: ${title}, role: outcome${target && `, targets: [{id: t, ${target}}]`}`],
    })
  test.each([
    ['Fewer investigations of abuse', "kind: direction, operator: '<'"],
    ['Complaints in a month', 'kind: changeAbsolute, amount: -20, unit: count'],
    ['Discipline referrals', "kind: level, operator: '<=', amount: 100, unit: count"],
    ['Fewer incidents', ''],
  ])('%s', (title, target) => expect(count('met-by-silence', plan(title, target))).toBe(1))
  test.each([
    ['Investigations closed within ten days', "kind: level, operator: '>=', amount: 95, unit: percent"],
    ['Chronic absenteeism', "kind: level, operator: '<=', amount: 13, unit: percent"],
    ['Complaints answered', ''],
    ['Budget reports sent', "kind: level, operator: '>=', amount: 100, unit: percent"],
  ])('silent: %s', (title, target) => expect(count('met-by-silence', plan(title, target))).toBe(0))
})

test('too-many-measures', () => {
  const plan = (n: number): Plan =>
    smallPlan({
      elements: ['id: g, level: goal, title: Goal'],
      measures: Array.from({ length: n }, (_, i) => `id: m${i}, of: [g], title: Measure ${i}, role: outcome`),
    })
  expect(told('too-many-measures', plan(11))).toMatchObject([{ element: 'g', values: { count: 11 } }])
  expect(count('too-many-measures', plan(10))).toBe(0)
})

describe('cannot-move', () => {
  const plan = (year: number, titles: readonly string[], population = ''): Plan =>
    smallPlan({
      elements: [
        strategy,
        action('i'),
        ...titles.map((title, i) =>
          task(`t${i}`, 'a-i', title, ', timeframe: {words: July 2027, from: 2027-07-01, to: 2027-07-31}'),
        ),
      ],
      measures: [
        `id: m, of: [a-i], title: Reading, role: outcome${population}, targets: [{id: x, kind: level, operator: '>=', amount: 50, unit: percent, dueBy: {schoolYear: ${year}}}]`,
      ],
    })
  const third = ", populations: [{set: grade, value: '3'}]"
  test('everything begins after it is judged', () => {
    expect(told('cannot-move', plan(2027, ['Step', 'Another']))).toMatchObject([
      { at: 'measures.0', values: { how: 'time', due: '2027-06-30', first: '2027-07-01', count: 2 } },
    ])
    expect(count('cannot-move', plan(2028, ['Step']))).toBe(0)
    expect(count('cannot-move', plan(2027, []))).toBe(0)
  })
  test('the work is for other grades', () => {
    expect(told('cannot-move', plan(2030, ['Close reading in grades 6-12'], third))).toMatchObject([
      { values: { how: 'grades', grades: '3' } },
    ])
    expect(count('cannot-move', plan(2030, ['Guided reading K-5'], third))).toBe(0)
    expect(count('cannot-move', plan(2030, ['Close reading in grades 6-12', 'Talk with families'], third))).toBe(0)
    expect(count('cannot-move', plan(2030, ['Close reading in grades 6-12']))).toBe(0)
  })
})

describe('metadata-conflict', () => {
  const how = (head: string): (string | number | undefined)[] =>
    told('metadata-conflict', smallPlan({ head })).map((one) => one.values['how'])
  test.each([
    ['title: Strategic plan 2026-2028', 'title'],
    ['title: {en: Plan 2025-30, es: Plan}', 'title'],
    ['period: {words: 2026-2029, from: 2026-07-01, to: 2030-06-30}', 'words'],
    ['source: {title: Operating plan 2026-2027 of the district}', 'source'],
    [
      'adoption: {state: adopted, body: Board, on: 2026-06-16}\napprovals: [{id: b, body: Board, on: 2026-05-05}]',
      'adoption',
    ],
    ['adoption: {state: draft, on: 2026-06-16}', 'state'],
  ])('%s', (head, expected) => expect(how(head)).toEqual([expected]))
  test.each([
    'title: Strategic plan 2026-30',
    'title: Every Day Counts',
    'title: Plan for 2027',
    "period: {words: 'over the next four years, to 2030', from: 2026-07-01, to: 2030-06-30}",
    'adoption: {state: adopted, body: Board, on: 2026-06-16}\napprovals: [{id: b, body: Board, on: 2026-06-16}, {id: c, body: Union, on: 2026-05-05}]',
    'adoption: {state: draft}',
  ])('silent: %s', (head) => expect(how(head)).toEqual([]))
})
