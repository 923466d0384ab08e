import { csvLines } from '../../../../platform/csv.ts'
import { type Book, type BookLimits, bookLimits, type Cell, isEmpty, type Opened, type Sheet, trimmed } from './book.ts'

/** Text that begins like a formula gets an apostrophe when it is written, so that no spreadsheet runs it; this takes one off again. */
const plain = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)
const guarded = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function delimiterOf(text: string): string {
  const line =
    text
      .slice(0, 10_000)
      .split(/\r?\n/)
      .find((one) => /[,;\t]/.test(one)) ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, n: line.split(sign).length }))
  return counts.toSorted((a, b) => b.n - a.n)[0]?.sign ?? ','
}

/** Rows of a CSV text (RFC 4180, also with semicolons or tabs), or why not: a quote that never ends, more than the limits allow. */
function rowsOf(text: string, limits: BookLimits): string[][] | 'rows' | 'broken' {
  const delimiter = delimiterOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let cells = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
      continue
    }
    if (sign === '"' && cell === '') quoted = true
    else if (sign === delimiter || sign === '\n' || sign === '\r') {
      row.push(cell)
      cell = ''
      if (++cells > limits.cells || row.length > limits.columns) return 'rows'
      if (sign === delimiter) continue
      if (sign === '\r' && text[i + 1] === '\n') i++
      rows.push(row)
      row = []
      if (rows.length > limits.rows) return 'rows'
    } else cell += sign
  }
  if (quoted) return 'broken'
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

const tab = /^\[(.{1,60})\]$/

/**
 * Reads a CSV file as tables. A row that holds only a name in brackets, `[Elements]`, begins a table; a file without such a row is one table named `CSV`.
 * Throws nothing.
 */
export function readCsv(bytes: Uint8Array, limits: BookLimits = bookLimits): Opened {
  if (bytes.byteLength > limits.bytes) return { book: null, refused: 'large' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { book: null, refused: 'text' }
  }
  if (text.includes('\u0000')) return { book: null, refused: 'text' }
  const rows = rowsOf(text, limits)
  if (typeof rows === 'string') return { book: null, refused: rows }
  const sheets: Sheet[] = []
  for (const row of rows) {
    const cells: Cell[] = row.map((cell) => (cell.trim() === '' ? null : plain(cell)))
    const name = row.slice(1).every((cell) => cell.trim() === '') ? tab.exec(row[0]?.trim() ?? '')?.[1] : undefined
    if (name !== undefined) sheets.push({ name, rows: [] })
    else {
      if (sheets.length === 0) {
        if (cells.every(isEmpty)) continue
        sheets.push({ name: 'CSV', rows: [] })
      }
      sheets.at(-1)?.rows.push(cells)
    }
  }
  return { book: { sheets: sheets.map(({ name, rows: all }) => ({ name, rows: trimmed(all) })) }, refused: null }
}

const written = (cell: Cell): string | number | null =>
  cell === null || typeof cell === 'number'
    ? cell
    : typeof cell === 'boolean'
      ? cell
        ? 'yes'
        : 'no'
      : guarded(typeof cell === 'object' ? cell.date : cell)

/** Tables as one CSV file in UTF-8: each begins with its name in brackets, and an empty row ends it; a single table named `CSV` stands alone. */
export const writeCsv = ({ sheets }: Book): string =>
  sheets.length === 1 && sheets[0]?.name === 'CSV'
    ? csvLines(sheets[0].rows.map((row) => row.map(written)))
    : csvLines(
        sheets.flatMap(({ name, rows }) => [[`[${name}]`], ...rows.map((row) => row.map(written)), [] as string[]]),
      )
