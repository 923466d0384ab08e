import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsOf, daysBetween, daysLate, fieldsAt, reloaded, timingOf, undoOf, unlisted, wanted } from './rules.ts'
import type { Item, NewItem, State } from './schema.ts'

const item = (fields: Partial<Item> = {}): Item => ({
  item_id: 1,
  district_id: 1,
  org_id: 1,
  kind: 'task',
  source: 'plan:p/t1',
  listed: true,
  title: { en: 'Train teachers' },
  plan: 'p',
  element: 't1',
  code: '1.1.i.1',
  href: null,
  owner_role: 'office_head',
  owner_org: 2,
  owner_account: null,
  starts_on: '2026-10-01',
  due_on: '2026-11-02',
  planned_due: '2026-11-02',
  state: 'open',
  note: '',
  needs_evidence: false,
  needs_artefact: false,
  done_on: null,
  handed: false,
  version: 1,
  ...fields,
})

describe('late', () => {
  it('counts whole days after the due date, over months, leap days and changes of the clock', () => {
    expect(daysLate(item(), '2026-11-20')).toBe(18)
    expect(daysLate(item(), '2026-11-02')).toBe(0)
    expect(daysLate(item(), '2026-11-03')).toBe(1)
    expect(daysLate(item({ due_on: '2026-10-31' }), '2026-11-02')).toBe(2)
    expect(daysLate(item({ due_on: '2028-02-28' }), '2028-03-01')).toBe(2)
    expect(daysLate(item({ due_on: null }), '2026-11-20')).toBe(0)
  })
  it('ends when something is done or dropped, not when it is stuck', () => {
    const late = (state: State) => daysLate(item({ state }), '2026-11-20')
    expect([late('open'), late('going_on'), late('stuck'), late('done'), late('dropped')]).toEqual([18, 18, 18, 0, 0])
  })
  it('does not call late what has not begun', () => {
    expect(timingOf(item({ starts_on: '2026-12-01', due_on: '2026-12-18' }), '2026-11-20')).toEqual({
      kind: 'ahead',
      on: '2026-12-01',
    })
    expect(timingOf(item({ starts_on: '2026-12-01', due_on: '2026-12-18', state: 'going_on' }), '2026-11-20')).toEqual({
      kind: 'due',
      on: '2026-12-18',
      days: 28,
    })
    expect(timingOf(item({ due_on: '2026-11-20' }), '2026-11-20')).toEqual({ kind: 'today' })
    expect(timingOf(item({ due_on: null }), '2026-11-20')).toEqual({ kind: 'undated' })
  })
  it('agrees with counting days one by one', () => {
    const day = fc
      .integer({ min: 0, max: 4000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(fc.property(day, day, (a, b) => daysBetween(a, b) === (Date.parse(b) - Date.parse(a)) / 86_400_000))
  })
  it('counts each item once', () => {
    const all = [
      item(),
      item({ state: 'stuck' }),
      item({ due_on: '2026-12-01' }),
      item({ state: 'done' }),
      item({ state: 'dropped' }),
    ]
    expect(countsOf(all, '2026-11-20')).toEqual({ done: 1, late: 2, open: 1, dropped: 1 })
  })
})

describe('what an update asks for', () => {
  const problems = (typed: object, fields: Partial<Item> = {}, mayDrop = false) =>
    wanted(item(fields), { version: 1, ...typed }, mayDrop).problems.map((one) => `${one.field}:${one.code}`)
  it('wants a reason for stuck, evidence where it is asked for, and real dates', () => {
    expect(problems({ state: 'stuck', note: '' })).toEqual(['note:because'])
    expect(problems({ state: 'stuck', note: 'no room' })).toEqual([])
    expect(problems({ state: 'done' }, { needs_evidence: true })).toEqual(['note:evidence'])
    expect(problems({ state: 'done', note: 'minutes of Nov 3' }, { needs_evidence: true })).toEqual([])
    expect(problems({ due_on: '2026-02-30' })).toEqual(['due_on:date'])
    expect(problems({ due_on: 'soon' })).toEqual(['due_on:date'])
    expect(problems({ due_on: '2026-09-30' })).toEqual(['due_on:early'])
    expect(problems({ note: 'x'.repeat(2001) })).toEqual(['note:long'])
  })
  it('lets only leaders drop, with a reason', () => {
    expect(problems({ state: 'dropped', note: 'no longer needed' })).toEqual(['state:drop'])
    expect(problems({ state: 'dropped' }, {}, true)).toEqual(['note:drop'])
    expect(problems({ state: 'dropped', note: 'no longer needed' }, {}, true)).toEqual([])
  })
  it('takes the reason away with the state that it explained', () => {
    expect(wanted(item({ state: 'stuck', note: 'no room' }), { version: 1, state: 'going_on' }, false).fields).toEqual({
      state: 'going_on',
      note: '',
      due_on: '2026-11-02',
    })
    expect(
      wanted(item({ state: 'going_on', note: 'half way' }), { version: 1, state: 'done' }, false).fields.note,
    ).toBe('half way')
    expect(wanted(item(), { version: 1, due_on: '' }, false).fields.due_on).toBe('2026-11-02')
  })
})

describe('loading again', () => {
  const source: NewItem = {
    source: 'plan:p/t1',
    kind: 'task',
    org_id: 1,
    title: { en: 'Train all teachers' },
    plan: { slug: 'p', element: 't1', code: '1.1.i.1' },
    owner: { role: 'office_head', org_id: 2 },
    starts_on: '2026-10-01',
    due_on: '2026-11-09',
  }
  it('moves a date only where nobody did', () => {
    expect(reloaded(item(), source)).toMatchObject({
      due_on: '2026-11-09',
      planned_due: '2026-11-09',
      title: { en: 'Train all teachers' },
    })
    expect(reloaded(item({ due_on: '2026-12-01' }), source)).toMatchObject({
      due_on: '2026-12-01',
      planned_due: '2026-11-09',
    })
  })
  it('keeps what people said, and opens again what had only left the plan', () => {
    expect(reloaded(item({ state: 'stuck', note: 'no room' }), source)).toMatchObject({
      state: 'stuck',
      note: 'no room',
    })
    expect(reloaded(item({ state: 'dropped', note: 'not needed' }), source).state).toBe('dropped')
    expect(reloaded(item({ state: 'dropped', listed: false }), source)).toMatchObject({ state: 'open', listed: true })
    expect(unlisted(item({ state: 'going_on' }))).toEqual({ listed: false, state: 'dropped' })
    expect(unlisted(item({ state: 'done' }))).toEqual({ listed: false, state: 'done' })
  })
})

describe('history', () => {
  const changes = [
    { version: 3, verb: 'updated', was: { due_on: '2026-11-02' }, became: { due_on: '2026-11-30' } },
    { version: 2, verb: 'updated', was: { state: 'open', note: '' }, became: { state: 'stuck', note: 'no room' } },
    {
      version: 1,
      verb: 'added',
      was: {},
      became: { state: 'open', note: '', due_on: '2026-11-02', title: { en: 'x' } },
    },
  ]
  it('rebuilds the fields of a version', () => {
    expect(fieldsAt(changes, 1)).toEqual({ state: 'open', note: '', due_on: '2026-11-02' })
    expect(fieldsAt(changes, 2)).toEqual({ state: 'stuck', note: 'no room', due_on: '2026-11-02' })
    expect(fieldsAt(changes, 3)).toEqual({ state: 'stuck', note: 'no room', due_on: '2026-11-30' })
  })
  it('undoes a change that no later one touched', () => {
    expect(undoOf(changes, 2)).toEqual({ state: 'open', note: '' })
    expect(undoOf(changes, 3)).toEqual({ due_on: '2026-11-02' })
    expect(undoOf(changes, 1)).toBeNull()
    expect(
      undoOf([{ version: 4, verb: 'updated', was: { state: 'stuck' }, became: { state: 'done' } }, ...changes], 2),
    ).toBeNull()
  })
})
