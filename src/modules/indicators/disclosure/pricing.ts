import type { Highs } from 'highs'
import { sideOf, unbounded } from './system.ts'
import type { Prices, Scene, Task } from './witness.ts'

/**
 * The cheapest counts to hide so that a task becomes possible: a linear program over moves away from the true table, in which hidden counts move for
 * next to nothing and each step of a shown one costs its price. In: the solver; the scene with what is hidden now. Out: the shown counts that move
 * (none: it is possible already); null when nothing that may be hidden helps. For the few counts that the walk of `witness.ts` gives up.
 */
export function cheapestHelp(highs: Highs, scene: Scene, prices: Prices, task: Task): number[] | null {
  const { system, truth, low, high, wide, unknown } = scene
  const top = task.range ? wide : high
  const cols = reachable(scene, prices, task.v)
  const index = new Map(cols.map((v, i) => [v, i]))
  const ends = task.range
    ? [task.range.high + 1, task.range.low - 1].filter((end) => end >= low[task.v]! && end <= wide[task.v]!)
    : [truth[task.v]! + 1, truth[task.v]! - 1].filter((end) => end >= low[task.v]! && end <= high[task.v]!)
  const rows = new Set(cols.flatMap((v) => system.rowsOf[v]!))
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const r of rows) {
    const { vars, signs } = system.rows[r]!
    vars.forEach((v, i) => {
      const at = index.get(v)
      if (at === undefined) return
      indices.push(2 * at, 2 * at + 1)
      values.push(signs[i]!, -signs[i]!)
    })
    starts.push(indices.length)
  }
  const zero = new Float64Array(rows.size)
  const cost = (v: number): number => (unknown[v] ? 0.001 : 0.001 + prices.step[v]!)
  const size = (x: number): number => (x >= unbounded ? highs.infinity : Math.max(0, x))
  let best: { hide: number[]; price: number } | null = null
  for (const end of ends) {
    const move = end - truth[task.v]!
    const upper = cols.flatMap((v) => [
      size(top[v]! >= unbounded ? unbounded : top[v]! - truth[v]!),
      size(truth[v]! - low[v]!),
    ])
    const lower = upper.map(() => 0)
    const own = 2 * index.get(task.v)!
    lower[move > 0 ? own : own + 1] = Math.abs(move)
    upper[move > 0 ? own + 1 : own] = 0
    const found = highs.withModel(
      {
        numCols: 2 * cols.length,
        numRows: rows.size,
        colCost: cols.flatMap((v) => [cost(v), cost(v)]),
        colLower: lower,
        colUpper: upper,
        rowLower: zero,
        rowUpper: zero,
        matrix: { format: 'csr', numRows: rows.size, numCols: 2 * cols.length, starts, indices, values },
      },
      (model) => {
        model.options.set({ output_flag: false })
        model.run()
        if (model.getModelStatus() !== 7) return null
        return { x: model.getSolution().colValue, price: model.getObjectiveValue() }
      },
    )
    if (!found || (best && found.price >= best.price)) continue
    const hide = cols.filter(
      (v, i) => !unknown[v] && sideOf(v) !== 'm' && Math.abs(found.x[2 * i]! - found.x[2 * i + 1]!) > 1e-6,
    )
    best = { hide, price: found.price }
  }
  return best?.hide ?? null
}

/** Every variable that a reader does not know or would not if it were hidden, joined to v by sums; nearest first, up to a size that a program likes. */
function reachable({ system, unknown }: Scene, { step }: Prices, v: number): number[] {
  const inside = new Set([v])
  for (const one of inside) {
    if (inside.size > 30_000) break
    for (const r of system.rowsOf[one]!)
      for (const other of system.rows[r]!.vars)
        if (unknown[other] || step[other] !== Number.POSITIVE_INFINITY) inside.add(other)
  }
  return [...inside]
}
