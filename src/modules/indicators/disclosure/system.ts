import type { Cell, Part, Relation } from './table.ts'

/** The unknowns of a cell stand side by side: people (n), those with the outcome (k), those without it (m = n - k). */
export const parts = ['n', 'k', 'm'] as const
export type Side = (typeof parts)[number]
export const variable = (cell: number, side: Side): number => 3 * cell + parts.indexOf(side)
export const cellOf = (v: number): number => Math.floor(v / 3)
export const sideOf = (v: number): Side => parts[v % 3] ?? 'n'

/** A bound that no count of people reaches: stands for "no upper bound". */
export const unbounded = 1e12

/** One linear relation: the sum of sign times variable equals a constant. Signs are +1 or -1. */
export type Row = { name: string; vars: readonly number[]; signs: readonly number[]; equals: number }
/** `rowsOf` and `signsOf`: the relations of each variable, and its sign in each of them. */
export type System = {
  size: number
  rows: readonly Row[]
  rowsOf: readonly (readonly number[])[]
  signsOf: readonly (readonly number[])[]
}

export type Gap = { n: number; k: number }
/** What a cell looks like to the system: whether it counts an outcome. */
export type Shape = { id: string; outcome: boolean }

/**
 * Turns cells and declared sums into linear relations: each sum for n and for k, and k + m = n in each cell.
 * In: `gaps`, by relation, what the parts add up to more than the total. Throws when a relation names an unknown cell.
 */
export function systemOf(
  cells: readonly Shape[],
  relations: readonly Relation[],
  gaps: ReadonlyMap<string, Gap>,
): System {
  const index = new Map(cells.map((cell, i) => [cell.id, i]))
  if (index.size < cells.length) throw new Error('Two cells of the table have the same id.')
  const rows: Row[] = []
  for (const relation of relations) {
    const members = [...relation.parts, relation.total].map((id) => {
      const at = index.get(id)
      if (at === undefined)
        throw new Error(`The sum ${relation.id} names the cell ${id}, which the table does not have.`)
      return at
    })
    const signs = members.map((_, i) => (i === members.length - 1 ? -1 : 1))
    const add = (part: Part): void => {
      const equals = gaps.get(relation.id)?.[part] ?? 0
      rows.push({ name: relation.id, vars: members.map((cell) => variable(cell, part)), signs, equals })
    }
    const of = relation.of ?? 'both'
    if (of !== 'k') add('n')
    if (of !== 'n' && members.every((cell) => cells[cell]?.outcome)) add('k')
  }
  cells.forEach((cell, i) => {
    if (cell.outcome)
      rows.push({
        name: cell.id,
        vars: [variable(i, 'k'), variable(i, 'm'), variable(i, 'n')],
        signs: [1, 1, -1],
        equals: 0,
      })
  })
  const size = cells.length * 3
  const rowsOf: number[][] = Array.from({ length: size }, () => [])
  const signsOf: number[][] = Array.from({ length: size }, () => [])
  rows.forEach((row, r) => {
    row.vars.forEach((v, i) => {
      rowsOf[v]?.push(r)
      signsOf[v]?.push(row.signs[i] ?? 0)
    })
  })
  return { size, rows, rowsOf, signsOf }
}

/** How far the true counts of each sum are from adding up, by relation id. Zero where the sum is exact. */
export function gapsOf(cells: readonly Cell[], relations: readonly Relation[]): Map<string, Gap> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const of = (id: string, part: Part): number => byId.get(id)?.[part] ?? 0
  return new Map(
    relations.map(({ id, total, parts: all }) => {
      const gap = (part: Part): number => all.reduce((sum, one) => sum + of(one, part), 0) - of(total, part)
      return [id, { n: gap('n'), k: gap('k') }]
    }),
  )
}
