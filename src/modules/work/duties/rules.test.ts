import { describe, expect, it } from 'vitest'
import { dayBook } from './days.ts'
import { goldenDays } from './golden/calendar.ts'
import { keeping, limitDay, markOf, occurrencesOf, resolve } from './rules.ts'
import { type Rule, ruleSchema } from './schema.ts'

const book = dayBook(goldenDays())
const days = (rule: Rule, year = 2027, more: { from?: string; to?: string; closes?: string } = {}) => {
  const from = more.from ?? '2026-07-01'
  const found = resolve(rule, {}, from, book)
  if (found.kind !== 'recurs') throw new Error('does not recur')
  return occurrencesOf({ rule, from_date: from, to_date: more.to ?? null }, found.reading, year, book, more.closes)
}
const rule = (more: object): Rule =>
  ruleSchema.parse({ kind: 'recurs', every: 'monthly', days: 'office', off: 'before', ...more })

describe('a day off', () => {
  const first = (off: string) =>
    days(rule({ on: { kind: 'dayOfMonth', day: 1 }, off }))
      .due.filter((one) => one.nominal === '2026-11-01')
      .map((one) => [one.due, one.moved])
  it('moves the due day as the rule says', () => {
    expect([first('before'), first('after'), first('stays'), first('skip')]).toEqual([
      [['2026-10-30', 'before']],
      [['2026-11-02', 'after']],
      [['2026-11-01', 'no']],
      [],
    ])
  })
  it('never moves a weekly duty out of its week', () => {
    const { due, skipped } = days(rule({ every: 'weekly', pick: { weekday: 5 }, off: 'after' }))
    // The Friday after Thanksgiving: no day after it in that week, so the Wednesday before.
    expect(due.find((one) => one.nominal === '2026-11-27')?.due).toBe('2026-11-25')
    expect(skipped.map((one) => one.nominal)).toEqual(['2027-01-01', '2027-04-23'])
  })
})

describe('parts of a month', () => {
  it('picks the nth weekday, and says when a month has none', () => {
    const { due, skipped } = days(rule({ pick: { weekday: 1, nth: 5 } }))
    expect(due.map((one) => one.due)).toEqual(['2026-08-31', '2026-11-30', '2027-03-29', '2027-05-28'])
    expect(skipped).toHaveLength(8)
    expect(days(rule({ pick: { weekday: 5, nth: -1 } })).due[1]?.due).toBe('2026-08-28')
  })
  it('takes the last day of a short month, also in a leap year', () => {
    const last = rule({ on: { kind: 'dayOfMonth', day: 30 }, off: 'stays' })
    expect(days(last).due.find((one) => one.key === '2027-02')?.due).toBe('2027-02-28')
    expect(days(last, 2028).due.find((one) => one.key === '2028-02')?.due).toBe('2028-02-29')
  })
})

describe('keys', () => {
  it('stay the same when the calendar moves a day', () => {
    const other = dayBook(goldenDays().map((one) => (one.day === '2026-11-06' ? { ...one, day_type: 'weather' } : one)))
    const review = rule({ every: 'marking_period', days: 'school' })
    const found = resolve(review, {}, '2026-07-01', book)
    if (found.kind !== 'recurs') throw new Error('does not recur')
    const of = (one: typeof book) =>
      occurrencesOf({ rule: review, from_date: '2026-07-01', to_date: null }, found.reading, 2027, one).due.map(
        ({ key, due }) => `${key} ${due}`,
      )
    expect(of(book)).toEqual(['2027-1 2026-11-06', '2027-2 2027-01-22', '2027-3 2027-04-02', '2027-4 2027-06-16'])
    expect(of(other)[0]).toBe('2027-1 2026-11-05')
  })
  it('count from the beginning of the year, whenever the duty began', () => {
    const some = days(rule({ every: 'marking_period', days: 'school' }), 2027, { from: '2027-01-04' })
    expect(some.due.map((one) => one.key)).toEqual(['2027-2', '2027-3', '2027-4'])
  })
})

it('ends with the duty and with its school', () => {
  const monthly = rule({})
  expect(days(monthly, 2027, { to: '2026-09-30' }).due).toHaveLength(3)
  const { due, skipped } = days(monthly, 2027, { closes: '2026-12-31' })
  expect(due).toHaveLength(6)
  expect(skipped.map((one) => one.why)).toEqual(Array(6).fill('closed'))
})

it('takes usual days where no calendar is known', () => {
  expect(book.known(2029)).toBe(false)
  expect(days(rule({ every: 'weekly', days: 'school' }), 2029).due.map((one) => one.due)[0]).toBe('2028-09-01')
})

it('gives a limit no day before its event', () => {
  const sla = ruleSchema.parse({ kind: 'sla', limit: 0, after: { en: 'x', es: 'x' }, days: 'office', off: 'before' })
  expect(limitDay(sla, 0, '2026-11-21', book).due).toBe('2026-11-21')
})

describe('marks', () => {
  const item = { state: 'open', due_on: '2026-11-20', starts_on: '2026-11-16', done_on: null, listed: true } as const
  it('follow the day, the grace and the answer', () => {
    expect(
      ['2026-11-15', '2026-11-16', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) =>
        markOf(item, day, 2),
      ),
    ).toEqual(['ahead', 'due', 'due', 'grace', 'grace', 'missed'])
    expect(markOf({ ...item, state: 'done', done_on: '2026-11-22' }, '2026-12-01', 2)).toBe('done')
    expect(markOf({ ...item, state: 'done', done_on: '2026-11-23' }, '2026-12-01', 2)).toBe('done_late')
    expect(markOf({ ...item, state: 'dropped' }, '2026-12-01', 2)).toBe('excused')
    expect(markOf({ ...item, state: 'dropped', listed: false }, '2026-12-01', 2)).toBe('off')
  })
  it('add up: excused ones and those ahead count in neither', () => {
    expect(keeping(['done', 'missed', 'done', 'excused', 'done', 'off', 'due', 'ahead'])).toEqual({
      kept: 3,
      of: 4,
      missed: 1,
      streak: 2,
    })
    expect(keeping([])).toEqual({ kept: 0, of: 0, missed: 0, streak: 0 })
  })
})
