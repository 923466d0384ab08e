import { sideOf } from './system.ts'
import { mark, type Prices, type Scene, type Task, Walk, type Witness } from './witness.ts'

export type Ground = {
  scene: Scene
  prices: Prices
  /** Hides one count and what hangs on it (n takes k along; m is known only with both). Out: the variables now unknown. */
  hide: (v: number) => number[]
  /** Makes a hidden count known. Out: the variables that were opened; none when it cannot be (k while n is hidden). */
  reveal: (v: number) => number[]
}

/** Tries of a search: before more is hidden, for the pattern to hide, when that failed, at the very end, rounds of hiding
 * neighbors, and before a count may be shown again. */
const tries = { look: 3, pattern: 7, last: 20, long: [15, 60, 300], widen: 6, again: 3 } as const

/** `witnesses`: a table for each task that holds. `tellable`: protected, but not from a reader who can tell small counts from those that protect them. */
export type Complemented = { added: number[]; unprotected: Task[]; tellable: Task[]; witnesses: Set<Witness> }

/** A witness, and whether it also stands up to a reader who can tell small counts by their star. */
type Proof = { witness: Witness; strict: boolean }

/**
 * Complementary suppression (methods 4.3, heuristic): hides further counts until every task has a witness, that is, a
 * second world that fits everything shown. For a count in need the cheapest witness is sought that may move shown counts too, and
 * those are hidden: so each step closes its whole pattern at once. Then it shows again, dearest first, whatever the others do
 * not need. Hiding more never takes a witness away, so this ends.
 * In: the ground with primaries already unknown, and what must stay possible. Out: the counts hidden on top, and the tasks that nothing fulfils.
 */
export function complement(ground: Ground, tasks: readonly Task[]): Complemented {
  return new Complement(ground, tasks).run()
}

class Complement {
  readonly #ground: Ground
  readonly #walk: Walk
  readonly #tasks: Task[]
  readonly #added: number[] = []
  readonly #of = new Map<number, number[]>()
  readonly #proofs = new Map<number, Proof>()
  /** Tasks whose proof moves a variable; may hold tasks that lean on it no more. */
  readonly #leaning = new Map<number, Set<number>>()

  constructor(ground: Ground, tasks: readonly Task[]) {
    this.#ground = ground
    this.#walk = new Walk(ground.scene, ground.prices)
    this.#tasks = []
    for (const task of tasks) this.#add(task)
  }

  run(): Complemented {
    const tellable: Task[] = []
    const all = this.#tasks.map((_, at) => at)
    let given = this.#close(all, 0, tellable)
    // What seemed lost may have a witness now that more is hidden; the fewer are left, the longer is the search.
    for (const long of tries.long) if (given.length > 0) given = this.#close(given, long, tellable)
    for (let round = 0; round < tries.widen && given.length > 0; round++) {
      const more = this.#widen(given)
      if (more.length === 0) break
      given = this.#close([...given, ...more], tries.long[1], tellable)
    }
    const kept = this.#giveBack(this.#added)
    const witnesses = new Set([...this.#proofs.values()].map(({ witness }) => witness))
    return { added: kept, unprotected: given.map((at) => this.#tasks[at]!), tellable, witnesses }
  }

  /** Works through tasks and those that come of what it hides. Out: the tasks that nothing fulfils. */
  #close(first: readonly number[], long: number, tellable: Task[]): number[] {
    const { scene, hide } = this.#ground
    const lost: number[] = []
    const waiting = first.toSorted((a, b) => b - a)
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const task = this.#tasks[at]!
      // Against a reader who can tell small counts by their star nothing may help at all: that is not worth a long search.
      const soft = task.range === null && scene.high[task.v]! < scene.wide[task.v]!
      if (this.#proven(at, long > 0 && !soft ? long : tries.look)) continue
      const found =
        this.#walk.priced(task, tries.pattern, 120) ??
        (long > 0 && !soft ? this.#walk.priced(task, tries.last, 1500) : null)
      if (!found) {
        if (long > 0 && soft) {
          // Against the others it must hold.
          tellable.push(task)
          const truth = scene.truth[task.v]!
          waiting.push(this.#add({ v: task.v, range: { low: truth, high: truth } }))
        } else lost.push(at)
        continue
      }
      for (const v of found.witness.keys()) {
        if (scene.unknown[v] || sideOf(v) === 'm') continue
        const changed = hide(v)
        this.#added.push(...changed.filter((one) => sideOf(one) !== 'm'))
        for (const one of changed) waiting.push(this.#add({ v: one, range: null }))
      }
      this.#keep(found.witness)
    }
    return lost
  }

  /** Last resort: hides the cheapest shown neighbor of each lost task. Out: the tasks that come of it. */
  #widen(lost: readonly number[]): number[] {
    const { scene, prices, hide } = this.#ground
    const tasks: number[] = []
    for (const at of lost) {
      let pick = -1
      for (const r of scene.system.rowsOf[this.#tasks[at]!.v]!)
        for (const v of scene.system.rows[r]!.vars)
          if (!scene.unknown[v] && sideOf(v) !== 'm' && prices.sum[v]! < (pick < 0 ? Infinity : prices.sum[pick]!))
            pick = v
      if (pick < 0) continue
      const changed = hide(pick)
      this.#added.push(...changed.filter((one) => sideOf(one) !== 'm'))
      for (const one of changed) tasks.push(this.#add({ v: one, range: null }))
    }
    return tasks
  }

  #add(task: Task): number {
    const at = this.#tasks.push(task) - 1
    const own = this.#of.get(task.v)
    if (own) own.push(at)
    else this.#of.set(task.v, [at])
    return at
  }

  #proofOf(witness: Witness): Proof {
    const { truth, high } = this.#ground.scene
    let strict = true
    for (const [v, move] of witness) if (truth[v]! + move > high[v]!) strict = false
    return { witness, strict }
  }

  #proves({ witness, strict }: Proof, { v, range }: Task): boolean {
    const move = witness.get(v)
    if (move === undefined) return false
    if (!range) return strict
    const value = this.#ground.scene.truth[v]! + move
    return value < range.low || value > range.high
  }

  #keep(witness: Witness): void {
    const proof = this.#proofOf(witness)
    for (const v of witness.keys())
      for (const at of this.#of.get(v) ?? [])
        if (!this.#proofs.has(at) && this.#proves(proof, this.#tasks[at]!)) this.#set(at, proof)
  }

  #set(at: number, proof: Proof): void {
    this.#proofs.set(at, proof)
    for (const v of proof.witness.keys()) {
      const own = this.#leaning.get(v)
      if (own) own.add(at)
      else this.#leaning.set(v, new Set([at]))
    }
  }

  /** True when a task has a witness, an old one or one found now; a new one also proves others that it moves. */
  #proven(at: number, effort: number): boolean {
    if (this.#proofs.has(at)) return true
    const witness = this.#walk.free(this.#tasks[at]!, effort)
    if (witness) this.#keep(witness)
    return witness !== null
  }

  /** Shows again, dearest first, each added count without which every other hidden count keeps or finds a witness. */
  #giveBack(added: readonly number[]): number[] {
    const { scene, prices, reveal } = this.#ground
    const kept = new Set(added)
    const dearest = added.toSorted((a, b) => prices.sum[b]! - prices.sum[a]!)
    for (const side of ['n', 'k'] as const)
      for (const v of dearest) {
        if (sideOf(v) !== side) continue
        const opened = reveal(v)
        if (opened.length === 0) continue
        if (this.#stillProven(opened)) kept.delete(v)
        else for (const one of opened) mark(scene, one, 1)
      }
    return [...kept].toSorted((a, b) => a - b)
  }

  /** Whether all that leaned on the opened variables finds another witness without them; keeps the new witnesses if so. */
  #stillProven(opened: readonly number[]): boolean {
    const gone = new Set(opened)
    const leaning = new Set<number>()
    for (const one of opened)
      for (const at of this.#leaning.get(one) ?? [])
        if (!gone.has(this.#tasks[at]!.v) && this.#proofs.get(at)?.witness.has(one)) leaning.add(at)
    const fresh = new Map<number, Proof>()
    for (const at of leaning) {
      if (fresh.has(at)) continue
      const witness = this.#walk.free(this.#tasks[at]!, tries.again)
      if (!witness) return false
      const proof = this.#proofOf(witness)
      for (const v of witness.keys())
        for (const other of this.#of.get(v) ?? [])
          if (leaning.has(other) && !fresh.has(other) && this.#proves(proof, this.#tasks[other]!))
            fresh.set(other, proof)
    }
    for (const one of opened) for (const at of this.#of.get(one) ?? []) this.#proofs.delete(at)
    for (const [at, proof] of fresh) this.#set(at, proof)
    return true
  }
}
