import type { Cell, Relation } from './table.ts'

/**
 * A table of rows and columns with its totals, as cells `row|col`, `row|total`, `total|col`, `total|total` and their sums. For tests.
 * In: numbers row by row; n only, or [n, k] pairs.
 */
export function crosstab(
  rows: readonly string[],
  cols: readonly string[],
  body: readonly (readonly (number | readonly [number, number])[])[],
): { cells: Cell[]; relations: Relation[] } {
  const at = (r: number, c: number): { n: number; k: number | null } => {
    const value = body[r]?.[c] ?? 0
    return typeof value === 'number' ? { n: value, k: null } : { n: value[0], k: value[1] }
  }
  const sum = (all: { n: number; k: number | null }[]): { n: number; k: number | null } => ({
    n: all.reduce((total, one) => total + one.n, 0),
    k: all.some((one) => one.k === null) ? null : all.reduce((total, one) => total + (one.k ?? 0), 0),
  })
  const cells: Cell[] = []
  const relations: Relation[] = []
  rows.forEach((row, r) => {
    cols.forEach((col, c) => cells.push({ id: `${row}|${col}`, ...at(r, c) }))
    cells.push({ id: `${row}|total`, ...sum(cols.map((_, c) => at(r, c))) })
    relations.push({ id: `row ${row}`, total: `${row}|total`, parts: cols.map((col) => `${row}|${col}`) })
  })
  cols.forEach((col, c) => {
    cells.push({ id: `total|${col}`, ...sum(rows.map((_, r) => at(r, c))) })
    relations.push({ id: `col ${col}`, total: `total|${col}`, parts: rows.map((row) => `${row}|${col}`) })
  })
  cells.push({ id: 'total|total', ...sum(rows.flatMap((_, r) => cols.map((_, c) => at(r, c)))) })
  relations.push({ id: 'total row', total: 'total|total', parts: cols.map((col) => `total|${col}`) })
  relations.push({ id: 'total col', total: 'total|total', parts: rows.map((row) => `${row}|total`) })
  return { cells, relations }
}
