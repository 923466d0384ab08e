import type { Lang } from '../../../platform/words.ts'
import type { PlanFileKind } from '../beside/check.ts'
import { type Finding, type Tally, tally } from './finding.ts'
import { sayFinding } from './say.ts'

/** A file and what the checker says about it. `name`: as the reader typed it. `plan`: the plan's id; null when it cannot be read, and for a file of another kind. `kind`: left out for a plan. */
export type CheckedFile = { name: string; kind?: PlanFileKind; plan: string | null; findings: readonly Finding[] }

/** One finding as a compiler prints it: place, severity, rule and what is wrong; then why it matters, how to fix it, and where else to look. */
export function findingText(finding: Finding, file: string, lang: Lang = 'en'): string {
  const { what, why, fix } = sayFinding(finding, lang)
  const words = lang === 'es' ? (['por qué', 'qué hacer', 'vea'] as const) : (['why', 'fix', 'see'] as const)
  const also = finding.related.map((one) => `${file}:${one.line}:${one.col}`)
  return [
    `${file}:${finding.line}:${finding.col}: ${finding.severity} plans/${finding.rule}: ${what}`,
    `    ${words[0]}: ${why}`,
    `    ${words[1]}: ${fix}`,
    ...(also.length > 0 ? [`    ${words[2]}: ${also.join(' ')}`] : []),
  ].join('\n')
}

/** What was found in every file, one after the other; waived findings are not printed. */
export const findingsText = (files: readonly CheckedFile[], lang: Lang = 'en'): string =>
  files
    .flatMap(({ name, findings }) => findings.flatMap((one) => (one.waived ? [] : [findingText(one, name, lang)])))
    .join('\n')

const heads = {
  en: ['plan', 'errors', 'warnings', 'notes', 'waived', 'all'],
  es: ['plan', 'errores', 'avisos', 'notas', 'eximidos', 'todos'],
}

/** One table over all files: errors, warnings, notes and waived findings of each, and of all. */
export function tableText(files: readonly CheckedFile[], lang: Lang = 'en'): string {
  const row = (name: string, t: Tally): string[] => [name, ...[t.errors, t.warnings, t.notes, t.waived].map(String)]
  const head = heads[lang]
  const rows = [
    head.slice(0, 5),
    ...files.map((one) => row(one.name, tally(one.findings))),
    row(head[5] ?? '', tally(files.flatMap((one) => one.findings))),
  ]
  const widths = head.slice(0, 5).map((_, i) => Math.max(...rows.map((one) => one[i]?.length ?? 0)))
  return rows
    .map((one) =>
      one.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n')
}

/** The findings as JSON: `{files: [{file, kind, plan, counts, findings}], counts}`; places from 1, words filled in. */
export function findingsJson(files: readonly CheckedFile[], lang: Lang = 'en'): string {
  const out = {
    files: files.map(({ name, kind, plan, findings }) => ({
      file: name,
      kind: kind ?? 'plan',
      plan,
      counts: tally(findings),
      findings: findings.map((one) => ({
        rule: one.rule,
        severity: one.severity,
        line: one.line,
        column: one.col,
        path: one.path,
        element: one.element,
        ...sayFinding(one, lang),
        related: one.related.map((other) => ({ line: other.line, column: other.col, path: other.path })),
        waived: one.waived,
      })),
    })),
    counts: tally(files.flatMap((one) => one.findings)),
  }
  return JSON.stringify(out, null, 1)
}
