import type { Bounds } from './narrowing.ts'
import type { Reading } from './reading.ts'

/** Two primes below 2^26: products of two residues are exact in a double. */
const primes = [67_108_859, 67_108_837] as const

/**
 * The rank test (methods 4.4): which unknowns of one system do the equations alone determine? An unknown is determined iff it is zero in every
 * solution of the equations with zero on the right. Rows are brought to echelon form modulo a prime and one random such solution is
 * written down: what is zero in it, twice, is determined (but for a chance of about 1 in 10^15, and then on the safe side).
 */
export function determinedBy(reading: Reading, bounds: Bounds, system: readonly number[]): Set<number> {
  const inside = new Set(system.filter((v) => bounds.low[v] !== bounds.high[v]))
  const [first, second] = primes.map((prime, turn) => zeros(reading, inside, prime, turn + 1)) as [
    Set<number>,
    Set<number>,
  ]
  return new Set([...first].filter((v) => second.has(v)))
}

type Equation = Map<number, number>

function zeros(reading: Reading, inside: ReadonlySet<number>, prime: number, seed: number): Set<number> {
  const times = (a: number, b: number): number => (a * b) % prime
  const power = (base: number, exponent: number): number => {
    let [out, b, e] = [1, base, exponent]
    for (; e > 0; e = Math.floor(e / 2)) {
      if (e % 2 === 1) out = times(out, b)
      b = times(b, b)
    }
    return out
  }
  const equations = new Set<Equation>()
  const users = new Map<number, Set<Equation>>()
  const touched = new Set<number>()
  for (const v of inside) for (const r of reading.linesOf[v]!) touched.add(r)
  for (const r of touched) {
    const line = reading.lines[r]!
    if (line.low !== line.high) continue
    const made: Equation = new Map()
    line.cols.forEach((v, i) => {
      if (inside.has(v)) made.set(v, ((line.coefs[i]! % prime) + prime) % prime)
    })
    if (made.size === 0) continue
    equations.add(made)
    for (const v of made.keys()) {
      const own = users.get(v)
      if (own) own.add(made)
      else users.set(v, new Set([made]))
    }
  }
  const pivots: { v: number; equation: Equation }[] = []
  const buckets: Set<Equation>[] = []
  const file = (one: Equation): void => void (buckets[one.size] ??= new Set()).add(one)
  for (const one of equations) file(one)
  for (;;) {
    const shortest = buckets.find((bucket) => bucket !== undefined && bucket.size > 0)
    if (!shortest) break
    const [pick] = shortest as Set<Equation>
    if (!pick) break
    shortest.delete(pick)
    if (pick.size === 0) continue
    let pivot = -1
    for (const v of pick.keys()) {
      users.get(v)!.delete(pick)
      if (pivot < 0 || users.get(v)!.size < users.get(pivot)!.size) pivot = v
    }
    pivots.push({ v: pivot, equation: pick })
    const inverse = power(pick.get(pivot)!, prime - 2)
    for (const other of users.get(pivot)!) {
      buckets[other.size]!.delete(other)
      const factor = times(other.get(pivot)!, inverse)
      for (const [v, c] of pick) {
        const next = ((other.get(v) ?? 0) + prime - times(factor, c)) % prime
        if (next === 0) {
          other.delete(v)
          users.get(v)!.delete(other)
        } else {
          other.set(v, next)
          users.get(v)!.add(other)
        }
      }
      file(other)
    }
  }
  let state = seed
  const random = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return 1 + ((state >>> 0) % (prime - 1))
  }
  const value = new Map<number, number>()
  const set = new Set(pivots.map(({ v }) => v))
  for (const v of inside) if (!set.has(v)) value.set(v, random())
  for (const { v, equation } of pivots.toReversed()) {
    let sum = 0
    for (const [other, c] of equation) if (other !== v) sum = (sum + times(c, value.get(other)!)) % prime
    value.set(v, times((prime - sum) % prime, power(equation.get(v)!, prime - 2)))
  }
  return new Set([...value].filter(([, x]) => x === 0).map(([v]) => v))
}
