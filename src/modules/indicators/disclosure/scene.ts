import { type Hidden, prior } from './primary.ts'
import type { Ground } from './secondary.ts'
import { cellOf, gapsOf, sideOf, systemOf, unbounded, variable } from './system.ts'
import { levels, type Rules, seededHash, type Table } from './table.ts'
import { mark, type Prices, type Scene } from './witness.ts'

/** True counts, what readers know of each hidden one, and which are hidden. In: `known`, the variables that readers have from elsewhere. */
export function sceneOf(table: Table, why: readonly Hidden[], known: ReadonlySet<number>, rules: Rules): Scene {
  const { cells, relations } = table
  const system = systemOf(
    cells.map(({ id, k }) => ({ id, outcome: k !== null })),
    relations,
    gapsOf(cells, relations),
  )
  const truth = new Float64Array(system.size)
  const low = new Float64Array(system.size)
  const high = new Float64Array(system.size).fill(unbounded)
  const wide = new Float64Array(system.size).fill(unbounded)
  const unknown = new Uint8Array(system.size)
  const index = new Map<string, number>()
  cells.forEach((cell, i) => {
    index.set(cell.id, i)
    const [n, k, m] = [variable(i, 'n'), variable(i, 'k'), variable(i, 'm')]
    truth[n] = cell.n
    const own = prior(cell, why[i]!, rules)
    low[n] = own.n.low
    wide[n] = cell.most ?? unbounded
    high[n] = Math.min(own.n.high ?? unbounded, wide[n])
    unknown[n] = Number(why[i]!.n !== null && !known.has(n))
    if (cell.k === null) return
    truth[k] = cell.k
    truth[m] = cell.n - cell.k
    high[k] = own.kMost ?? unbounded
    high[m] = own.mMost ?? unbounded
    unknown[k] = Number(why[i]!.k !== null && !known.has(k))
    unknown[m] = Number(unknown[n] === 1 || unknown[k] === 1)
  })
  for (const fact of table.outside ?? []) {
    const at = index.get(fact.id)
    if (at === undefined) continue
    const v = variable(at, fact.part)
    if (truth[v]! < fact.low || truth[v]! > fact.high) continue
    low[v] = Math.max(low[v]!, fact.low)
    high[v] = Math.min(high[v]!, fact.high)
    wide[v] = Math.min(wide[v]!, fact.high)
  }
  const open = Int32Array.from(system.rows, ({ vars }) => vars.filter((v) => unknown[v]).length)
  return { system, truth, low, high, wide, unknown, open }
}

/** A total is hidden only when nothing else helps; otherwise small counts go first, and a fixed number of the cell breaks ties. */
function pricesOf(table: Table, scene: Scene, known: ReadonlySet<number>, seed: string): Prices {
  const level = levels(table)
  const step = new Float64Array(scene.system.size).fill(Number.POSITIVE_INFINITY)
  const sum = new Float64Array(scene.system.size).fill(Number.POSITIVE_INFINITY)
  table.cells.forEach(({ id, n, k, must, weight }, i) => {
    if (n === 0) return
    const set = (side: 'n' | 'k', value: number): void => {
      const v = variable(i, side)
      if (known.has(v) || must?.[side] === 'show') return
      const own = level.get(id) ?? 0
      const tie = seededHash(seed, `${side}|${id}`) / 2 ** 32
      step[v] = 3 + 4 * own + Math.log2(1 + value) + tie / 1000
      sum[v] = 1_000_000 * own + value + tie / 10
    }
    set('n', weight ?? n)
    if (k === null) return
    set('k', weight ?? k)
    if (must?.k === 'show') step[variable(i, 'n')] = sum[variable(i, 'n')] = Number.POSITIVE_INFINITY
    const free = step[variable(i, 'k')] === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : 0
    step[variable(i, 'm')] = sum[variable(i, 'm')] = free
  })
  return { step, sum }
}

/** The ground on which complementary suppression works: the scene, its prices, and what goes together when a count is hidden or shown. */
export function groundOf(
  table: Table,
  scene: Scene,
  why: readonly Hidden[],
  known: ReadonlySet<number>,
  seed: string,
): Ground {
  const { unknown } = scene
  const { cells } = table
  const closed = (v: number): boolean => unknown[v] === 0 && !known.has(v)
  return {
    scene,
    prices: pricesOf(table, scene, known, seed),
    hide: (v) => {
      const at = cellOf(v)
      const sides =
        cells[at]!.k === null
          ? (['n'] as const)
          : sideOf(v) === 'n'
            ? (['n', 'k', 'm'] as const)
            : (['k', 'm'] as const)
      const changed = sides.map((side) => variable(at, side)).filter(closed)
      for (const one of changed) mark(scene, one, 1)
      return changed
    },
    reveal: (v) => {
      const at = cellOf(v)
      if (why[at]![sideOf(v) === 'n' ? 'n' : 'k'] !== null) return []
      if (sideOf(v) === 'k' && unknown[variable(at, 'n')] === 1) return []
      const opened = sideOf(v) === 'n' ? [v] : [v, variable(at, 'm')]
      for (const one of opened) mark(scene, one, 0)
      return opened
    },
  }
}
