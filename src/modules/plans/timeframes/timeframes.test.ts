import { assert, constantFrom, array, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { calendarOf, type Interval, usualCalendar } from './calendar.ts'
import { instances } from './instances.ts'
import { readTimeframe } from './read.ts'
import type { Reading } from './reading.ts'

const days = (i: Interval): string => `${i.from ?? ''}..${i.to ?? ''}`
const anchor = (on: Reading['on']): string =>
  on === null
    ? ''
    : on.kind === 'months'
      ? ` months ${on.spans.map((s) => `${s.from}-${s.to}`).join(' ')}`
      : ` ${Object.values(on).join(' ')}`
const told = (r: Reading): string =>
  `${r.intervals.map(days).join(' + ')}${r.open ? ' open' : ''}${r.every ? ` ${r.every}` : ''}${anchor(r.on)}${
    r.limitDays ? ` within ${r.limitDays} days` : ''
  }`.trim()
const read = (words: string, calendar = usualCalendar): string => {
  const r = readTimeframe(words, calendar)
  return r.reading ? told(r.reading) : `${r.finding}: ${r.readings.map((one) => `${one.id} ${told(one)}`).join(' | ')}`
}

const training = 'training for coaches/Ongoing'
/** Every wording of time that stands in the five plans, and what it comes to. */
const certain: readonly (readonly [string, string])[] = [
  ['Fall 2018', '2018-09-01..2018-11-30'],
  ['Fall2018', '2018-09-01..2018-11-30'],
  ['Fall 2017', '2017-09-01..2017-11-30'],
  ['fall of 2019', '2019-09-01..2019-11-30'],
  ['Spring 2018', '2018-03-01..2018-05-31'],
  ['Spring 2019', '2019-03-01..2019-05-31'],
  ['Spring of 2021', '2021-03-01..2021-05-31'],
  ['Summer 2018', '2018-06-16..2018-08-31'],
  ['Summer 2020', '2020-06-16..2020-08-31'],
  ['Summer/Fall 2021', '2021-06-16..2021-11-30'],
  ['Fall 2018/Ongoing', '2018-09-01..2018-11-30 + 2018-12-01.. open'],
  ['Fall 2018/ Ongoing', '2018-09-01..2018-11-30 + 2018-12-01.. open'],
  ['Fall 2018/Quarterly', '2018-09-01.. open quarterly'],
  ['Fall 2018/ Monthly', '2018-09-01.. open monthly'],
  ['Fall 2018/ Biweekly', '2018-09-01.. open biweekly'],
  ['Ongoing', '.. open'],
  ['Ongoing/monthly', '.. open monthly'],
  ['Aug 2018', '2018-08-01..2018-08-31'],
  ['Sept 2018', '2018-09-01..2018-09-30'],
  ['September 2018', '2018-09-01..2018-09-30'],
  ['Oct 2018', '2018-10-01..2018-10-31'],
  ['October 2018', '2018-10-01..2018-10-31'],
  ['Nov 2018', '2018-11-01..2018-11-30'],
  ['Dec 2018', '2018-12-01..2018-12-31'],
  ['Jan 2019', '2019-01-01..2019-01-31'],
  ['January 2018', '2018-01-01..2018-01-31'],
  ['January 2019', '2019-01-01..2019-01-31'],
  ['Feb 2019', '2019-02-01..2019-02-28'],
  ['Mar 2019', '2019-03-01..2019-03-31'],
  ['March 2019', '2019-03-01..2019-03-31'],
  ['Apr 2019', '2019-04-01..2019-04-30'],
  ['April 2017', '2017-04-01..2017-04-30'],
  ['April 2021', '2021-04-01..2021-04-30'],
  ['April 2019/ Ongoing', '2019-04-01..2019-04-30 + 2019-05-01.. open'],
  ['May 2019', '2019-05-01..2019-05-31'],
  ['June 2019', '2019-06-01..2019-06-30'],
  ['July 2018', '2018-07-01..2018-07-31'],
  ['July 2019', '2019-07-01..2019-07-31'],
  ['July 2020', '2020-07-01..2020-07-31'],
  ['Sept/Oct 2018', '2018-09-01..2018-10-31'],
  ['Oct/Nov 2018', '2018-10-01..2018-11-30'],
  ['Sept-Oct 2018', '2018-09-01..2018-10-31'],
  ['May – June 2019', '2019-05-01..2019-06-30'],
  ['May-Sept 2018', '2018-05-01..2018-09-30'],
  ['March-May 2019', '2019-03-01..2019-05-31'],
  ['January to March 2018', '2018-01-01..2018-03-31'],
  ['Sept 2018 – Feb 2019', '2018-09-01..2019-02-28'],
  ['Sept 2018 – June 2019', '2018-09-01..2019-06-30'],
  ['Sept 2018 June 2019', '2018-09-01..2019-06-30'],
  ['Sept 2018June 2019', '2018-09-01..2019-06-30'],
  ['Aug 2018 June 2019', '2018-08-01..2019-06-30'],
  ['Sept. 2020-Dec. 2020', '2020-09-01..2020-12-31'],
  ['Sept. 2020-Ongoing', '2020-09-01..2020-09-30 + 2020-10-01.. open'],
  ['Nov 2018 / Feb 2019', '2018-11-01..2018-11-30 + 2019-02-01..2019-02-28'],
  [
    ['Oct 2018', 'Dec 2018', 'Feb 2019', 'April 2019'].join(', '),
    '2018-10-01..2018-10-31 + 2018-12-01..2018-12-31 + 2019-02-01..2019-02-28 + 2019-04-01..2019-04-30',
  ],
  ['Nov 2018 PL', '2018-11-01..2018-11-30'],
  [`Aug 2018 initial ${training}`, '2018-08-01..2018-08-31 + 2018-09-01.. open'],
  ['Marking Period I 2018', '2018-08-28..2018-11-05'],
  ['First of every month', '.. open monthly dayOfMonth 1'],
  ['3rd week of month', '.. open monthly weekOfMonth 3'],
  ['Oct-Nov / Jan-Feb / Mar-Apr', 'open three_times_a_year months 10-11 1-2 3-4'],
  ['Oct-Nov Jan-Feb Mar-Apr', 'open three_times_a_year months 10-11 1-2 3-4'],
  ['in Sept., Jan., and May', 'open three_times_a_year months 9-9 1-1 5-5'],
  ['2018-2019', '2018-07-01..2019-06-30'],
  ['2018-19', '2018-07-01..2019-06-30'],
  ['in 2018-19', '2018-07-01..2019-06-30'],
  ['the 2018-19 school year', '2018-07-01..2019-06-30'],
  ['for the school year 2018-2019', '2018-07-01..2019-06-30'],
  ['End of the 2018-19 school year', '..2019-06-30'],
  ['FY 19-20', '2019-07-01..2020-06-30'],
  ['beginning in the 2019-2020 fiscal year', '2019-07-01.. open'],
  ['2018-2022', '2018-07-01..2022-06-30'],
  ['2019-2020', '2019-07-01..2020-06-30'],
  ['2019-2022', '2019-07-01..2022-06-30'],
  ['2020/2021', '2020-07-01..2021-06-30'],
  ['2020 - 2027', '2020-07-01..2027-06-30'],
  ['2020-2021', '2020-07-01..2021-06-30'],
  ['2020-2022', '2020-07-01..2022-06-30'],
  ['2020-2023', '2020-07-01..2023-06-30'],
  ['2021-2022', '2021-07-01..2022-06-30'],
  ['2021-2023', '2021-07-01..2023-06-30'],
  ['2021-2024', '2021-07-01..2024-06-30'],
  ['2021-2025', '2021-07-01..2025-06-30'],
  ['2021-2027', '2021-07-01..2027-06-30'],
  ['2022-2023', '2022-07-01..2023-06-30'],
  ['2022-2024', '2022-07-01..2024-06-30'],
  ['2023-2024', '2023-07-01..2024-06-30'],
  ['2020-2021 - Ongoing', '2020-07-01..2021-06-30 + 2021-07-01.. open'],
  ['2024-2025; Annually', '2024-07-01.. open yearly'],
  ['February 28, 2019', '2019-02-28..2019-02-28'],
  ['November 6, 2019', '2019-11-06..2019-11-06'],
  ['April 1, 2021', '2021-04-01..2021-04-01'],
  ['by September 15th', 'open yearly dayOfYear 9 15'],
  ['by May 1', 'open yearly dayOfYear 5 1'],
  ['August 1 of each academic year', 'open yearly dayOfYear 8 1'],
  ['at the conclusion of each school year', '.. open yearly yearEnd'],
  ['weekly', '.. open weekly'],
  ['bi-weekly', '.. open biweekly'],
  ['monthly', '.. open monthly'],
  ['quarterly', '.. open quarterly'],
  ['twice a year', '.. open twice_a_year'],
  ['annually', '.. open yearly'],
  ['Yearly', '.. open yearly'],
  ['ongoing throughout the year', '.. open'],
  ['4-week maximum wait period', 'within 28 days'],
]

const budget = '2020-21 Budget Cycle'
/** What a person has to settle, with every reading. */
const unsettled: readonly (readonly [string, string])[] = [
  ['Winter 2018', 'season-in-two-years: season-begins 2018-12-01..2019-02-28 | season-ends 2017-12-01..2018-02-28'],
  [
    'Winter 2018/ Ongoing',
    'season-in-two-years: season-begins 2018-12-01..2019-02-28 + 2019-03-01.. open | season-ends 2017-12-01..2018-02-28 + 2018-03-01.. open',
  ],
  ['weekly/monthly', 'two-cadences: weekly .. open weekly | monthly .. open monthly'],
  ['monthly and annually', 'two-cadences: monthly .. open monthly | yearly .. open yearly'],
  [
    '2021',
    'bare-year: school-year-ending 2020-07-01..2021-06-30 | calendar-year 2021-01-01..2021-12-31 | school-year-beginning 2021-07-01..2022-06-30',
  ],
  [
    'in 2017',
    'bare-year: school-year-ending 2016-07-01..2017-06-30 | calendar-year 2017-01-01..2017-12-31 | school-year-beginning 2017-07-01..2018-06-30',
  ],
  [
    '2020-ongoing',
    'bare-year: school-year-ending 2019-07-01..2020-06-30 + 2020-07-01.. open | calendar-year 2020-01-01..2020-12-31 + 2021-01-01.. open | school-year-beginning 2020-07-01..2021-06-30 + 2021-07-01.. open',
  ],
  ['Ongoing - 2021', 'bare-year: school-year-ending ..2021-06-30 | calendar-year ..2021-12-31'],
  ['Ongoing - 2023', 'bare-year: school-year-ending ..2023-06-30 | calendar-year ..2023-12-31'],
  ['through 2024', 'bare-year: school-year-ending ..2024-06-30 | calendar-year ..2024-12-31'],
  ['through 2027', 'bare-year: school-year-ending ..2027-06-30 | calendar-year ..2027-12-31'],
  ['by 2019', 'bare-year: school-year-ending ..2019-06-30 | calendar-year ..2019-12-31 | before-it ..2018-12-31'],
  ['by 2020', 'bare-year: school-year-ending ..2020-06-30 | calendar-year ..2020-12-31 | before-it ..2019-12-31'],
  ['by 2022', 'bare-year: school-year-ending ..2022-06-30 | calendar-year ..2022-12-31 | before-it ..2021-12-31'],
  ['by Fall 2018', 'by-a-span: by-its-end ..2018-11-30 | before-it ..2018-08-31'],
  [
    `Summer 2020 leading into ${budget}`,
    'budget-cycle: budget-year 2020-06-16..2021-06-30 | budget-making 2020-06-16..2020-08-31',
  ],
  [
    `Summer 2020 leading into ${budget} and ongoing`,
    'budget-cycle: budget-year 2020-06-16..2021-06-30 + 2021-07-01.. open | budget-making 2020-06-16..2020-08-31 + 2020-09-01.. open',
  ],
  ['in year 1', 'year-one: '],
  ['over the next five years', 'no-start: '],
  ['over the next four years', 'no-start: '],
  ['Over the course of 100 days', 'no-start: '],
  ['over the next few years', 'vague: '],
  ['this academic year', 'no-year: '],
  ['throughout the year', 'no-year: '],
  ['by the end of 9th grade', 'student-stage: '],
  ['by the end of 3rd grade', 'student-stage: '],
  ['Starting in 6th grade, through graduation', 'student-stage: '],
]

test.each(certain)('%s', (words, expected) => expect(read(words)).toBe(expected))
test.each(unsettled)('a person settles: %s', (words, expected) => expect(read(words)).toBe(expected))

describe('other words of plans', () => {
  test.each([
    ['Every two weeks', '.. open biweekly'],
    ['Every six weeks', '.. open weeks 6'],
    ['Every school day', '.. open daily'],
    ['Every week of school', '.. open weekly'],
    ['Once a term', '.. open marking_period'],
    ['by June 2028', '..2028-06-30'],
    ['Summer and fall 2026', '2026-06-16..2026-11-30'],
    ['December 2026 to May 2027', '2026-12-01..2027-05-31'],
    ['December 2026 to May 2027, monthly', '2026-12-01..2027-05-31 monthly'],
    ['2026-27, monthly', '2026-07-01..2027-06-30 monthly'],
    ['From January 2027', '2027-01-01.. open'],
    ['Nov-Feb 2019', '2018-11-01..2019-02-28'],
    ['Q1 2018-19', '2018-07-01..2018-09-30'],
  ])('%s', (words, expected) => expect(read(words)).toBe(expected))

  test.each([
    'not before May 2019',
    'Sept 45, 2018',
    'when funds allow',
    '2019-2018',
    '',
    'Fall',
    'Nov 2018 or later, if open',
    'May 2019 June 2018',
    'every 0 weeks',
  ])('no guess for: %s', (words) => {
    const r = readTimeframe(words)
    expect(r.reading).toBeNull()
    expect(r.finding).not.toBeNull()
  })
})

test('what a reading takes for granted is said', () => {
  const assumed = (words: string) => readTimeframe(words).assumed
  expect(assumed('Sept 2018June 2019')).toEqual(['dash-lost'])
  expect(assumed('Sept 2018-June 2019')).toEqual([])
  expect(assumed('Fall 2018/Biweekly')).toEqual(['two-weeks', 'season-days'])
  expect(assumed('Marking Period I 2018')).toEqual(['marking-period-days'])
  expect(assumed('Oct-Nov / Jan-Feb / Mar-Apr')).toEqual(['no-year'])
  expect(readTimeframe('Nov 2018 PL').remark).toBe('pl')
  expect(readTimeframe(`Aug 2018 initial ${training}`).remark).toBe('initial training for coaches')
})

test('the window of the plan fills what the words leave out', () => {
  const one = calendarOf({ from: '2018-07-01', to: '2019-06-30' })
  expect(read('Oct-Nov / Jan-Feb / Mar-Apr', one)).toBe(
    '2018-10-01..2018-11-30 + 2019-01-01..2019-02-28 + 2019-03-01..2019-04-30',
  )
  const four = calendarOf({ from: '2018-07-01', to: '2022-06-30' })
  expect(read('Ongoing', four)).toBe('2018-07-01.. open')
  expect(read('over the next four years', four)).toBe('2018-07-01..2022-06-30')
  expect(read('Ongoing - 2021', calendarOf({ from: '2020-07-01', to: '2027-06-30' }))).toBe(
    'bare-year: school-year-ending 2020-07-01..2021-06-30 | calendar-year 2020-07-01..2021-12-31',
  )
  expect(read('year 2', four)).toBe('year-one: first-of-plan 2019-07-01..2020-06-30')
})

describe('due instances', () => {
  const due = (words: string, from: string, to: string) =>
    instances(readTimeframe(words), from, to).map((i) => `${i.kind === 'begin' ? 'begin ' : ''}${i.due}`)
  test.each([
    ['Oct 2018, Dec 2018', ['2018-10-31', '2018-12-31']],
    ['Nov 2018 / Feb 2019', ['2018-11-30', '2019-02-28']],
    ['Fall 2018/Ongoing', ['begin 2018-11-30']],
    [
      'First of every month',
      [
        '2018-09-01',
        '2018-10-01',
        '2018-11-01',
        '2018-12-01',
        '2019-01-01',
        '2019-02-01',
        '2019-03-01',
        '2019-04-01',
        '2019-05-01',
        '2019-06-01',
      ],
    ],
    [
      '3rd week of month',
      [
        '2018-09-21',
        '2018-10-19',
        '2018-11-23',
        '2018-12-21',
        '2019-01-25',
        '2019-02-22',
        '2019-03-22',
        '2019-04-19',
        '2019-05-24',
        '2019-06-21',
      ],
    ],
    ['Oct-Nov / Jan-Feb / Mar-Apr', ['2018-11-30', '2019-02-28', '2019-04-30']],
    ['Fall 2018/Quarterly', ['2018-09-30', '2018-12-31', '2019-03-31', '2019-06-30']],
    ['twice a year', ['2018-12-31', '2019-06-30']],
    ['at the conclusion of each school year', ['2019-06-30']],
    ['by May 1', ['2019-05-01']],
    ['Winter 2018', []],
    ['weekly/monthly', []],
  ])('%s in 2018-19', (words, expected) => expect(due(words, '2018-09-01', '2019-06-30')).toEqual(expected))

  test('weeks, and every second one from where it begins', () => {
    expect(due('weekly', '2018-09-03', '2018-09-30')).toEqual(['2018-09-07', '2018-09-14', '2018-09-21', '2018-09-28'])
    expect(due('Fall 2018/Biweekly', '2018-09-01', '2018-10-05')).toEqual(['2018-09-14', '2018-09-28'])
    expect(due('Fall 2018/Biweekly', '2018-09-20', '2018-10-05')).toEqual(['2018-09-28'])
    expect(due('2024-2025; Annually', '2020-01-01', '2027-12-31')).toEqual(['2025-06-30', '2026-06-30', '2027-06-30'])
    expect(due('December 2026 to May 2027, monthly', '2026-01-01', '2028-01-01')).toHaveLength(6)
  })

  test('a reading that a person chose has instances too', () => {
    const [first] = readTimeframe('Winter 2018').readings
    expect(first && instances(first, '2018-01-01', '2019-12-31')).toEqual([
      { kind: 'due', from: '2018-12-01', due: '2019-02-28' },
    ])
  })
})

test('any mix of words ends in one reading or in a finding, and its instances lie in order within the days asked for', () => {
  const piece = constantFrom(
    'fall',
    'winter',
    '2018',
    '2018-19',
    '19-20',
    'sept',
    'may',
    '/',
    '-',
    ',',
    'ongoing',
    'weekly',
    'monthly',
    'by',
    'the end of',
    'first',
    '3rd week of month',
    'every',
    'year',
    'marking period',
    'iv',
    'and',
    'to',
    '31',
    '0',
    'grade',
    'over the next',
    'three',
  )
  assert(
    property(array(piece, { maxLength: 7 }), (pieces) => {
      const r = readTimeframe(pieces.join(' '), calendarOf({ from: '2018-07-01', to: '2022-06-30' }))
      expect(r.reading === null).toBe(r.finding !== null)
      for (const one of r.readings) for (const i of one.intervals) if (i.from && i.to) expect(i.from <= i.to).toBe(true)
      const all = instances(r, '2018-07-01', '2020-06-30').map((i) => i.due)
      expect(all).toEqual([...all].toSorted())
      for (const day of all) expect(day >= '2018-07-01' && day <= '2020-06-30').toBe(true)
    }),
    { numRuns: amount(400, 20_000), seed: seed() },
  )
})
