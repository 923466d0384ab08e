import { readFile } from 'node:fs/promises'
import { answer } from '../../../platform/events.ts'
import { accountabilityFile, type StateFile, type StateRow } from '../../feeds/index.ts'
import { type Cell, readCell, unguarded } from '../accountability/cell.ts'
import { numberColumns } from '../accountability/columns.ts'
import type { FindingCode } from '../accountability/finding.ts'
import { type FileRow, type Published, readPublished } from '../accountability/read.ts'
import { recompute } from '../accountability/recompute.ts'
import { splitCsv } from '../accountability/split.ts'

const codes: Readonly<Partial<Record<FindingCode, string>>> = {
  'open-quote': 'broken-quote',
  'column-absent': 'missing-column',
  'row-width': 'wrong-width',
  'row-twice': 'duplicate-row',
  'no-year': 'year-unknown',
  'no-code': 'bad-code',
  'short-code': 'code-padded',
  'points-alone': 'rate-absent',
  'share-absent': 'rate-absent',
  'year-suspended': 'rules-unknown',
  'year-unknown': 'rules-unknown',
}
/** What the page of the indicators says better, and what is no trouble. */
const silent: ReadonlySet<string> = new Set(['possible-other', 'limit-other'])
/** Without these a row cannot be placed or read: it is left out. All else is told and kept. */
const keepsOut: ReadonlySet<string> = new Set([
  'broken-quote',
  'missing-column',
  'column-twice',
  'wrong-width',
  'duplicate-row',
  'year-unknown',
  'two-years',
  'bad-code',
  'not-a-number',
  'no-rows',
  'no-header',
  'not-text',
])

const texts = ['finalcategory', 'supporttype', 'supportcategory', 'distinction', 'distinctioncategory'] as const
const importedKey = {
  finalcategory: 'category',
  supporttype: 'supportType',
  supportcategory: 'supportCategory',
  distinction: 'distinction',
  distinctioncategory: 'distinctionCategory',
} as const

/** Reads the accountability file as rows of the lake. In: its bytes and name. Out: every printed number and word by its column; rows kept out by an error are counted. */
export function readAccountability(bytes: Uint8Array, name: string): StateFile {
  const file = readPublished(bytes)
  const recomputed = recompute(file)
  const findings = recomputed.findings.flatMap((one) => {
    if (silent.has(one.code)) return []
    const code = codes[one.code] ?? one.code
    return [
      {
        code,
        severity: keepsOut.has(code) ? ('error' as const) : ('warning' as const),
        line: one.line,
        column: one.header,
      },
    ]
  })
  const differences = recomputed.differences.map((one) => ({
    code: 'differs',
    severity: 'warning' as const,
    line: one.line,
    column: one.header,
  }))
  const out = new Set(findings.filter((one) => one.severity === 'error').map((one) => one.line))
  const used = file.rows.filter((row) => !out.has(row.line) && row.schoolYear !== null)
  const printed = new Map(
    used.length > 0 ? splitCsv(new TextDecoder().decode(bytes)).records.map((one) => [one.line, one.cells]) : [],
  )
  const lost = recomputed.findings.filter((one) => one.code === 'row-width').length
  return {
    report: 'accountability',
    schoolYears: [...new Set(used.flatMap((row) => row.schoolYear ?? []))].sort((a, b) => a - b),
    rows: { in: file.rows.length + lost, read: used.length },
    facts: (function* () {
      for (const row of used) yield* factsOf(row, file, printed.get(row.line) ?? [], name)
    })(),
    findings: [...findings, ...differences].map((one) => ({
      ...one,
      column: one.column?.replaceAll(/[^A-Za-z0-9_.-]/g, '').slice(0, 60) ?? null,
    })),
  }
}

const stateName = {
  number: 'known',
  suppressed: 'suppressed',
  'not-applicable': 'not_applicable',
  blank: 'not_measured',
  missing: 'not_measured',
  unreadable: 'not_measured',
} as const satisfies Record<Cell['state'], StateRow['state']>

/** Columns that say who a row is about, and stand in columns of their own in the lake. */
const places: ReadonlySet<string> = new Set([
  'fallofyear',
  'schoolyear',
  'rptngdistrictname',
  'reportingdistrictcode',
  'schoolname',
  'schoolcode',
  'category',
])

function factsOf(row: FileRow, file: Published, printed: readonly string[], name: string): StateRow[] {
  const base = {
    school_year: row.schoolYear ?? 0,
    report: 'accountability',
    level: row.kind,
    district_code: row.kind === 'state' ? '0000000' : row.districtCode,
    district_name: row.districtName,
    code: row.kind === 'state' ? '0000000' : (row.schoolCode ?? row.districtCode),
    name: row.schoolName ?? row.districtName,
    group_set: 'all',
    group_value: 'all',
    grade: 'all',
    subject: '',
    value_year: row.schoolYear ?? 0,
    line: row.line,
    file: name,
  }
  const cellAt = (key: string): number => file.columns.get(key)?.column ?? 0
  const numbers = [...row.cells].map(
    ([key, cell]): StateRow => ({
      ...base,
      measure: key,
      kind: numberColumns.get(key) ?? 'points',
      state: stateName[cell.state],
      value: cell.state === 'number' ? cell.value : null,
      digits: cell.state === 'number' ? Math.min(cell.decimals, 20) : null,
      printed: cell.text,
      cell: cellAt(key),
    }),
  )
  const words = texts.map((key): StateRow => {
    const text = row.imported[importedKey[key]]
    return {
      ...base,
      measure: key,
      kind: 'category',
      state: text === null ? 'not_measured' : 'known',
      value: null,
      digits: null,
      printed: text ?? '',
      cell: cellAt(key),
    }
  })
  // What no rule uses is kept as well: rates of students without high needs, kinds of school.
  const others = [...file.columns].flatMap(([key, { column }]): StateRow[] => {
    if (row.cells.has(key) || places.has(key) || (texts as readonly string[]).includes(key)) return []
    const cell = readCell(printed[column - 1] ?? '')
    const word = cell.state === 'unreadable'
    return [
      {
        ...base,
        measure: key,
        kind: word ? 'category' : 'other',
        state: word ? 'known' : stateName[cell.state],
        value: cell.state === 'number' ? cell.value : null,
        digits: null,
        printed: unguarded(printed[column - 1] ?? ''),
        cell: column,
      },
    ]
  })
  return [...numbers, ...words, ...others]
}

/**
 * The file again, out of the rows of the lake: one line an organization, so that what was imported is computed again by the very rules that read a file.
 * Out: what the reader gives, with the lines of the file that was sent.
 */
export function publishedAgain(rows: readonly StateRow[]): Published {
  const lines = Map.groupBy(rows, (one) => `${one.level} ${one.code}`)
  const keys = [...new Set(rows.map((one) => one.measure))].sort()
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const head = ['schoolyear', 'rptngdistrictname', 'reportingdistrictcode', 'schoolname', 'schoolcode', 'category']
  const at: number[] = []
  const body = [...lines.values()].map((own) => {
    const [first] = own
    if (!first) return ''
    at.push(first.line)
    const printed = new Map(own.map((one) => [one.measure, one.printed]))
    const year = `${first.school_year - 1}-${String(first.school_year % 100).padStart(2, '0')}`
    const school = first.level === 'school'
    return [
      year,
      first.district_name,
      first.district_code,
      school ? first.name : '',
      school ? first.code : '0000000',
      { state: 'StateTot', district: 'DistrictTot', school: 'SchoolTot' }[first.level],
      ...keys.map((key) => printed.get(key) ?? ''),
    ]
      .map(quoted)
      .join(',')
  })
  const read = readPublished(Buffer.from(`${[...head, ...keys].join(',')}\n${body.join('\n')}\n`))
  return { ...read, rows: read.rows.map((row) => ({ ...row, line: at[row.line - 2] ?? row.line })) }
}

/** `feeds` asks how the file is read, because its rules stand here. */
export const accountabilityAnswer = answer(accountabilityFile, async (_services, _tx, _scope, { path, name }) =>
  readAccountability(await readFile(path), name),
)
