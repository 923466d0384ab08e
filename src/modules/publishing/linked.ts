import type { DisclosureTable, EarlierTable, OutsideCount, Released, TableCell } from '../indicators/index.ts'
import type { CellKey, Collected, KnownCell, TrueCell } from './sources.ts'
import { type Sum, type SumKind, sumKinds, sumsOf, withRests } from './sums.ts'
import { isToDate, keyOf, ledgerKeyOf, numberOf } from './tables.ts'

/** All declared tables of an edition as one: a number that stands in two of them is one cell. */
export type Linked = {
  table: DisclosureTable
  /** the name of a cell's number in the table */
  idOf: (cell: CellKey & { through_date: string | null }) => string
  /** the cell of each number, rests too */
  keys: Map<string, CellKey>
  rests: ReadonlySet<string>
  sums: Record<SumKind, number>
}

/** Cells that count students and can be hidden; the others are shown or not by how many students stand behind them. */
const counted = (collected: Collected) => {
  const students = new Set(collected.definitions.filter((card) => card.counts === 'students').map((card) => card.id))
  return (cell: TrueCell): boolean =>
    students.has(cell.definition) && (cell.state === 'measured' || cell.state === 'zero_population')
}

export const bare = ({ definition, school_year, period, org_id, group_set, group_value }: CellKey): CellKey => ({
  definition,
  school_year,
  period,
  org_id,
  group_set,
  group_value,
})

/**
 * Links the declared tables. In: their true cells, everything the ledger knows, whole earlier editions where they are kept. Out: one table with every
 * sum that readers can make. What the state published of the same cells comes along as `outside`.
 */
export function linked(
  collected: Collected,
  truth: readonly TrueCell[],
  known: readonly KnownCell[],
  earlier: readonly EarlierTable[] = [],
): Linked {
  const idOf = (cell: CellKey & { through_date: string | null }): string => numberOf(cell, collected.current_year)
  const inside = truth.filter(counted(collected))
  const counts = inside.map((cell): TableCell => ({ id: idOf(cell), n: cell.d ?? 0, k: cell.n ?? 0 }))
  const now = byLedger(collected, inside)
  const released = known.flatMap((cell) =>
    (now.get(ledgerKeyOf(cell)) ?? []).flatMap((one): Released[] => [
      { id: idOf(one), part: 'n', shown: cell.d !== null, value: cell.d },
      { id: idOf(one), part: 'k', shown: cell.n !== null, value: cell.n },
    ]),
  )
  // What the state publishes is of years that are over.
  const closed = inside.filter((cell) => !isToDate(cell, collected.current_year))
  const ids = new Map(closed.map((cell) => [keyOf(cell), idOf(cell)]))
  const outside = collected.outside.flatMap(({ part, low, high, from, ...key }): OutsideCount[] => {
    const id = ids.get(keyOf(key))
    return id === undefined ? [] : [{ id, part: part === 'd' ? 'n' : 'k', low, high, from }]
  })
  const sums = sumsOf(inside, collected.district.org_id, idOf)
  const { rests, cells, relations } = withRests(counts, sums)
  return {
    table: { cells, relations, released, outside, earlier },
    idOf,
    keys: new Map([...inside.map((cell): [string, CellKey] => [idOf(cell), bare(cell)]), ...bareOf(rests)]),
    rests: new Set(rests.keys()),
    sums: countOf(sums),
  }
}

const bareOf = (rests: ReadonlyMap<string, CellKey>): [string, CellKey][] =>
  [...rests].map(([id, key]) => [id, bare(key)])

const countOf = (sums: readonly Sum[]): Record<SumKind, number> => {
  const count = Object.fromEntries(sumKinds.map((kind) => [kind, 0])) as Record<SumKind, number>
  for (const { kind } of sums) count[kind] += 1
  return count
}

/** The cells of today by their keys in the ledger, where a number of an unfinished year has its day. */
export const byLedger = (collected: Collected, truth: readonly TrueCell[]): Map<string, TrueCell[]> =>
  Map.groupBy(truth, (cell) =>
    ledgerKeyOf({ ...cell, through_date: isToDate(cell, collected.current_year) ? cell.through_date : null }),
  )
