import type { Bounds } from './narrowing.ts'
import type { Reading } from './reading.ts'

/**
 * What is known of a system by examples: one table that fits everything shown, and for each unknown the smallest and largest value that any such
 * table found so far gives it. Every table is checked here against the published lines, whoever made it.
 */
export class Worlds {
  readonly start: Float64Array
  readonly least: Float64Array
  readonly most: Float64Array
  readonly #reading: Reading
  readonly #bounds: Bounds
  count = 0

  constructor(reading: Reading, bounds: Bounds) {
    this.#reading = reading
    this.#bounds = bounds
    this.start = bounds.low.slice()
    this.least = new Float64Array(bounds.low.length).fill(Number.POSITIVE_INFINITY)
    this.most = new Float64Array(bounds.low.length).fill(Number.NEGATIVE_INFINITY)
    bounds.low.forEach((low, v) => {
      if (low === bounds.high[v]) this.least[v] = this.most[v] = low
    })
  }

  /** Takes a table for these unknowns (the others as in the start, once there is one). False: it does not fit, or is not whole. */
  take(cols: readonly number[], x: ArrayLike<number>, first = false): boolean {
    const { lines, linesOf, whole } = this.#reading
    const { low, high } = this.#bounds
    const old = cols.map((v) => this.start[v]!)
    const slack = whole ? 0 : 1e-6
    let fits = true
    const rows = new Set<number>()
    for (let i = 0; i < cols.length && fits; i++) {
      const v = cols[i]!
      const value = whole ? Math.round(x[i]!) : x[i]!
      fits = Math.abs(value - x[i]!) < 1e-5 && value >= low[v]! - slack && value <= high[v]! + slack
      this.start[v] = value
      for (const r of linesOf[v]!) rows.add(r)
    }
    if (fits)
      for (const r of rows) {
        const line = lines[r]!
        let sum = 0
        for (let i = 0; i < line.cols.length; i++) sum += line.coefs[i]! * this.start[line.cols[i]!]!
        const off = slack * (1 + Math.abs(line.high === Number.POSITIVE_INFINITY ? line.low : line.high))
        if (sum >= line.low - off && sum <= line.high + off) continue
        fits = false
        break
      }
    if (fits) {
      this.count++
      for (const v of cols) {
        this.least[v] = Math.min(this.least[v]!, this.start[v]!)
        this.most[v] = Math.max(this.most[v]!, this.start[v]!)
      }
    }
    if (!fits || !first) cols.forEach((v, i) => void (this.start[v] = old[i]!))
    return fits
  }
}

/**
 * The unknowns around one: line by line outwards, of long lines only those members that meet the others again or have most room, until there are
 * `size`. A small part is enough to find another table in; it proves nothing about what cannot be.
 */
export function around(reading: Reading, bounds: Bounds, at: Float64Array, seed: number, size: number): number[] {
  const inside = new Set([seed])
  const lines = new Set<number>()
  const queue = [seed]
  const wide = size < 400 ? 6 : 14
  for (let i = 0; i < queue.length && inside.size < size; i++) {
    for (const r of reading.linesOf[queue[i]!]!) {
      if (lines.has(r)) continue
      lines.add(r)
      const line = reading.lines[r]!
      let members = line.cols.filter((v) => bounds.low[v] !== bounds.high[v] && !inside.has(v))
      if (members.length > wide) {
        const worth = (v: number): number =>
          reading.linesOf[v]!.reduce((sum, one) => sum + (lines.has(one) ? 1e6 : 0), 0) +
          Math.min(1e5, bounds.high[v]! - bounds.low[v]!) +
          Math.min(1e4, at[v]! - bounds.low[v]!)
        members = members
          .map((v) => ({ v, worth: worth(v) }))
          .toSorted((a, b) => b.worth - a.worth || a.v - b.v)
          .slice(0, wide)
          .map(({ v }) => v)
      }
      for (const v of members) {
        inside.add(v)
        queue.push(v)
      }
    }
  }
  return [...inside]
}
