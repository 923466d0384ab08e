import type { Cell, CsvRecord } from './cells.ts'
import { type Dim, dims, keyOf } from './dims.ts'
import type { MeasureColumn, Report } from './reports.ts'
import { reports } from './reports.ts'

/** A column of a file, by its place (from 0): what it says of the row, what it counts, nothing that is known, or nothing at all. */
export type Column =
  | ({ at: number; is: 'dim' } & Dim)
  | { at: number; is: 'measure'; column: MeasureColumn; schoolYear: number | null }
  | { at: number; is: 'unknown' | 'empty'; header: string }

/** The lines above the data: titles and notes, the header of headers when there is one, the header. `index`: which record the header is. */
export type Top = { titles: string[]; spans: string[]; header: CsvRecord; index: number }

/** The first record that names a code column is the header. Null when none does. */
export function topOf(found: readonly CsvRecord[]): Top | null {
  const index = found.findIndex((one) => one.cells.some((cell) => dims[keyOf(cell.text)]?.dim === 'code'))
  const header = found[index]
  if (!header) return null
  const before = found[index - 1]
  const spanning =
    before && before.line === header.line - 1 && before.cells.length > 1 && before.cells[0]?.text === '' ? before : null
  const above = found.slice(0, spanning ? index - 1 : index)
  return {
    titles: above.map((one) =>
      one.cells
        .map((cell) => cell.text)
        .filter((text) => text !== '')
        .join(', '),
    ),
    spans: spansOf(spanning?.cells ?? [], header.cells.length),
    header,
    index,
  }
}

/** Which upper header stands over each column. A bare empty cell goes on under the one to its left, a quoted one begins anew. */
function spansOf(cells: readonly Cell[], width: number): string[] {
  let over = ''
  return Array.from({ length: width }, (_, at) => {
    const cell = cells[at]
    if (!cell) over = ''
    else if (cell.text !== '' || cell.quoted) over = keyOf(cell.text)
    return over
  })
}

/** The year in which a school year ends; null for what is none. In: `2015-16` somewhere in a text. */
export function schoolYearIn(text: string): number | null {
  for (const one of text.matchAll(/(?<!\d)(\d{4})-(\d{2})(?!\d)/g)) {
    const end = Number(one[1]) + 1
    if (end % 100 === Number(one[2])) return end
  }
  return null
}

/** Which report a file is: by its title, or, when no title says so, by the one report whose columns explain the whole header. */
export function recognize(top: Top): Report | null {
  const titled = reports.find((one) => one.title && top.titles.some((title) => one.title?.test(title)))
  if (titled) return titled
  const fitting = reports.filter((one) => {
    const columns = columnsOf(one, top)
    return columns.some((column) => column.is === 'measure') && columns.every((column) => column.is !== 'unknown')
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** What each column of a header is for a report. */
export function columnsOf(report: Report, top: Top): Column[] {
  const columns = top.header.cells.map((cell, at): Column => {
    const key = keyOf(cell.text)
    const over = top.spans[at] ?? ''
    const measure = measureOf(report, cell.text, key, over)
    if (measure) return { at, is: 'measure', ...measure }
    const dim = dims[key]
    if (dim) return { at, is: 'dim', ...dim }
    return { at, is: cell.text === '' ? 'empty' : 'unknown', header: cell.text }
  })
  const old = columns.some((one) => one.is === 'measure' && one.column.keys.includes('blacknotofhispanicorigin'))
  return old ? columns.map(asOf1977) : columns
}

function measureOf(
  report: Report,
  header: string,
  key: string,
  over: string,
): { column: MeasureColumn; schoolYear: number | null } | null {
  const schoolYear = /^\d{4}-\d{2}$/.test(header) ? schoolYearIn(header) : null
  if (schoolYear !== null) {
    const yearly = report.columns.find((one) => one.year)
    return yearly ? { column: yearly, schoolYear } : null
  }
  const named = report.columns.filter((one) => one.keys.includes(key))
  const found = named.find((one) => one.under !== undefined && over.startsWith(one.under)) ?? single(named)
  return found ? { column: found, schoolYear: null } : null
}

/** A header that several columns of a report share says nothing without the header above it. */
function single(named: readonly MeasureColumn[]): MeasureColumn | undefined {
  const measures = new Set(named.map((one) => `${one.measure} ${one.group?.set ?? ''}`))
  return measures.size === 1 ? named[0] : undefined
}

/** In a file of the five categories of 1977 every race column is one of them. */
function asOf1977(one: Column): Column {
  if (one.is !== 'measure' || one.column.group?.set !== 'race') return one
  return { ...one, column: { ...one.column, group: { ...one.column.group, set: 'race-1977' } } }
}
