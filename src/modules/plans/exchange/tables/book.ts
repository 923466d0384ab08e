import { z } from 'zod'

/** A cell of a table: words, a number, yes or no, a day, or nothing. */
export const cellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ date: z.iso.date() }),
  z.null(),
])
export type Cell = z.output<typeof cellSchema>
export const sheetSchema = z.strictObject({ name: z.string(), rows: z.array(z.array(cellSchema)) })
export type Sheet = z.output<typeof sheetSchema>
/** A workbook, or the tables of a CSV file. */
export type Book = { sheets: Sheet[] }

/** What is taken at most, before any of it is parsed. A plan of 20,000 elements with all its fields stays below. */
export const bookLimits = {
  bytes: 16 * 2 ** 20,
  entries: 300,
  /** bytes of one part, and of all, unpacked */
  part: 64 * 2 ** 20,
  total: 128 * 2 ** 20,
  /** unpacked bytes for one packed byte, from `ratioFrom` bytes on */
  ratio: 150,
  ratioFrom: 2 ** 20,
  rows: 60_000,
  columns: 400,
  cells: 2_000_000,
} as const
export type BookLimits = { readonly [K in keyof typeof bookLimits]: number }

/** Why a workbook is not opened: keys of the words `book_<why>`. */
export type BookWhy = 'large' | 'entries' | 'ratio' | 'rows' | 'broken' | 'text' | 'doctype'
export type Opened = { book: Book; refused: null } | { book: null; refused: BookWhy }

/** The letters of a column, from 1: A, Z, AA. */
export function columnName(column: number): string {
  let out = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    out = String.fromCharCode(65 + ((rest - 1) % 26)) + out
  return out
}

/** The address of a cell as people say it. In: row and column from 0. Out: `Steps!C7`. */
export const address = (sheet: string, row: number, column: number): string =>
  `${sheet}!${columnName(column + 1)}${row + 1}`

/** The words of a cell, '' for an empty one. */
export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'object' ? cell.date : String(cell).trim()
}
export const isEmpty = (cell: Cell | undefined): boolean => cellText(cell) === ''

/** Rows without the empty cells at their ends and the empty rows at the end. */
export function trimmed(rows: readonly (readonly Cell[])[]): Cell[][] {
  const out = rows.map((row) => {
    let end = row.length
    while (end > 0 && isEmpty(row[end - 1])) end--
    return row.slice(0, end).map((cell) => (typeof cell === 'string' && cell.trim() === '' ? null : cell))
  })
  while (out.length > 0 && out.at(-1)?.length === 0) out.pop()
  return out
}
