import { describe, expect, it } from 'vitest'
import { goldenDays } from '../duties/golden/calendar.ts'
import { dayBook } from '../duties/days.ts'
import {
  digestsOf,
  type Due,
  hourBegins,
  isQuiet,
  isTime,
  leadersOf,
  openDaysLate,
  type Somebody,
  uselessAfter,
  weekOf,
} from './rules.ts'
import { type Choice, leads, type Rule, usualRule } from './schema.ts'

const zone = 'America/New_York'
const book = dayBook(goldenDays())
const office = (day: string) => book.open(day, 'office')
const school = (day: string) => book.open(day, 'school')
const choice: Choice = { rhythm: 'daily', hour: 7, lang: 'en' }
const time = (iso: string, more: { rule?: Partial<Rule>; choice?: Partial<Choice>; last?: string } = {}) =>
  isTime(new Date(iso), zone, { ...usualRule, ...more.rule }, { ...choice, ...more.choice }, office, more.last ?? null)

describe('the hour of a mail', () => {
  it('exists exactly once a day, also when the clock is set', () => {
    // Spring of 2027: 2:00 does not exist on March 14. Autumn of 2026: 1:00 comes twice on November 1.
    expect(hourBegins('2027-03-14', 2, zone).toISOString()).toBe('2027-03-14T07:00:00.000Z')
    expect(hourBegins('2027-03-14', 3, zone).toISOString()).toBe('2027-03-14T07:00:00.000Z')
    expect(hourBegins('2026-11-01', 1, zone).toISOString()).toBe('2026-11-01T05:00:00.000Z')
    expect(hourBegins('2026-11-01', 7, zone).toISOString()).toBe('2026-11-01T12:00:00.000Z')
    expect(hourBegins('2026-10-31', 7, zone).toISOString()).toBe('2026-10-31T11:00:00.000Z')
  })

  it('asked every ten minutes for two years, comes once on each open day and never else', () => {
    const loud: Rule = { ...usualRule, quiet: { from: 0, to: 0 } }
    for (const hour of [1, 2, 7, 23]) {
      const found: string[] = []
      let last: string | null = null
      // The days around both changes of both years, every ten minutes.
      for (const from of ['2026-10-30', '2027-03-12', '2027-11-05', '2028-03-10']) {
        const begin = Date.parse(`${from}T04:00:00Z`)
        for (let at = begin; at < begin + 4 * 86_400_000; at += 600_000) {
          const instant = new Date(at)
          if (!isTime(instant, zone, loud, { ...choice, hour }, () => true, last)) continue
          last = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant)
          found.push(last)
        }
      }
      expect([hour, new Set(found).size]).toEqual([hour, found.length])
      expect(found).toContain('2026-11-01')
      expect(found).toContain('2027-03-14')
    }
  })

  it('waits for the chosen hour, the end of the quiet hours, and an open day', () => {
    expect(time('2026-11-20T11:59:00Z')).toBe(false)
    expect(time('2026-11-20T12:00:00Z')).toBe(true)
    expect(time('2026-11-20T12:10:00Z', { last: '2026-11-20' })).toBe(false)
    // After an outage, later on the same day, but not at night.
    expect(time('2026-11-20T22:00:00Z')).toBe(true)
    expect(time('2026-11-21T00:30:00Z')).toBe(false)
    // A Saturday, a holiday, the Friday after Thanksgiving.
    for (const day of ['2026-11-21', '2026-11-26', '2026-11-27']) expect(time(`${day}T15:00:00Z`)).toBe(false)
    expect(time('2026-11-20T10:30:00Z', { choice: { hour: 5 } })).toBe(false)
    expect(time('2026-11-20T11:00:00Z', { choice: { hour: 5 } })).toBe(true)
    expect(time('2026-11-20T12:00:00Z', { choice: { rhythm: 'none' } })).toBe(false)
    expect(time('2026-11-20T12:00:00Z', { rule: { mail: false } })).toBe(false)
  })

  it('weekly is the first open day of the week', () => {
    const weekly = { choice: { rhythm: 'weekly' as const } }
    // Columbus Day is a Monday: the mail comes on Tuesday, and then not again.
    expect(time('2026-10-12T15:00:00Z', weekly)).toBe(false)
    expect(time('2026-10-13T15:00:00Z', { ...weekly, last: '2026-10-05' })).toBe(true)
    expect(time('2026-10-14T15:00:00Z', { ...weekly, last: '2026-10-13' })).toBe(false)
    expect(weekOf('2026-11-01')).toBe('2026-10-26')
  })

  it('knows quiet hours over midnight and not, and until when a mail is of use', () => {
    expect([18, 19, 0, 5, 6].map((hour) => isQuiet(hour, { from: 19, to: 6 }))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    expect([11, 12, 13].map((hour) => isQuiet(hour, { from: 12, to: 13 }))).toEqual([false, true, false])
    expect(isQuiet(3, { from: 7, to: 7 })).toBe(false)
    expect(uselessAfter(new Date('2026-11-20T12:00:00Z'), zone, usualRule).toISOString()).toBe(
      '2026-11-21T00:00:00.000Z',
    )
    expect(uselessAfter(new Date('2026-11-20T12:00:00Z'), zone, { quiet: { from: 0, to: 0 } }).toISOString()).toBe(
      '2026-11-21T05:00:00.000Z',
    )
  })
})

const item = (more: Partial<Due>): Due => ({
  item_id: 1,
  title: { en: 'Something' },
  due_on: '2026-11-20',
  starts_on: null,
  held_until: null,
  state: 'open',
  org_id: 10,
  owner_account: null,
  owner_role: 'office_head',
  owner_org: 20,
  needs_evidence: false,
  needs_artefact: false,
  kind: 'task',
  source: 'plan:p/s1',
  href: null,
  ...more,
})
const people: Somebody[] = [
  { account_id: 1, roles: [{ role: 'superintendent', org_id: 10 }] },
  { account_id: 2, roles: [{ role: 'office_head', org_id: 20 }] },
  { account_id: 3, roles: [{ role: 'coach', org_id: 20 }] },
  { account_id: 4, roles: [{ role: 'cabinet', org_id: 10 }] },
]
const up = (org: number) => (org === 10 ? [10] : [org, 10])

describe('who is told when somebody is late', () => {
  it('is whoever leads the office, and for the head of the office the one above', () => {
    expect(
      leadersOf(item({ owner_account: 3, owner_role: null, owner_org: null, org_id: 20 }), people, up, leads),
    ).toEqual([2])
    expect(leadersOf(item({ owner_role: 'coach' }), people, up, leads)).toEqual([2])
    expect(leadersOf(item({}), people, up, leads)).toEqual([1])
    expect(leadersOf(item({ owner_role: 'superintendent', owner_org: 10 }), people, up, leads)).toEqual([4])
    expect(leadersOf(item({}), people.slice(1, 2), up, leads)).toEqual([])
  })

  it('counts days of school, not days', () => {
    // From the Wednesday before Thanksgiving to the Monday after it.
    expect(openDaysLate('2026-11-25', '2026-11-30', school)).toBe(1)
    expect(openDaysLate('2026-11-20', '2026-11-20', school)).toBe(0)
    expect(openDaysLate('2026-12-23', '2027-01-04', school)).toBe(1)
  })

  it('puts each thing where it belongs, and tells a leader after the days of the rule and not before', () => {
    const told = (today: string, rule: Partial<Rule> = {}) =>
      digestsOf(
        [
          item({ item_id: 1, due_on: '2026-11-13' }),
          item({ item_id: 2, due_on: today }),
          item({ item_id: 3, due_on: '2026-12-31' }),
          item({ item_id: 4, due_on: '2026-12-31', state: 'stuck' }),
          item({ item_id: 5, due_on: null }),
        ],
        people,
        { today, rule: { ...usualRule, ...rule }, book, up, order: leads },
      )
    const ids = (list: readonly Due[] | undefined) => list?.map((one) => one.item_id)
    const friday = told('2026-11-20')
    expect(ids(friday.get(2)?.late)).toEqual([1])
    expect(ids(friday.get(2)?.due)).toEqual([2])
    expect(ids(friday.get(1)?.waits)).toEqual([1, 4])
    expect(ids(told('2026-11-19').get(1)?.waits)).toEqual([4])
    expect(ids(told('2026-11-20', { tellAfter: null }).get(1)?.waits)).toEqual([4])
    expect(ids(told('2026-12-28', { ahead: 30 }).get(2)?.due)).toEqual([2, 3, 4])
    expect(friday.has(3)).toBe(false)
  })

  it('tells a leader at once of what is late and nobody answers for any more', () => {
    const waits = (more: Partial<Due>, rule: Partial<Rule> = {}) => {
      const found = digestsOf([item({ due_on: '2026-11-19', ...more })], people, {
        today: '2026-11-20',
        rule: { ...usualRule, ...rule },
        book,
        up,
        order: leads,
      })
      return [...found].filter(([, digest]) => digest.waits.length > 0).map(([account]) => account)
    }
    const left = { owner_account: 99, owner_role: null, owner_org: null }
    expect(waits({})).toEqual([])
    expect(waits(left)).toEqual([1])
    expect(waits({ owner_role: 'director' })).toEqual([2])
    expect(waits({ owner_role: 'principal', owner_org: 30, org_id: 30 })).toEqual([1])
    expect(waits({ ...left, due_on: '2026-11-20' })).toEqual([])
    expect(waits(left, { tellAfter: null })).toEqual([])
  })

  it('tells nobody of what waits for its wave, until the wave begins or somebody has begun', () => {
    const told = (today: string, more: Partial<Due> = {}) =>
      digestsOf(
        [
          item({ item_id: 1, due_on: '2026-11-02', held_until: '2026-11-23', ...more }),
          item({ item_id: 2, due_on: '2026-11-24', held_until: '2026-11-23', ...more }),
        ],
        people,
        { today, rule: usualRule, book, up, order: leads },
      )
    const ids = (list: readonly Due[] | undefined) => list?.map((one) => one.item_id)
    expect(told('2026-11-20').size).toBe(0)
    const monday = told('2026-11-23')
    expect([ids(monday.get(2)?.late), ids(monday.get(2)?.due), ids(monday.get(1)?.waits)]).toEqual([[1], [2], [1]])
    expect(ids(told('2026-11-20', { state: 'going_on' }).get(2)?.late)).toEqual([1])
  })
})
