import { describe, expect, it } from 'vitest'
import {
  builtPoints,
  type Behind,
  inOrder,
  lackedQuorum,
  leadsBack,
  mergeAgenda,
  mostItems,
  quorumOf,
  reached,
  seatsOn,
  slugOf,
  votersOf,
} from './rules.ts'
import type { BuiltPoint, Point, PointKind, Seat } from './schema.ts'
import { holderOf, holderText, ruleTyped, sheetAt, standingOf, standingText, undoOf, wanted } from './sheet.ts'

const seat = (member_id: number, from_date = '2026-07-01', to_date: string | null = null): Seat => ({
  member_id,
  committee_id: 1,
  district_id: 1,
  part: 'member',
  owner_role: null,
  owner_org: null,
  owner_account: member_id,
  seat: '',
  from_date,
  to_date,
})
const point = (key: string, kind: PointKind, more: Partial<Point> = {}): Point => ({
  point_id: Number(/\d+$/.exec(key)?.[0] ?? 0),
  meeting_id: 1,
  kind,
  key,
  title: { en: key },
  facts: {},
  href: null,
  about: '',
  by_account: null,
  place: 1,
  listed: true,
  settled: false,
  minutes: '',
  ...more,
})
const built = (key: string, kind: PointKind): BuiltPoint => ({ kind, key, title: { en: key }, facts: {}, href: null })

describe('seats and quorum', () => {
  it('say how many could vote', () => {
    const seats = [seat(1), seat(2), seat(3)]
    expect(votersOf([1, 3, 99], seats)).toBe(2)
    expect(votersOf([], seats)).toBe(3)
    expect(votersOf([], [])).toBe(null)
  })
  it('say when too few were there to decide, once somebody said who was', () => {
    const seats = [seat(1), seat(2), seat(3), seat(4, '2026-12-01')]
    const held = (present: number[], more: object = {}) =>
      lackedQuorum({ held_on: '2026-11-20', minutes: 'approved', present, quorum: null, ...more }, null, seats)
    expect([held([1]), held([1, 2]), held([1, 99])]).toEqual([true, false, true])
    // The quorum that the minutes keep counts, whatever the committee set since.
    expect([held([1, 2], { quorum: 3 }), held([1], { quorum: 1 })]).toEqual([true, false])
    expect([held([], { minutes: 'draft' }), held([], { minutes: 'none' }), held([])]).toEqual([false, false, true])
    expect(lackedQuorum({ held_on: '2026-11-20', minutes: 'approved', present: [], quorum: null }, 5, [])).toBe(false)
  })
  it('count on the day, first and last day included', () => {
    const seats = [seat(1), seat(2, '2026-11-02'), seat(3, '2026-07-01', '2026-11-01')]
    expect(seatsOn(seats, '2026-11-01').map((one) => one.member_id)).toEqual([1, 3])
    expect(seatsOn(seats, '2026-11-02').map((one) => one.member_id)).toEqual([1, 2])
  })
  it('is more than half unless the committee set it; somebody without a seat does not count', () => {
    expect([0, 1, 4, 5].map((n) => quorumOf(null, n))).toEqual([0, 1, 3, 3])
    expect(quorumOf(2, 9)).toBe(2)
    expect(reached([1, 2, 99], [seat(1), seat(2), seat(3), seat(4)], 3)).toBe(false)
    expect(reached([1, 2, 4], [seat(1), seat(2), seat(3), seat(4)], 3)).toBe(true)
  })
})

describe('who reports to whom', () => {
  it('never leads back, and an old ring does not hang', () => {
    const to = new Map<number, number | null>([
      [1, null],
      [2, 1],
      [3, 2],
      [8, 9],
      [9, 8],
    ])
    expect(leadsBack(1, 3, to)).toBe(true)
    expect(leadsBack(3, 1, to)).toBe(false)
    expect(leadsBack(1, 1, to)).toBe(true)
    expect(leadsBack(1, 8, to)).toBe(false)
  })
})

describe('an agenda', () => {
  const behind: Behind = {
    minutes: { id: 4, title: { en: 'Approve' }, href: '/work/meetings/4' },
    standing: [{ en: 'Public comment', es: 'Comentarios' }],
    actions: [{ id: 7, title: { en: 'Find rooms' }, facts: {} }],
    measures: [{ key: 's1/t1', title: { en: 'Absence' }, facts: {}, href: '/plans/x/s1' }],
    items: Array.from({ length: 12 }, (_, i) => ({ id: 7 + i, title: { en: `Item ${7 + i}` }, facts: {} })),
    more: { count: 4, title: { en: '4 more' }, href: '/work' },
  }
  it('is built of what is behind, in a fixed order, each thing once', () => {
    const keys = builtPoints(behind).map((one) => one.key)
    expect(keys.slice(0, 5)).toEqual(['minutes:4', 'standing:public-comment', 'item:7', 'measure:s1/t1', 'item:8'])
    expect(keys.at(-1)).toBe('more')
    expect(keys.filter((key) => key === 'item:7')).toHaveLength(1)
    expect(keys).toHaveLength(4 + (mostItems - 1) + 1)
  })
  it('keeps what people added, took off, moved or wrote about when it is built again', () => {
    const known = [
      point('item:1', 'item'),
      point('item:2', 'item', { place: 2 }),
      point('item:3', 'item', { place: 3, listed: false, settled: true }),
      point('item:4', 'item', { place: 4, minutes: 'We spoke.' }),
      point('item:5', 'item', { place: 5, settled: true }),
      point('own:6', 'own', { place: 6 }),
    ]
    const change = mergeAgenda(known, [
      built('standing:x', 'standing'),
      built('item:2', 'item'),
      built('item:3', 'item'),
    ])
    expect(change.off).toEqual([1])
    expect(change.renew.map((one) => [one.id, one.listed])).toEqual([
      [2, true],
      [3, false],
    ])
    expect(change.insert).toMatchObject([{ key: 'standing:x', place: 1 }])
    const back = mergeAgenda([point('item:1', 'item', { listed: false })], [built('item:1', 'item')])
    expect(back.renew).toMatchObject([{ id: 1, listed: true }])
  })
  it('puts a new point behind those of its kind and before the others', () => {
    const known = [
      point('standing:1', 'standing'),
      point('item:2', 'item', { place: 2 }),
      point('own:3', 'own', { place: 3 }),
    ]
    const [added] = mergeAgenda(known, [built('standing:9', 'standing')]).insert
    const all = [...known, point('standing:9', 'standing', { place: added?.place ?? 0 })]
    expect(inOrder(all).map((one) => one.key)).toEqual(['standing:1', 'standing:9', 'item:2', 'own:3'])
  })
  it('keeps to the order in which it is built, but for what a person moved or proposed', () => {
    const known = [
      point('item:1', 'item', { place: 1 }),
      point('own:2', 'own', { place: 2 }),
      point('item:3', 'item', { place: 3, settled: true }),
      point('item:4', 'item', { place: 4 }),
      point('more:5', 'item', { place: 5 }),
    ]
    const keys = ['item:4', 'item:9', 'item:1', 'item:3', 'more:5']
    const change = mergeAgenda(
      known,
      keys.map((key) => built(key, 'item')),
    )
    const at = new Map(change.move.map((one) => [one.id, one.place]))
    const all = [
      ...known.map((one) => ({ ...one, place: at.get(one.point_id) ?? one.place })),
      ...change.insert.map((one) => point(one.key, 'item', { place: one.place })),
    ]
    expect(inOrder(all).map((one) => one.key)).toEqual(['item:4', 'own:2', 'item:3', 'item:9', 'item:1', 'more:5'])
    expect(new Set(all.map((one) => one.place)).size).toBe(all.length)
    const again = mergeAgenda(
      all,
      keys.map((key) => built(key, 'item')),
    )
    expect([again.insert, again.move, again.off]).toEqual([[], [], []])
  })
})

describe('a sheet', () => {
  const change = (version: number, was: object, became: object, verb = 'minutes') => ({
    version,
    verb,
    was: was as Record<string, unknown>,
    became: became as Record<string, unknown>,
  })
  const changes = [
    change(1, {}, { held_on: '2026-11-10' }, 'made'),
    change(2, { 'p1.minutes': '' }, { 'p1.minutes': 'first' }),
    change(3, { 'p1.minutes': 'first' }, { 'p1.minutes': 'second' }),
    change(4, {}, { 'd5.words': 'Yes.', 'd5.number': '2027-1', 'd5.listed': true }, 'decision'),
  ]
  const now = { held_on: '2026-11-10', 'p1.minutes': 'second', 'p2.minutes': '', 'd5.words': 'Yes.', 'd5.listed': true }
  it('is known as it was at a version', () => {
    expect(sheetAt(now, changes, 2)).toMatchObject({ 'p1.minutes': 'first', 'd5.words': null })
    expect(sheetAt(now, changes, 1)['p1.minutes']).toBe('')
  })
  it('merges what touches other fields, and shows both where the same was changed', () => {
    expect(wanted(now, changes, 2, { 'p1.minutes': 'first', 'p2.minutes': 'mine' })).toEqual({
      kind: 'merged',
      fields: { 'p2.minutes': 'mine' },
    })
    expect(wanted(now, changes, 2, { 'p1.minutes': 'mine', 'p2.minutes': '' })).toEqual({
      kind: 'conflict',
      fields: ['p1.minutes'],
      mine: { 'p1.minutes': 'mine', 'p2.minutes': '' },
    })
    // What its author left alone comes back as it is now, not as it was.
    expect(
      wanted(
        { ...now, 'p2.minutes': 'theirs' },
        [...changes, change(5, { 'p2.minutes': '' }, { 'p2.minutes': 'theirs' })],
        2,
        {
          'p1.minutes': 'mine',
          'p2.minutes': '',
        },
      ),
    ).toMatchObject({ mine: { 'p2.minutes': 'theirs' } })
  })
  it('is undone where nothing later touched it; what was added is taken off, its number stays', () => {
    expect(undoOf(changes, 2)).toBeNull()
    expect(undoOf(changes, 3)).toEqual({ 'p1.minutes': 'first' })
    expect(undoOf(changes, 4)).toEqual({ 'd5.listed': false })
    expect(undoOf(changes, 1)).toBeNull()
  })
})

describe('what forms send', () => {
  it('names holders both ways', () => {
    for (const text of ['account:12', 'office_head@7', '']) {
      const holder = holderOf(text)
      expect(holder && holderText(holder)).toBe(text)
    }
    expect(holderOf('office head@7')).toBeNull()
    expect(holderText({ ...seat(1), owner_account: null, seat: 'Parent' })).toBe('seat:Parent')
  })
  it('reads standing points and rules', () => {
    expect(standingText(standingOf('Public comment | Comentarios\n\n Money'))).toBe(
      'Public comment | Comentarios\nMoney | Money',
    )
    const typed = { every: 'monthly', weekday: 2, nth: -1, days: 'office', off: 'after' } as const
    expect(ruleTyped(typed)).toEqual({
      kind: 'recurs',
      every: 'monthly',
      pick: { weekday: 2, nth: -1 },
      days: 'office',
      off: 'after',
    })
    expect(ruleTyped({ ...typed, every: '' })).toBeNull()
    expect(slugOf('Comité Ñandú, Salón 2')).toBe('comite-nandu-salon-2')
  })
})
