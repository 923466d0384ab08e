import { describe, expect, it } from 'vitest'
import { countIn, milestoneProblems, standingOf, totals } from './rules.ts'
import { milestoneForm } from './schema.ts'

const day = '2026-11-20'
const three = { planned: 3, reached: 0, due_on: '2026-12-01' }
const item = (state: 'open' | 'done' | 'dropped', done_on: string | null = null, due_on = three.due_on) => ({
  state,
  done_on,
  due_on,
})

describe('how a milestone stands', () => {
  it.each([
    ['ahead', three, item('open'), day],
    ['ahead on its last day', three, item('open'), '2026-12-01', 'ahead'],
    ['late', three, item('open'), '2026-12-02'],
    ['late: the day was moved, and moved too little', three, item('open', null, '2026-12-05'), '2026-12-06', 'late'],
    ['ahead: its owner set a later day', three, item('open', null, '2026-12-31'), '2026-12-06', 'ahead'],
    ['to_show', { ...three, reached: 3 }, item('open'), day],
    ['to_show, also after its day', { ...three, reached: 4 }, item('open'), '2027-01-01', 'to_show'],
    ['reached', { ...three, reached: 3 }, item('done', '2026-12-01'), '2027-01-01'],
    ['reached_late', { ...three, reached: 3 }, item('done', '2026-12-02'), '2027-01-01'],
    [
      'reached_late, though the item had a later day',
      { ...three, reached: 3 },
      item('done', '2026-12-02', '2026-12-31'),
      '2027-01-01',
      'reached_late',
    ],
    ['partly', { ...three, reached: 2 }, item('done', '2026-11-30'), '2027-01-01'],
    ['dropped', { ...three, reached: 2 }, item('dropped'), '2027-01-01'],
    ['reached: one thing', { ...three, planned: null }, item('done', '2026-11-30'), day, 'reached'],
    ['ahead: one thing is never "to show" by itself', { ...three, planned: null }, item('open'), day, 'ahead'],
    ['late without an item', three, null, '2026-12-02', 'late'],
  ] as const)('%s', (said, one, its, today, standing = said as never) => {
    expect(standingOf(one, its, today)).toBe(standing)
  })

  it('is counted without what was let go', () => {
    expect(totals(['reached', 'reached_late', 'partly', 'to_show', 'late', 'late', 'ahead', 'dropped'])).toEqual({
      all: 7,
      reached: 2,
      late: 2,
    })
    expect(totals([])).toEqual({ all: 0, reached: 0, late: 0 })
  })
})

describe('a form of a milestone', () => {
  const good = {
    version: '0',
    title: 'Three reading specialists are hired',
    owner: 'office_head@7',
    planned: '3',
    due_on: '2026-12-01',
  }
  const wrong = (changes: Record<string, string>) =>
    milestoneProblems(milestoneForm.parse({ ...good, ...changes }), new Set(['office_head@7'])).map((one) => one.field)
  it('is right, and each field can be wrong', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ planned: '' })).toEqual([])
    for (const [field, value] of [
      ['title', '  '],
      ['owner', 'office_head@8'],
      ['planned', '0'],
      ['planned', '1000'],
      ['planned', '2.5'],
      ['planned', '-1'],
      ['due_on', ''],
      ['due_on', '2026-02-30'],
      ['due_on', '12/01/2026'],
    ] as const)
      expect([field, value, wrong({ [field]: value })]).toEqual([field, value, [field]])
    expect(wrong({ title: '', owner: '', planned: 'x', due_on: 'x' })).toEqual(['title', 'owner', 'planned', 'due_on'])
  })
  it('reads whole numbers only', () => {
    expect(['0', '3', '999', '1000', '', '3.0', '١', '1e2', '-3'].map((text) => countIn(text, 0))).toEqual([
      0,
      3,
      999,
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})
