import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../platform/dates.ts'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { states, unfinished } from '../schema.ts'
import { chainOf, forecast, ringOf, standingOf, waitsOf, wavesOfParts, waveState, nothing } from './rules.ts'
import type { Edge, Knot } from './schema.ts'

const today = '2026-11-20'
const knot = (item_id: number, more: Partial<Knot> = {}): Knot => ({
  item_id,
  state: 'open',
  starts_on: '2026-11-01',
  due_on: '2026-11-30',
  done_on: null,
  ...more,
})
const edge = (item_id: number, needs_item: number, days_between = 0): Edge => ({ item_id, needs_item, days_between })

const day = fc.option(
  fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)),
  { nil: null, freq: 8 },
)
const net = fc.integer({ min: 2, max: 14 }).chain((size) =>
  fc.record({
    knots: fc.array(
      fc.record({
        state: fc.constantFrom(...states),
        starts_on: day,
        due_on: day,
        done_on: day,
        held_until: day,
      }),
      { minLength: size, maxLength: size },
    ),
    lines: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.nat(60)), { maxLength: size * 3 }),
    order: fc.shuffledSubarray(
      Array.from({ length: size }, (_, i) => i),
      { minLength: size, maxLength: size },
    ),
  }),
)

describe('a forecast', () => {
  it('never lets an item begin before what it waits for has ended, nor end before it begins, whatever the order of items', () => {
    fc.assert(
      fc.property(net, ({ knots, lines, order }) => {
        // A line leads from a higher number to a lower one, so that no ring can be.
        const edges = lines.filter(([a, b]) => a > b).map(([a, b, days]) => edge(a + 1, b + 1, days))
        const all = knots.map((one, at) => knot(at + 1, one))
        const told = forecast(all, edges, today)
        const shuffled = forecast(
          order.map((at) => all[at] as Knot),
          edges.toReversed(),
          today,
        )
        for (const one of all) {
          const mine = told.get(one.item_id)
          expect(shuffled.get(one.item_id)).toMatchObject({ begins: mine?.begins, finish: mine?.finish })
          if (!mine || !unfinished.includes(one.state) || mine.finish === null) continue
          if (mine.begins !== null) expect(mine.finish >= mine.begins).toBe(true)
          expect(mine.finish >= (one.due_on ?? mine.finish)).toBe(true)
          if (one.due_on !== null) expect(mine.finish >= today).toBe(true)
          expect(mine.late > 0).toBe(one.due_on !== null && mine.finish > one.due_on)
          for (const line of edges.filter((each) => each.item_id === one.item_id)) {
            const before = told.get(line.needs_item)
            if (!before?.finish) continue
            const first = addDays(before.finish, line.days_between + 1)
            expect(mine.begins !== null && mine.begins >= first).toBe(true)
          }
        }
      }),
      { numRuns: amount(150, 5000), seed: seed() },
    )
  })
  it('keeps the length of what it moves, and says by what', () => {
    const late = knot(1, { due_on: '2026-11-10' })
    const next = knot(2, { starts_on: '2026-11-16', due_on: '2026-11-25' })
    const far = knot(3, { starts_on: '2026-12-01', due_on: '2026-12-05' })
    const told = forecast([far, next, late], [edge(2, 1, 2), edge(3, 2)], today)
    // Today at the earliest, two days between: from the 23rd, nine days on.
    expect(told.get(1)).toMatchObject({ finish: '2026-11-20', late: 10, by: null })
    expect(told.get(2)).toEqual({ begins: '2026-11-23', finish: '2026-12-02', by: 1, unknown: false, late: 7 })
    expect(told.get(3)).toMatchObject({ begins: '2026-12-03', finish: '2026-12-07', by: 2, late: 2 })
    expect(chainOf(3, told)).toEqual([3, 2, 1])
  })
  it('is held by the wave, not by what was dropped, and says what it cannot know', () => {
    const held = knot(1, { held_until: '2026-12-01' })
    expect(forecast([held], [], today).get(1)).toMatchObject({ begins: '2026-12-01', finish: '2026-12-30', by: null })
    expect(forecast([{ ...held, state: 'going_on' }], [], today).get(1)).toMatchObject({ finish: '2026-11-30' })
    const dropped = knot(2, { state: 'dropped', due_on: '2027-06-01' })
    const open = knot(3)
    expect(forecast([dropped, open], [edge(3, 2)], today).get(3)).toMatchObject({
      finish: '2026-11-30',
      unknown: false,
    })
    const dateless = knot(4, { starts_on: null, due_on: null })
    expect(forecast([dateless, open], [edge(3, 4)], today).get(3)).toMatchObject({
      finish: '2026-11-30',
      unknown: true,
    })
    const knots = new Map([dropped, open, dateless].map((one) => [one.item_id, one]))
    expect(waitsOf(3, knots, [edge(3, 2), edge(3, 4)])).toEqual({ open: [4], dropped: [2] })
  })
})

describe('a ring', () => {
  it('is found exactly when the new line closes one, and is told from the item back to itself', () => {
    fc.assert(
      fc.property(net, fc.nat(13), fc.nat(13), ({ knots, lines }, a, b) => {
        const size = knots.length
        const edges = lines.filter(([x, y]) => x > y).map(([x, y]) => edge(x, y))
        const [item, needs] = [a % size, b % size]
        const reach = (from: number, seen: Set<number>): Set<number> => {
          if (seen.has(from)) return seen
          seen.add(from)
          for (const line of edges) if (line.item_id === from) reach(line.needs_item, seen)
          return seen
        }
        const ring = ringOf(edges, item, needs)
        expect(ring !== null).toBe(reach(needs, new Set()).has(item))
        if (!ring) return
        expect(ring[0]).toBe(item)
        expect(ring.at(-1)).toBe(item)
        expect(ring[1]).toBe(needs)
        for (let at = 1; at < ring.length - 1; at++)
          expect(edges.some((line) => line.item_id === ring[at] && line.needs_item === ring[at + 1])).toBe(true)
      }),
      { numRuns: amount(150, 5000), seed: seed() },
    )
  })
})

describe('waves', () => {
  it('count what has not begun before its wave as ahead, never as late', () => {
    const past = { state: 'open', starts_on: '2026-09-01', due_on: '2026-10-01' } as const
    expect(standingOf(past, today)).toBe('late')
    expect(standingOf({ ...past, held_until: '2027-01-04' }, today)).toBe('ahead')
    expect(standingOf({ ...past, held_until: '2026-11-20' }, today)).toBe('late')
    // Whoever has begun keeps to the own day.
    expect(standingOf({ ...past, state: 'going_on', held_until: '2027-01-04' }, today)).toBe('late')
    expect(standingOf({ ...past, due_on: '2026-12-01', held_until: null }, today)).toBe('due')
    expect(standingOf({ state: 'open', starts_on: '2026-12-01', due_on: null }, today)).toBe('ahead')
  })
  it('are over, begun or not', () => {
    const done = { ...nothing(), done: 2 }
    expect(waveState('2027-07-01', done, today)).toBe('over')
    expect(waveState('2027-07-01', { ...nothing(), ahead: 2 }, today)).toBe('notBegun')
    expect(waveState('2027-07-01', { ...nothing(), ahead: 2, going: 1 }, today)).toBe('begun')
    expect(waveState('2026-07-01', { ...nothing(), ahead: 2 }, today)).toBe('begun')
    expect(waveState(null, { ...nothing(), ahead: 2 }, today)).toBe('noDay')
  })
  it('belong to a part by its own word, else by the nearest above', () => {
    const parts = [
      { id: 'a', wave: 'one' },
      { id: 'b', wave: null },
      { id: 'c', wave: 'two' },
      { id: 'd', wave: null },
    ]
    const up = (id: string) => (id === 'b' || id === 'c' ? parts.slice(0, 1) : [])
    expect([...wavesOfParts(parts, up)]).toEqual([
      ['a', 'one'],
      ['b', 'one'],
      ['c', 'two'],
    ])
  })
})
