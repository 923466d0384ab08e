import { type Cell, type CsvRecord, type Printed, printed } from './cells.ts'
import { type Checks, checkRow, type Read } from './checks.ts'
import { type GroupSet, gradeOf, groupValue, keyOf } from './dims.ts'
import {
  type Fact,
  type Finding,
  type FindingCode,
  finding,
  type Group,
  type Kind,
  type Org,
  type Value,
} from './facts.ts'
import type { Column } from './header.ts'
import type { Report } from './reports.ts'

type Situation = {
  file: string
  report: Report
  columns: readonly Column[]
  schoolYear: number
  subject: string | null
  grade: string
  findings: Finding[]
  checks: Checks
}
type Dim = Extract<Column, { is: 'dim' }>

const everybody: Group = { set: 'all', value: 'all', label: '' }
const stateCode = '0000000'

/** A code of seven digits; `padded` when zeros in front had been lost; null when it cannot be one. */
export function orgCode(text: string): { code: string; padded: boolean } | null {
  if (!/^\d{1,7}$/.test(text)) return null
  return { code: text.padStart(7, '0'), padded: text.length < 7 }
}

/**
 * Makes the reader of the rows of one file. Out: a function from a record to its facts, one for each value column, or null when the row is refused; then a
 * finding says why. A row that stands twice is refused the second time; one code under two names is kept twice and said (a school that was renamed within the
 * year was once printed so, each row with a part of the year).
 */
export function rowReader(here: Situation): (row: CsvRecord) => Fact[] | null {
  const { report, findings } = here
  const dims = here.columns.filter((one) => one.is === 'dim')
  const measures = here.columns.filter((one) => one.is === 'measure')
  const place = (dim: Dim['dim']): number => dims.find((one) => one.dim === dim)?.at ?? -1
  const at = {
    district: place('district'),
    code: place('code'),
    school: place('school'),
    schoolCode: place('schoolCode'),
  }
  const grade = place('grade')
  const subject = place('subject') >= 0 ? place('subject') : place('test')
  const splits = dims.filter((one) => one.dim === 'group')
  const groups = new Map<string, Group>()
  const seen = new Map<string, Set<string>>()
  const told = new Set<string>()
  /** Once a file for each code and text, or all reports of it would be one long list. */
  const once = (
    code: FindingCode,
    line: number,
    cell: number,
    text: string,
    values: Record<string, string> = {},
  ): void => {
    if (told.has(`${code} ${text}`)) return
    told.add(`${code} ${text}`)
    findings.push(finding(code, line, cell, values))
  }

  const groupFor = (set: Exclude<GroupSet, 'all'>, label: string, line: number, cell: number): Group => {
    const key = `${set} ${label}`
    const known = groups.get(key)
    if (known) return known
    const value = groupValue(set, label)
    if (value === null) once('unknown-group', line, cell, key, { label: label.slice(0, 60) })
    const made = { set, value: value ?? keyOf(label), label }
    groups.set(key, made)
    return made
  }

  const codeAt = (row: CsvRecord, cell: number): string | null | undefined => {
    const text = row.cells[cell]?.text ?? ''
    if (cell < 0 || text === '') return null
    const code = orgCode(text)
    if (!code) return undefined
    if (code.padded) once('code-padded', row.line, cell + 1, '')
    return code.code
  }

  const orgFor = (row: CsvRecord): Org | null => {
    const name = row.cells[at.district]?.text ?? ''
    const code = codeAt(row, at.code)
    const own = codeAt(row, at.schoolCode)
    if (code === undefined || own === undefined) {
      findings.push(finding('bad-code', row.line, (code === undefined ? at.code : at.schoolCode) + 1))
      return null
    }
    const district = { code, name }
    const school = row.cells[at.school]?.text ?? ''
    if (at.school >= 0 || at.schoolCode >= 0) {
      if (own === null) once('no-school-code', row.line, at.school + 1, '')
      if (own !== null || (school !== '' && code !== null))
        return { level: 'school', code: own, name: school, district }
    } else if (code !== null) return { level: code === stateCode ? 'state' : 'district', code, name, district }
    findings.push(finding('no-org', row.line, at.code + 1))
    return null
  }

  const gradeFor = (row: CsvRecord): string => {
    if (grade < 0) return here.grade
    const label = row.cells[grade]?.text ?? ''
    const found = gradeOf(label)
    if (found === null) once('unknown-grade', row.line, grade + 1, label, { label: label.slice(0, 60) })
    return found ?? keyOf(label)
  }

  const rowGroup = (row: CsvRecord): Group => {
    const own = splits.map((one) =>
      groupFor(one.set as Exclude<GroupSet, 'all'>, row.cells[one.at]?.text ?? '', row.line, one.at + 1),
    )
    if (own.length < 2) return own[0] ?? everybody
    const joined = (part: keyof Group): string => own.map((one) => one[part]).join('+')
    return { set: joined('set'), value: joined('value'), label: joined('label') }
  }

  return (row) => {
    const org = orgFor(row)
    if (!org) return null
    const group = rowGroup(row)
    const rowGrade = gradeFor(row)
    const rowSubject = subject >= 0 ? (row.cells[subject]?.text ?? '') : here.subject
    const reads: Read[] = []
    for (const column of measures) {
      const cell = row.cells[column.at] as Cell
      const value: Printed = column.column.kind === 'category' ? { state: 'missing' } : printed(cell.text)
      if (value.state === 'other') {
        findings.push(finding('not-a-number', row.line, column.at + 1, { measure: column.column.measure }))
        return null
      }
      reads.push({ column, cell: column.at + 1, printed: value })
    }
    const key = [org.level, org.district.code, org.code ?? org.name, group.value, rowGrade, rowSubject].join('\u0000')
    const names = seen.get(key) ?? new Set<string>()
    if (names.has(org.name)) {
      findings.push(finding('duplicate-row', row.line, 1))
      return null
    }
    if (names.size > 0) findings.push(finding('two-names', row.line, (at.school >= 0 ? at.school : at.district) + 1))
    seen.set(key, names.add(org.name))
    checkRow(report, reads, row.line, here.checks, findings)
    return reads.map(({ column, cell, printed: found }): Fact => {
      const { kind, measure, group: part } = column.column
      const value = kind === 'category' ? category(row.cells[column.at]?.text ?? '') : valueOf(kind, found)
      if (value.state === 'missing' && found.state === 'known')
        findings.push(finding('out-of-range', row.line, cell, { measure }))
      return {
        report: report.id,
        org,
        schoolYear: column.column.year === 'own' && column.schoolYear !== null ? column.schoolYear : here.schoolYear,
        group: part ? groupFor(part.set, part.label, row.line, cell) : group,
        grade: column.column.grade ?? rowGrade,
        subject: rowSubject,
        measure,
        value,
        at: { file: here.file, line: row.line, column: cell },
      }
    })
  }
}

function category(text: string): Value {
  const plain = printed(text)
  if (plain.state !== 'other') return { kind: 'category', state: plain.state === 'known' ? 'missing' : plain.state }
  return { kind: 'category', state: 'known', text }
}

/** A printed value as one of ours. A count below 0 or with decimals, or a rate outside 0 to 100 %, is none (a test school was once printed with -200.0). */
function valueOf(kind: Kind, found: Printed): Value {
  if (found.state === 'other') return { kind, state: 'missing' }
  if (found.state !== 'known') return { kind, state: found.state }
  const { scaled, digits } = found
  const n = scaled / 10 ** digits
  const possible =
    kind === 'count' ? n >= 0 && digits === 0 : kind === 'rate' ? n >= 0 && n <= 100 : kind === 'change' || n >= 0
  if (!possible) return { kind, state: 'missing' }
  const fraction = kind === 'rate' || kind === 'share'
  return { kind, state: 'known', n: fraction ? scaled / 10 ** (digits + 2) : n, digits }
}
