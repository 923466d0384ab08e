import type { Highs } from 'highs'
import type { Bounds } from './narrowing.ts'
import { type Goal, Session, together } from './programs.ts'
import type { Attacked, Guard, Way } from './published.ts'
import { open, type Place, type Reading } from './reading.ts'
import { Drift } from './drift.ts'
import { around, type Worlds } from './worlds.ts'

/** Tries of moves for each guard: a few for all, many for those that are left. */
const drifts = [14, 120] as const
/** Sizes of the parts of a system in which other tables are looked for before the whole is asked. */
const parts = [150, 900] as const
/** Parts of a system in which a whole table is looked for where the furthest one has halves. */
const nearby = [
  { size: 80, inWhole: false },
  { size: 200, inWhole: false },
  { size: 500, inWhole: false },
  { size: 150, inWhole: true },
  { size: 500, inWhole: true },
] as const
/** Up to this many unknowns bounds are settled in whole numbers by branching. */
const branching = 120

/** A guard, where its count stands in the system, and the moves that would clear it. `way`: how it was found, when it was. */
export type Watched = { guard: Guard; place: Place; goals: Goal[]; safe: boolean; way: Way }

/** The attack on one system after the other: looks for tables that clear guards, and for proofs that there are none. */
export class Siege {
  readonly #highs: Highs
  readonly #reading: Reading
  readonly #bounds: Bounds
  readonly #worlds: Worlds
  readonly #effort: Attacked['effort']
  #drift: Drift | null = null

  /** `bounds` are drawn in where a program proves more; `effort` is counted up. */
  constructor(highs: Highs, reading: Reading, bounds: Bounds, worlds: Worlds, effort: Attacked['effort']) {
    this.#highs = highs
    this.#reading = reading
    this.#bounds = bounds
    this.#worlds = worlds
    this.#effort = effort
  }

  /** Finds one table that fits: the given one, or by a program. False: there is none. */
  begin(
    cols: readonly number[],
    start: ((id: string, part: 'n' | 'k', edition: string) => number | null) | undefined,
  ): boolean {
    if (start) {
      const given = cols.map((v) => {
        const { id, part, edition } = this.#reading.unknowns[v]!
        if (part !== 'm') return start(id, part, edition)
        const [n, k] = [start(id, 'n', edition), start(id, 'k', edition)]
        return n === null || k === null ? null : n - k
      })
      if (given.every((x) => x !== null) && this.#worlds.take(cols, given, true)) return true
    }
    for (const inWhole of [false, true]) {
      const done = this.#together(cols, [], inWhole)
      if (done.state === 'impossible') return false
      if (done.state === 'solved' && this.#worlds.take(cols, done.x, true)) return true
    }
    // No whole table was found within the effort: then nothing can be shown to be safe.
    return true
  }

  blame = (cols: readonly number[]): string => this.#reading.lines[this.#reading.linesOf[cols[0]!]![0]!]!.name

  /** Clears the guards of one system: by moves, many at once by programs, one by one; what is left then is found. */
  clear(cols: readonly number[], watched: readonly Watched[]): void {
    for (const one of watched) {
      one.goals = this.#goalsOf(one)
      if (one.goals.length === 0 && !this.#passes(one)) one.way = 'ranges'
    }
    let pending = watched.filter((one) => one.goals.length > 0 && !this.#passes(one))
    const begun = this.#worlds.least[cols[0]!] !== Number.POSITIVE_INFINITY
    if (begun && this.#reading.whole) for (const tries of drifts) pending = this.#byDrift(cols, pending, tries)
    if (begun) for (const size of parts) if (2 * size < cols.length) pending = this.#byNeighborhood(pending, size)
    if (pending.length === 0) return
    const session = new Session(this.#highs, this.#reading, this.#bounds, { cols, at: null })
    try {
      if (begun) pending = this.#manyAtOnce(session, pending)
      this.#oneByOne(session, pending)
    } finally {
      session.close()
    }
  }

  #byDrift(cols: readonly number[], pending: readonly Watched[], tries: number): Watched[] {
    this.#drift ??= new Drift(this.#reading, this.#bounds, this.#worlds.start)
    this.#drift.begin(cols)
    for (const one of pending) {
      if (this.#passes(one)) continue
      for (const goal of one.goals) {
        const found = this.#drift.find(goal, tries)
        if (found && this.#worlds.take(found.cols, found.x) && this.#passes(one)) break
      }
    }
    return pending.filter((one) => !one.safe)
  }

  /** In a part of a large system another table can be found, though not that there is none. */
  #byNeighborhood(pending: readonly Watched[], size: number): Watched[] {
    const byCol = Map.groupBy(pending, ({ place }) => place.col)
    for (const one of pending) {
      if (this.#passes(one)) continue
      const cols = around(this.#reading, this.#bounds, this.#worlds.start, one.place.col, size)
      const here = cols.flatMap((v) => (byCol.get(v) ?? []).filter((other) => !this.#passes(other)))
      const place = { cols, at: this.#worlds.start }
      for (const asked of [here, [one]]) {
        this.#effort.linear++
        const goals = asked.map(({ goals: own }) => own[0]!)
        const done = together(this.#highs, this.#reading, this.#bounds, place, goals, false)
        if (done.state === 'solved' && this.#worlds.take(cols, done.x)) break
      }
    }
    return pending.filter((one) => !this.#passes(one))
  }

  /** One table after the other in which as many goals as possible are reached together, while that is worth it. Out: what is left. */
  #manyAtOnce(session: Session, pending: readonly Watched[]): Watched[] {
    let left = pending.filter((one) => !this.#passes(one))
    for (let before = Number.POSITIVE_INFINITY; left.length > 3 && left.length < 0.97 * before; ) {
      before = left.length
      this.#effort.linear++
      const done = session.lift(left.map(({ goals }) => goals[0]!))
      if (done.state !== 'solved' || !this.#worlds.take(session.cols, done.x)) break
      left = left.filter((one) => !this.#passes(one))
    }
    return left
  }

  #oneByOne(session: Session, pending: readonly Watched[]): void {
    for (const one of pending) {
      if (this.#passes(one)) continue
      let undecided = false
      let branched = false
      for (const goal of one.goals) {
        const reached = this.#reach(session, goal)
        if (reached === 'no_whole') branched = true
        if (reached === 'undecided') undecided = true
        if (this.#passes(one)) break
      }
      if (!one.safe) one.way = undecided ? 'undecided' : branched ? 'whole_numbers' : 'linear_program'
    }
  }

  #reach(session: Session, goal: Goal): 'yes' | 'no' | 'no_whole' | 'undecided' {
    const { col, dir, to } = goal
    const { cols } = session
    this.#effort.linear++
    let done = session.furthest(col, dir)
    if (done.state === 'unbounded') done = this.#together(cols, [goal], false)
    if (done.state === 'impossible') return 'no'
    if (done.state === 'solved') {
      const end = this.#inward(done.x[session.place(col)]!, dir)
      if (dir * end < dir * to - (this.#reading.whole ? 0 : 1e-6)) {
        this.#tighten(col, dir, end)
        this.#worlds.take(cols, done.x)
        return 'no'
      }
      if (this.#worlds.take(cols, done.x) || this.#near(session, goal)) return 'yes'
    }
    const branched = this.#together(cols, [goal], true)
    if (branched.state !== 'solved' || !this.#worlds.take(cols, branched.x)) return 'undecided'
    const value = Math.round(branched.x[session.place(col)]!)
    if (dir * value >= dir * to) return 'yes'
    this.#tighten(col, dir, value)
    return 'no_whole'
  }

  /** Where the furthest table is not whole: one that goes no further than it must, then a whole one close by. */
  #near(session: Session, goal: Goal): boolean {
    this.#effort.linear++
    const done = session.lift([goal])
    if (done.state === 'solved' && this.#worlds.take(session.cols, done.x)) return true
    if (this.#worlds.least[goal.col] === Number.POSITIVE_INFINITY) return false
    for (const { size, inWhole } of nearby) {
      if (size > session.cols.length) continue
      const near = around(this.#reading, this.#bounds, this.#worlds.start, goal.col, size)
      if (inWhole) this.#effort.whole++
      else this.#effort.linear++
      const place = { cols: near, at: this.#worlds.start }
      const found = together(this.#highs, this.#reading, this.#bounds, place, [goal], inWhole)
      if (found.state !== 'solved' || !this.#worlds.take(near, found.x)) continue
      if (goal.dir * Math.round(found.x[near.indexOf(goal.col)]!) >= goal.dir * goal.to) return true
    }
    return false
  }

  /** Smallest and largest value of every unknown of a system: by linear programs, then in whole numbers where it is small. */
  settle(cols: readonly number[]): void {
    const session = new Session(this.#highs, this.#reading, this.#bounds, { cols, at: null })
    try {
      for (const col of cols)
        for (const dir of [1, -1] as const) {
          const [reached, bound] =
            dir > 0 ? [this.#worlds.most, this.#bounds.high] : [this.#worlds.least, this.#bounds.low]
          if (reached[col] === bound[col]) continue
          this.#effort.linear++
          const done = session.furthest(col, dir)
          if (done.state !== 'solved') continue
          const end = this.#inward(done.value, dir)
          this.#tighten(col, dir, end)
          if (this.#worlds.take(cols, done.x) || reached[col] === end || cols.length > branching) continue
          const branched = this.#together(cols, [{ col, dir, to: end }], true)
          if (branched.state !== 'solved' || !this.#worlds.take(cols, branched.x)) continue
          this.#tighten(col, dir, Math.round(branched.x[session.place(col)]!))
        }
    } finally {
      session.close()
    }
  }

  #inward = (value: number, dir: 1 | -1): number =>
    this.#reading.whole ? dir * Math.floor(dir * value + 1e-6) : Math.abs(value) < 1e-9 ? 0 : value

  #tighten(col: number, dir: 1 | -1, end: number): void {
    if (dir > 0) this.#bounds.high[col] = Math.min(this.#bounds.high[col]!, end)
    else this.#bounds.low[col] = Math.max(this.#bounds.low[col]!, end)
  }

  #together(cols: readonly number[], goals: readonly Goal[], inWhole: boolean) {
    if (inWhole) this.#effort.whole++
    else this.#effort.linear++
    return together(this.#highs, this.#reading, this.#bounds, { cols, at: null }, goals, inWhole && this.#reading.whole)
  }

  /** Which moves of its unknown would clear a guard; those that the bounds already exclude are left out. */
  #goalsOf({ guard, place }: Watched): Goal[] {
    const { col, sign, at } = place
    const [low, high] = [this.#bounds.low[col]!, this.#bounds.high[col]!]
    const step = this.#reading.whole ? 1 : 1e-3
    const now = Number.isFinite(this.#worlds.least[col]) ? this.#worlds.start[col]! : low
    if (guard.kind === 'width') {
      // Up and down together may be wide enough where neither is alone.
      const goals: Goal[] = [
        { col, dir: 1, to: Math.min(now + guard.least, high) },
        { col, dir: -1, to: Math.max(now - guard.least, low) },
      ]
      return goals.filter(({ to }) => to !== now)
    }
    const ends = [
      { dir: 1, to: guard.high + step },
      { dir: -1, to: guard.low - step },
    ]
    return ends.flatMap(({ dir, to }): Goal[] => {
      const goal: Goal = { col, dir: dir * sign > 0 ? 1 : -1, to: sign * (to - at) }
      const reachable = goal.dir > 0 ? high >= goal.to : low <= goal.to
      return reachable && Math.abs(to) < open ? [goal] : []
    })
  }

  #passes(one: Watched): boolean {
    if (one.safe) return true
    const { guard, place } = one
    const { least, most } = this.#worlds
    if (least[place.col]! > most[place.col]!) return false
    const [a, b] = [place.at + place.sign * least[place.col]!, place.at + place.sign * most[place.col]!]
    const [low, high] = a < b ? [a, b] : [b, a]
    one.safe = guard.kind === 'range' ? low < guard.low || high > guard.high : high - low >= guard.least
    return one.safe
  }
}
