import type { System } from './system.ts'

/** A prime far above any coefficient met here; solutions are followed modulo it. */
const prime = 2305843009213693951n
const modulo = (x: bigint): bigint => ((x % prime) + prime) % prime
function inverse(x: bigint): bigint {
  let [a, b, u, v] = [modulo(x), prime, 1n, 0n]
  while (b !== 0n) {
    const q = a / b
    ;[a, b, u, v] = [b, a - q * b, v, u - q * v]
  }
  return modulo(u)
}

type Line = { entries: Map<number, bigint>; rest: bigint }
type Pivot = { column: number; line: Line }

/**
 * The rank test (methods 4.4): a hidden variable is exactly known iff its unit vector lies in the row space of all relations.
 * Equivalent and cheaper: it takes the same value in every solution. The relations are brought to echelon form with exact
 * integers, then solved twice with different free values; what agrees is exposed. A variable reported as safe is certainly
 * not determined by the relations alone; one reported as exposed is, but for one chance in about 10^18, on the safe side.
 * In: `values`, NaN where unknown. Out: variable and value, for each variable that the relations determine.
 */
export function determined(system: System, values: Float64Array): { variable: number; value: number }[] {
  const lines = linesOf(system, values)
  const pivots = [...peel(lines), ...eliminate(lines)]
  const first = solve(pivots, 1n)
  const second = solve(pivots, 7n)
  const found: { variable: number; value: number }[] = []
  for (const [column, value] of first) {
    if (value !== second.get(column)) continue
    found.push({ variable: column, value: Number(value > prime / 2n ? value - prime : value) })
  }
  return found.toSorted((a, b) => a.variable - b.variable)
}

function linesOf(system: System, values: Float64Array): Set<Line> {
  const lines = new Set<Line>()
  for (const row of system.rows) {
    const entries = new Map<number, bigint>()
    let rest = row.equals
    for (let i = 0; i < row.vars.length; i++) {
      const v = row.vars[i]!
      if (Number.isNaN(values[v])) entries.set(v, BigInt(row.signs[i]!))
      else rest -= row.signs[i]! * values[v]!
    }
    if (entries.size > 0) lines.add({ entries, rest: BigInt(rest) })
  }
  return lines
}

function columnsOf(lines: ReadonlySet<Line>): Map<number, Set<Line>> {
  const columns = new Map<number, Set<Line>>()
  for (const line of lines)
    for (const column of line.entries.keys()) {
      const users = columns.get(column)
      if (users) users.add(line)
      else columns.set(column, new Set([line]))
    }
  return columns
}

/** Takes out, one after the other, each line that alone holds some variable: no arithmetic is needed for those. */
function peel(lines: Set<Line>): Pivot[] {
  const columns = columnsOf(lines)
  const pivots: Pivot[] = []
  const waiting = [...columns].filter(([, users]) => users.size === 1).map(([column]) => column)
  for (let column = waiting.pop(); column !== undefined; column = waiting.pop()) {
    const users = columns.get(column)
    const [line] = users ?? []
    if (!line || users?.size !== 1) continue
    pivots.push({ column, line })
    lines.delete(line)
    for (const other of line.entries.keys()) {
      const rest = columns.get(other)!
      rest.delete(line)
      if (rest.size === 1) waiting.push(other)
    }
  }
  return pivots
}

/** Gaussian elimination with exact integers on what is left, shortest line and rarest variable first. */
function eliminate(lines: Set<Line>): Pivot[] {
  const columns = columnsOf(lines)
  const pivots: Pivot[] = []
  while (lines.size > 0) {
    let pick: Line | null = null
    for (const line of lines) if (!pick || line.entries.size < pick.entries.size) pick = line
    if (!pick) break
    lines.delete(pick)
    let column = -1
    for (const other of pick.entries.keys()) {
      columns.get(other)!.delete(pick)
      if (column < 0 || columns.get(other)!.size < columns.get(column)!.size) column = other
    }
    if (column < 0) continue
    pivots.push({ column, line: pick })
    const lead = pick.entries.get(column)!
    for (const line of columns.get(column)!) subtract(line, pick, column, lead, columns)
    for (const line of lines) if (line.entries.size === 0) lines.delete(line)
  }
  return pivots
}

function subtract(line: Line, pivot: Line, column: number, lead: bigint, columns: Map<number, Set<Line>>): void {
  const own = line.entries.get(column)!
  const even = own % lead === 0n
  const times = even ? own / lead : own
  if (!even) {
    for (const [c, value] of line.entries) line.entries.set(c, value * lead)
    line.rest *= lead
  }
  line.rest -= times * pivot.rest
  for (const [c, value] of pivot.entries) {
    const next = (line.entries.get(c) ?? 0n) - times * value
    if (next === 0n) {
      line.entries.delete(c)
      columns.get(c)!.delete(line)
    } else {
      line.entries.set(c, next)
      columns.get(c)!.add(line)
    }
  }
}

/** One solution: free variables get pseudo-random values from `seed`, the others follow from the last pivot to the first. */
function solve(pivots: readonly Pivot[], seed: bigint): Map<number, bigint> {
  const solution = new Map<number, bigint>()
  let state = seed
  const fresh = (): bigint => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return modulo(state)
  }
  for (const { column, line } of pivots.toReversed()) {
    let sum = line.rest
    for (const [c, value] of line.entries) {
      if (c === column) continue
      let x = solution.get(c)
      if (x === undefined) {
        x = fresh()
        solution.set(c, x)
      }
      sum -= value * x
    }
    const lead = line.entries.get(column)!
    solution.set(column, modulo(lead === 1n ? sum : lead === -1n ? -sum : modulo(sum) * inverse(lead)))
  }
  return solution
}
