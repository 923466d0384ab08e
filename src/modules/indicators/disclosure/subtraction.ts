import { narrow, type Ranges } from './bounds.ts'
import { determined } from './elimination.ts'
import { countsBehind, peopleBehind } from './rates.ts'
import { cellOf, type Gap, type Side, sideOf, type System, systemOf, unbounded, variable } from './system.ts'
import type { Relation } from './table.ts'

/**
 * One cell as its readers see it. null: hidden. `rate`: a printed percent, needed only where k is not printed beside it.
 * `least`, `most`: what the rules give away about hidden counts (m = people without the outcome).
 */
export type PublishedCell = {
  id: string
  n: number | null
  k: number | null
  outcome: boolean
  rate?: { percent: number; decimals: number }
  least?: { n: number }
  most?: Partial<Record<Side, number>>
}
/** A count that readers have from elsewhere, such as an earlier edition. */
export type Fact = { id: string; part: 'n' | 'k'; value: number }
export type Published = {
  cells: readonly PublishedCell[]
  relations: readonly Relation[]
  gaps?: ReadonlyMap<string, Gap>
  facts?: readonly Fact[]
}

/** How a hidden count comes out. `through`: the sum (or cell) that gave it, empty when it takes several lines together. */
export type Exposure = {
  id: string
  part: Side
  value: number
  how: 'released' | 'rate' | 'subtraction' | 'several_lines' | 'range'
  through: string
}
export type Verdict = { exposed: Exposure[]; impossible: string[] }

/**
 * The check before anything is published: which hidden counts can a reader work out from everything shown, all declared sums and
 * earlier editions together? Repeats plain subtraction, narrowing of ranges and the rank test until nothing new comes out.
 * In: only what readers have; it knows nothing of how the pattern was made. Out: every hidden count that is exactly known, with
 * how, in the order found; and the sums that the shown numbers contradict (then nothing may be published either).
 */
export function findExposed(published: Published): Verdict {
  const { cells } = published
  const system = systemOf(cells, published.relations, published.gaps ?? new Map())
  const { ranges, hidden } = start(published, system)
  const exposed = new Map<number, Exposure>()
  const report = (v: number, how: Exposure['how'], through: string): void => {
    const id = cells[cellOf(v)]?.id
    if (id !== undefined && hidden[v] && !exposed.has(v))
      exposed.set(v, { id, part: sideOf(v), value: ranges.low[v]!, how, through })
  }
  const index = new Map(cells.map(({ id }, i) => [id, i]))
  for (const fact of published.facts ?? []) {
    const at = index.get(fact.id)
    if (at === undefined) continue
    const v = variable(at, fact.part)
    if (!hidden[v]) continue
    ranges.low[v] = ranges.high[v] = fact.value
    report(v, 'released', fact.id)
  }
  const impossible = new Set<string>()
  for (let changed = true; changed; ) {
    changed = false
    for (const v of fromRates(cells, ranges)) report(v, 'rate', cells[cellOf(v)]!.id)
    const narrowed = narrow(system, ranges)
    for (const r of narrowed.impossible) impossible.add(system.rows[r]!.name)
    if (impossible.size > 0) break
    for (const { variable: v, row, alone } of narrowed.pinned)
      report(v, alone ? 'subtraction' : 'range', system.rows[row]!.name)
    const values = Float64Array.from(ranges.low, (low, v) => (low === ranges.high[v] ? low : Number.NaN))
    for (const { variable: v, value } of determined(system, values)) {
      if (value < ranges.low[v]! || value > ranges.high[v]!)
        for (const r of system.rowsOf[v]!) impossible.add(system.rows[r]!.name)
      ranges.low[v] = ranges.high[v] = value
      report(v, 'several_lines', '')
      changed = true
    }
  }
  return { exposed: [...exposed.values()], impossible: [...impossible].toSorted() }
}

/** What readers know before any sums, and which variables count as hidden: m only where n is hidden, for otherwise it is k again. */
function start({ cells }: Published, system: System): { ranges: Ranges; hidden: Uint8Array } {
  const low = new Float64Array(system.size)
  const high = new Float64Array(system.size).fill(unbounded)
  const hidden = new Uint8Array(system.size)
  cells.forEach((cell, i) => {
    const set = (side: Side, value: number | null, least = 0): void => {
      const v = variable(i, side)
      low[v] = value ?? least
      high[v] = value ?? cell.most?.[side] ?? unbounded
    }
    set('n', cell.n, cell.least?.n ?? 1)
    set('k', cell.outcome ? (cell.n === 0 ? 0 : cell.k) : 0)
    set('m', cell.outcome ? (cell.n !== null && cell.k !== null ? cell.n - cell.k : cell.n === 0 ? 0 : null) : 0)
    hidden[variable(i, 'n')] = Number(cell.n === null)
    hidden[variable(i, 'k')] = Number(cell.outcome && cell.n !== 0 && cell.k === null)
    hidden[variable(i, 'm')] = Number(cell.outcome && cell.n === null)
  })
  return { ranges: { low, high }, hidden }
}

/** A printed percent narrows k when n is known, and both when n has few possible values. Out: variables it fixed. */
function fromRates(cells: readonly PublishedCell[], { low, high }: Ranges): number[] {
  const fixed: number[] = []
  cells.forEach((cell, i) => {
    if (!cell.rate || !cell.outcome) return
    const { percent, decimals } = cell.rate
    const [n, k] = [variable(i, 'n'), variable(i, 'k')]
    if (high[n]! > 2000) return
    const sizes = peopleBehind([percent], decimals, high[n]!).filter((size) => size >= low[n]!)
    if (sizes.length === 0) return
    const fits = sizes.map((size) => countsBehind(percent, decimals, size))
    const tighten = (v: number, least: number, most: number): void => {
      const open = low[v] !== high[v]
      low[v] = Math.max(low[v]!, least)
      high[v] = Math.min(high[v]!, most)
      if (open && low[v] === high[v]) fixed.push(v)
    }
    tighten(n, sizes[0]!, sizes.at(-1)!)
    tighten(k, Math.min(...fits.map((fit) => fit.low)), Math.max(...fits.map((fit) => fit.high)))
  })
  return fixed
}
