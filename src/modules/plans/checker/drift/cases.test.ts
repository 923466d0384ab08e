import { describe, expect, test } from 'vitest'
import { checkInput, runRules } from '../check.ts'
import { type Case, type Parts, planOfParts } from '../plan-of-parts.ts'
import { rules } from './rules.ts'
import { spansOf, unitOf, whenOf } from './spans.ts'

type Mention = NonNullable<NonNullable<Parts['elements']>[number]['mentions']>[number]
const said = (...list: Partial<Mention>[]): Parts => ({
  offices,
  elements: [{ mentions: list.map((one, i) => ({ place: `Page ${i + 1}`, ...one })) }],
})
const words = (...list: string[]): Parts => said(...list.map((one) => ({ words: one })))
const offices = [
  { id: 'x', name: 'Office of Human Resources' },
  { id: 'y', name: 'Human Capital Department' },
]
const second = 'elements.0.mentions.1'
const indicator = { id: 'i', level: 'indicator', code: 'I1' }
const measure = { role: 'outcome' as const, of: ['i'] }
const goals = [
  { id: 'a', level: 'goal' },
  { id: 'b', level: 'goal' },
]
const work = (title: string, title2: string, more: object = {}, more2: object = {}): Parts => ({
  offices,
  elements: [
    ...goals,
    { title, parents: ['a'], owner: 'x', ...more },
    { title: title2, parents: ['b'], owner: 'y', ...more2 },
  ],
})

const cases: Record<string, readonly Case[]> = {
  'wording-drift': [
    [
      'another adjective',
      words('evidence-based instructional strategies', 'effective instructional strategies'),
      second,
    ],
    [
      'a noun put in',
      words('timely data to continuously improve teaching', 'timely data indicators to continuously improve'),
      second,
    ],
    ['it goes on with "and"', words('teaching and learning', 'teaching and learning, and district operations'), second],
    [
      'beside a cited code',
      {
        elements: [
          { id: 'a', level: 'goal', code: 'GO1', mentions: [{ place: 'p', words: 'holistic community school model' }] },
          { cites: [{ code: 'GO1', words: 'clear community school model' }] },
        ],
      },
      'elements.1.cites.0',
    ],
    ['forms of one word', words('Putting students at the center', 'Put Students at the Center')],
    ['a shorter quote', words('Student Success Plans', 'Fully Implement Student Success Plans')],
    ['two windows on one sentence', words('relevant and timely data', 'timely data to continuously improve teaching')],
    ['another sentence', words('Good Attendance Habits', 'fewer suspensions for boys')],
    ['only the number differs', words('by 22% by 2022', 'by 9% by 2022')],
    ['spelling of one word', words('achieve longterm sustainability', 'achieve long-term sustainability')],
  ],
  'unit-drift': [
    ['share here, number there', words('Increased % of partnerships', 'Increased # of partnerships'), second],
    ['both in one place', said({ unit: 'percent or number' }, { unit: 'percent' }), second],
    ['two ways to write percent', said({ unit: '%' }, { unit: 'percent' })],
    ['two ways to write a number', words('Increased # of students', 'Increased number of students')],
    ['another number says another thing', said({ number: 10, unit: 'percent' }, { number: 60, unit: 'percent less' })],
  ],
  'number-drift': [
    ['two numbers', said({ number: 100, unit: 'percent less' }, { number: 90, unit: 'percent less' }), second],
    [
      'each has its own date',
      said({ number: 50, unit: '%', date: 'year 1' }, { number: 75, unit: '%', date: 'year 2' }),
    ],
    ['each has its own grades', said({ number: 50, unit: '%', grades: '3' }, { number: 75, unit: '%', grades: '8' })],
    ['each has its own unit', said({ number: 3, unit: 'schools' }, { number: 40, unit: 'percent' })],
    ['the same number', said({ number: 5 }, { number: 5 })],
    ['one is the other rounded', said({ number: 83, unit: 'percent' }, { number: 83.2, unit: 'percent' })],
    ['close, and not rounded', said({ number: 48, unit: 'percent' }, { number: 48.8, unit: 'percent' }), second],
  ],
  'scope-drift': [
    ['K-5 and K-6', said({ grades: 'K-5' }, { grades: 'K-6' }), second],
    ['in the words', words('Guided Reading K-5', 'Guided Reading K-6; Close Reading 6-12'), second],
    ['they complete each other', said({ grades: 'K-6' }, { grades: '6-12' })],
    ['years are no grades', words('plan of 2019-20', 'plan of 2020-21')],
    ['the same grades', said({ grades: 'K-5' }, { grades: 'K-5' })],
  ],
  'date-drift': [
    [
      'two periods of the plan itself',
      {
        mentions: [
          { place: 'p', date: '2019-2020' },
          { place: 'q', date: '2019-2022' },
        ],
      },
      'mentions.1',
    ],
    ['two months', said({ date: 'June 2026' }, { date: 'July 2026' }), second],
    ['a month of the year', said({ date: '2027' }, { date: 'June 2027' })],
    ['words that are no date', said({ date: 'five years' }, { date: '2029' })],
    ['a period and its end', said({ date: '2026-2029' }, { date: 'by 2029' })],
  ],
  'office-drift': [
    ['two offices', said({ office: 'x' }, { office: 'y' }), second],
    [
      'by their names',
      said({ office: 'x', words: 'Human Resources' }, { office: 'y', words: 'Human Capital Department' }),
      second,
    ],
    [
      'the pages of two offices repeat it',
      said({ office: 'x', words: 'safe and valued' }, { office: 'y', words: 'safe and valued' }),
    ],
    ['one office', said({ office: 'x' }, { office: 'x' })],
  ],
  'office-twins': [
    [
      'another word for office',
      { offices: [...offices, { id: 'z', name: 'Department for Human Resources' }] },
      'offices.2.name',
    ],
    ['two offices', { offices }],
  ],
  'office-name-drift': [
    [
      'two names on two pages',
      said(
        { office: 'x', words: 'Office of Human Resources' },
        { office: 'x', words: 'Department of Human Resources' },
      ),
      second,
    ],
    [
      'short form in brackets',
      said(
        { office: 'x', words: 'Office of Human Resources' },
        { office: 'x', words: 'Office of Human Resources (HR)' },
      ),
    ],
    [
      'cut after six words',
      said(
        { office: 'x', words: 'Office of Human Resources' },
        { office: 'x', words: 'Office of Human Resources and Talent' },
      ),
    ],
  ],
  'code-two-measures': [
    [
      'two things',
      {
        elements: [indicator],
        measures: [
          { ...measure, id: 'm', title: 'Suspension rate' },
          { ...measure, id: 'n', title: 'Expulsion rate' },
        ],
      },
      'measures.1',
    ],
    [
      'one thing',
      {
        elements: [indicator],
        measures: [
          { ...measure, id: 'm', title: 'Suspension rate' },
          { ...measure, id: 'n', title: 'The suspension rate' },
        ],
      },
    ],
    [
      'a goal may have many',
      {
        elements: [{ ...indicator, level: 'goal' }],
        measures: [
          { ...measure, id: 'm', title: 'Suspension rate' },
          { ...measure, id: 'n', title: 'Expulsion rate' },
        ],
      },
    ],
  ],
  'code-two-populations': [
    [
      'students and staff',
      {
        elements: [indicator],
        measures: [
          { ...measure, id: 'm', who: 'student', title: 'Students who feel safe' },
          { ...measure, id: 'n', who: 'adult', title: 'Staff who feel safe' },
        ],
      },
      'measures.1',
    ],
    [
      'one measure for several groups',
      {
        elements: [indicator],
        measures: [
          {
            ...measure,
            id: 'm',
            title: 'Feel safe',
            populations: [
              { set: 'el', value: 'yes' },
              { set: 'swd', value: 'yes' },
            ],
          },
        ],
      },
    ],
  ],
  'same-duty': [
    ['two offices', work('Monthly audit of investigations', 'Audit investigations, monthly'), 'elements.3.title'],
    ['one office', work('Monthly audit of investigations', 'Monthly audit of investigations', {}, { owner: 'x' })],
    [
      'other work',
      work('Conduct registration with all elementary schools', 'Conduct registration with all high schools'),
    ],
    ['other grades', work('Train teachers of grade 3', 'Train teachers of grade 4')],
    [
      'a line joins them',
      {
        ...work('Monthly audit of investigations', 'Monthly audit of investigations'),
        links: [{ from: 'e3', to: 'e4', kind: 'supports' }],
      },
    ],
    ['too short to know again', work('Professional learning', 'Professional learning')],
  ],
  'repeated-work': [
    [
      'under another goal',
      work('A round table of partners', 'A round table of partners', {}, { owner: 'x' }),
      'elements.3.title',
    ],
    [
      'nearly the same, and long',
      work(
        'Information sessions in the city in September, January and May',
        'Open information sessions in the city in September, January and May',
        { owner: null },
      ),
      'elements.3.title',
    ],
    ['two offices are another rule', work('A round table of partners', 'A round table of partners')],
    [
      'parent and child',
      {
        elements: [
          goals[0] ?? {},
          { id: 'p', level: 'action', title: 'Audit of all investigations', parents: ['a'] },
          { title: 'Audit of all investigations', parents: ['p'] },
        ],
      },
    ],
    [
      'another level',
      {
        elements: [
          ...goals,
          { level: 'action', title: 'Audit of all investigations', parents: ['a'] },
          { title: 'Audit of all investigations', parents: ['b'] },
        ],
      },
    ],
  ],
  'repeated-measure': [
    [
      'of two goals',
      {
        elements: goals,
        measures: [
          { ...measure, of: ['a'], id: 'm', title: 'Share of agencies that come' },
          { ...measure, of: ['b'], id: 'n', title: 'Share of agencies that come' },
        ],
      },
      'measures.1.title',
    ],
    [
      'several of the same two goals: once',
      {
        elements: goals,
        measures: ['a', 'b'].flatMap((of) => [
          { ...measure, of: [of], id: `${of}1`, title: 'Share of agencies that come' },
          { ...measure, of: [of], id: `${of}2`, title: 'Number of evenings with a meal' },
        ]),
      },
      'measures.2.title',
    ],
    [
      'for other people',
      {
        elements: goals,
        measures: [
          { ...measure, of: ['a'], id: 'm', who: 'adult', title: 'Share of people who come' },
          { ...measure, of: ['b'], id: 'n', who: 'student', title: 'Share of people who come' },
        ],
      },
    ],
    [
      'under one goal and one office',
      {
        offices,
        elements: [
          goals[0] ?? {},
          { id: 't', level: 'action', parents: ['a'], owner: 'x' },
          { id: 'u', level: 'action', parents: ['a'], owner: 'x' },
        ],
        measures: [
          { ...measure, of: ['t'], id: 'm', title: 'Share of agencies that come' },
          { ...measure, of: ['u'], id: 'n', title: 'Share of agencies that come' },
        ],
      },
    ],
    [
      'under one goal, of two offices',
      {
        offices,
        elements: [
          goals[0] ?? {},
          { id: 't', level: 'action', parents: ['a'], owner: 'x' },
          { id: 'u', level: 'action', parents: ['a'], owner: 'y' },
        ],
        measures: [
          { ...measure, of: ['t'], id: 'm', title: 'Share of agencies that come' },
          { ...measure, of: ['u'], id: 'n', title: 'Share of agencies that come' },
        ],
      },
      'measures.1.title',
    ],
    [
      'of a goal and what stands below it',
      {
        elements: [goals[0] ?? {}, { id: 't', parents: ['a'] }],
        measures: [
          { ...measure, of: ['a'], id: 'm', title: 'Share of agencies that come' },
          { ...measure, of: ['t'], id: 'n', title: 'Share of agencies that come' },
        ],
      },
    ],
  ],
}

test('each rule has cases that fire and cases that do not', () => {
  expect(Object.keys(cases).toSorted()).toEqual(rules.map((one) => one.id).toSorted())
  for (const list of Object.values(cases))
    expect([list.some((one) => one.length > 2), list.some((one) => one.length === 2)]).toEqual([true, true])
})

describe.each(rules)('$id', (rule) => {
  for (const [what, parts, ...paths] of cases[rule.id] ?? [])
    test(what, () => {
      const found = runRules([rule], checkInput(planOfParts(parts)))
      expect(found.map((one) => one.path.join('.')).toSorted()).toEqual([...paths].toSorted())
    })
})

test('what a mention prints is read: grades, dates, units', () => {
  expect([spansOf('K-6; 6-12'), spansOf('K-5th: Guided Reading'), spansOf('2019-20'), spansOf('PK')]).toEqual([
    [
      [0, 6],
      [6, 12],
    ],
    [[0, 5]],
    [],
    [[-1, -1]],
  ])
  expect(['2019-20', 'Feb 2019', 'Winter 2018', 'by 2022', 'FY 19-20'].map((one) => whenOf(one) !== null)).toEqual([
    true,
    true,
    false,
    true,
    false,
  ])
  expect([
    unitOf('%', null),
    unitOf(null, 'Increased %/# of'),
    unitOf('percent less', null),
    unitOf(null, 'x'),
  ]).toEqual(['percent', 'percent or count', 'percent less', null])
})

test('twins: whether both have work decides why it matters', () => {
  const [twins] = rules.filter((one) => one.id === 'office-twins')
  const work = (owners: readonly string[]) =>
    runRules(
      twins ? [twins] : [],
      checkInput(
        planOfParts({
          offices: [...offices, { id: 'z', name: 'Department for Human Resources' }],
          elements: owners.map((owner, i) => ({ title: `Step ${i}`, owner })),
        }),
      ),
    ).map((one) => one.values['work'])
  expect([work(['x', 'z']), work(['x', 'y']), work([])]).toEqual([['both'], ['one'], ['one']])
})
