import type { PublishedCell } from '../subtraction.ts'
import type { Side } from '../system.ts'
import type { Part, Relation } from '../table.ts'
import { sizesFor, within } from './percent.ts'
import type { Readable } from './published.ts'

/** One line: low <= the sum of coefficient times unknown <= high. */
export type Line = { name: string; cols: number[]; coefs: number[]; low: number; high: number }
export type Unknown = { id: string; part: Side; edition: string }
/** A count as seen from the unknowns: at + sign * unknown; col -1: it is known to be `at`. */
export type Place = { col: number; sign: number; at: number }
export type Reading = {
  unknowns: Unknown[]
  low: Float64Array
  high: Float64Array
  lines: Line[]
  linesOf: number[][]
  whole: boolean
  place: (id: string, part: Side, edition?: string) => Place | null
  impossible: string[]
}

/** Stands for no upper end: far above any count or amount, and small enough that sums of it stay exact. */
export const open = 1e13

type Slot = { id: string; part: Side; edition: string; low: number; high: number }

/**
 * Reads a published table as a system of unknowns: each hidden count is one, each sum that touches one is a line, a printed percent of a hidden
 * group is two. In: what readers have, nothing else. Out: the system, whole-number bounds from facts and percents already taken.
 */
export function read(readable: Readable): Reading {
  const slots = new Map<string, Slot>()
  const impossible: string[] = []
  const editions = [
    { name: '', cells: readable.cells, relations: readable.relations, gaps: readable.gaps, changed: undefined },
    ...(readable.earlier ?? []),
  ]
  const keyOf = (edition: (typeof editions)[number], id: string, part: Side): string =>
    edition.changed?.has(id) ? `${edition.name}|${part}|${id}` : `|${part}|${id}`
  const put = (key: string, slot: Slot): void => {
    const old = slots.get(key)
    if (!old) {
      slots.set(key, slot)
      return
    }
    old.low = Math.max(old.low, slot.low)
    old.high = Math.min(old.high, slot.high)
  }
  for (const edition of editions)
    for (const cell of edition.cells) {
      const own = edition.changed?.has(cell.id) ? edition.name : ''
      for (const part of ['n', 'k'] as const) {
        if (part === 'k' && !cell.outcome) continue
        const [low, high] = rangeOf(cell, part)
        put(keyOf(edition, cell.id, part), { id: cell.id, part, edition: own, low, high })
      }
    }
  for (const { id, part, low, high } of readable.known ?? []) {
    const slot = slots.get(`|${part}|${id}`)
    if (slot) put(`|${part}|${id}`, { ...slot, low, high })
  }
  for (const slot of slots.values())
    if (slot.low > slot.high) impossible.push(`${slot.edition}${slot.edition ? ' ' : ''}${slot.id}`)

  const cols = new Map<string, number>()
  const unknowns: Unknown[] = []
  const lows: number[] = []
  const highs: number[] = []
  const add = (key: string, { id, part, edition, low, high }: Slot): number => {
    const col = unknowns.length
    cols.set(key, col)
    unknowns.push({ id, part, edition })
    lows.push(low)
    highs.push(high)
    return col
  }
  for (const [key, slot] of slots) if (slot.low < slot.high) add(key, slot)
  const lines: Line[] = []
  const line = (name: string, terms: readonly (readonly [string, number])[], low: number, high: number): void => {
    const made: Line = { name, cols: [], coefs: [], low, high }
    for (const [key, coef] of terms) {
      const col = cols.get(key)
      if (col === undefined) {
        const value = slots.get(key)?.low ?? 0
        made.low -= coef * value
        made.high -= coef * value
        continue
      }
      const before = made.cols.indexOf(col)
      if (before < 0) {
        made.cols.push(col)
        made.coefs.push(coef)
      } else made.coefs[before]! += coef
    }
    if (made.cols.length > 0) lines.push(made)
    else if (made.low > 0 || made.high < 0) impossible.push(name)
  }

  const seen = new Set<string>()
  for (const edition of editions) {
    const shapes = new Map(edition.cells.map((cell) => [cell.id, cell]))
    for (const relation of edition.relations)
      for (const part of partsOf(relation, shapes)) {
        const terms = [
          ...relation.parts.map((id) => [keyOf(edition, id, part), 1] as const),
          [keyOf(edition, relation.total, part), -1] as const,
        ]
        const gap = edition.gaps?.get(relation.id)?.[part] ?? 0
        const same = `${gap}|${terms.map(([key]) => key).join('|')}`
        if (edition.name !== '' && seen.has(same)) continue
        seen.add(same)
        line(edition.name ? `${relation.id} (${edition.name})` : relation.id, terms, gap, gap)
      }
    for (const cell of edition.cells)
      if (cell.outcome) inside(edition.name ? `${cell.id} (${edition.name})` : cell.id, cell, edition)
  }

  for (const { name, terms, equals } of readable.lines ?? [])
    line(
      name,
      terms.map(({ id, coef }) => [`|n|${id}`, coef] as const),
      equals,
      equals,
    )

  /** k within n, the people without the outcome as an unknown of their own, and the printed percent. */
  function inside(name: string, cell: PublishedCell, edition: (typeof editions)[number]): void {
    const [n, k, m] = (['n', 'k', 'm'] as const).map((part) => keyOf(edition, cell.id, part)) as [
      string,
      string,
      string,
    ]
    const [nCol, kCol] = [cols.get(n), cols.get(k)]
    if (cell.rate) percent(name, cell.rate, n, k)
    if (nCol === undefined) {
      const people = slots.get(n)!.low
      if (kCol === undefined) return
      lows[kCol] = Math.max(lows[kCol]!, people - (cell.most?.m ?? people))
      highs[kCol] = Math.min(highs[kCol]!, people)
      return
    }
    if (cols.has(m)) return
    const own = edition.changed?.has(cell.id) ? edition.name : ''
    add(m, { id: cell.id, part: 'm', edition: own, low: 0, high: cell.most?.m ?? open })
    line(name, [[k, 1] as const, [m, 1] as const, [n, -1] as const], 0, 0)
  }

  function percent(name: string, rate: { percent: number; decimals: number }, n: string, k: string): void {
    const [nCol, kCol] = [cols.get(n), cols.get(k)]
    const people = slots.get(n)!
    if (nCol !== undefined) {
      const { low, high } = sizesFor(rate, lows[nCol]!, highs[nCol]!)
      lows[nCol] = low
      highs[nCol] = high
      const { twice, unit } = within(rate)
      line(name, [[k, 200 * unit] as const, [n, 1 - twice] as const], 0, Number.POSITIVE_INFINITY)
      line(name, [[k, 200 * unit] as const, [n, -1 - twice] as const], Number.NEGATIVE_INFINITY, 0)
    } else if (kCol !== undefined) {
      const { twice, unit } = within(rate)
      lows[kCol] = Math.max(lows[kCol]!, Math.ceil(((twice - 1) * people.low) / (200 * unit)))
      highs[kCol] = Math.min(highs[kCol]!, Math.floor(((twice + 1) * people.low) / (200 * unit)))
    }
  }

  unknowns.forEach(({ id }, col) => {
    if (lows[col]! > highs[col]!) impossible.push(id)
  })
  const linesOf: number[][] = unknowns.map(() => [])
  lines.forEach(({ cols: own }, at) => {
    for (const col of own) linesOf[col]!.push(at)
  })
  return {
    unknowns,
    low: Float64Array.from(lows),
    high: Float64Array.from(highs),
    lines,
    linesOf,
    whole: readable.whole ?? true,
    impossible,
    place: (id, part, edition = '') => {
      const key = (of: Side): string => `${edition}|${of}|${id}`
      const col = cols.get(key(part))
      if (col !== undefined) return { col, sign: 1, at: 0 }
      const value = (of: Side): number | null => slots.get(key(of))?.low ?? null
      if (part !== 'm') {
        const known = value(part)
        return known === null ? null : { col: -1, sign: 0, at: known }
      }
      const people = value('n')
      if (people === null || value('k') === null) return null
      const k = cols.get(key('k'))
      return k === undefined ? { col: -1, sign: 0, at: people - value('k')! } : { col: k, sign: -1, at: people }
    },
  }
}

function rangeOf(cell: PublishedCell, part: Part): [number, number] {
  const value = part === 'k' && cell.n === 0 ? 0 : cell[part]
  if (value !== null) return [value, value]
  return [part === 'n' ? (cell.least?.n ?? 1) : 0, cell.most?.[part] ?? open]
}

function partsOf(relation: Relation, shapes: ReadonlyMap<string, PublishedCell>): Part[] {
  const of = relation.of ?? 'both'
  const all = [...relation.parts, relation.total].map((id) => {
    const cell = shapes.get(id)
    if (!cell) throw new Error(`The sum ${relation.id} names the cell ${id}, which the table does not have.`)
    return cell
  })
  return [
    ...(of === 'k' ? [] : ['n' as const]),
    ...(of !== 'n' && all.every((cell) => cell.outcome) ? ['k' as const] : []),
  ]
}
