import type { Bounds } from './narrowing.ts'
import type { Goal } from './programs.ts'
import type { Reading } from './reading.ts'

/** Moves of the first try of a goal; each later try may make more. */
const moves = 60

/**
 * The cheapest way to another table: one count goes where it should, which leaves lines wrong; then one wrong line after the other is put right by the
 * member that does least harm to others, as far as it can go, until no line is wrong. Later tries go in steps of one and roll dice, always the same.
 * Not finding a table means nothing: the linear programs come after.
 */
export class Drift {
  readonly #reading: Reading
  readonly #bounds: Bounds
  readonly #at: Float64Array
  readonly #sums: Float64Array
  readonly #moved: Float64Array
  readonly #when: Int32Array
  /** Where a wrong line stands in the list of wrong lines; -1: it is right. */
  readonly #place: Int32Array
  readonly #coefsOf: number[][]
  #wrong: number[] = []
  #touched: number[] = []
  #state = 1

  /** `at`: one table that fits. */
  constructor(reading: Reading, bounds: Bounds, at: Float64Array) {
    this.#reading = reading
    this.#bounds = bounds
    this.#at = at
    this.#moved = new Float64Array(at.length)
    this.#when = new Int32Array(at.length)
    this.#sums = new Float64Array(reading.lines.length)
    this.#place = new Int32Array(reading.lines.length).fill(-1)
    this.#coefsOf = reading.unknowns.map(() => [])
    for (const { cols, coefs } of reading.lines) cols.forEach((v, i) => void this.#coefsOf[v]!.push(coefs[i]!))
  }

  /** To be called before the first search in a system, and whenever its table changed. */
  begin(cols: readonly number[]): void {
    for (const v of cols)
      for (const r of this.#reading.linesOf[v]!) {
        const line = this.#reading.lines[r]!
        let sum = 0
        for (let i = 0; i < line.cols.length; i++) sum += line.coefs[i]! * this.#at[line.cols[i]!]!
        this.#sums[r] = sum
      }
  }

  /** Another table in which the goal is reached: the unknowns that move, and their values. null: none was found in so many tries. */
  find({ col, to }: Goal, tries: number): { cols: number[]; x: number[] } | null {
    const far = to - this.#at[col]!
    if (far === 0 || to < this.#bounds.low[col]! || to > this.#bounds.high[col]!) return null
    this.#state = 7919 * (col + 1)
    for (let turn = 0; turn < tries; turn++) {
      const found = this.#go(col, far, turn)
      const cols = this.#touched.filter((v) => this.#moved[v] !== 0)
      const x = cols.map((v) => this.#at[v]! + this.#moved[v]!)
      this.#back()
      if (found) return { cols, x }
    }
    return null
  }

  #go(col: number, far: number, turn: number): boolean {
    const step = turn % 2 === 1 ? Math.sign(far) : far
    for (let gone = 0, at = 1; gone !== far; gone += step) {
      this.#move(col, step, at++)
      for (const last = at + moves * Math.min(20, 1 + turn); this.#wrong.length > 0; at++) {
        if (at > last || this.#wrong.length > 200) return false
        const pick = turn === 0 ? this.#wrong.length - 1 : this.#dice(this.#wrong.length)
        if (!this.#mend(this.#wrong[pick]!, col, Math.sign(far), at, turn)) return false
      }
    }
    return true
  }

  #dice(sides: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) | 0
    return ((this.#state >>> 8) * sides) >>> 24
  }

  /** How far a line is off: what its sum has to lose. */
  #off(r: number, sum: number): number {
    const { low, high } = this.#reading.lines[r]!
    return sum > high + 1e-9 ? sum - high : sum < low - 1e-9 ? sum - low : 0
  }

  #mend(r: number, col: number, dir: number, at: number, turn: number): boolean {
    const { cols, coefs } = this.#reading.lines[r]!
    const off = this.#off(r, this.#sums[r]!)
    const need = Math.abs(off)
    let [best, much, least] = [-1, 0, Number.POSITIVE_INFINITY]
    for (let i = 0; i < cols.length; i++) {
      const v = cols[i]!
      const now = this.#at[v]! + this.#moved[v]!
      const wish = -off / coefs[i]!
      const room = wish > 0 ? this.#bounds.high[v]! - now : now - this.#bounds.low[v]!
      const d = Math.trunc(Math.sign(wish) * Math.min(Math.abs(wish), room))
      if (d === 0 || (v === col && d * dir < 0)) continue
      const part = Math.abs(d * coefs[i]!)
      let worth = this.#harm(v, d) / part + (1 - part / need)
      if (this.#when[v]! > 0 && at - this.#when[v]! < 7) worth += 9
      if (turn > 0) worth += this.#dice(1000) / 900
      if (worth >= least) continue
      least = worth
      best = v
      much = d
    }
    if (best < 0) return false
    this.#move(best, much, at)
    return true
  }

  /** How much more wrong all lines together would be. */
  #harm(v: number, d: number): number {
    const lines = this.#reading.linesOf[v]!
    let sum = 0
    for (let i = 0; i < lines.length; i++) {
      const now = this.#sums[lines[i]!]!
      sum += Math.abs(this.#off(lines[i]!, now + this.#coefsOf[v]![i]! * d)) - Math.abs(this.#off(lines[i]!, now))
    }
    return sum
  }

  #move(v: number, d: number, at: number): void {
    if (this.#when[v] === 0) this.#touched.push(v)
    this.#moved[v]! += d
    this.#when[v] = at
    const lines = this.#reading.linesOf[v]!
    for (let i = 0; i < lines.length; i++) {
      const r = lines[i]!
      this.#sums[r]! += this.#coefsOf[v]![i]! * d
      const wrong = this.#off(r, this.#sums[r]!) !== 0
      const place = this.#place[r]!
      if (wrong && place < 0) this.#place[r] = this.#wrong.push(r) - 1
      else if (!wrong && place >= 0) {
        const last = this.#wrong.pop()!
        if (last !== r) {
          this.#wrong[place] = last
          this.#place[last] = place
        }
        this.#place[r] = -1
      }
    }
  }

  #back(): void {
    for (const v of this.#touched) {
      const lines = this.#reading.linesOf[v]!
      for (let i = 0; i < lines.length; i++) this.#sums[lines[i]!]! -= this.#coefsOf[v]![i]! * this.#moved[v]!
      this.#moved[v] = 0
      this.#when[v] = 0
    }
    for (const r of this.#wrong) this.#place[r] = -1
    this.#wrong = []
    this.#touched = []
  }
}
