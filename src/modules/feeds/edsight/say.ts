import { type Lang, wordbook } from '../../../platform/words.ts'
import type { EdsightFile, Finding } from './facts.ts'
import type { RollUpWhy } from './rollup.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const say = wordbook(en, es)

/** A finding in words: what is so, and what to do. */
export const sayEdsight = (finding: Finding, lang: Lang): { what: string; fix: string } => ({
  what: say(lang)(`what.${finding.code}`, finding.values),
  fix: say(lang)(`fix.${finding.code}`, finding.values),
})

/** Why a roll-up is refused, in words. */
export const sayRollUp = (why: RollUpWhy, lang: Lang): string => say(lang)(`rollup.${why}`)

/** The counts of a file in one row. `findings`: how many of each code. */
export type EdsightSummary = {
  file: string
  report: string | null
  schoolYear: number | null
  rows: number
  read: number
  refused: number
  facts: number
  known: number
  suppressed: number
  notApplicable: number
  missing: number
  recomputed: number
  differences: number
  derivable: number
  errors: number
  findings: Record<string, number>
}

/** What became of a file, counted. */
export function summarize(file: EdsightFile): EdsightSummary {
  const states = { known: 0, suppressed: 0, notApplicable: 0, missing: 0 }
  for (const one of file.facts) states[one.value.state] += 1
  const findings: Record<string, number> = {}
  for (const one of file.findings) findings[one.code] = (findings[one.code] ?? 0) + 1
  return {
    file: file.name,
    report: file.report,
    schoolYear: file.schoolYear,
    rows: file.rows.in,
    read: file.rows.read,
    refused: file.rows.refused,
    facts: file.facts.length,
    ...states,
    recomputed: file.checks.recomputed,
    differences: file.checks.differences.length,
    derivable: file.checks.derivable,
    errors: file.findings.filter((one) => one.severity === 'error').length,
    findings,
  }
}

/** Every difference and the first findings of each code (of notes one) as lines, as compilers write: `file:line:cell: weight edsight/code: words`. */
export function edsightLines(file: EdsightFile, lang: Lang, mostOfEach = 3): string[] {
  const t = say(lang)
  const lines = file.checks.differences.map(
    (one) => `${file.name}:${one.line}:${one.column}: ${t('word.error')} edsight/differs: ${t('differs', one)}`,
  )
  const codes = [...new Set(file.findings.map((one) => one.code))]
  for (const code of codes) {
    const all = file.findings.filter((one) => one.code === code)
    const most = all[0]?.severity === 'note' ? 1 : mostOfEach
    for (const one of all.slice(0, most)) {
      const { what, fix } = sayEdsight(one, lang)
      lines.push(`${file.name}:${one.line}:${one.column}: ${t(`word.${one.severity}`)} edsight/${code}: ${what} ${fix}`)
    }
    if (all.length > most) lines.push(`    ${t('more', { count: all.length - most })}`)
  }
  return lines
}

/** Files as a table with a last row for all, and a sentence about the rows. */
export function edsightTable(files: readonly EdsightSummary[], lang: Lang): string {
  const t = say(lang)
  const numbers = ['rows', 'facts', 'suppressed', 'refused', 'recomputed', 'differences'] as const
  const total = (key: (typeof numbers)[number] | 'read'): number => files.reduce((sum, one) => sum + one[key], 0)
  const rows = [
    [t('table.file'), t('table.report'), ...numbers.map((key) => t(`table.${key}`))],
    ...files.map((one) => [one.file, one.report ?? t('table.none'), ...numbers.map((key) => String(one[key]))]),
    [t('table.all'), '', ...numbers.map((key) => String(total(key)))],
  ]
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const values = { rows: total('rows'), files: files.length, read: total('read'), refused: total('refused') }
  return `${table.join('\n')}\n\n${t('summary', values)}`
}
