import { describe, expect, it } from 'vitest'
import { answeredElsewhere } from './rules.ts'
import type { Item, Typed } from './schema.ts'
import { settle } from './settling.ts'

const item = (more: Partial<Item> = {}): Item => ({
  item_id: 7,
  district_id: 1,
  org_id: 1,
  kind: 'duty',
  source: 'duty:report/2027/1',
  listed: true,
  title: { en: 'Report' },
  plan: null,
  element: null,
  code: null,
  href: '/work/duties/1',
  owner_role: null,
  owner_org: null,
  owner_account: 5,
  starts_on: null,
  due_on: '2026-11-10',
  planned_due: '2026-11-10',
  state: 'done',
  note: '',
  needs_evidence: false,
  needs_artefact: false,
  done_on: '2026-11-02',
  handed: false,
  version: 2,
  ...more,
})
const at = { changes: [], lacksArtefact: false, mayDrop: false, today: '2026-11-20' }
const added = { version: 1, verb: 'added', was: {}, became: { state: 'open', note: '', due_on: '2026-11-10' } }
const done = (version: number, day: string, was: string | null) => ({
  version,
  verb: 'updated',
  was: { done_on: was },
  became: { state: 'done', done_on: day },
})

describe('the day on which something was done', () => {
  const now = item({ done_on: '2026-11-05', version: 3 })
  const changes = [added, done(2, '2026-11-02', null), done(3, '2026-11-05', '2026-11-02')]
  const say = (typed: Partial<Typed>) => settle(now, { version: 2, state: 'done', ...typed }, { ...at, changes })

  it('that a form was opened with does not run over the one that somebody said meanwhile', () => {
    expect(say({ note: 'minutes', done_on: '2026-11-02' })).toMatchObject({
      kind: 'write',
      fields: { note: 'minutes', done_on: '2026-11-05' },
    })
    expect(say({ note: 'minutes' })).toMatchObject({ fields: { done_on: '2026-11-05' } })
  })
  it('is a conflict when two say another one, and none when they agree', () => {
    expect(say({ done_on: '2026-11-03' })).toMatchObject({ kind: 'conflict', fields: ['done_on'] })
    expect(say({ done_on: '2026-11-05' })).toMatchObject({ kind: 'write', fields: { done_on: '2026-11-05' } })
    // The first to say it, and the same form sent twice.
    const open = item({ state: 'open', done_on: null, version: 1 })
    const typed: Typed = { version: 1, state: 'done', done_on: '2026-11-02' }
    expect(settle(open, typed, { ...at, changes: [added] })).toMatchObject({ fields: { done_on: '2026-11-02' } })
    expect(settle(item(), typed, { ...at, changes: changes.slice(0, 2) })).toMatchObject({
      kind: 'write',
      fields: { state: 'done', done_on: '2026-11-02' },
    })
  })
  it('is one that every part of the program can hold', () => {
    for (const day of ['0000-01-01', '1899-12-31', '2200-01-01', '2026-02-30'])
      expect(settle(item(), { version: 2, due_on: day }, at)).toMatchObject({
        kind: 'problems',
        problems: [{ field: 'due_on', code: 'date' }],
      })
  })
})

describe('what is answered elsewhere', () => {
  const open = { state: 'open', done_on: null, version: 1 } as const
  it('says where, by kind and source', () => {
    const where = (more: Partial<Item>) => answeredElsewhere(item(more))
    expect(where({})).toBeNull()
    expect(where({ kind: 'task', source: 'plan:p/s1' })).toBeNull()
    expect(where({ kind: 'task', source: 'meeting:3/action-1' })).toBeNull()
    expect(where({ kind: 'cycle', href: '/c' })).toEqual({ href: '/c', at: 'answer', problem: 'answer' })
    expect(where({ kind: 'document', href: '/d' })).toEqual({ href: '/d', at: 'read', problem: 'document' })
    expect(where({ kind: 'task', source: 'meeting:3/held', href: '/m' })).toEqual({
      href: '/m',
      at: 'meeting',
      problem: null,
    })
    expect(where({ kind: 'task', source: 'review:p/round-1', href: '/r' })).toEqual({
      href: '/r',
      at: 'review',
      problem: null,
    })
  })
  it('is refused as done where nothing but the answer makes it so', () => {
    const say = (more: Partial<Item>) => settle(item({ ...open, ...more }), { version: 1, state: 'done' }, at)
    expect(say({ kind: 'cycle' })).toMatchObject({ kind: 'problems', problems: [{ code: 'answer' }] })
    expect(say({ kind: 'document' })).toMatchObject({ kind: 'problems', problems: [{ code: 'document' }] })
    expect(say({ kind: 'task', source: 'meeting:3/held' })).toMatchObject({ kind: 'write' })
  })
})
