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
  const listed = (id: string, p: Plan) => told(id, p).map((one) => [one.at, one.values['how'], one.values['list']])
  test('actions that no task carries out: one finding that lists them', () => {
    expect(listed('uncovered-action', plan([task('t', 'a-i')]))).toEqual([
      ['grammar.levels.3', 'many', 'AB1.ii, AB1.iii'],
    ])
    expect(told('major-without-plan', plan([task('t', 'a-i')])).map((one) => one.at)).toEqual(['elements.3'])
  })
  test('an office with tasks that names them by code carries them out', () => {
    const covered = plan([office('{code: AB1.i}, {code: ab1.iii}'), task('t', 'office')])
    expect(told('uncovered-action', covered).map((one) => one.at)).toEqual(['elements.2'])
    expect(count('major-without-plan', covered)).toBe(0)
    expect(told('uncovered-action', plan([office('{code: AB1.i}'), task('t', 'a-ii')]))).toMatchObject([
      { values: { count: 2, covered: 1, all: 3, list: 'AB1.i, AB1.iii' } },
    ])
  })
  test('a link of a kind that says so carries; a task of another plan is no plan of its own', () => {
    const linked = (kind: string, from: string, to: string, elements: readonly string[]): Plan => ({
      ...plan(elements),
      links: [{ from, to, kind: kind as 'aligns', basis: 'read', note: null }],
    })
    const work = [task('t', 'a-i')]
    expect(listed('uncovered-action', linked('monitors', 't', 'a-iii', work))).toEqual([
      ['grammar.levels.3', 'many', 'AB1.ii, AB1.iii'],
    ])
    const aligned = linked('aligns', 't', 'a-iii', work)
    expect(told('uncovered-action', aligned)).toMatchObject([
      { at: 'elements.2', element: 'a-ii', values: { how: 'one' } },
    ])
    expect(told('major-without-plan', aligned)).toMatchObject([{ at: 'elements.3', values: { by: 'task' } }])
    const office2 = [...work, office(''), task('o', 'office')]
    expect(count('major-without-plan', linked('aligns', 'office', 'a-iii', office2))).toBe(0)
  })
  test('named only beside the words of another is not carried out', () => {
    const words = (n: string, title: string): string => `${action(n).replace(`Action ${n}`, title)}`
    const misnamed = smallPlan({
      elements: [
        strategy,
        words('i', 'Support for students with disabilities'),
        words('ii', 'Gardens at every elementary school'),
        'id: office, level: table, parents: [s], title: Plan, cites: [{code: AB1.i, words: gardens at every elementary school}]',
        task('t', 'office'),
        task('u', 'a-ii'),
      ],
    })
    expect(told('uncovered-action', misnamed)).toMatchObject([
      { at: 'elements.1', element: 'a-i', values: { wrong: 'AB1.i' } },
    ])
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
      listed('uncovered-indicator', plan([office('{code: AB1.a}, {code: AB1.c}'), task('t', 'office')], measures)),
    ).toEqual([['measures.1', 'one', 'AB1.b']])
    expect(listed('uncovered-indicator', plan([office('{code: AB1.a}'), task('t', 'office')], measures))).toEqual([
      ['measures.1', 'many', 'AB1.b, AB1.c'],
    ])
    expect(count('uncovered-indicator', plan([office('{code: AB1.i}'), task('t', 'office')], measures))).toBe(0)
    expect(count('uncovered-indicator', plan([office('{code: AB1.a}')], measures))).toBe(0)
  })
  test('an indicator whose own action has tasks, and no plan names it', () => {
    const odd = (title: string): Plan =>
      smallPlan({
        elements: [
          strategy,
          action('i').replace('Action i', 'Money follows the needs of schools'),
          'id: office, level: table, parents: [s], title: Plan, cites: [{code: AB1.a}]',
          task('t', 'office'),
          task('u', 'a-i'),
        ],
        measures: [
          'id: a, of: [s], title: Gardens, role: outcome, code: AB1.a',
          `id: b, of: [s], title: ${title}, role: outcome, code: AB1.b`,
        ],
      })
    expect(told('uncovered-indicator', odd('Money per pupil and needs'))).toMatchObject([
      { at: 'measures.1', element: 's', values: { how: 'odd', action: 'AB1.i' } },
    ])
    expect(told('uncovered-indicator', odd('Buses at schools'))).toMatchObject([{ values: { how: 'one' } }])
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
    const ends = (month: string): Plan => {
      const both = pilot(month)
      for (const e of both.elements) if (e.timeframe) e.timeframe.from = null
      return both
    }
    expect(told('pilot-overlaps', ends('2026-07'))).toMatchObject([{ values: { how: 'due', from: '2026-07-28' } }])
    expect(count('pilot-overlaps', ends('2026-08'))).toBe(0)
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
  const plan = (n: number, more: readonly string[] = []): Plan =>
    smallPlan({
      elements: ['id: g, level: goal, title: Goal'],
      measures: [
        ...Array.from({ length: n }, (_, i) => `id: m${i}, of: [g], title: Measure ${i}, role: outcome`),
        ...more,
      ],
    })
  const evidence = [
    'id: s, of: [g], title: Survey, role: qualitative',
    'id: d, of: [g], title: Guide, role: implementation, artefact: true',
  ]
  expect(told('too-many-measures', plan(11))).toMatchObject([{ element: 'g', values: { count: 11 } }])
  expect(count('too-many-measures', plan(10))).toBe(0)
  expect(count('too-many-measures', plan(10, evidence))).toBe(0)
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
