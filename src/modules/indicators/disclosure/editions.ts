import type { Earlier } from './attack/published.ts'
import type { PublishedCell } from './subtraction.ts'
import { gapsOf } from './system.ts'
import type { Cell, EarlierTable, Released, Table } from './table.ts'

/** The id of an earlier edition's own number in the joint table. */
export const outdated = (edition: string, id: string): string => `${edition} \u00b7 ${id}`

/** The cells of an earlier edition that are other numbers today (or gone): a correction changed them. */
export function changedIn(earlier: EarlierTable, cells: readonly Cell[]): Set<string> {
  const now = new Map(cells.map((cell) => [cell.id, cell]))
  return new Set(
    earlier.cells.flatMap(({ id, n, k }) => {
      const cell = now.get(id)
      return cell && cell.n === n && cell.k === k ? [] : [id]
    }),
  )
}

/**
 * Today's table and all earlier editions as one table: what did not change is one cell, what a correction changed is a cell of its own whose
 * fate is sealed, and the sums of every edition hold among its own numbers. In: a table with `earlier`. Out: one without.
 */
export function joint(table: Table): Table {
  if (!table.earlier || table.earlier.length === 0) return table
  // A zero is shown, but not one that was a hidden number before: what it lost would be known.
  const once = new Set(
    table.earlier.flatMap(({ cells: own }) => own.flatMap(({ id, n, shown }) => (n > 0 && !shown.n ? [id] : []))),
  )
  const cells = table.cells.map(
    (cell): Cell => (cell.n === 0 && once.has(cell.id) ? { ...cell, must: { n: 'hide', k: 'hide' } } : cell),
  )
  const relations = [...table.relations]
  const released: Released[] = [...(table.released ?? [])]
  const seen = new Set(relations.map(({ total, parts }) => [total, ...parts].join('|')))
  for (const earlier of table.earlier) {
    const changed = changedIn(earlier, table.cells)
    const name = (id: string): string => (changed.has(id) ? outdated(earlier.name, id) : id)
    for (const { shown, ...cell } of earlier.cells) {
      if (changed.has(cell.id))
        cells.push({
          ...cell,
          id: name(cell.id),
          must: { n: shown.n ? 'show' : 'hide', k: shown.k ? 'show' : 'hide' },
        })
      else
        for (const part of ['n', 'k'] as const)
          released.push({ id: cell.id, part, shown: shown[part], value: shown[part] ? cell[part] : null })
    }
    for (const relation of earlier.relations) {
      const [total, parts] = [name(relation.total), relation.parts.map(name)]
      const same = [total, ...parts].join('|')
      if (seen.has(same)) continue
      seen.add(same)
      relations.push({ ...relation, id: outdated(earlier.name, relation.id), total, parts })
    }
  }
  const { outside } = table
  return { cells, relations, released, ...(outside ? { outside } : {}) }
}

/** Earlier editions as their readers saw them, for the attack. */
export function seenBefore(table: Table): Earlier[] {
  return (table.earlier ?? []).map((earlier) => ({
    name: earlier.name,
    cells: earlier.cells.map(
      ({ id, n, k, shown, withheld }): PublishedCell => ({
        id,
        n: shown.n ? n : null,
        k: shown.k ? k : null,
        outcome: k !== null,
        // Nobody is hidden only where somebody was: there a star may stand for zero.
        ...(withheld || n === 0 ? { least: { n: 0 } } : {}),
      }),
    ),
    relations: earlier.relations,
    gaps: gapsOf(earlier.cells, earlier.relations),
    changed: changedIn(earlier, table.cells),
  }))
}
