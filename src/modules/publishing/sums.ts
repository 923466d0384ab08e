import type { Relation, TableCell } from '../indicators/index.ts'
import type { CellKey } from './sources.ts'
import { keyOf } from './tables.ts'

/** Stands for "at none of the listed schools" where a cell has its place, and for "not recorded" where it has its group. */
export const elsewhere = 0
export const unrecorded = 'unknown'

/** A sum that readers can make. `rest`: whose students are missing in its parts (unlisted schools, no recorded group); null when nobody can be. */
export type Sum = Relation & { rest: CellKey | null }

/**
 * Every sum that a reader can make of the declared tables: the schools to the district, the values of a group set to all students, both to each
 * other for high needs, and a year so far that is the same as the whole year. In: cells that are there. Out: sums whose total is there too.
 */
export function sumsOf(cells: readonly (CellKey & { through_date: string | null })[], districtId: number): Sum[] {
  const sums: Sum[] = []
  const there = new Set(cells.map(keyOf))
  const add = (name: string, total: CellKey, parts: readonly CellKey[], rest: CellKey | null): void => {
    const id = keyOf(total)
    if (there.has(id)) sums.push({ id: `${id} <- ${name}`, total: id, parts: parts.map(keyOf), rest })
  }
  const bySet = Map.groupBy(
    cells.filter((cell) => cell.group_set !== 'all'),
    (cell) => keyOf({ ...cell, group_value: '' }),
  )
  for (const parts of bySet.values()) {
    const [one] = parts
    if (one)
      add(one.group_set, { ...one, group_set: 'all', group_value: 'all' }, parts, { ...one, group_value: unrecorded })
  }
  const byPlace = Map.groupBy(
    cells.filter((cell) => cell.org_id !== districtId),
    (cell) => keyOf({ ...cell, org_id: elsewhere }),
  )
  for (const parts of byPlace.values()) {
    const [one] = parts
    if (one) add('schools', { ...one, org_id: districtId }, parts, { ...one, org_id: elsewhere })
  }
  // Through the same day, the year so far and the year are one number in two tables.
  const years = new Map(cells.filter((cell) => cell.period === 'year').map((cell) => [keyOf(cell), cell]))
  for (const cell of cells) {
    const year = cell.period === 'todate' ? years.get(keyOf({ ...cell, period: 'year' })) : undefined
    if (year && year.through_date !== null && year.through_date === cell.through_date) add('todate', year, [cell], null)
  }
  return sums
}

/**
 * Adds to each sum the students that none of its parts counts, as a cell that is never published: total less parts is a number like any other, and a
 * small one must not follow. In: true counts and sums. Out: both with the rests, and the key of each rest. Students who changed school count at each
 * of their schools, so parts may be more than the total: then there is no rest, and the difference stays a gap that readers are taken to know.
 */
export function withRests(
  cells: readonly TableCell[],
  sums: readonly Sum[],
): { cells: TableCell[]; relations: Relation[]; rests: Map<string, CellKey> } {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const rests = new Map<string, CellKey>()
  const added: TableCell[] = []
  const relations = sums.map(({ rest, ...sum }): Relation => {
    const missing = (part: 'n' | 'k'): number =>
      sum.parts.reduce((left, id) => left - (byId.get(id)?.[part] ?? 0), byId.get(sum.total)?.[part] ?? 0)
    const k = Math.max(missing('k'), 0)
    const n = Math.max(missing('n'), k)
    if (rest === null || n === 0) return sum
    const id = keyOf(rest)
    rests.set(id, rest)
    added.push({ id, n, k, withheld: true })
    return { ...sum, parts: [...sum.parts, id] }
  })
  return { cells: [...cells, ...added], relations, rests }
}
