import { describe, expect, test } from 'vitest'
import { checkInput, runRules } from '../check.ts'
import { type Case, planOfParts } from '../plan-of-parts.ts'
import { rules } from './rules.ts'

const two = [
  { id: 'a', level: 'goal', code: 'GO1', title: 'Every reader grows with good books' },
  { id: 'b', level: 'goal', code: 'GO2', title: 'Families feel welcome in school' },
]
const offices = [{ id: 'x', name: 'Office of Rivers' }]
const measure = { role: 'outcome' as const, title: 'Readers' }

const cases: Record<string, readonly Case[]> = {
  'dangling-code': [
    ['a code that nothing has', { elements: [...two, { cites: [{ code: 'GO3' }] }] }, 'elements.2.cites.0.code'],
    ['in running text', { elements: [{ ...two[0], code: 'GO1.i', text: 'See GO7.b for more.' }] }, 'elements.0.text'],
    ['a code of an element', { elements: [...two, { cites: [{ code: 'go2' }] }] }],
    ['an old code', { elements: [{ ...two[0], oldCodes: ['GO9'] }, { cites: [{ code: 'GO9' }] }] }],
    [
      'the code of a measure',
      {
        elements: [...two, { cites: [{ code: 'GO1.a' }] }],
        measures: [{ ...measure, id: 'm', of: ['a'], code: 'GO1.a' }],
      },
    ],
    ['a grade and a date are no codes', { elements: [{ ...two[0], text: 'Grades K-5, version 2.1, SY2019.' }] }],
    [
      'a note about its own citation says it once',
      { elements: [{ ...two[0], code: 'GO1.i', cites: [{ code: 'GO7.b' }], note: 'It prints GO7.b.' }] },
      'elements.0.cites.0.code',
    ],
  ],
  'ambiguous-code': [
    [
      'a measure with the code of another element',
      { elements: two, measures: [{ ...measure, id: 'm', of: ['a'], code: 'GO2' }] },
      'measures.0.code',
    ],
    [
      'two measures of different elements',
      {
        elements: two,
        measures: [
          { ...measure, id: 'm', of: ['a'], code: 'M1' },
          { ...measure, id: 'n', of: ['b'], code: 'm1' },
        ],
      },
      'measures.1.code',
    ],
    [
      'a measure with the code of what it measures',
      { elements: two, measures: [{ ...measure, id: 'm', of: ['a'], code: 'GO1' }] },
    ],
    [
      'two measures of one indicator',
      {
        elements: two,
        measures: [
          { ...measure, id: 'm', of: ['a'], code: 'M1' },
          { ...measure, id: 'n', of: ['a'], code: 'M1' },
        ],
      },
    ],
  ],
  'reused-code': [
    [
      'the old code is the code of another one today',
      { elements: [{ ...two[0], oldCodes: ['GO2'] }, two[1] ?? {}] },
      'elements.0.oldCodes.0',
    ],
    ['nobody has the old code', { elements: [{ ...two[0], oldCodes: ['GO8'] }, two[1] ?? {}] }],
  ],
  'other-words': [
    [
      'the words of another one',
      { elements: [...two, { cites: [{ code: 'GO1', words: 'Families feel welcome' }] }] },
      'elements.2.cites.0.words',
    ],
    ['its own words', { elements: [...two, { cites: [{ code: 'GO1', words: 'Every reader grows' }] }] }],
    ['words that nobody has', { elements: [...two, { cites: [{ code: 'GO1', words: 'buses run on time' }] }] }],
    ['too few words to tell', { elements: [...two, { cites: [{ code: 'GO1', words: 'welcome in school' }] }] }],
  ],
  orphan: [
    ['nothing above, below or beside', { elements: [...two, { parents: ['a'] }, {}] }, 'elements.1', 'elements.3'],
    [
      'a measure is of it',
      { elements: [...two, { parents: ['a'] }, {}], measures: [{ ...measure, id: 'm', of: ['e4', 'b'] }] },
    ],
    ['the whole level stands apart', { elements: two }],
    ['rows that the source lost may belong to it', { elements: [...two, { parents: ['a'], state: 'unaligned' }] }],
  ],
  'idle-name': [
    ['an office without work', { offices, elements: two }, 'offices.0'],
    ['a role without a word', { roles: [{ id: 'r', name: 'Chief of Rivers' }], elements: two }, 'roles.0'],
    ['it owns something', { offices, elements: [{ owner: 'x' }] }],
    ['the text speaks of it', { offices, elements: [{ text: 'The office counts rivers with the schools.' }] }],
    ['a mention names it', { offices, elements: [{ mentions: [{ place: 'p', office: 'x' }] }] }],
  ],
  'declared-count': [
    ['three are said, two are there', { elements: two, declares: [{ level: 'goal', count: 3 }] }, 'declares.0'],
    ['the count holds', { elements: two, declares: [{ level: 'goal', count: 2 }] }],
    ['no number is said', { elements: two, declares: [{ level: 'goal' }] }],
  ],
  'declared-missing': [
    [
      'none is listed',
      { elements: two, declares: [{ level: 'task', count: 4 }, { level: 'action' }] },
      'declares.0',
      'declares.1',
    ],
    [
      'said twice is told once',
      {
        elements: two,
        declares: [
          { level: 'task', count: 4 },
          { level: 'task', count: 5 },
        ],
      },
      'declares.0',
    ],
    [
      'one phrase that promises two levels is told once',
      {
        elements: two,
        declares: [
          { level: 'task', words: 'tasks and actions', source: { page: 2, place: 'Letter' } },
          { level: 'action', words: 'tasks and actions', source: { page: 2, place: 'Letter' } },
        ],
      },
      'declares.0',
    ],
    ['none is said and none is there', { elements: two, declares: [{ level: 'task', count: 0 }] }],
    [
      'measures stand in their own list',
      { elements: two, declares: [{ level: 'indicator' }], measures: [{ ...measure, id: 'm', of: ['a'] }] },
    ],
  ],
  'code-gap': [
    ['one is left out', { elements: [two[0] ?? {}, { id: 'c', level: 'goal', code: 'GO3' }] }, 'elements.1.code'],
    [
      'in roman numbers under a parent',
      {
        elements: [
          two[0] ?? {},
          { level: 'action', code: 'GO1.i', parents: ['a'] },
          { level: 'action', code: 'GO1.iv', parents: ['a'] },
        ],
      },
      'elements.2.code',
    ],
    ['none is left out', { elements: two }],
    [
      'numbers that begin later',
      {
        elements: [
          { level: 'goal', code: 'GO4' },
          { level: 'goal', code: 'GO5' },
        ],
      },
    ],
  ],
  'idle-link': [
    ['to itself', { elements: two, links: [{ from: 'a', to: 'a', kind: 'supports' }] }, 'links.0'],
    [
      'the same line twice',
      {
        elements: two,
        links: [
          { from: 'a', to: 'b', kind: 'supports' },
          { from: 'a', to: 'b', kind: 'supports' },
        ],
      },
      'links.1',
    ],
    ['the same parent twice', { elements: [...two, { parents: ['a', 'a'] }] }, 'elements.2.parents.1'],
    [
      'another kind of line',
      {
        elements: two,
        links: [
          { from: 'a', to: 'b', kind: 'supports' },
          { from: 'a', to: 'b', kind: 'monitors' },
        ],
      },
    ],
  ],
  'term-twice': [
    [
      'the same term',
      {
        glossary: [
          { term: 'HPU', means: 'One' },
          { term: 'hpu', means: 'Two' },
        ],
      },
      'glossary.1.term',
    ],
    [
      'two terms',
      {
        glossary: [
          { term: 'HPU', means: 'One' },
          { term: 'HPV', means: 'Two' },
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
