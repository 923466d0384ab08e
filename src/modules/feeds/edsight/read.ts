import { type CsvRecord, records } from './cells.ts'
import { type Checks, noChecks } from './checks.ts'
import { gradeOf } from './dims.ts'
import { type EdsightFile, type Finding, finding } from './facts.ts'
import { type Column, columnsOf, recognize, schoolYearIn, topOf, type Top } from './header.ts'
import type { Report } from './reports.ts'
import { rowReader } from './rows.ts'

/** What a person may add when a file does not say it itself. `schoolYear`: the year in which it ends. */
export type Given = { schoolYear?: number; subject?: string }

/** The most that one file may weigh: the largest state export seen has 6 MB. */
export const mostBytes = 128 * 2 ** 20

/**
 * Reads one CSV file of the EdSight family. In: its bytes, its name (for lineage, and for a year or subject that only the name tells), what a person adds.
 * Out: facts, findings and counts (`facts.ts`). Never throws for what stands in the file; every row comes out as facts or as a finding.
 */
export function readEdsight(bytes: Uint8Array, name: string, given: Given = {}): EdsightFile {
  const file: EdsightFile = {
    name,
    report: null,
    schoolYear: null,
    titles: [],
    rows: { in: 0, read: 0, refused: 0 },
    facts: [],
    findings: [],
    checks: noChecks(),
  }
  const text = decoded(bytes)
  if (text === null) return refused(file, [], finding('not-utf8', 1, 1))
  const found = records(text)
  const top = topOf(found)
  if (!top)
    return refused(
      file,
      found.filter((one) => one.cells.length > 1),
      finding('no-header', 1, 1),
    )
  const rows = found.slice(top.index + 1)
  file.titles = top.titles
  const report = recognize(top)
  if (!report) return refused(file, rows, finding('unknown-report', top.header.line, 1))
  file.report = report.id
  const columns = columnsOf(report, top)
  file.findings.push(...columnFindings(columns, rows, top))
  if (!columns.some((one) => one.is === 'measure'))
    return refused(file, rows, finding('missing-column', top.header.line, 1, { report: report.id }))
  file.schoolYear = yearOf(file, top, columns, given)
  if (file.schoolYear === null) return refused(file, rows, finding('year-unknown', 1, 1))
  const subject = report.subject && !hasDim(columns, 'subject') ? subjectOf(top, name, given) : null
  if (report.subject && !hasDim(columns, 'subject') && subject === null)
    return refused(file, rows, finding('subject-unknown', 1, 1))
  readRows(file, report, columns, rows, top, subject)
  return file
}

const hasDim = (columns: readonly Column[], dim: string): boolean =>
  columns.some((one) => one.is === 'dim' && one.dim === dim)

function decoded(bytes: Uint8Array): string | null {
  if (bytes.byteLength > mostBytes) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A file of which no row can be used: all of them count as refused, for one reason. */
function refused(file: EdsightFile, rows: readonly CsvRecord[], why: Finding): EdsightFile {
  file.rows = { in: rows.length, read: 0, refused: rows.length }
  file.findings.push(why)
  return file
}

function columnFindings(columns: readonly Column[], rows: readonly CsvRecord[], top: Top): Finding[] {
  return columns.flatMap((one) => {
    if (one.is !== 'unknown' && one.is !== 'empty') return []
    const used = one.is === 'unknown' || rows.some((row) => (row.cells[one.at]?.text ?? '') !== '')
    return [finding(used ? 'unknown-column' : 'trailing-columns', top.header.line, one.at + 1, { header: one.header })]
  })
}

/** The title tells the year; otherwise a year in the header, what a person gave, the name of the file. */
function yearOf(file: EdsightFile, top: Top, columns: readonly Column[], given: Given): number | null {
  const titled = top.titles.map(schoolYearIn).find((one) => one !== null) ?? null
  const named = schoolYearIn(file.name.split(/[/\\]/).at(-1) ?? '')
  const printed = columns.flatMap((one) =>
    one.is === 'measure' && one.column.year === 'report' && one.schoolYear !== null ? [one.schoolYear] : [],
  )
  const chosen = titled ?? printed[0] ?? given.schoolYear ?? named
  const others = [...printed, given.schoolYear, named].filter((one) => one !== undefined && one !== null)
  if (chosen !== null && others.some((one) => one !== chosen)) file.findings.push(finding('year-differs', 1, 1))
  return chosen
}

const subjects: Readonly<Record<string, string>> = { ela: 'ELA', math: 'Math', science: 'Science' }

/** A subject from a title line ("All Districts, ELA, All Students"), from a person, or from the name of the file (`..._ela_...`). */
function subjectOf(top: Top, name: string, given: Given): string | null {
  for (const part of top.titles.flatMap((title) => title.split(','))) {
    const subject = subjects[part.trim().toLowerCase()]
    if (subject) return subject
  }
  if (given.subject) return given.subject
  const told = (name.split(/[/\\]/).at(-1) ?? '')
    .toLowerCase()
    .split(/[_.]/)
    .map((part) => subjects[part])
  return told.find((one) => one !== undefined) ?? null
}

/** A grade that a title line says for the whole file. */
function gradeInTitle(top: Top): string | null {
  for (const part of top.titles.flatMap((title) => title.split(','))) {
    if (/^\s*(?:grade \d+|kindergarten)\s*$/i.test(part)) return gradeOf(part)
  }
  return null
}

function readRows(
  file: EdsightFile,
  report: Report,
  columns: readonly Column[],
  rows: readonly CsvRecord[],
  top: Top,
  subject: string | null,
): void {
  const width = top.header.cells.length
  const checks: Checks = file.checks
  const read = rowReader({
    file: file.name,
    report,
    columns,
    schoolYear: file.schoolYear ?? 0,
    subject,
    grade: gradeInTitle(top) ?? 'all',
    findings: file.findings,
    checks,
  })
  let wide = 0
  for (const row of rows) {
    const used = row.cells.filter((cell) => cell.text !== '').length
    if (
      !row.broken &&
      used === 1 &&
      row.cells[0]?.text !== '' &&
      (row.cells.length === 1 || row.cells.length < width)
    ) {
      file.findings.push(finding('text-below', row.line, 1))
      continue
    }
    // No state export breaks a line within a cell: several lines held by one quote are several rows that nobody can read.
    const broken = row.broken || row.lines > 1
    file.rows.in += row.lines
    const extra = row.cells.slice(width)
    const fits = row.cells.length >= width && extra.every((cell) => cell.text === '')
    if (broken) file.findings.push(finding('broken-quote', row.line, 1))
    else if (!fits) file.findings.push(finding('wrong-width', row.line, 1, { cells: row.cells.length, columns: width }))
    if (extra.length > 0 && fits) wide += 1
    const facts = broken || !fits ? null : read(row)
    if (facts === null) file.rows.refused += row.lines
    else {
      file.rows.read += 1
      for (const fact of facts) file.facts.push(fact)
    }
  }
  if (wide > 0) file.findings.push(finding('trailing-columns', top.header.line, width + 1, { header: '' }))
}
