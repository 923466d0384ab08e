import { nearest } from '../file/nearest.ts'
import {
  address,
  type Book,
  type BookLimits,
  bookLimits,
  type Cell,
  cellText,
  isEmpty,
} from '../exchange/tables/book.ts'
import type { say } from './say.ts'
import { type Field, standings, states, type Typed, ways } from './schema.ts'

/** What a file of values may be at most: far above any plan, far below what could hold the machine up. */
export const sheetLimits: BookLimits = {
  ...bookLimits,
  bytes: 2 * 2 ** 20,
  entries: 60,
  part: 8 * 2 ** 20,
  total: 16 * 2 ** 20,
  rows: 5000,
  columns: 60,
  cells: 150_000,
}

/** The columns of a file of values: heads are part of the format and the same in every language. `null`: for people only, never read. */
const columns: readonly { head: string; field: Field | 'measure' | null }[] = [
  { head: 'Measure', field: 'measure' },
  { head: 'Title', field: null },
  { head: 'Element', field: null },
  { head: 'Office', field: null },
  { head: 'Kind', field: null },
  { head: 'Period', field: 'period' },
  { head: 'State', field: 'state' },
  { head: 'Amount', field: 'amount' },
  { head: 'Part', field: 'k' },
  { head: 'Of', field: 'n' },
  { head: 'Percent', field: 'percent' },
  { head: 'Document', field: 'standing' },
  { head: 'Way', field: 'way' },
  { head: 'Before', field: 'before' },
  { head: 'Of before', field: 'beforeN' },
  { head: 'After', field: 'after' },
  { head: 'Of after', field: 'afterN' },
  { head: 'Both times', field: 'both' },
  { head: 'Only before', field: 'first' },
  { head: 'Only after', field: 'second' },
  { head: 'Neither', field: 'neither' },
  { head: 'Source', field: 'source' },
  { head: 'Reason', field: 'reason' },
  { head: 'Version', field: 'version' },
]
export const heads: readonly string[] = columns.map((one) => one.head)
export const valuesSheet = 'Values'
const codesSheet = 'Codes'

/** The head of the column in which a field stands. */
export const headOf = (field: Field | 'measure'): string => columns.find((one) => one.field === field)?.head ?? ''

/** A row of the template: what people read, and what holds now. */
export type SheetRow = { measure: string; title: string; element: string; office: string; kind: string; typed: Typed }
export type CodeLine = readonly [code: string, means: string]

/** Numbers go out as numbers, so that a spreadsheet can add them up; texts stay texts. */
const numeric = new Set<Field>([
  'amount',
  'k',
  'n',
  'percent',
  'before',
  'beforeN',
  'after',
  'afterN',
  'both',
  'first',
  'second',
  'neither',
  'version',
])

/** The template with what holds now. In: rows, and what the codes mean in the reader's words. A CSV file has the rows only. */
export function templateOf(rows: readonly SheetRow[], codes: readonly CodeLine[], format: 'xlsx' | 'csv'): Book {
  const told = (row: SheetRow, head: string): string =>
    head === 'Title' ? row.title : head === 'Element' ? row.element : head === 'Office' ? row.office : row.kind
  const values = [
    [...heads],
    ...rows.map((row) =>
      columns.map(({ head, field }): Cell => {
        if (field === null) return told(row, head) || null
        if (field === 'measure') return row.measure
        const text = row.typed[field] ?? ''
        if (text === '') return null
        return numeric.has(field) ? Number(text) : text
      }),
    ),
  ]
  if (format === 'csv') return { sheets: [{ name: 'CSV', rows: values }] }
  return {
    sheets: [
      { name: valuesSheet, rows: values },
      { name: codesSheet, rows: [['Code', 'Means'], ...codes.map((line) => [...line])] },
    ],
  }
}

/** A row that came in. `line`: as the spreadsheet counts. `at`: the address of the cell of each field. */
export type CameRow = {
  line: number
  measure: string
  typed: Typed
  at: (field: Field | 'measure') => string
}
/** Something in a file that cannot be taken: where, which rule of the words `sheet.<rule>`, and what stands in its sentence. */
export type SheetProblem = {
  where: string
  rule: 'noSheet' | 'noColumn' | 'otherColumn' | 'twoColumns' | 'noMeasure' | 'twice'
  values: Readonly<Record<string, string>>
}

/** What a cell says, as the form would have it: codes in small letters, `not measured` as `not_measured`. */
const coded = new Set<Field>(['state', 'way', 'standing', 'period'])
const known: Readonly<Record<string, string>> = {
  yes: 'there',
  no: 'not_there',
  sí: 'there',
  si: 'there',
  true: 'there',
  false: 'not_there',
}
function saidIn(field: Field, cell: Cell | undefined): string {
  const text = cellText(cell)
  if (!coded.has(field)) return text
  const code = text.toLowerCase()
  if (field === 'period') return code
  const plain = code.replaceAll(/[\s-]+/g, '_')
  return field === 'standing' ? (known[plain] ?? plain) : plain
}

/**
 * Reads a file of values row by row. A row without state and figures says nothing and is left out. In: the tables, the measures that the plan has.
 * Out: the rows in their order, and everything about the file that cannot be taken; the fields of a row are read elsewhere, as those of a form are.
 */
export function rowsIn(book: Book, measures: readonly string[]): { rows: CameRow[]; problems: SheetProblem[] } {
  const problems: SheetProblem[] = []
  const sheet = book.sheets.find((one) => one.name.toLowerCase() === valuesSheet.toLowerCase()) ?? book.sheets[0]
  if (!sheet || sheet.rows.length === 0)
    return { rows: [], problems: [{ where: '', rule: 'noSheet', values: { name: valuesSheet } }] }
  const name = sheet.name === 'CSV' ? '' : sheet.name
  const where = (row: number, column: number): string =>
    name === '' ? address('', row, column).slice(1) : address(name, row, column)
  const at = new Map<Field | 'measure', number>()
  for (const [i, cell] of (sheet.rows[0] ?? []).entries()) {
    const head = cellText(cell)
    if (head === '') continue
    const column = columns.find((one) => one.head.toLowerCase() === head.toLowerCase())
    if (!column)
      problems.push({
        where: where(0, i),
        rule: 'otherColumn',
        values: { found: head.slice(0, 40), near: nearest(head, heads) },
      })
    else if (column.field !== null) {
      if (at.has(column.field))
        problems.push({ where: where(0, i), rule: 'twoColumns', values: { found: column.head } })
      at.set(column.field, i)
    }
  }
  for (const field of ['measure', 'period', 'source'] as const)
    if (!at.has(field)) problems.push({ where: where(0, 0), rule: 'noColumn', values: { name: headOf(field) } })
  if (problems.length > 0) return { rows: [], problems }

  const ids = new Set(measures)
  const seen = new Map<string, number>()
  const rows: CameRow[] = []
  for (const [i, cells] of sheet.rows.entries()) {
    if (i === 0 || cells.every(isEmpty)) continue
    const typed: Partial<Record<Field, string>> = {}
    for (const [field, column] of at) if (field !== 'measure') typed[field] = saidIn(field, cells[column])
    const says = [...at.keys()].some(
      (field) =>
        field !== 'measure' &&
        !['period', 'version', 'source', 'reason'].includes(field) &&
        (typed[field] ?? '') !== '',
    )
    if (!says) continue
    const measure = cellText(cells[at.get('measure') ?? 0])
    const place = (field: Field | 'measure'): string => where(i, at.get(field) ?? 0)
    if (!ids.has(measure)) {
      problems.push({
        where: place('measure'),
        rule: 'noMeasure',
        values: { found: measure.slice(0, 40), near: nearest(measure, measures) },
      })
      continue
    }
    const key = `${measure}/${typed.period ?? ''}`
    const before = seen.get(key)
    if (before !== undefined) problems.push({ where: place('period'), rule: 'twice', values: { line: String(before) } })
    else {
      seen.set(key, i + 1)
      rows.push({ line: i + 1, measure, typed, at: place })
    }
  }
  return { rows, problems }
}

/** The codes of a file and what each means, for the sheet that explains them. */
export const codeLines = (words: ReturnType<typeof say>): CodeLine[] => [
  ...states.map((code): CodeLine => [code, words(`means.${code}`)]),
  ...standings.map((code): CodeLine => [code, words(`standing.${code}`)]),
  ...ways.map((code): CodeLine => [code, words(`way.${code}`)]),
]
