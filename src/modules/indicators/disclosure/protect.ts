import type { Hint } from './attack/attack.ts'
import { joint, outdated } from './editions.ts'
import { guardsOf } from './guards.ts'
import { type Hidden, primary, prior, type Why } from './primary.ts'
import { groundOf, sceneOf } from './scene.ts'
import { complement, type Ground } from './secondary.ts'
import { type Exposure, findExposed, type PublishedCell } from './subtraction.ts'
import { cellOf, gapsOf, type Side, sideOf, variable } from './system.ts'
import { canonical, type Cell, type Part, type Rules, stateRules, type Table } from './table.ts'
import type { Scene, Task } from './witness.ts'

/** One cell as it may be published: null stands for hidden (or, for k, for a cell without outcome). `why` stays inside the house. */
export type ProtectedCell = { id: string; n: number | null; k: number | null; outcome: boolean; why: Hidden }
export type Count = { id: string; part: Part | 'm' }
export type Protection = {
  cells: ProtectedCell[]
  /** What the independent check still worked out. Publish only when `clean`. */
  exposed: Exposure[]
  /** Hidden now, but an earlier edition showed the same value: hiding cannot take it back. Say so to the publisher. */
  alreadyPublic: Count[]
  /** Hidden counts that no second world was found for: their value, or that they are small, may follow although all that could help is hidden. */
  unprotected: Count[]
  /** Hidden counts that follow for a reader who can tell small counts from those that protect them; nobody is told, so this does not block. */
  tellable: Count[]
  /** Sums that the shown numbers contradict: the table is wrong. */
  impossible: string[]
  clean: boolean
  rules: Rules
  hidden: { primary: number; secondary: number }
}

/**
 * Hides what must not be shown, and whatever would reveal it: primary rule, complementary suppression, then the independent check.
 * No reader can work out a hidden count, nor that a protected one is small. In: the declared tables of one edition with true counts and
 * earlier releases; a seed (the edition family, so that publishing the same data again gives the same pattern). Out: public values by
 * cell, in the order of the table, and the verdict. Pure and deterministic; the order of cells and relations in the input does not matter.
 * Throws on a table that contradicts itself in form: unknown or repeated cells, circular sums, k outside 0..n.
 */
export function protect(input: Table, seed: string, rules: Rules = stateRules): Protection {
  return protectOn(input, seed, rules).protection
}

/** What `protect` worked on, for who goes on from there. `at`: the variable of a count, also of an earlier edition. `hints`: its witnesses. */
export type Worked = {
  protection: Protection
  ground: Ground
  at: (id: string, side: Side, edition: string) => number
  idOf: (v: number) => string
  hints: Hint[]
}

/** `protect`, with the ground it worked on and a witness for each guard. */
export function protectOn(input: Table, seed: string, rules: Rules): Worked {
  const table = canonical(joint(input))
  const { cells } = table
  for (const { id, n, k } of cells)
    if (!Number.isSafeInteger(n) || n < 0 || (k !== null && (!Number.isSafeInteger(k) || k < 0 || k > n)))
      throw new Error(`The cell ${id} needs whole numbers with 0 <= k <= n.`)
  const why = firstLayer(table, rules)
  const known = earlier(table)
  const scene = sceneOf(table, why, known, rules)
  const ground = groundOf(table, scene, why, known, seed)
  const { added, unprotected, tellable, witnesses } = complement(ground, tasksOf(cells, why, scene, rules))
  for (const v of added) {
    const reasons = why[cellOf(v)]!
    reasons[sideOf(v) === 'n' ? 'n' : 'k'] ??= 'protects_another'
  }

  const gaps = gapsOf(cells, table.relations)
  const shown = cells.map((cell, i) => asPublished(cell, why[i]!, rules))
  const facts = [...known].map((v) => ({
    id: cells[cellOf(v)]!.id,
    part: sideOf(v) === 'n' ? ('n' as const) : ('k' as const),
    value: scene.truth[v]!,
  }))
  const check = (most: boolean) =>
    findExposed({
      cells: most ? shown : shown.map(({ most: _, ...cell }) => cell),
      relations: table.relations,
      gaps,
      facts,
    })
  const verdict = check(tellable.length === 0)
  const index = new Map(cells.map((cell, i) => [cell.id, i]))
  const exposed = verdict.exposed.filter(
    ({ id, part, how }) => how !== 'released' && watched(cells, why, variable(index.get(id)!, part), rules),
  )
  const alreadyPublic = verdict.exposed.filter(({ how }) => how === 'released').map(({ id, part }) => ({ id, part }))
  const countOf = ({ v }: Task): Count => ({ id: cells[cellOf(v)]!.id, part: sideOf(v) })
  const left = new Map(unprotected.map((task) => [task.v, countOf(task)]))
  const counted = input.cells.flatMap(({ id }) => Object.values(why[index.get(id)!]!))
  const hidden = counted.filter((reason) => reason !== null && reason !== 'withheld')
  const secondary = hidden.filter((reason) => reason === 'protects_another').length
  const protection: Protection = {
    cells: input.cells.map(({ id, k }) => {
      const i = index.get(id)!
      const { n: people, k: outcome } = shown[i]!
      return { id, n: people, k: outcome, outcome: k !== null, why: why[i]! }
    }),
    exposed,
    alreadyPublic,
    unprotected: [...left.values()],
    tellable: tellable.map(countOf),
    impossible: verdict.impossible,
    clean: exposed.length === 0 && left.size === 0 && verdict.impossible.length === 0,
    rules,
    hidden: { primary: hidden.length - secondary, secondary },
  }
  const old = new Map(
    (input.earlier ?? []).flatMap(({ name, cells: own }) =>
      own.map(({ id }) => [outdated(name, id), { id, edition: name }] as const),
    ),
  )
  const hints = [...witnesses].map(
    (witness): Hint =>
      [...witness].map(([v, move]) => {
        const { id } = cells[cellOf(v)]!
        return { ...(old.get(id) ?? { id, edition: '' }), part: sideOf(v), value: scene.truth[v]! + move }
      }),
  )
  return {
    protection,
    ground,
    hints,
    at: (id, side, edition) => variable(index.get(edition ? outdated(edition, id) : id)!, side),
    idOf: (v) => cells[cellOf(v)]!.id,
  }
}

/** What must stay possible: for every hidden count another value, for a small one a value that is not small. */
function tasksOf(cells: readonly Cell[], why: readonly Hidden[], scene: Scene, rules: Rules): Task[] {
  const tasks: Task[] = []
  cells.forEach((cell, i) => {
    for (const guard of guardsOf(cell, why[i]!, rules)) {
      const v = variable(i, guard.part)
      if (guard.kind === 'range' && scene.unknown[v] === 1) tasks.push({ v, range: guard })
    }
  })
  for (const [v, unknown] of scene.unknown.entries())
    if (unknown === 1 && watched(cells, why, v, rules)) tasks.push({ v, range: null })
  return tasks
}

/** The primary rule, and what an earlier edition hid. */
function firstLayer(table: Table, rules: Rules): Hidden[] {
  const once = new Set((table.released ?? []).filter(({ shown }) => !shown).map(({ id, part }) => `${part}|${id}`))
  return table.cells.map((cell) => {
    const hidden = forced(cell, primary(cell, rules))
    if (!rules.keepHidden || cell.n === 0) return hidden
    const n: Why | null = hidden.n ?? (once.has(`n|${cell.id}`) ? 'hidden_before' : null)
    const k: Why | null = hidden.k ?? (once.has(`k|${cell.id}`) || n === 'hidden_before' ? 'hidden_before' : null)
    return { n, k: cell.k === null ? null : k }
  })
}

function forced(cell: Cell, hidden: Hidden): Hidden {
  if (!cell.must) return hidden
  const one = (part: Part): Why | null =>
    cell.must?.[part] === 'show'
      ? null
      : cell.must?.[part] === 'hide'
        ? (hidden[part] ?? 'hidden_before')
        : hidden[part]
  return { n: one('n'), k: cell.k === null ? null : one('k') }
}

/** The variables whose present value readers have: an earlier edition showed it, or others did. */
function earlier({ cells, released = [], outside = [] }: Table): Set<number> {
  const index = new Map(cells.map((cell, i) => [cell.id, i]))
  const known = new Set<number>()
  for (const { id, part, shown, value } of released) {
    const at = index.get(id)
    if (at !== undefined && shown && value === cells[at]![part]) known.add(variable(at, part))
  }
  for (const { id, part, low, high } of outside) {
    const at = index.get(id)
    if (at !== undefined && low === high && low === cells[at]![part]) known.add(variable(at, part))
  }
  return known
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
