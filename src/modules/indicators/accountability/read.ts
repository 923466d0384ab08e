import { blank, type Cell, readCell, unguarded } from './cell.ts'
import { columnKey, needed, numberColumns, textColumns } from './columns.ts'
import { type Finding, finding } from './finding.ts'
import { type Lined, splitCsv } from './split.ts'
import { yearName } from './years.ts'

export type Place = { column: number; header: string }
export type RowKind = 'state' | 'district' | 'school'

/** What the state decides and no formula gives back. Imported, never computed. */
export type Imported = {
  category: string | null
  supportType: string | null
  supportCategory: string | null
  distinction: string | null
  distinctionCategory: string | null
}

/** One organization in one school year, as printed. `schoolYear` null: the row does not say. */
export type FileRow = {
  line: number
  schoolYear: number | null
  kind: RowKind
  districtCode: string
  districtName: string
  schoolCode: string | null
  schoolName: string | null
  highGrade: string
  imported: Imported
  cells: ReadonlyMap<string, Cell>
}

/** A file that was read: its rows, what is wrong with it, where each column stands, and half a unit of the last decimal of each kind of number. */
export type Published = {
  rows: FileRow[]
  findings: Finding[]
  columns: ReadonlyMap<string, Place>
  halves: Halves
}
export type Halves = { index: number; fraction: number; points: number }

const nothing = (findings: Finding[]): Published => ({
  rows: [],
  findings,
  columns: new Map(),
  halves: { index: 0, fraction: 0, points: 0 },
})

/** Least and most that a column can hold; beyond is a wrong unit or a slip, not a school. */
function bounds(key: string): readonly [number, number] {
  const unit = numberColumns.get(key)
  if (unit === 'flag') return [0, 1]
  if (unit === 'points') return [0, 5_000]
  if (unit === 'index') return key.endsWith('gap') ? [-120, 120] : [0, 120]
  if (key === 'ind11participationrate') return [0, 50]
  return key.startsWith('ind2') || key === 'grad6yrhnnhndiff' ? [-1.5, 1.5] : [0, 1.5]
}

/** Reads a published accountability file. In: its bytes. Title lines above the header are passed over. Throws nothing: what is wrong is a finding with line and column. */
export function readPublished(bytes: Uint8Array): Published {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return nothing([finding('not-text', 1)])
  }
  if (text.includes('\u0000')) return nothing([finding('not-text', 1)])
  const { records, open } = splitCsv(text)
  if (open !== null) return nothing([finding('open-quote', open)])
  const known = (record: Lined): number => record.cells.filter((cell) => isKnown(columnKey(unguarded(cell)))).length
  const at = records.slice(0, 20).findIndex((record) => known(record) >= 5)
  const header = records[at]
  if (!header) return nothing([finding('no-header', 1)])
  const { columns, findings } = columnsOf(header)
  const body = records.slice(at + 1)
  if (body.length === 0) findings.push(finding('no-rows', header.line))
  const rows: FileRow[] = []
  const seen = new Map<string, number>()
  for (const record of body) {
    if (record.cells.length !== header.cells.length) {
      const values = { cells: record.cells.length, columns: header.cells.length }
      findings.push(finding('row-width', record.line, null, values))
      continue
    }
    const row = rowOf(record, columns, findings)
    const name = `${row.schoolYear} ${row.districtCode} ${row.schoolCode ?? ''} ${row.kind}`
    const before = seen.get(name)
    if (before !== undefined) findings.push(finding('row-twice', record.line, null, { before }))
    seen.set(name, before ?? record.line)
    rows.push(row)
  }
  return { rows, findings, columns, halves: halvesOf(rows) }
}

const isKnown = (key: string): boolean => numberColumns.has(key) || textColumns.includes(key)

function columnsOf(header: Lined): { columns: Map<string, Place>; findings: Finding[] } {
  const columns = new Map<string, Place>()
  const findings: Finding[] = []
  for (const [i, cell] of header.cells.entries()) {
    const name = unguarded(cell)
    const key = columnKey(name)
    const place = { column: i + 1, header: name }
    const before = columns.get(key)
    if (!before) columns.set(key, place)
    else if (isKnown(key)) findings.push(finding('column-twice', header.line, place, { before: before.column }))
  }
  for (const key of needed)
    if (!columns.has(key)) findings.push(finding('column-absent', header.line, null, { name: nameOf[key] ?? key }))
  if (!columns.has('fallofyear') && !columns.has('schoolyear'))
    findings.push(finding('column-absent', header.line, null, { name: 'FallOfYear' }))
  return { columns, findings }
}

const nameOf: Record<string, string> = {
  totalpoints: 'TotalPoints',
  totalpossible: 'TotalPossiblePoints',
  index: 'OutcomeRatePct',
  reportingdistrictcode: 'ReportingDistrictCode',
}

function rowOf({ line, cells: printed }: Lined, columns: ReadonlyMap<string, Place>, findings: Finding[]): FileRow {
  const textAt = (key: string): string => {
    const place = columns.get(key)
    return place ? unguarded(printed[place.column - 1] ?? '') : ''
  }
  const imported = (key: string): string | null => {
    const text = textAt(key)
    return text === '' || text === '.' ? null : text.replace(/^(\d)\.0+$/, '$1')
  }
  const cells = new Map<string, Cell>()
  for (const key of numberColumns.keys()) {
    const place = columns.get(key)
    if (!place) continue
    const cell = readCell(printed[place.column - 1] ?? '')
    cells.set(key, cell)
    const [low, high] = bounds(key)
    if (cell.state === 'unreadable')
      findings.push(finding('not-a-number', line, place, { text: cell.text.slice(0, 40) }))
    else if (cell.state === 'suppressed') findings.push(finding('suppressed', line, place))
    else if (cell.state === 'number' && (cell.value < low || cell.value > high))
      findings.push(finding('out-of-range', line, place, { text: cell.text.slice(0, 40), low, high }))
  }
  const district = codeOf('reportingdistrictcode', textAt, line, columns, findings)
  const school = codeOf('schoolcode', textAt, line, columns, findings)
  const kind = kindOf(textAt('category'), school)
  if (district === null) findings.push(finding('no-code', line, columns.get('reportingdistrictcode') ?? null))
  return {
    line,
    schoolYear: yearOf(textAt, line, columns, findings),
    kind,
    districtCode: district ?? '',
    districtName: textAt('rptngdistrictname'),
    schoolCode: kind === 'school' ? school : null,
    schoolName: kind === 'school' ? textAt('schoolname') : null,
    highGrade: textAt('schoolhighgrade'),
    imported: {
      category: imported('finalcategory'),
      supportType: imported('supporttype'),
      supportCategory: imported('supportcategory'),
      distinction: imported('distinction'),
      distinctionCategory: imported('distinctioncategory'),
    },
    cells,
  }
}

function kindOf(category: string, school: string | null): RowKind {
  if (/^state/i.test(category)) return 'state'
  if (/^district/i.test(category)) return 'district'
  if (/^school/i.test(category)) return 'school'
  return school === null || /^0+$/.test(school) ? 'district' : 'school'
}

/** A code has seven digits; zeros that a spreadsheet took from its front are put back. */
function codeOf(
  key: string,
  textAt: (key: string) => string,
  line: number,
  columns: ReadonlyMap<string, Place>,
  findings: Finding[],
): string | null {
  const digits = /^(\d{1,7})(?:\.0+)?$/.exec(textAt(key))?.[1]
  if (digits === undefined) return null
  const code = digits.padStart(7, '0')
  if (code !== digits && Number(digits) > 0)
    findings.push(finding('short-code', line, columns.get(key) ?? null, { text: digits, code }))
  return code
}

/** The year in which the school year ends. `FallOfYear` 2018 and `schoolyear` 2018-19 both mean 2019; when they disagree, there is none. */
function yearOf(
  textAt: (key: string) => string,
  line: number,
  columns: ReadonlyMap<string, Place>,
  findings: Finding[],
): number | null {
  const fall = /^(\d{4})(?:\.0+)?$/.exec(textAt('fallofyear'))?.[1]
  const named = /^(\d{4})\s*[-–/]\s*(?:\d{2})?(\d{2})$/.exec(textAt('schoolyear'))
  const first = fall === undefined ? null : Number(fall) + 1
  const consecutive = named && (Number(named[1]) + 1) % 100 === Number(named[2])
  const second = named && consecutive ? Number(named[1]) + 1 : null
  const place = columns.get('fallofyear') ?? columns.get('schoolyear') ?? null
  if (first !== null && second !== null && first !== second) {
    findings.push(finding('two-years', line, place, { first: yearName(first), second: yearName(second) }))
    return null
  }
  const found = first ?? second
  if (found === null) findings.push(finding('no-year', line, place))
  return found
}

/**
 * Half a unit of the last decimal that the file prints, for each kind of number. The state prints six decimals or more; only a file that shows, over at
 * least 30 broken numbers of a kind, no more than a few decimals is taken as rounded to them.
 */
function halvesOf(rows: readonly FileRow[]): Halves {
  const most = { index: 0, fraction: 0, points: 0 }
  const seen = { index: 0, fraction: 0, points: 0 }
  for (const row of rows)
    for (const [key, cell] of row.cells) {
      const unit = numberColumns.get(key)
      if (cell.state !== 'number' || unit === undefined || unit === 'flag' || row.kind === 'state') continue
      if (key.endsWith('gap') || cell.decimals === 0) continue
      most[unit] = Math.max(most[unit], cell.decimals)
      seen[unit] += 1
    }
  const half = (unit: keyof Halves): number => 0.5 * 10 ** -(seen[unit] >= 30 ? Math.min(6, most[unit]) : 6)
  return { index: half('index'), fraction: half('fraction'), points: half('points') }
}

/** The cell of a column; blank when the file has no such column. */
export const cellOf = (row: FileRow, key: string): Cell => row.cells.get(key) ?? blank

/** The code of the organization that a row is about. */
export const codeOfRow = (row: FileRow): string => row.schoolCode ?? row.districtCode
