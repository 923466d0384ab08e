import { type Hidden, primary, prior, type Why } from './primary.ts'
import { complement, type Ground } from './secondary.ts'
import { type Exposure, findExposed, type PublishedCell } from './subtraction.ts'
import { cellOf, gapsOf, sideOf, systemOf, unbounded, variable } from './system.ts'
import { canonical, type Cell, levels, type Part, type Rules, seededHash, stateRules, type Table } from './table.ts'
import { mark, type Prices, type Scene } from './witness.ts'

/** One cell as it may be published: null stands for hidden (or, for k, for a cell without outcome). `why` stays inside the house. */
export type ProtectedCell = { id: string; n: number | null; k: number | null; outcome: boolean; why: Hidden }
export type Count = { id: string; part: Part | 'm' }
export type Protection = {
  cells: ProtectedCell[]
  /** What the independent check still worked out. Publish only when `clean`. */
  exposed: Exposure[]
  /** Hidden now, but an earlier edition showed the same value: hiding cannot take it back. Say so to the publisher. */
  alreadyPublic: Count[]
  /** Hidden counts for which no second world was found, although everything that could help is hidden. */
  unprotected: Count[]
  /** Sums that the shown numbers contradict: the table is wrong. */
  impossible: string[]
  clean: boolean
  rules: Rules
  hidden: { primary: number; secondary: number }
}

/**
 * Hides what must not be shown, and whatever would reveal it: primary rule, complementary suppression, then the independent check.
 * In: the declared tables of one edition with true counts and earlier releases; a seed (the edition family, so that publishing
 * the same data again gives the same pattern). Out: public values by cell, in the order of the table, and the verdict. Pure and
 * deterministic; the order of cells and relations in the input does not matter.
 * Throws on a table that contradicts itself in form: unknown or repeated cells, circular sums, k outside 0..n.
 */
export function protect(input: Table, seed: string, rules: Rules = stateRules): Protection {
  const table = canonical(input)
  const { cells } = table
  for (const { id, n, k } of cells)
    if (!Number.isSafeInteger(n) || n < 0 || (k !== null && (!Number.isSafeInteger(k) || k < 0 || k > n)))
      throw new Error(`The cell ${id} needs whole numbers with 0 <= k <= n.`)
  const why = firstLayer(table, rules)
  const before = earlier(table)
  const scene = sceneOf(table, why, before.known, rules)
  const primaries = [...scene.unknown.keys()].filter((v) => scene.unknown[v] === 1 && watched(cells, why, v, rules))
  const { added, unprotected } = complement(groundOf(table, scene, why, before.known, seed), primaries)
  for (const v of added) {
    const reasons = why[cellOf(v)]!
    reasons[sideOf(v) === 'n' ? 'n' : 'k'] ??= 'protects_another'
  }

  const gaps = gapsOf(cells, table.relations)
  const shown = cells.map((cell, i) => asPublished(cell, why[i]!, rules))
  const facts = [...before.known].map((v) => ({
    id: cells[cellOf(v)]!.id,
    part: sideOf(v) === 'n' ? ('n' as const) : ('k' as const),
    value: scene.truth[v]!,
  }))
  const verdict = findExposed({ cells: shown, relations: table.relations, gaps, facts })
  const index = new Map(cells.map((cell, i) => [cell.id, i]))
  const exposed = verdict.exposed.filter(
    ({ id, part, how }) => how !== 'released' && watched(cells, why, variable(index.get(id)!, part), rules),
  )
  const alreadyPublic = verdict.exposed.filter(({ how }) => how === 'released').map(({ id, part }) => ({ id, part }))
  const left = unprotected.map((v) => ({ id: cells[cellOf(v)]!.id, part: sideOf(v) }))
  const counted = why.flatMap(({ n, k }) => [n, k]).filter((reason) => reason !== null && reason !== 'withheld')
  const secondary = counted.filter((reason) => reason === 'protects_another').length
  return {
    cells: input.cells.map(({ id, k }) => {
      const i = index.get(id)!
      const { n: people, k: outcome } = shown[i]!
      return { id, n: people, k: outcome, outcome: k !== null, why: why[i]! }
    }),
    exposed,
    alreadyPublic,
    unprotected: left,
    impossible: verdict.impossible,
    clean: exposed.length === 0 && left.length === 0 && verdict.impossible.length === 0,
    rules,
    hidden: { primary: counted.length - secondary, secondary },
  }
}

/** The primary rule, and what an earlier edition hid. */
function firstLayer(table: Table, rules: Rules): Hidden[] {
  const once = new Set((table.released ?? []).filter(({ shown }) => !shown).map(({ id, part }) => `${part}|${id}`))
  return table.cells.map((cell) => {
    const hidden = primary(cell, rules)
    if (!rules.keepHidden || cell.n === 0) return hidden
    const n: Why | null = hidden.n ?? (once.has(`n|${cell.id}`) ? 'hidden_before' : null)
    const k: Why | null = hidden.k ?? (once.has(`k|${cell.id}`) || n === 'hidden_before' ? 'hidden_before' : null)
    return { n, k: cell.k === null ? null : k }
  })
}

/** The variables whose present value an earlier edition showed. */
function earlier({ cells, released = [] }: Table): { known: Set<number> } {
  const index = new Map(cells.map((cell, i) => [cell.id, i]))
  const known = new Set<number>()
  for (const { id, part, shown, value } of released) {
    const at = index.get(id)
    if (at !== undefined && shown && value === cells[at]![part]) known.add(variable(at, part))
  }
  return { known }
}

/** A withheld count is watched only when the rule would have hidden it anyway: its other values give nobody away. */
function watched(cells: readonly Cell[], why: readonly Hidden[], v: number, rules: Rules): boolean {
  const cell = cells[cellOf(v)]!
  if (why[cellOf(v)]!.n !== 'withheld') return true
  const own = primary({ ...cell, withheld: false }, rules)
  return sideOf(v) === 'n' ? own.n !== null : own.k !== null
}

function asPublished(cell: Cell, why: Hidden, rules: Rules): PublishedCell {
  const { n, kMost, mMost } = prior(cell, why, rules)
  return {
    id: cell.id,
    n: why.n ? null : cell.n,
    k: why.k ? null : cell.k,
    outcome: cell.k !== null,
    least: { n: n.low },
    most: {
      ...(n.high === null ? {} : { n: n.high }),
      ...(kMost === null ? {} : { k: kMost }),
      ...(mMost === null ? {} : { m: mMost }),
    },
  }
}

function sceneOf({ cells, relations }: Table, why: readonly Hidden[], known: ReadonlySet<number>, rules: Rules): Scene {
  const system = systemOf(
    cells.map(({ id, k }) => ({ id, outcome: k !== null })),
    relations,
    gapsOf(cells, relations),
  )
  const truth = new Float64Array(system.size)
  const low = new Float64Array(system.size)
  const high = new Float64Array(system.size).fill(unbounded)
  const unknown = new Uint8Array(system.size)
  cells.forEach((cell, i) => {
    const [n, k, m] = [variable(i, 'n'), variable(i, 'k'), variable(i, 'm')]
    truth[n] = cell.n
    const own = prior(cell, why[i]!, rules)
    low[n] = own.n.low
    high[n] = own.n.high ?? unbounded
    unknown[n] = Number(why[i]!.n !== null && !known.has(n))
    if (cell.k === null) return
    truth[k] = cell.k
    truth[m] = cell.n - cell.k
    high[k] = own.kMost ?? unbounded
    high[m] = own.mMost ?? unbounded
    unknown[k] = Number(why[i]!.k !== null && !known.has(k))
    unknown[m] = Number(unknown[n] === 1 || unknown[k] === 1)
  })
  const open = Int32Array.from(system.rows, ({ vars }) => vars.filter((v) => unknown[v]).length)
  return { system, truth, low, high, unknown, open }
}

/** A total is hidden only when nothing else helps; otherwise small counts go first, and a fixed number of the cell breaks ties. */
function pricesOf(table: Table, scene: Scene, known: ReadonlySet<number>, seed: string): Prices {
  const level = levels(table)
  const step = new Float64Array(scene.system.size).fill(Number.POSITIVE_INFINITY)
  const sum = new Float64Array(scene.system.size).fill(Number.POSITIVE_INFINITY)
  table.cells.forEach(({ id, n, k }, i) => {
    if (n === 0) return
    const set = (side: 'n' | 'k', value: number): void => {
      const v = variable(i, side)
      if (known.has(v)) return
      const own = level.get(id) ?? 0
      const tie = seededHash(seed, `${side}|${id}`) / 2 ** 32
      step[v] = 3 + 4 * own + Math.log2(1 + value) + tie / 1000
      sum[v] = 1_000_000 * own + value + tie / 10
    }
    set('n', n)
    if (k === null) return
    set('k', k)
    const free = step[variable(i, 'k')] === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : 0
    step[variable(i, 'm')] = sum[variable(i, 'm')] = free
  })
  return { step, sum }
}

function groundOf(
  table: Table,
  scene: Scene,
  why: readonly Hidden[],
  known: ReadonlySet<number>,
  seed: string,
): Ground {
  const { unknown } = scene
  const { cells } = table
  const open = (v: number): boolean => unknown[v] === 0 && !known.has(v)
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
      const changed = sides.map((side) => variable(at, side)).filter(open)
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
