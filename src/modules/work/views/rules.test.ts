import { describe, expect, it } from 'vitest'
import { cut, drawTimeline } from './draw.ts'
import { barOf, ticksOf, todayAt, windowOf } from './rules.ts'

const today = '2026-11-20'
const window = { from: '2026-07-01', to: '2027-06-30' }

describe('the days of a timeline', () => {
  it('are the school year, or what was asked, in order and six years at most', () => {
    expect(windowOf({}, today)).toEqual(window)
    expect(windowOf({}, '2027-06-30')).toEqual(window)
    expect(windowOf({ from: '2026-07-01' }, today)).toEqual(window)
    expect(windowOf({ to: '2027-06-30' }, today)).toEqual({ from: '2026-07-01', to: '2027-06-30' })
    expect(windowOf({ from: '2027-06-30', to: '2026-07-01' }, today)).toEqual(window)
    expect(windowOf({ from: '2026-07-01', to: '2050-07-01' }, today).to).toBe('2032-07-01')
  })
  it('have a mark at the first of months, as many as fit', () => {
    expect(ticksOf(window, 12).map((tick) => tick.month.slice(0, 7))).toHaveLength(12)
    expect(ticksOf(window, 4).map((tick) => tick.month)).toEqual([
      '2026-07-01',
      '2026-10-01',
      '2027-01-01',
      '2027-04-01',
    ])
    expect(ticksOf({ from: '2026-07-02', to: '2026-07-20' }, 4)).toEqual([])
    expect(todayAt(window, '2026-07-01')).toBe(0)
    expect(todayAt(window, '2027-07-01')).toBeNull()
  })
})

describe('a bar', () => {
  const item = { state: 'open', starts_on: '2026-07-01', due_on: '2027-06-30' } as const
  it('lies within the window, says where it is cut, and is a point when one day is all that is known', () => {
    expect(barOf(item, window, today)).toMatchObject({ from: 0, to: 1, cutLeft: false, cutRight: false, point: false })
    expect(barOf({ ...item, starts_on: '2026-06-01', due_on: '2027-09-01' }, window, today)).toMatchObject({
      cutLeft: true,
      cutRight: true,
    })
    expect(barOf({ ...item, starts_on: null }, window, today)).toMatchObject({ point: true, to: 1 })
    expect(barOf({ ...item, starts_on: null, due_on: null }, window, today)).toBeNull()
    expect(barOf({ ...item, due_on: '2026-10-01' }, window, today, '2026-12-01')?.expected).toBeCloseTo(154 / 365)
    expect(barOf(item, window, today, '2026-12-01')?.expected).toBeNull()
  })
  it('looks as its item stands', () => {
    const look = (more: object) => barOf({ ...item, ...more }, window, today)?.look
    expect(look({})).toBe('due')
    expect(look({ due_on: '2026-11-01' })).toBe('late')
    expect(look({ state: 'stuck' })).toBe('stuck')
    expect(look({ due_on: '2026-11-01', held_until: '2027-01-01' })).toBe('ahead')
  })
  it('is drawn with escaped words, cut to their room, and with lines from what comes first', () => {
    const bar = barOf(item, window, today)
    if (!bar) throw new Error('no bar')
    const rows = [
      { code: '1', title: '<b>', state: 'Done', bar, before: [] },
      {
        code: '2',
        title: 'A long title that goes on and on until it cannot stand there',
        state: 'Late',
        bar,
        before: [0],
      },
    ]
    for (const width of [256, 340, 480, 720] as const) {
      const { body, height } = drawTimeline(rows, window, today, 'en', width)
      expect(height).toBeGreaterThan(60)
      expect(body).toContain('&lt;b&gt;')
      expect(body).not.toContain('<b>')
      expect(body.match(/class="tl-wait"/g)).toHaveLength(1)
      expect(body).not.toMatch(/NaN|undefined/)
    }
    expect(cut('abc', 400)).toBe('abc')
    expect(cut('a long title', 40)).toMatch(/\u2026$/)
  })
})
