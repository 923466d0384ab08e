import type { Highs, Model, VariableType } from 'highs'
import type { Bounds } from './narrowing.ts'
import { open, type Reading } from './reading.ts'

let loading: Promise<Highs> | null = null
/** The solver (HiGHS, compiled to WebAssembly), loaded once and only when it is asked for. Its calls block: long ones belong in a worker thread. */
export const solver = (): Promise<Highs> =>
  (loading ??= import('highs').then((module) => {
    // The types are those of a CommonJS package, what is loaded is its module.
    const load = module.default as unknown as typeof module.default.default
    return load()
  }))

/** Move one unknown: up (1) or down (-1), as far as `to` and no further. */
export type Goal = { col: number; dir: 1 | -1; to: number }
/** `x`: one number for each of the program's unknowns. `limit`: the solver gave up. */
export type Solved =
  | { state: 'solved'; value: number; x: Float64Array }
  | { state: 'impossible' | 'unbounded' | 'limit' }

/** A part of a system: these unknowns move, all others stay at `at` (where they still could move). */
export type Place = { cols: readonly number[]; at: Float64Array | null }

const finite = (x: number, highs: Highs): number => (x >= open ? highs.infinity : x <= -open ? -highs.infinity : x)

function build(
  highs: Highs,
  reading: Reading,
  bounds: Bounds,
  place: Place,
  goals: readonly Goal[],
  whole: boolean,
): Model {
  const { cols, at } = place
  const index = new Map(cols.map((v, i) => [v, i]))
  const rows = new Set<number>()
  for (const v of cols) for (const r of reading.linesOf[v]!) rows.add(r)
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  for (const r of rows) {
    const line = reading.lines[r]!
    let fixed = 0
    for (let i = 0; i < line.cols.length; i++) {
      const v = line.cols[i]!
      const own = index.get(v)
      if (own === undefined)
        fixed += line.coefs[i]! * (bounds.low[v] === bounds.high[v] || !at ? bounds.low[v]! : at[v]!)
      else {
        indices.push(own)
        values.push(line.coefs[i]!)
      }
    }
    starts.push(indices.length)
    rowLower.push(finite(line.low - fixed, highs))
    rowUpper.push(finite(line.high - fixed, highs))
  }
  goals.forEach((goal, g) => {
    indices.push(index.get(goal.col)!, cols.length + g)
    values.push(goal.dir, -1)
    starts.push(indices.length)
    rowLower.push(0)
    rowUpper.push(highs.infinity)
  })
  const numCols = cols.length + goals.length
  const numRows = rowLower.length
  const model = highs.createModel()
  model.options.set({
    output_flag: false,
    ...(whole ? { mip_max_nodes: 3000 } : { presolve: cols.length > 400 ? 'on' : 'off' }),
  })
  model.passModel({
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from({ length: numCols }, (_, i) => (i < cols.length ? 0 : 1)),
    colLower: [...cols.map((v) => finite(bounds.low[v]!, highs)), ...goals.map(() => -highs.infinity)],
    colUpper: [...cols.map((v) => finite(bounds.high[v]!, highs)), ...goals.map(({ dir, to }) => dir * to)],
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
    ...(whole ? { integrality: cols.map((): VariableType => 1).concat(goals.map((): VariableType => 0)) } : {}),
  })
  return model
}

function run(model: Model, size: number): Solved {
  model.run()
  let status = model.getModelStatus()
  if (![7, 8, 9, 10].includes(status)) {
    // It lost its way from where it stopped last: once more from the beginning.
    model.clearSolver()
    model.run()
    status = model.getModelStatus()
  }
  if (status === 7)
    return { state: 'solved', value: model.getObjectiveValue(), x: model.getSolution().colValue.slice(0, size) }
  if (status === 8) return { state: 'impossible' }
  return { state: status === 9 || status === 10 ? 'unbounded' : 'limit' }
}

/**
 * Moves all goals as far as they go together: the sum of the moves is largest. In: the part that may move; `whole`: whole numbers only.
 * Out: one table that fits all lines, with the sum of the goals (each no further than its `to`).
 */
export function together(
  highs: Highs,
  reading: Reading,
  bounds: Bounds,
  place: Place,
  goals: readonly Goal[],
  whole: boolean,
): Solved {
  const model = build(highs, reading, bounds, place, goals, whole)
  try {
    return run(model, place.cols.length)
  } finally {
    model.dispose()
  }
}

/** One linear program that is asked again and again: it starts each time where it stopped. */
export class Session {
  readonly cols: readonly number[]
  readonly #model: Model
  readonly #bounds: Bounds
  readonly #infinity: number
  readonly #index: Map<number, number>
  /** Unknowns with a cost or a tighter bound from the last question. */
  #touched: number[] = []

  /** `tuned`: false leaves the solver as it comes. */
  constructor(highs: Highs, reading: Reading, bounds: Bounds, place: Place, tuned = true) {
    this.cols = place.cols
    this.#bounds = bounds
    this.#infinity = highs.infinity
    this.#model = build(highs, reading, bounds, place, [], false)
    // Only costs change from one question to the next: primal simplex goes on from the last table.
    this.#model.options.set(tuned ? { presolve: 'off', simplex_strategy: 4 } : { presolve: 'choose' })
    this.#index = new Map(place.cols.map((v, i) => [v, i]))
  }

  place = (col: number): number => this.#index.get(col)!

  /** How far one unknown goes up or down. Out: its largest or smallest value, and the table where it has it. */
  furthest(col: number, dir: 1 | -1): Solved {
    this.#reset()
    const at = this.place(col)
    this.#model.changeColCost(at, dir)
    this.#touched = [col]
    const done = run(this.#model, this.cols.length)
    return done.state === 'solved' ? { ...done, value: done.x[at]! } : done
  }

  /** Moves all goals as far as they go together, none beyond its `to`. Several goals of one unknown: the first counts. */
  lift(goals: readonly Goal[]): Solved {
    this.#reset()
    const asked = new Map<number, Goal>()
    for (const goal of goals) if (!asked.has(goal.col)) asked.set(goal.col, goal)
    const all = [...asked.values()].toSorted((a, b) => this.place(a.col) - this.place(b.col))
    const selection = { kind: 'set' as const, indices: all.map(({ col }) => this.place(col)) }
    this.#model.changeColsCost(
      selection,
      all.map(({ dir }) => dir),
    )
    this.#set(
      selection,
      all.map(({ col, dir, to }) => [
        dir > 0 ? this.#bounds.low[col]! : Math.max(to, this.#bounds.low[col]!),
        dir > 0 ? Math.min(to, this.#bounds.high[col]!) : this.#bounds.high[col]!,
      ]),
    )
    this.#touched = all.map(({ col }) => col)
    return run(this.#model, this.cols.length)
  }

  #set(selection: { kind: 'set'; indices: number[] }, ends: (readonly [number, number])[]): void {
    const end = (x: number): number => (x >= open ? this.#infinity : x <= -open ? -this.#infinity : x)
    this.#model.changeColsBounds(
      selection,
      ends.map(([low]) => end(low)),
      ends.map(([, high]) => end(high)),
    )
  }

  #reset(): void {
    if (this.#touched.length === 0) return
    const all = this.#touched.toSorted((a, b) => this.place(a) - this.place(b))
    const selection = { kind: 'set' as const, indices: all.map((col) => this.place(col)) }
    this.#model.changeColsCost(selection, new Float64Array(all.length))
    this.#set(
      selection,
      all.map((col) => [this.#bounds.low[col]!, this.#bounds.high[col]!]),
    )
  }

  close(): void {
    this.#model.dispose()
  }
}
