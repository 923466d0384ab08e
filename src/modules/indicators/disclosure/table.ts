/** n: how many people are in the group. k: how many of them have the outcome. */
export type Part = 'n' | 'k'

/**
 * One cell with its true counts. `k` is null for a cell that only counts people. `withheld`: never published, but part of a sum.
 * The rest is for tables that bring their own rule and for numbers of earlier editions. `must`: hide it, or never hide it, whatever the
 * rule says. `sensitive`: ranges that a reader's knowledge of n must leave, in the place of the rule's. `least`: what readers know n to be
 * at least when it is hidden (1 unless said). `weight`: what hiding it costs.
 */
export type Cell = {
  id: string
  n: number
  k: number | null
  withheld?: boolean
  must?: Partial<Record<Part, 'hide' | 'show'>>
  sensitive?: readonly { low: number; high: number }[]
  least?: number
  most?: number
  weight?: number
}

/**
 * A sum that any reader can make: the parts together are the total (schools in a zone, values of a group set, a group and its
 * complement). `of`: which counts add up, both unless said. Students who change school make such a sum nearly right only: the
 * difference is then taken as known to the reader, which is the safe side for the other parts. It is no protection for the difference itself:
 * students whom no part counts belong in a part of their own, `withheld`.
 */
export type Relation = { id: string; total: string; parts: readonly string[]; of?: 'both' | Part }

/** What an earlier edition did with a cell of the same id (same measure, period, place and group). `value`: what it showed. */
export type Released = { id: string; part: Part; shown: boolean; value: number | null }

/** What others published about a cell of the same id, such as the state in its own files: a number (low = high) or a range. */
export type Outside = { id: string; part: Part; low: number; high: number; from: string }

/** An earlier edition with its true numbers and what it showed of them: for those who keep both. Its own sums hold among its own numbers. */
export type EarlierTable = {
  name: string
  cells: readonly (Cell & { shown: Record<Part, boolean> })[]
  relations: readonly Relation[]
}

/** The declared tables of one edition together: a cell that stands in two tables is one cell here, hence hidden in both or neither. */
export type Table = {
  cells: readonly Cell[]
  relations: readonly Relation[]
  released?: readonly Released[]
  outside?: readonly Outside[]
  earlier?: readonly EarlierTable[]
}

/** The thresholds in use, kept with every edition. Source: CSDE Data Suppression Guidelines; `bothTails` and the last two are ours. */
export type Rules = {
  /** Counts from 1 to this are hidden. */
  hideUpTo: number
  /** A rate over fewer people than this is hidden. */
  minimumN: number
  /** Apply the rule to the people without the outcome as well: "95% of 40" says that 2 did not. */
  bothTails: boolean
  /** Assume that the reader can tell which hidden counts are small, so knows that they are at most `hideUpTo`. */
  primariesKnown: boolean
  /** Hidden in an earlier edition of the same period: stays hidden. */
  keepHidden: boolean
}
export const stateRules: Rules = { hideUpTo: 5, minimumN: 20, bothTails: true, primariesKnown: true, keepHidden: true }

/** FNV-1a with a final mix: a fixed 32-bit number for a text. Breaks ties by seed, never by chance. */
export function seededHash(seed: string, id: string): number {
  let hash = 0x811c9dc5
  for (const char of `${seed}|${id}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** How much each cell is a total: 0 for a plain part, one more than its parts for a sum. Totals are hidden last. */
export function levels(table: Table): Map<string, number> {
  const partsOf = Map.groupBy(table.relations, (relation) => relation.total)
  const found = new Map<string, number>()
  const level = (id: string, above: ReadonlySet<string>): number => {
    const known = found.get(id)
    if (known !== undefined) return known
    if (above.has(id)) throw new Error(`The sums of the table go round in a circle at ${id}.`)
    const inside = new Set([...above, id])
    let own = 0
    for (const relation of partsOf.get(id) ?? [])
      for (const part of relation.parts) own = Math.max(own, 1 + level(part, inside))
    found.set(id, own)
    return own
  }
  for (const cell of table.cells) level(cell.id, new Set())
  return found
}

/** Cells and relations in one fixed order, so that the order of the input cannot change the pattern. */
export function canonical(table: Table): Table {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  return { ...table, cells: table.cells.toSorted(byId), relations: table.relations.toSorted(byId) }
}
