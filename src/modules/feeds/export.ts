import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { missing } from '../../platform/errors.ts'
import type { Lang } from '../../platform/words.ts'
import { kindOf } from './kinds/all.ts'
import { importFolder } from './lake.ts'
import { checkWords } from './say.ts'
import type { ImportRow, Severity } from './schema.ts'

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/**
 * All findings of an import as CSV for people, streamed: what the worker left beside the import, with the words of each check, and without the district's
 * student id for those who may not see it. Errors: Missing when the findings are no longer kept.
 */
export function findingsCsv(
  home: string,
  row: Pick<ImportRow, 'org_id' | 'import_id' | 'kind'>,
  lang: Lang,
  withStudents: boolean,
): ReadableStream<Uint8Array> {
  const path = join(importFolder(home, row.org_id, row.import_id), 'findings.csv')
  if (!existsSync(path))
    throw missing('feeds/no-findings', 'The findings are no longer kept.', 'Send the file again to see them.')
  return Readable.toWeb(
    Readable.from(lines(path, lang, withStudents, row.kind !== null && kindOf(row.kind).whole), { objectMode: false }),
  ) as ReadableStream<Uint8Array>
}

async function* lines(path: string, lang: Lang, withStudents: boolean, whole: boolean): AsyncGenerator<string> {
  const said = new Map<string, string>()
  const words = (check: string, severity: Severity): string => {
    const known = said.get(check)
    if (known !== undefined) return known
    const { what, fix, effect } = checkWords(check, lang, { severity, whole })
    const text = `${quoted(what)},${quoted(effect)},${quoted(fix)}`
    said.set(check, text)
    return text
  }
  // The mark makes spreadsheets read accents right.
  let batch = `\uFEFFrow,column,severity,what,effect,fix${withStudents ? ',student_id' : ''}\r\n`
  let first = true
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (first) {
      first = false
      continue
    }
    // row,column,check,severity are our own words without commas or quotes; what follows is the student's id, in quotes.
    const parts = /^(\d*),([A-Za-z0-9_.-]*),([a-z/-]+),([a-z]+),(.*)$/.exec(line)
    if (!parts) continue
    const [, rowNo, column, check = '', severity, student] = parts
    batch += `${rowNo},${column},${severity},${words(check, severity === 'warning' ? 'warning' : 'error')}${withStudents ? `,${student}` : ''}\r\n`
    if (batch.length > 65_536) {
      yield batch
      batch = ''
    }
  }
  yield batch
}
