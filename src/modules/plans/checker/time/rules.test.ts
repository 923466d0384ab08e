import { describe, expect, test } from 'vitest'
import { smallPlan, toldBy } from '../small-plan.ts'
import { rules } from './rules.ts'

type Plan = ReturnType<typeof smallPlan>
const told = (id: string, plan: Plan) => toldBy(rules, id, plan)
const count = (id: string, plan: Plan): number => told(id, plan).length
const goal = (timeframe: string): string =>
  `id: g, level: goal, title: A shorter budget cycle${timeframe && `, timeframe: {${timeframe}}`}`
const task = (timeframe: string, more = ''): string =>
  `id: t, level: task, parents: [table], title: Meet about the budget, timeframe: {${timeframe}}${more}`
const table = 'id: table, level: action, parents: [g2], title: Plan of the office'
const second = 'id: g2, level: strategy, parents: [g], title: Strategy'
const timed = (g: string, t: string, measures: readonly string[] = []): Plan =>
  smallPlan({ elements: [goal(g), second, table, task(t)], measures })
const due = (when: string) =>
  `id: m, of: [g], title: Days earlier, role: outcome, targets: [{id: t1, kind: changeAbsolute, operator: '<=', amount: -60, unit: days, dueBy: {${when}}}]`

describe('task-after-goal', () => {
  test('a step in March for a goal of February', () => {
    expect(
      told(
        'task-after-goal',
        timed('words: February 2027, to: 2027-02-28', 'words: March 2027, from: 2027-03-01, to: 2027-03-31'),
      ),
    ).toMatchObject([{ element: 't', values: { to: '2027-03-31', due: '2027-02-28' } }])
  })
  test('of several named days: most behind the goal, or only the last, which is a note; the day of the measure counts', () => {
    const list = (words: string) => `words: '${words}', to: 2027-04-30, every: monthly`
    expect(
      told('task-after-goal', timed('', list('Oct 2026, March 2027, April 2027'), [due('date: 2027-02-28')])),
    ).toMatchObject([
      {
        severity: 'warning',
        values: { how: 'list', late: 2, all: 3, list: '2027-03-01 – 2027-03-31, 2027-04-01 – 2027-04-30' },
      },
    ])
    expect(
      told('task-after-goal', timed('', list('Oct 2026, Dec 2026, April 2027'), [due('date: 2027-02-28')])),
    ).toMatchObject([{ severity: 'note', values: { late: 1, all: 3 } }])
  })
  test('a note when it is late in one reading of “by 2028” only', () => {
    const by2028 = [due('words: by 2028, schoolYear: 2028')]
    const step = 'words: July 2028, to: 2028-07-31'
    expect(told('task-after-goal', timed('', step, by2028))).toMatchObject([
      { severity: 'note', values: { how: 'depends', due: '2028-06-30', latest: '2028-12-31' } },
    ])
    expect(told('task-after-goal', timed('', 'words: January 2029, to: 2029-01-31', by2028))).toMatchObject([
      { severity: 'warning', values: { how: 'whole' } },
    ])
    expect(told('task-after-goal', timed('', step, [due('schoolYear: 2028')]))).toMatchObject([{ severity: 'warning' }])
  })
  test.each<[string, string, string]>([
    ['in time', 'words: February 2027, to: 2027-02-28', 'words: January 2027, from: 2027-01-01, to: 2027-01-31'],
    ['goes on', 'words: February 2027, to: 2027-02-28', 'words: Fall 2026/Ongoing, from: 2026-09-01, open: true'],
    [
      'again and again',
      'words: February 2027, to: 2027-02-28',
      'words: Monthly, from: 2026-09-01, to: 2027-06-30, every: monthly',
    ],
    ['no day for the goal', '', 'words: March 2027, from: 2027-03-01, to: 2027-03-31'],
  ])('silent: %s', (_, g, t) => expect(count('task-after-goal', timed(g, t))).toBe(0))
  test('silent: a second goal is due later', () => {
    const plan = smallPlan({
      elements: [
        goal('words: February 2027, to: 2027-02-28'),
        'id: late, level: goal, title: Late, timeframe: {words: June 2028, to: 2028-06-30}',
        'id: t, level: task, parents: [g, late], title: Step, timeframe: {words: May 2027, from: 2027-05-01, to: 2027-05-31}',
      ],
    })
    expect(count('task-after-goal', plan)).toBe(0)
  })
})

describe('goal-measure-date', () => {
  const steps = (year: number) =>
    `id: s, of: [table], title: Done online, role: implementation, targets: [{id: s1, kind: milestoneSeries, unit: percent, milestones: [{dueBy: {schoolYear: 2028}, amount: 50}, {dueBy: {schoolYear: ${year}}, amount: 100}]}]`
  const own =
    'id: m, of: [g], title: All online, role: outcome, targets: [{id: m1, kind: level, operator: ">=", amount: 100, unit: percent, dueBy: {schoolYear: 2028}}]'
  const plan = (g: string, measures: readonly string[]): Plan =>
    smallPlan({ elements: [goal(g), second, table], measures })
  test('milestones of the work run past the day of the goal', () => {
    expect(told('goal-measure-date', plan('', [own, steps(2030)]))).toMatchObject([
      { at: 'measures.1.targets.0', values: { last: '2030-06-30', due: '2028-06-30' } },
    ])
    expect(count('goal-measure-date', plan('words: June 2028, to: 2028-06-30', [steps(2029)]))).toBe(1)
  })
  test('silent: in time, within a month, or two dates of the goal itself', () => {
    expect(count('goal-measure-date', plan('', [own, steps(2028)]))).toBe(0)
    expect(count('goal-measure-date', plan('words: by June 2028, to: 2028-06-09', [own]))).toBe(0)
    expect(count('goal-measure-date', plan('', [own, own.replace('id: m,', 'id: n,').replace('2028', '2030')]))).toBe(0)
  })
})

describe('before-adoption and adopted-late', () => {
  const late = 'adoption: {state: adopted, on: 2027-04-01}'
  const plan = (timeframe: string, head = 'adoption: {state: adopted, on: 2026-07-20}'): Plan =>
    smallPlan({ head, elements: [`id: t, level: task, title: Step, timeframe: {${timeframe}}`] })
  test('work that was over, with its days or by its words', () => {
    expect(count('before-adoption', plan('words: early July, from: 2026-07-01, to: 2026-07-10'))).toBe(1)
    expect(told('before-adoption', plan('words: June 2026'))).toMatchObject([
      { values: { to: '2026-06-30', adopted: '2026-07-20' } },
    ])
    expect(
      count(
        'before-adoption',
        plan('words: June 2026', 'approvals: [{id: b, body: Board, on: 2026-07-20}]\nadoption: {state: adopted}'),
      ),
    ).toBe(1)
  })
  test('one late vote is told once, with the steps that were over', () => {
    const summer = plan('words: Summer 2026', late)
    expect(count('before-adoption', summer)).toBe(0)
    expect(told('adopted-late', summer)).toMatchObject([{ values: { over: 1, list: '“Step”', lost: 'no' } }])
  })
  test.each([
    ['it was still going', 'words: 2026-27, from: 2026-07-01, to: 2027-06-30'],
    ['it goes on', 'words: Fall 2026/Ongoing, from: 2026-09-01, open: true'],
    ['it comes again', 'words: Fall 2026, from: 2026-09-01, to: 2026-11-30, every: weekly'],
    ['nobody knows when', 'words: when funds allow'],
  ])('silent: %s', (_, timeframe) => {
    expect(count('before-adoption', plan(timeframe))).toBe(0)
    expect(told('adopted-late', plan(timeframe, late))).toMatchObject([{ values: { over: 0 } }])
  })
  test('a plan that was adopted long after it began', () => {
    expect(told('adopted-late', plan('words: Summer 2026', late))).toMatchObject([
      { at: 'adoption.on', values: { count: 1 } },
    ])
    expect(count('adopted-late', plan('words: Summer 2026', 'adoption: {state: adopted, on: 2026-07-20}'))).toBe(0)
    expect(count('adopted-late', plan('words: Summer 2026', 'adoption: {state: draft}'))).toBe(0)
  })
})

describe('two-cadences', () => {
  const plan = (fields: string): Plan => smallPlan({ elements: [`id: t, level: task, ${fields}`] })
  test.each([
    ['title: Visit schools weekly/monthly', 'elements.0.title'],
    ['title: {es: Visitas semanales o mensuales, en: Visits every week or month}', 'elements.0.title'],
    ['title: Visits, mentions: [{place: Table, words: weekly or monthly visits}]', 'elements.0.mentions.0.words'],
    ['title: Visits, timeframe: {words: Quarterly/Monthly}', 'elements.0.timeframe.words'],
  ])('%s', (fields, at) => expect(told('two-cadences', plan(fields))).toMatchObject([{ at }]))
  test('one phrase of one office is told once', () => {
    const visits = (id: string, owner: string, words = 'weekly/monthly'): string =>
      `id: ${id}, level: task, owner: ${owner}, title: Visit ${id} ${words}`
    const told3 = (...elements: string[]) =>
      told('two-cadences', smallPlan({ elements })).map((one) => one.values['again'])
    expect(told3(visits('a', 'office-a'), visits('b', 'office-a'), visits('c', 'office-a'))).toEqual([2])
    expect(told3(visits('a', 'office-a'), visits('b', 'office-b'))).toEqual([0, 0])
    expect(told3(visits('a', 'office-a'), visits('b', 'office-a', 'daily/weekly'))).toEqual([0, 0])
  })
  test.each([
    'title: Weekly visits',
    'title: Complaints monthly and annually',
    'title: Visit schools in a weekly round or call them',
    'title: Bi-weekly meetings',
    'title: Visits, timeframe: {words: Fall 2026/Monthly}',
  ])('silent: %s', (fields) => expect(count('two-cadences', plan(fields))).toBe(0))
})

describe('cadence-dates', () => {
  const plan = (title: string, words: string, every = ''): Plan =>
    smallPlan({
      elements: [
        `id: t, level: task, title: ${title}, timeframe: {words: '${words}', from: 2026-10-01, to: 2027-04-30${every}}`,
      ],
    })
  test('monthly, and every second month is named', () => {
    expect(
      told('cadence-dates', plan('Meet', 'Oct 2026, Dec 2026, Feb 2027, April 2027', ', every: monthly')),
    ).toMatchObject([{ values: { cadence: 'monthly', days: 61, count: 4 } }])
    expect(count('cadence-dates', plan('Meet monthly', 'Oct 2026, Dec 2026, Feb 2027'))).toBe(1)
    expect(
      count('cadence-dates', plan('{en: Meet, es: Reunirse}', 'Oct 2026, Dec 2026, Feb 2027', ', every: weekly')),
    ).toBe(1)
  })
  test('silent: they agree, or there are too few dates, or no cadence', () => {
    expect(count('cadence-dates', plan('Meet', 'Oct 2026, Nov 2026, Dec 2026', ', every: monthly'))).toBe(0)
    expect(count('cadence-dates', plan('Meet', 'Oct-Nov / Jan-Feb / Mar-Apr', ', every: three_times_a_year'))).toBe(0)
    expect(count('cadence-dates', plan('Meet monthly', 'Oct 2026 / Feb 2027'))).toBe(0)
    expect(count('cadence-dates', plan('Meet', 'Oct 2026, Dec 2026, Feb 2027'))).toBe(0)
  })
})

describe('timeframe-words', () => {
  const plan = (timeframe: string): Plan =>
    smallPlan({ elements: [`id: t, level: task, title: Step, timeframe: {${timeframe}}`] })
  test.each([
    ['another season', 'words: Fall 2026, from: 2027-03-01, to: 2027-05-31', 'days'],
    ['another year', 'words: 2026-2027, from: 2027-07-01, to: 2028-06-30', 'days'],
    ['another cadence', 'words: Fall 2026/Quarterly, from: 2026-09-01, every: monthly', 'cadence'],
    ['long after', 'words: October 2026, from: 2026-10-01, to: 2027-01-31', 'days'],
  ])('%s', (_, timeframe, how) => expect(told('timeframe-words', plan(timeframe))).toMatchObject([{ values: { how } }]))
  test.each([
    ['the days of the school', 'words: Fall 2026, from: 2026-09-08, to: 2026-12-18'],
    ['one of the readings', 'words: Winter 2026, from: 2026-12-01, to: 2027-02-28'],
    ['the other reading', 'words: by 2028, to: 2028-12-31'],
    ['a cadence within a year', 'words: Every quarter, from: 2026-09-08, to: 2027-06-11, every: quarterly'],
    ['a term by another name', 'words: Once a term, from: 2026-09-08, to: 2027-06-11, every: three_times_a_year'],
    ['a cadence that the words leave out', 'words: 2026-2027, from: 2026-07-01, to: 2027-06-30, every: twice_a_year'],
    ['it goes on to the end of the plan', 'words: Fall 2026/Ongoing, from: 2026-09-01, to: 2030-06-30'],
    ['words that are not read', 'words: when funds allow, from: 2026-09-01, to: 2027-06-30'],
    ['no days', 'words: Fall 2026'],
  ])('silent: %s', (_, timeframe) => expect(count('timeframe-words', plan(timeframe))).toBe(0))
  test('silent in a language that is not read', () => {
    const plan = smallPlan({
      elements: ['id: t, level: task, title: Paso, timeframe: {words: Otoño 2026, from: 2027-03-01, to: 2027-05-31}'],
    })
    expect(count('timeframe-words', { ...plan, language: 'es' })).toBe(0)
  })
})

describe('timeframe-open', () => {
  const plan = (timeframe: string): Plan =>
    smallPlan({ elements: [`id: t, level: task, title: Step, timeframe: {${timeframe}}`] })
  test.each([
    ['words: Winter 2026', 'season-in-two-years', 2],
    ['words: by 2028', 'bare-year', 3],
    ['words: 2026-ongoing, open: true', 'bare-year', 3],
    ['words: Ongoing - 2028, from: 2026-07-01', 'bare-year', 2],
    ['words: when funds allow', 'unknown', 0],
  ])('%s', (timeframe, finding, readings) =>
    expect(told('timeframe-open', plan(timeframe))).toMatchObject([{ values: { finding, count: readings } }]),
  )
  test.each([
    'words: Fall 2026',
    'words: Winter 2026, from: 2026-12-01, to: 2027-02-28',
    'words: by 2028, to: 2028-06-30',
    'words: Winter 2026/Ongoing, from: 2026-12-01, open: true',
    'words: from grade 6 on, from: 2026-07-01, to: 2030-06-30',
    'words: by 2030',
  ])('silent: %s', (timeframe) => expect(count('timeframe-open', plan(timeframe))).toBe(0))
  test('“by 2028” is dated where a target of the same goal is due in that year', () => {
    const dated = (year: number, words = 'by 2028'): Plan =>
      smallPlan({ elements: [goal(`words: ${words}`)], measures: [due(`schoolYear: ${year}`)] })
    expect([dated(2028), dated(2029), dated(2028, 'Ongoing - 2028')].map((p) => count('timeframe-open', p))).toEqual([
      0, 1, 1,
    ])
  })
})
