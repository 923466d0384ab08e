import { drawIn, systemsOf } from './narrowing.ts'
import { solver } from './programs.ts'
import type { Side } from '../system.ts'
import type { Attacked, Finding, Guard, Readable } from './published.ts'
import { determinedBy } from './rank.ts'
import { type Place, type Reading, read } from './reading.ts'
import { Siege, type Watched } from './siege.ts'
import { Worlds } from './worlds.ts'

/** Counts of one table that differ from the start. */
export type Hint = readonly { id: string; part: Side; edition: string; value: number }[]

export type AttackOptions = {
  /**
   * One table that is known to fit, by id and part: the true one, where the attack is run by those who have it. It only saves time: it is
   * checked like any other, and what readers can find does not depend on it.
   */
  start?: (id: string, part: 'n' | 'k', edition: string) => number | null
  /**
   * Other tables that somebody says would fit: only the counts that differ from the start. They save time like the start; each is checked line by line
   * against what is published, and one that does not fit is thrown away.
   */
  hints?: readonly Hint[]
  /** True: proven smallest and largest value of every hidden count. False: only what the guards need. */
  full?: boolean
}

/**
 * The independent attack (methods 4.4): what can a reader find out about hidden counts from everything shown, all declared sums, what others
 * published and all earlier editions together? In: what readers have; what must not come out. Out: bounds of each hidden count, and which
 * guarded ones are found. A count is safe only when a whole table was found and checked in which it lies outside.
 * Bounds are drawn in by every line; one alternative table, found by a linear program over a neighborhood, clears many counts at once; only
 * what is left gets programs of its own over the whole system, and branching where the answer is not whole.
 */
export async function attack(
  readable: Readable,
  guards: readonly Guard[],
  options: AttackOptions = {},
): Promise<Attacked> {
  const reading = read(readable)
  const bounds = { low: reading.low.slice(), high: reading.high.slice() }
  const impossible = reading.impossible.length > 0 ? reading.impossible : drawIn(reading, bounds)
  const effort = {
    unknowns: reading.unknowns.length,
    relations: reading.lines.length,
    systems: 0,
    worlds: 0,
    linear: 0,
    whole: 0,
  }
  if (impossible.length > 0)
    return { findings: [], sensitive: [], impossible: [...new Set(impossible)].toSorted(), effort }
  const worlds = new Worlds(reading, bounds)
  const watched = guards.flatMap((guard): Watched[] => {
    const place = reading.place(guard.id, guard.part, guard.edition)
    return place ? [{ guard, place, goals: [], safe: false, way: '' }] : []
  })
  const systems = systemsOf(reading, bounds)
  effort.systems = systems.length
  const highs = systems.length > 0 ? await solver() : null
  const siege = highs && new Siege(highs, reading, bounds, worlds, effort)
  const bySystem = new Int32Array(reading.unknowns.length).fill(-1)
  systems.forEach((cols, at) => {
    for (const v of cols) bySystem[v] = at
  })
  const own: Watched[][] = systems.map(() => [])
  for (const one of watched) {
    const at = one.place.col < 0 ? -1 : bySystem[one.place.col]!
    if (at >= 0) own[at]!.push(one)
    else {
      const value = one.place.at + one.place.sign * (one.place.col < 0 ? 0 : bounds.low[one.place.col]!)
      one.safe = one.guard.kind === 'range' && (value < one.guard.low || value > one.guard.high)
      if (!one.safe) one.way = one.place.col < 0 ? 'shown' : 'ranges'
    }
  }
  for (const cols of systems)
    if (!siege!.begin(cols, options.start))
      return { findings: [], sensitive: [], impossible: [siege!.blame(cols)], effort }
  for (const hint of options.hints ?? []) takeHint(reading, worlds, hint)
  for (const [at, cols] of systems.entries()) {
    siege!.clear(cols, own[at]!)
    if (options.full) siege!.settle(cols)
  }
  effort.worlds = worlds.count
  const determined = new Set<number>()
  for (const cols of systems) {
    const still = cols.filter((v) => worlds.least[v] === worlds.most[v])
    if (still.length === 0) continue
    const found = determinedBy(reading, bounds, cols)
    for (const v of still) {
      if (!found.has(v)) continue
      determined.add(v)
      bounds.low[v] = bounds.high[v] = worlds.least[v]!
    }
  }
  const findings = findingsOf(reading, bounds, worlds, determined, watched)
  return { findings, sensitive: findings.filter((one) => one.sensitive), impossible: [], effort }
}

/** A table that somebody says would fit; nothing of it is believed. */
function takeHint(reading: Reading, worlds: Worlds, hint: Hint): void {
  const moved = new Map<number, number>()
  for (const { id, part, edition, value } of hint) {
    const place = reading.place(id, part, edition)
    if (!place) return
    const x = place.sign * (value - place.at)
    if (place.col < 0 ? value !== place.at : (moved.get(place.col) ?? x) !== x) return
    if (place.col >= 0) moved.set(place.col, x)
  }
  worlds.take([...moved.keys()], [...moved.values()])
}

function findingsOf(
  reading: Reading,
  { low, high }: { low: Float64Array; high: Float64Array },
  { least, most }: Worlds,
  determined: ReadonlySet<number>,
  watched: readonly Watched[],
): Finding[] {
  const findings = new Map<string, Finding>()
  const at = (place: Place, list: Float64Array): number =>
    place.at + (place.col < 0 ? 0 : place.sign * list[place.col]!)
  const make = (id: string, part: Finding['part'], edition: string, place: Place): Finding => {
    const key = `${edition}|${part}|${id}`
    const old = findings.get(key)
    if (old) return old
    const turned = place.sign < 0
    const made: Finding = {
      id,
      part,
      ...(edition ? { edition } : {}),
      low: at(place, turned ? high : low),
      high: at(place, turned ? low : high),
      least: at(place, turned ? most : least),
      most: at(place, turned ? least : most),
      exact: place.col < 0 || low[place.col] === high[place.col],
      guarded: false,
      sensitive: false,
      way: '',
    }
    if (made.exact && place.col >= 0) made.way = determined.has(place.col) ? 'several_lines' : 'ranges'
    findings.set(key, made)
    return made
  }
  reading.unknowns.forEach(({ id, part, edition }, col) => void make(id, part, edition, { col, sign: 1, at: 0 }))
  for (const { guard, place, safe, way } of watched) {
    const made = make(guard.id, guard.part, guard.edition ?? '', place)
    made.guarded = true
    if (safe) continue
    made.sensitive = true
    if (way !== '' && !(made.exact && made.way === 'several_lines')) made.way = way
  }
  return [...findings.values()]
}
