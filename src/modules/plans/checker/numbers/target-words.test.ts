import { describe, expect, test } from 'vitest'
import { smallPlan, toldBy } from '../small-plan.ts'
import { rules } from './rules.ts'

const measure = (target: string): string =>
  `id: m, of: [g], title: Chronic absence, role: outcome, targets: [{id: t0, ${target}}]`
const by = (year: number) => `dueBy: {schoolYear: ${year}}`
const one = (target: string) =>
  toldBy(
    rules,
    'target-words',
    smallPlan({ elements: ['id: g, level: goal, title: Fewer absences'], measures: [measure(target)] }),
  )

describe('target-words', () => {
  test.each([
    [
      'days',
      'kind: changeAbsolute, amount: -30, unit: days, words: by 60 days',
      { how: 'number', said: '60 days', amount: 30 },
    ],
    [
      'percent',
      "kind: level, operator: '>=', amount: 90, unit: percent, words: 100% of schools",
      { said: '100%', amount: 90 },
    ],
    [
      'a fraction',
      "kind: level, operator: '>=', amount: 0.8, unit: fraction, words: nine of ten schools",
      { amount: 80 },
    ],
    ['money', 'kind: changeAbsolute, amount: -400000, unit: usd, words: $1.4 million less', { said: '$1.4 million' }],
    ['a count', "kind: level, operator: '>=', amount: 3, unit: count, words: at least two partners", { said: 'two' }],
    ['weeks', "kind: level, operator: '<=', amount: 21, unit: days, words: a 4-week wait", { said: '4-week' }],
    [
      'a unit',
      "kind: level, operator: '>=', amount: 90, unit: count, words: 90% of schools",
      { how: 'unit', unit: 'count' },
    ],
    ['a way', 'kind: changePoints, amount: 7, unit: points, words: 7 points less', { how: 'down' }],
    ['Spanish', "kind: level, operator: '>=', amount: 70, unit: percent, words: tres de cada cuatro", { amount: 70 }],
    [
      'a milestone',
      'kind: milestoneSeries, unit: percent, words: 95% at the end, milestones: [{amount: 40, dueBy: {schoolYear: 2027}}]',
      { amount: 40 },
    ],
    [
      'a year',
      `kind: changePoints, amount: 7, unit: points, words: 7 points by 2028, ${by(2030)}`,
      { how: 'day', said: '2028' },
    ],
    [
      'a day',
      "kind: direction, operator: '>', words: more, dueBy: {words: 'by March 31, 2027', date: 2027-04-30}",
      { day: '2027-04-30' },
    ],
    [
      'a month',
      "kind: direction, operator: '>', words: more by June 2028, dueBy: {schoolYear: 2028, date: 2028-05-15}",
      { said: 'june 2028' },
    ],
    ['a school year', `kind: direction, operator: '>', words: more in 2027-28, ${by(2029)}`, { said: '2027-28' }],
    [
      'a day in Spanish',
      "kind: direction, operator: '>', words: el 31 de marzo de 2027, dueBy: {date: 2027-04-30}",
      { how: 'day' },
    ],
  ])('found: %s', (_, target, values) => expect(one(target)).toMatchObject([{ values }]))
  test.each([
    'kind: changeAbsolute, amount: -60, unit: days, words: by 60 days',
    "kind: level, operator: '<=', amount: 28, unit: days, words: 4-week maximum wait period",
    "kind: level, operator: '>=', amount: 100, unit: percent, words: from 0% to 100%",
    "kind: level, operator: '<', amount: 9, unit: percent, words: fewer than nine of a hundred",
    "kind: level, operator: '>=', amount: 95, unit: percent, words: 95% within two weeks",
    "kind: level, operator: '>=', amount: 83, unit: percent, words: average 4 year cohort graduation rate",
    'kind: changeRelative, amount: -40, unit: count, words: 40% fewer by June 2029, dueBy: {schoolYear: 2029, date: 2029-06-30}',
    'kind: changeAbsolute, amount: -2, unit: count, words: (by 2-3)',
    'kind: band, operator: within, amount: 1, unit: percent, words: +1/-1% budget accuracy',
    'kind: milestoneSeries, unit: usd, words: $1.2 million by 2030, milestones: [{amount: 600000, dueBy: {schoolYear: 2028}}, {amount: 1200000, dueBy: {schoolYear: 2030}}]',
    `kind: changePoints, amount: 6, unit: percent, words: 6% by 2019, dueBy: {words: by 2019, schoolYear: 2019}`,
    "kind: level, operator: '>=', amount: 100, unit: percent, words: 100% of grade 3, dueBy: {words: by September 15th, schoolYear: 2029}",
    "kind: level, operator: '>=', amount: 97, unit: percent, words: 97% on the first day, dueBy: {words: first day of 2028-29, schoolYear: 2029, date: 2028-08-31}",
    "kind: level, operator: '>=', amount: 48, unit: percent, words: At least 48%, dueBy: {words: 2021-2024, schoolYear: 2024, date: 2024-06-30}",
    'kind: qualitative, words: three reasons and three answers, dueBy: {words: June 2027, schoolYear: 2027, date: 2027-06-25}',
  ])('silent: %s', (target) => expect(one(target)).toEqual([]))
})
