import type { Relation, TableCell } from '../indicators/index.ts'
import type { CellKey } from './sources.ts'
import { nested, sameGrades } from './measures.ts'
import { keyOf } from './tables.ts'

/** Stands for "at none of the listed schools" where a cell has its place, and for "not recorded" where it has its group. */
export const elsewhere = 0
export const unrecorded = 'unknown'

/** Behind a definition's name: its students whom no part of it counts. */
export const leftOver = '~rest'

/** How a sum comes about: the certificate counts them by it. */
export const sumKinds = ['groups', 'schools', 'todate', 'measures'] as const
export type SumKind = (typeof sumKinds)[number]

/** A key with its day, from which a number's name is made. */
export type Dated = CellKey & { through_date: string | null }

/**
 * A sum that readers can make. `rest`: whose students are missing in its parts (unlisted schools, no recorded group), with the name of that number; null
 * when nobody can be missing.
 */
export type Sum = Relation & { kind: SumKind; rest: { id: string; key: CellKey } | null }

/**
 * Every sum that a reader can make of the declared tables: the schools to the district, the values of a group set to all students, both to each
 * other for high needs, and a year so far that is the same as the whole year. In: cells that are there; the name of a number. Out: sums whose total
 * is there too.
 */
export function sumsOf(cells: readonly Dated[], districtId: number, nameOf: (cell: Dated) => string = keyOf): Sum[] {
  const sums: Sum[] = []
  const there = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const add = (kind: SumKind, name: string, total: CellKey, parts: readonly Dated[], rest: CellKey | null): void => {
    const found = there.get(keyOf(total))
    if (!found) return
    const id = nameOf(found)
    sums.push({
      id: `${id} <- ${name}`,
      kind,
      total: id,
      parts: parts.map(nameOf),
      rest: rest && { id: nameOf({ ...rest, through_date: found.through_date }), key: rest },
    })
  }
  const bySet = Map.groupBy(
    cells.filter((cell) => cell.group_set !== 'all'),
    (cell) => keyOf({ ...cell, group_value: '' }),
  )
  for (const parts of bySet.values()) {
    const [one] = parts
    if (one)
      add('groups', one.group_set, { ...one, group_set: 'all', group_value: 'all' }, parts, {
        ...one,
        group_value: unrecorded,
      })
  }
  const byPlace = Map.groupBy(
    cells.filter((cell) => cell.org_id !== districtId),
    (cell) => keyOf({ ...cell, org_id: elsewhere }),
  )
  for (const parts of byPlace.values()) {
    const [one] = parts
    if (one) add('schools', 'schools', { ...one, org_id: districtId }, parts, { ...one, org_id: elsewhere })
  }
  // Through the same day, the year so far and the year are one number in two tables.
  const years = new Map(cells.filter((cell) => cell.period === 'year').map((cell) => [keyOf(cell), cell]))
  for (const cell of cells) {
    const year = cell.period === 'todate' ? years.get(keyOf({ ...cell, period: 'year' })) : undefined
    if (year && year.through_date !== null && year.through_date === cell.through_date)
      add('todate', 'todate', year, [cell], null)
  }
  return [...sums, ...acrossMeasures(cells, there, nameOf)]
}

/** Sums between measures: students of one who are part of another's, at the same place, in the same year and group. */
function acrossMeasures(
  cells: readonly Dated[],
  there: ReadonlyMap<string, Dated>,
  nameOf: (cell: Dated) => string,
): Sum[] {
  const sums: Sum[] = []
  const add = (name: string, total: Dated, parts: readonly Dated[], of: 'both' | 'n'): void => {
    if (parts.length === 0) return
    const id = nameOf(total)
    const key = { ...total, definition: `${total.definition}${leftOver}` }
    sums.push({
      id: `${id} <- ${name}`,
      kind: 'measures',
      total: id,
      parts: parts.map(nameOf),
      ...(of === 'n' ? { of } : {}),
      rest: { id: `${id} <- ${name} ${leftOver}`, key },
    })
  }
  const found = (keys: readonly CellKey[]): Dated[] => keys.flatMap((key) => there.get(keyOf(key)) ?? [])
  for (const cell of cells) {
    for (const { whole, parts, of } of nested)
      if (cell.definition === whole)
        add(parts.join(' + '), cell, found(parts.map((definition) => ({ ...cell, definition }))), of)
    if (cell.group_set !== 'all') continue
    for (const { one, wider, grades, of } of sameGrades)
      if (cell.definition === one)
        add(
          `grades of ${wider}`,
          cell,
          found(grades.map((value) => ({ ...cell, definition: wider, group_set: 'grade', group_value: value }))),
          of,
        )
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
  const relations = sums.map(({ rest, kind: _, ...sum }): Relation => {
    const missing = (part: 'n' | 'k'): number =>
      sum.parts.reduce((left, id) => left - (byId.get(id)?.[part] ?? 0), byId.get(sum.total)?.[part] ?? 0)
    const k = sum.of === 'n' ? null : Math.max(missing('k'), 0)
    const n = Math.max(missing('n'), k ?? 0)
    if (rest === null || n === 0) return sum
    rests.set(rest.id, rest.key)
    added.push({ id: rest.id, n, k, withheld: true })
    return { ...sum, parts: [...sum.parts, rest.id] }
  })
  return { cells: [...cells, ...added], relations, rests }
}
