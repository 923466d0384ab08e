import type { Text } from '../../../platform/words.ts'
import type { BuiltPoint, Meeting, Point, PointKind, Seat } from './schema.ts'
import { pointKinds } from './schema.ts'

/** True when a seat, or anything with a first and a last day, holds on a day. */
export const holdsOn = (one: { from_date: string; to_date: string | null }, day: string): boolean =>
  one.from_date <= day && (one.to_date === null || one.to_date >= day)

/** The seats of a committee on a day. An office is one seat, however many hold it. */
export const seatsOn = (seats: readonly Seat[], day: string): Seat[] => seats.filter((seat) => holdsOn(seat, day))

/** How many of so many seats have to be there: as the committee set it, else more than half. Nobody, where there are no seats. */
export const quorumOf = (set: number | null, seats: number): number =>
  seats === 0 ? 0 : (set ?? Math.floor(seats / 2) + 1)

/** True when enough seats were there. Somebody who held no seat that day does not count. */
export const reached = (present: readonly number[], seats: readonly Seat[], needed: number): boolean =>
  seats.filter((seat) => present.includes(seat.member_id)).length >= needed

/**
 * True when a meeting that was held had too few seats there to decide. In: the meeting, the quorum that the committee set, all its seats; the meeting's own quorum counts
 * once its minutes keep one. Before anybody said who was there it is not known, and false.
 */
export function lackedQuorum(
  meeting: Pick<Meeting, 'held_on' | 'minutes' | 'present' | 'quorum'>,
  set: number | null,
  seats: readonly Seat[],
): boolean {
  const then = seatsOn(seats, meeting.held_on)
  if (meeting.minutes === 'none' || then.length === 0) return false
  if (meeting.minutes === 'draft' && meeting.present.length === 0) return false
  return !reached(meeting.present, then, meeting.quorum ?? quorumOf(set, then.length))
}

/** How many could vote: the seats that were there, or all seats while nobody has said who was. null: the committee has no seats. */
export function votersOf(present: readonly number[], seats: readonly Seat[]): number | null {
  if (seats.length === 0) return null
  const there = seats.filter((seat) => present.includes(seat.member_id)).length
  return there === 0 ? seats.length : there
}

/** A short name for addresses and sources: letters, digits and dashes of the name. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'committee'

/** Would reporting to another committee lead back to this one? In: who reports to whom. */
export function leadsBack(id: number, to: number | null, reportsTo: ReadonlyMap<number, number | null>): boolean {
  const seen = new Set<number>()
  for (let at = to; at !== null && !seen.has(at); at = reportsTo.get(at) ?? null) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

/** How many late and stuck items stand on an agenda one by one; the others are counted in one point. */
export const mostItems = 8

/** What is behind, as it was found for an agenda. Titles and facts in both languages. */
export type Behind = {
  /** the meeting before, while its minutes wait to be approved */
  minutes: { id: number; title: Text; href: string } | null
  standing: readonly Text[]
  /** unfinished actions of earlier meetings, oldest first */
  actions: readonly { id: number; title: Text; facts: Text }[]
  /** measures that are called behind or missed */
  measures: readonly { key: string; title: Text; facts: Text; href: string }[]
  /** late and stuck items, most late first */
  items: readonly { id: number; title: Text; facts: Text }[]
  more: { count: number; title: Text; href: string } | null
}

/** The points that are built of what is behind, in the order of a fresh agenda. */
export function builtPoints(behind: Behind): BuiltPoint[] {
  const item =
    (kind: PointKind) =>
    (one: Behind['items'][number]): BuiltPoint => ({
      kind,
      key: `item:${one.id}`,
      title: one.title,
      facts: one.facts,
      href: `/work/${one.id}`,
    })
  const { minutes, more } = behind
  const points = [
    ...(minutes
      ? [
          {
            kind: 'minutes' as const,
            key: `minutes:${minutes.id}`,
            title: minutes.title,
            facts: {},
            href: minutes.href,
          },
        ]
      : []),
    ...behind.standing.map(
      (title): BuiltPoint => ({
        kind: 'standing',
        key: `standing:${slugOf(title.en ?? title.es ?? '')}`,
        title,
        facts: {},
        href: null,
      }),
    ),
    ...behind.actions.map(item('action')),
    ...behind.measures.map((one): BuiltPoint => ({ kind: 'measure', ...one, key: `measure:${one.key}` })),
    ...behind.items.slice(0, mostItems).map(item('item')),
    ...(more ? [{ kind: 'item' as const, key: 'more', title: more.title, facts: {}, href: more.href }] : []),
  ]
  // The same thing twice (a late action) stands where it comes first.
  return points.filter((one, i) => points.findIndex((each) => each.key === one.key) === i)
}

type Known = Pick<Point, 'point_id' | 'kind' | 'key' | 'place' | 'listed' | 'settled' | 'about' | 'minutes'>
export type AgendaChange = {
  insert: (BuiltPoint & { place: number })[]
  /** points known already: their words as they are now, and on the agenda again unless a person took them off */
  renew: { id: number; point: BuiltPoint; listed: boolean }[]
  /** built ones that are no longer behind */
  off: number[]
  /** points known already that stand elsewhere now */
  move: { id: number; place: number }[]
}

const rank = (kind: PointKind): number => pointKinds.indexOf(kind)
type Standing = Pick<Known, 'key' | 'kind' | 'settled'>

/** The order of an agenda: new points after those of their kind; what nobody moved stands among its own places as it is built, most late first. */
function arranged(listed: readonly Known[], built: readonly BuiltPoint[], fresh: readonly BuiltPoint[]): Standing[] {
  const order: Standing[] = [...listed]
  for (const point of fresh) {
    const before = order.findLastIndex((one) => rank(one.kind) <= rank(point.kind))
    order.splice(before + 1, 0, { ...point, settled: false })
  }
  const free = new Set(order.filter((one) => !one.settled).map((one) => one.key))
  const next = built.filter((one) => free.has(one.key)).map((one) => ({ ...one, settled: false }))
  const keys = new Set(next.map((one) => one.key))
  return order.map((one) => (keys.has(one.key) ? (next.shift() ?? one) : one))
}

/**
 * Brings an agenda up to date. In: its points (listed or not), and what is built now. What people proposed, moved, took off or wrote about stays theirs;
 * the others stand in the order in which they are built.
 */
export function mergeAgenda(known: readonly Known[], built: readonly BuiltPoint[]): AgendaChange {
  const byKey = new Map(known.map((one) => [one.key, one]))
  const now = new Set(built.map((one) => one.key))
  const off = known
    .filter((one) => one.kind !== 'own' && one.listed && !one.settled && !now.has(one.key))
    .filter((one) => one.about === '' && one.minutes === '')
    .map((one) => one.point_id)
  const listed = inOrder(known.filter((one) => !off.includes(one.point_id)))
  const fresh = built.filter((one) => {
    const there = byKey.get(one.key)
    return !there || (!there.listed && !there.settled)
  })
  const places = new Map(arranged(listed, built, fresh).map((one, i) => [one.key, i + 1]))
  return {
    insert: fresh
      .filter((one) => !byKey.has(one.key))
      .map((point) => ({ ...point, place: places.get(point.key) ?? 1 })),
    renew: built.flatMap((point) => {
      const one = byKey.get(point.key)
      return one ? [{ id: one.point_id, point, listed: one.settled ? one.listed : true }] : []
    }),
    off,
    move: known.flatMap((one) => {
      const place = places.get(one.key)
      return place !== undefined && place !== one.place ? [{ id: one.point_id, place }] : []
    }),
  }
}

/** The points that stand on the agenda, in its order. */
export const inOrder = <P extends Pick<Point, 'place' | 'kind' | 'point_id' | 'listed'>>(points: readonly P[]): P[] =>
  points
    .filter((one) => one.listed)
    .toSorted((a, b) => a.place - b.place || rank(a.kind) - rank(b.kind) || a.point_id - b.point_id)

/** Which meetings a later one could have approved the minutes of: held after it, not called off. */
export const approvers = (meeting: Meeting, all: readonly Meeting[], today: string): Meeting[] =>
  all.filter((one) => one.held_on > meeting.held_on && one.held_on <= today && one.state === 'planned')
