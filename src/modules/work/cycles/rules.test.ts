import { describe, expect, it } from 'vitest'
import { dayBook } from '../duties/days.ts'
import { goldenDays } from '../duties/golden/calendar.ts'
import { countsOf, differences, draftAt, isOpenOn, rateOf, standingOf, timesOf, undoOf, wanted } from './rules.ts'
import { type Measured, type Often, type Reading, type ReadQuestion, seriesSchema } from './schema.ts'

const book = dayBook(goldenDays())
const series = (every: Often, more: { from?: string; to?: string } = {}) => {
  const { from, to, ...rest } = seriesSchema.parse({
    slug: 'plan',
    title: { en: 'Plan', es: 'Plan' },
    plan: 'plan',
    chosen: { levels: ['goal'] },
    rule: { kind: 'recurs', every, days: 'office', off: 'before' },
    opens_before: 14,
    closes_after: 10,
    from: more.from ?? '2026-07-01',
    to: more.to ?? null,
  })
  return { ...rest, from_date: from, to_date: to }
}
const dates = (every: Often, year: number) =>
  timesOf(series(every), year, book).map((one) => `${one.key}: ${one.opens_on} ${one.due_on} ${one.closes_on}`)

describe('the times of a series', () => {
  // By hand, on the two golden years: days off move a due day to the last office day before; opening and closing are calendar days.
  it('follow the school calendar over a year', () => {
    expect(dates('quarterly', 2027)).toEqual([
      '2027-1: 2026-09-16 2026-09-30 2026-10-10',
      // December 31 lies in the break, and so does all from the 24th on.
      '2027-2: 2026-12-09 2026-12-23 2027-01-02',
      '2027-3: 2027-03-17 2027-03-31 2027-04-10',
      '2027-4: 2027-06-16 2027-06-30 2027-07-10',
    ])
    expect(dates('three_times_a_year', 2027)).toEqual([
      // October 31 is a Saturday.
      '2027-1: 2026-10-16 2026-10-30 2026-11-09',
      // February 28 is a Sunday, and a storm closes the Friday before.
      '2027-2: 2027-02-11 2027-02-25 2027-03-07',
      '2027-3: 2027-06-16 2027-06-30 2027-07-10',
    ])
    expect(dates('marking_period', 2027)).toEqual([
      '2027-1: 2026-10-23 2026-11-06 2026-11-16',
      '2027-2: 2027-01-08 2027-01-22 2027-02-01',
      '2027-3: 2027-03-19 2027-04-02 2027-04-12',
      '2027-4: 2027-06-02 2027-06-16 2027-06-26',
    ])
    expect(dates('yearly', 2027)).toEqual(['2027-1: 2027-06-16 2027-06-30 2027-07-10'])
  })
  it('know a leap year, and count from the first day of the series', () => {
    expect(dates('three_times_a_year', 2028)[1]).toBe('2028-2: 2028-02-15 2028-02-29 2028-03-10')
    const late = timesOf(series('quarterly', { from: '2027-01-01', to: '2027-05-31' }), 2027, book)
    expect(late.map((one) => [one.key, one.due_on])).toEqual([['2027-3', '2027-03-31']])
  })
  it('are open from their first to their last day', () => {
    const time = { opens_on: '2026-10-16', closes_on: '2026-11-09' }
    expect(['2026-10-15', '2026-10-16', '2026-11-09', '2026-11-10'].map((day) => isOpenOn(time, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
  it('are a few of a year', () => {
    expect(() => series('weekly' as Often)).toThrow('A cycle comes a few times')
  })
})

describe('who has answered', () => {
  it('is decided by the first answer, on the day itself still in time', () => {
    expect(
      [null, { first_on: '2026-10-30' }, { first_on: '2026-10-31' }].map((one) => standingOf(one, '2026-10-30')),
    ).toEqual(['not_yet', 'on_time', 'late'])
  })
  it('is counted, and the share is of all that were asked', () => {
    const counts = countsOf(['on_time', 'late', 'not_yet', 'on_time'])
    expect(counts).toEqual({ asked: 4, on_time: 2, late: 1, not_yet: 1 })
    expect(rateOf(counts)).toBe(0.5)
    expect(rateOf(countsOf([]))).toBeNull()
  })
})

describe('an answer', () => {
  const typed = { version: 0, because: '', since: '', ahead: '', help: '' }
  it('says what is missing', () => {
    const codes = (more: object) => wanted({ ...typed, ...more }).problems.map((one) => `${one.field} ${one.code}`)
    expect(codes({})).toEqual(['state choose'])
    expect(codes({ state: 'stuck' })).toEqual(['because because'])
    expect(codes({ state: 'going_on' })).toEqual(['since since'])
    expect(codes({ state: 'not_begun' })).toEqual([])
    expect(codes({ state: 'not_begun', help: 'x'.repeat(601) })).toEqual(['help long'])
  })
  it('keeps a reason only while it is stuck', () => {
    expect(wanted({ ...typed, state: 'done', since: 'All of it', because: 'a storm' }).fields.because).toBe('')
  })
  const change = (version: number, was: object, became: object) => ({
    version,
    was: was as Record<string, unknown>,
    became: became as Record<string, unknown>,
  })
  const changes = [
    change(3, { since: 'a' }, { since: 'b' }),
    change(2, { state: 'going_on' }, { state: 'done' }),
    change(1, { state: '' }, { state: 'going_on', since: 'a' }),
  ]
  it('is rebuilt from its history', () => {
    expect(draftAt(changes, 0)).toMatchObject({ state: '', since: '' })
    expect(draftAt(changes, 2)).toMatchObject({ state: 'done', since: 'a' })
  })
  it('is undone one change at a time, never its first', () => {
    expect(undoOf(changes, 3)).toEqual({ since: 'a' })
    expect(undoOf(changes, 2)).toEqual({ state: 'going_on' })
    expect(undoOf(changes, 1)).toBeNull()
    expect(undoOf([change(4, { since: 'b' }, { since: 'c' }), ...changes], 3)).toBeNull()
  })
})

describe('differences since the closing', () => {
  const measured = (value: string): Measured => ({
    measure: 'm',
    title: { en: 'Measure' },
    above: null,
    call: null,
    trend: null,
    said: {
      en: { value, period: '2025-26', call: null, why: null },
      es: { value, period: '2025-26', call: null, why: null },
    },
  })
  const question = (more: Partial<ReadQuestion>): ReadQuestion => ({
    question: 1,
    element: 'g1',
    code: null,
    title: { en: 'Goal' },
    office: null,
    standing: 'not_yet',
    answer: null,
    measured: [],
    ...more,
  })
  const reading = (one: ReadQuestion): Reading => ({
    format: 'throughline-reading/1',
    on: '2026-11-10',
    cycle: { id: 1, key: '2027-1', title: { en: 'Plan' }, plan: 'plan', plan_version: 1, due_on: '2026-10-30' },
    counts: countsOf([one.standing]),
    offices: [],
    questions: [one],
  })
  it('name the answer that came late, and the number that moved', () => {
    const answer = {
      state: 'done' as const,
      because: '',
      since: 'All',
      ahead: '',
      help: '',
      first_on: '',
      saved_on: '',
    }
    const was = reading(question({ measured: [measured('20%')] }))
    const now = reading(question({ standing: 'late', answer, measured: [measured('21%')] }))
    expect(differences(was, now, 'en').map(({ field, was: a, now: b }) => [field, a, b])).toEqual([
      ['standing', 'not_yet', 'late'],
      ['state', '', 'done'],
      ['since', '', 'All'],
      ['measure', '20%, 2025-26', '21%, 2025-26'],
    ])
    expect(differences(was, was, 'en')).toEqual([])
  })
})
