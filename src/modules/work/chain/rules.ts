import { addDays } from '../../../platform/dates.ts'
import { daysBetween, timingOf } from '../rules.ts'
import { unfinished } from '../schema.ts'
import type { Edge, Knot, Standing, Stood } from './schema.ts'

const later = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a >= b ? a : b)

/** What each item waits for. */
export function needsOf(edges: readonly Edge[]): Map<number, Edge[]> {
  const found = new Map<number, Edge[]>()
  for (const edge of edges) {
    const list = found.get(edge.item_id)
    if (list) list.push(edge)
    else found.set(edge.item_id, [edge])
  }
  return found
}

/**
 * The ring that one more line would close. In: the lines that hold, the item that would wait, the one that it would wait for.
 * Out: the items of the ring from the one that would wait back to itself, each waiting for the next; null when there is none. The shortest ring is told.
 */
export function ringOf(edges: readonly Edge[], item: number, needs: number): number[] | null {
  if (item === needs) return [item, item]
  const below = needsOf(edges)
  const from = new Map<number, number>([[needs, item]])
  let front = [needs]
  while (front.length > 0) {
    const next: number[] = []
    for (const at of front)
      for (const { needs_item } of below.get(at) ?? []) {
        if (needs_item === item) {
          const path = [item]
          for (let step: number | undefined = at; step !== undefined && step !== item; step = from.get(step))
            path.unshift(step)
          return [item, ...path]
        }
        if (from.has(needs_item)) continue
        from.set(needs_item, at)
        next.push(needs_item)
      }
    front = next
  }
  return null
}

/** When an item can begin and end, by what it waits for. Days are calendar days of the district. */
export type Forecast = {
  begins: string | null
  /** null: nothing is known about its end */
  finish: string | null
  /** the item whose end moves its beginning; null: its own dates hold */
  by: number | null
  /** a day before it is not known, so that it may end later */
  unknown: boolean
  /** calendar days that it ends after its own due day */
  late: number
}

/** Items in an order in which each stands after what it waits for; whatever stands in a ring comes last. */
function inOrder(
  knots: ReadonlyMap<number, Knot>,
  needs: ReadonlyMap<number, Edge[]>,
): { order: Knot[]; rest: Knot[] } {
  const open = new Map<number, number>()
  const above = new Map<number, number[]>()
  for (const id of knots.keys()) {
    const known = (needs.get(id) ?? []).filter((edge) => knots.has(edge.needs_item))
    open.set(id, known.length)
    for (const { needs_item } of known) above.set(needs_item, [...(above.get(needs_item) ?? []), id])
  }
  const order: Knot[] = []
  const ready = [...open].filter(([, count]) => count === 0).map(([id]) => id)
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const knot = knots.get(id)
    if (knot) order.push(knot)
    for (const next of above.get(id) ?? []) {
      const left = (open.get(next) ?? 0) - 1
      open.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  const placed = new Set(order.map((knot) => knot.item_id))
  return { order, rest: [...knots.values()].filter((knot) => !placed.has(knot.item_id)) }
}

/** The end of an item that is over. */
const endOf = (knot: Knot, today: string): string =>
  knot.done_on ?? (knot.due_on !== null && knot.due_on < today ? knot.due_on : today)

/**
 * What late work does to the days of what waits for it: shown, never written. In: items, lines between them, the district's day. Out: for each item the first day on
 * which it can begin and the day on which it then ends.
 *
 * An item begins on the day after the last of those that it waits for has ended, and the days between; not before its own first day, nor before its wave. When that
 * moves its beginning, it keeps its length. What is not done ends today at the earliest, and never before its own due day. What was dropped holds nobody up.
 */
export function forecast(knots: readonly Knot[], edges: readonly Edge[], today: string): ReadonlyMap<number, Forecast> {
  const known = new Map(knots.map((knot) => [knot.item_id, knot]))
  const needs = needsOf(edges)
  const told = new Map<number, Forecast>()
  const { order, rest } = inOrder(known, needs)
  for (const knot of [...order, ...rest]) told.set(knot.item_id, oneOf(knot, needs, known, told, today))
  return told
}

function oneOf(
  knot: Knot,
  needs: ReadonlyMap<number, Edge[]>,
  known: ReadonlyMap<number, Knot>,
  told: ReadonlyMap<number, Forecast>,
  today: string,
): Forecast {
  const { state, starts_on, due_on } = knot
  if (state === 'done') return { begins: starts_on, finish: endOf(knot, today), by: null, unknown: false, late: 0 }
  if (state === 'dropped') return { begins: null, finish: null, by: null, unknown: false, late: 0 }
  let bound: string | null = null
  let by: number | null = null
  let unknown = due_on === null
  for (const edge of needs.get(knot.item_id) ?? []) {
    const before = known.get(edge.needs_item)
    if (!before || before.state === 'dropped') continue
    const end = told.get(edge.needs_item)
    if (!end || end.unknown || end.finish === null) unknown = true
    if (!end?.finish) continue
    const first = addDays(end.finish, edge.days_between + 1)
    if (bound !== null && first <= bound) continue
    bound = first
    by = edge.needs_item
  }
  const own = later(starts_on, state === 'open' ? (knot.held_until ?? null) : null)
  const begins = later(own, bound)
  const moved = begins !== null && (starts_on === null || begins > starts_on)
  const length = starts_on !== null && due_on !== null ? Math.max(0, daysBetween(starts_on, due_on)) : 0
  const ends = moved && begins !== null ? addDays(begins, length) : null
  const mine = due_on === null ? null : later(due_on, today)
  const finish = mine === null && ends === null ? null : later(later(mine, ends), begins)
  const isMoved = bound !== null && begins === bound && (own === null || bound > own)
  return {
    begins,
    finish,
    by: isMoved ? by : null,
    unknown,
    late: due_on !== null && finish !== null && finish > due_on ? daysBetween(due_on, finish) : 0,
  }
}

/** The way from an item back to what moves it first: the item, what moves it, what moves that. */
export function chainOf(id: number, told: ReadonlyMap<number, Forecast>): number[] {
  const chain = [id]
  for (let by = told.get(id)?.by ?? null; by !== null && !chain.includes(by); by = told.get(by)?.by ?? null)
    chain.push(by)
  return chain
}

/** What an item waits for on a day: what is still to be done, and what was dropped and will never come. */
export function waitsOf(
  id: number,
  knots: ReadonlyMap<number, Knot>,
  edges: readonly Edge[],
): { open: number[]; dropped: number[] } {
  const found = edges.flatMap((edge) => (edge.item_id === id ? (knots.get(edge.needs_item) ?? []) : []))
  return {
    open: found.filter((knot) => unfinished.includes(knot.state)).map((knot) => knot.item_id),
    dropped: found.filter((knot) => knot.state === 'dropped').map((knot) => knot.item_id),
  }
}

/** Where an item is counted: done and dropped as they are; late by its own day; ahead while its time, or its wave's, has not come. */
export function standingOf(item: Stood, today: string): keyof Standing {
  if (item.state === 'done' || item.state === 'dropped') return item.state
  const timing = timingOf(item, today)
  if (timing.kind === 'late') return 'late'
  if (item.state !== 'open') return 'going'
  return timing.kind === 'ahead' || (item.starts_on !== null && item.starts_on > today) ? 'ahead' : 'due'
}

export const nothing = (): Standing => ({ done: 0, late: 0, going: 0, due: 0, ahead: 0, dropped: 0 })

/** How a wave stands as a whole: `over` when nothing is left to do. */
export type WaveState = 'noDay' | 'notBegun' | 'begun' | 'over'
export function waveState(begins: string | null, standing: Standing, today: string): WaveState {
  const left = standing.late + standing.going + standing.due + standing.ahead
  if (left === 0 && standing.done > 0) return 'over'
  if (begins === null) return 'noDay'
  return begins > today && standing.going + standing.late + standing.done === 0 ? 'notBegun' : 'begun'
}

/** The wave in which each part of a plan begins: its own, else the nearest above it. In: the parts; what stands above each, nearest first. */
export function wavesOfParts<E extends { id: string; wave: string | null }>(
  parts: readonly E[],
  up: (id: string) => readonly E[],
): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of parts) {
    const wave = part.wave ?? up(part.id).find((one) => one.wave !== null)?.wave
    if (wave) found.set(part.id, wave)
  }
  return found
}
