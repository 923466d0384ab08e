import { cellOf, sideOf, type System, variable } from './system.ts'

/**
 * True counts, the range that a reader knows for each once it is hidden, which are unknown to readers, and how many unknowns
 * each line has. `high`: of a reader who can tell small counts from those that protect them; `wide`: of one who cannot.
 * Change `unknown` only through `mark`.
 */
export type Scene = {
  system: System
  truth: Float64Array
  low: Float64Array
  high: Float64Array
  wide: Float64Array
  unknown: Uint8Array
  open: Int32Array
}

export function mark({ system, unknown, open }: Scene, v: number, now: 0 | 1): void {
  const change = now - unknown[v]!
  if (change === 0) return
  unknown[v] = now
  for (const r of system.rowsOf[v]!) open[r]! += change
}

/** Whether x is the only unknown of one of its lines: plain subtraction gives it. */
export const stuck = ({ system, open }: Scene, x: number): boolean => system.rowsOf[x]!.some((r) => open[r] === 1)

/** What hiding one more count costs. Infinity: it cannot be hidden, or would not be unknown. `step` guides the walk, `sum` compares patterns. */
export type Prices = { step: Float64Array; sum: Float64Array }
/** A change of counts that no reader could notice: every sum still holds, every count stays in its range. */
export type Witness = ReadonlyMap<number, number>
export type Found = { witness: Witness; price: number }
/**
 * What must stay possible for a hidden variable. With a range: a value outside it, to a reader who cannot tell small counts by
 * their star. Without: any other value, even to one who can.
 */
export type Task = { v: number; range: { low: number; high: number } | null }

/**
 * Looks for a second world that readers could not tell from the true one and in which a variable is another number, or is outside its
 * range. Such a world proves that no arithmetic whatever gives the variable; not finding one proves nothing, but counts as a leak.
 * A walk: the variable moves, then one broken sum after the other is mended by the move that breaks the others least, as far as it
 * goes, with a pinch of repeatable randomness so that it does not go in circles. With prices it may also move counts that are still
 * shown: those are what would have to be hidden, and the cheapest of several walks is kept.
 */
export class Walk {
  readonly #scene: Scene
  readonly #prices: Prices
  readonly #moves: Int32Array
  readonly #when: Int32Array
  readonly #off: Int32Array
  readonly #place: Int32Array
  #touched: number[] = []
  #broken: number[] = []
  #state = 1
  #x = 0
  #high: Float64Array

  constructor(scene: Scene, prices: Prices) {
    const { size, rows } = scene.system
    this.#scene = scene
    this.#prices = prices
    this.#high = scene.high
    this.#moves = new Int32Array(size)
    this.#when = new Int32Array(size)
    this.#off = new Int32Array(rows.length)
    this.#place = new Int32Array(rows.length)
  }

  /** A witness that moves only unknown counts; `effort` tries of each direction. */
  free(task: Task, effort: number): Witness | null {
    const x = task.v
    if (!this.#scene.unknown[x] || stuck(this.#scene, x)) return null
    this.#state = (x + 1) * 40503
    const steps = this.#steps(task)
    for (let turn = 0; turn < effort; turn++)
      for (const step of steps)
        if (this.#go(x, step, Math.min(1000, 40 + 60 * turn), turn, false)) return this.#take().witness
    return null
  }

  /** The cheapest witness of `effort` tries of each direction that may hide more counts. */
  priced(task: Task, effort: number, most: number): Found | null {
    this.#state = (task.v + 1) * 69069
    const steps = this.#steps(task)
    let best: Found | null = null
    for (let turn = 0; turn < effort; turn++)
      for (const step of steps) {
        if (!this.#go(task.v, step, most, turn, true)) continue
        const found = this.#take()
        if (!best || found.price < best.price) best = found
      }
    return best
  }

  #steps({ v, range }: Task): number[] {
    const { truth, low, high, wide } = this.#scene
    this.#high = range ? wide : high
    if (!range) return [1, -1]
    const ends = [range.high + 1, range.low - 1].filter((end) => end >= low[v]! && end <= wide[v]!)
    return ends.map((end) => end - truth[v]!)
  }

  #take(): Found {
    const moved = this.#touched.filter((v) => this.#moves[v] !== 0)
    const witness = new Map(moved.map((v) => [v, this.#moves[v]!]))
    return { witness, price: moved.reduce((sum, v) => sum + this.#toHide(v, this.#prices.sum), 0) }
  }

  /** What it costs that v is unknown: nothing when it is already; n takes k along. */
  #toHide(v: number, list: Float64Array): number {
    const { unknown } = this.#scene
    if (unknown[v]) return 0
    if (sideOf(v) !== 'n') return list[v]!
    const k = variable(cellOf(v), 'k')
    return list[v]! + (unknown[k] || list[k] === Number.POSITIVE_INFINITY ? 0 : list[k]!)
  }

  #go(x: number, step: number, most: number, turn: number, priced: boolean): boolean {
    for (const v of this.#touched) this.#moves[v] = this.#when[v] = 0
    for (const r of this.#broken) this.#off[r] = 0
    this.#touched = []
    this.#broken = []
    this.#x = x
    if (this.#room(x, Math.sign(step)) < Math.abs(step)) return false
    // Every other turn one by one: small counts around it may not be able to give so much at once.
    const one = turn % 2 === 1 ? Math.sign(step) : step
    for (let moved = 0, at = 1; moved !== step; moved += one) {
      this.#move(x, one, at++)
      for (const last = at + most; this.#broken.length > 0; at++) {
        if (at > last || this.#broken.length > 400) return false
        const r = this.#broken[turn === 0 ? 0 : this.#random(this.#broken.length)]!
        if (!this.#mend(r, at, turn, priced)) return false
      }
    }
    return true
  }

  #random(below: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((this.#state ^ (this.#state >>> 13)) >>> 0) % below
  }

  #mend(r: number, at: number, turn: number, priced: boolean): boolean {
    const { system, unknown } = this.#scene
    const { vars, signs } = system.rows[r]!
    const off = this.#off[r]!
    const need = Math.abs(off)
    const wild = turn > 0 && this.#random(8) === 0
    let best = -1
    let much = 0
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < vars.length; i++) {
      const v = vars[i]!
      if (!unknown[v] && (!priced || this.#prices.step[v] === Number.POSITIVE_INFINITY)) continue
      const d = off > 0 ? -signs[i]! : signs[i]!
      const room = Math.min(need, this.#room(v, d))
      if (room < 1) continue
      let score = wild ? 0 : (4 * this.#harm(v, d * room)) / room
      if (room < need) score += (2 * (need - room)) / need
      if (this.#when[v]! > 0 && at - this.#when[v]! < 6) score += 40
      if (!unknown[v] && this.#moves[v] === 0) score += (this.#toHide(v, this.#prices.step) * need) / room
      if (turn > 0) score += this.#random(1000) / (priced ? 150 : 250)
      if (score >= least) continue
      least = score
      best = i
      much = d * room
    }
    if (best < 0) return false
    this.#move(vars[best]!, much, at)
    return true
  }

  /** How far v can go in a direction before a reader would notice. */
  #room(v: number, d: number): number {
    const { truth, low } = this.#scene
    const now = this.#moves[v]!
    if (v === this.#x && now * d < 0) return 0
    const value = truth[v]! + now
    return d > 0 ? this.#high[v]! - value : value - low[v]!
  }

  /** Change in how broken all sums are together if v moves by d; a newly broken line without unknowns counts half as much again. */
  #harm(v: number, d: number): number {
    const { system, open } = this.#scene
    const rows = system.rowsOf[v]!
    const signs = system.signsOf[v]!
    let sum = 0
    for (let i = 0; i < rows.length; i++) {
      const r = rows[i]!
      const off = this.#off[r]!
      sum += Math.abs(off + signs[i]! * d) - Math.abs(off)
      if (off === 0 && open[r] === 0) sum += 0.5 * Math.abs(d)
    }
    return sum
  }

  #move(v: number, d: number, at: number): void {
    const { system } = this.#scene
    if (this.#when[v] === 0) this.#touched.push(v)
    this.#moves[v]! += d
    this.#when[v] = at
    const rows = system.rowsOf[v]!
    const signs = system.signsOf[v]!
    for (let i = 0; i < rows.length; i++) {
      const r = rows[i]!
      const before = this.#off[r]!
      const after = before + signs[i]! * d
      this.#off[r] = after
      if (before === 0) {
        this.#place[r] = this.#broken.length
        this.#broken.push(r)
      } else if (after === 0) {
        const last = this.#broken.pop()!
        if (last === r) continue
        this.#broken[this.#place[r]!] = last
        this.#place[last] = this.#place[r]!
      }
    }
  }
}
