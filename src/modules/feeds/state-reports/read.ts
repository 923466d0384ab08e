import { open, readFile } from 'node:fs/promises'
import { records } from '../edsight/cells.ts'
import { keyOf } from '../edsight/dims.ts'
import { recognize, topOf } from '../edsight/header.ts'
import { mostBytes, readEdsight } from '../edsight/read.ts'
import { rowOf, type StateFile } from './rows.ts'

/** Headers that only the accountability file has together. */
const accountabilityKeys = ['reportingdistrictcode', 'totalpoints', 'ind4rate']
const headBytes = 256 * 1024

/** Which family of state files a text belongs to, by its first lines; null when it is none. In: the path of the text. */
export async function familyOf(path: string): Promise<'edsight' | 'accountability' | null> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    const { bytesRead } = await handle.read(head, 0, headBytes, 0)
    const text = head.subarray(0, bytesRead).toString('utf8')
    const found = records(text.slice(0, text.lastIndexOf('\n') + 1 || text.length)).slice(0, 60)
    const keys = found.slice(0, 20).map((one) => new Set(one.cells.map((cell) => keyOf(cell.text))))
    if (keys.some((own) => accountabilityKeys.every((key) => own.has(key)))) return 'accountability'
    const top = topOf(found)
    return top && recognize(top) ? 'edsight' : null
  } finally {
    await handle.close()
  }
}

/**
 * Reads an EdSight file. Out: every value as a row of the lake, every trouble as a finding with its line and the header of its column. Rows in = rows read + rows that an
 * error keeps out. Where a printed number does not follow from the numbers beside it, that is a finding too.
 */
export async function readReport(path: string, name: string): Promise<StateFile> {
  const bytes = await readFile(path)
  const file = readEdsight(bytes, name)
  const year = file.schoolYear
  const heads = bytes.byteLength > mostBytes ? [] : headersOf(bytes)
  return {
    report: file.report ?? '',
    schoolYears: year === null ? [] : [year],
    rows: { in: file.rows.in, read: file.rows.read },
    facts: (function* () {
      if (year !== null) for (const fact of file.facts) yield rowOf(fact, year)
    })(),
    findings: [
      ...file.findings.map((one) => ({
        // Check ids hold letters and dashes only.
        code: one.code === 'not-utf8' ? 'not-text' : one.code,
        severity: one.severity === 'error' ? ('error' as const) : ('warning' as const),
        line: one.line,
        column: heads[one.column - 1] ?? null,
      })),
      ...file.checks.differences.map((one) => ({
        code: 'differs',
        severity: 'warning' as const,
        line: one.line,
        column: heads[one.column - 1] ?? null,
      })),
    ],
  }
}

/** Headers as findings name columns: the plain key, so that no odd text of a file reaches a page. */
function headersOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes.subarray(0, headBytes))
  return (topOf(records(text))?.header.cells ?? []).map((cell) => keyOf(cell.text).replaceAll('%', 'pct').slice(0, 60))
}
