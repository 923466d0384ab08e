import type { Lang } from '../../../platform/words.ts'
import type { Checked } from './compare.ts'
import type { Finding } from './finding.ts'
import { figure, howGap, howPoints } from './how.ts'
import { codeOfRow, type FileRow } from './read.ts'
import type { Difference, Recomputation, RowResult } from './recompute.ts'
import { flagName, gapName, partName, reasonName, sayFinding, words } from './say.ts'
import { yearName } from './years.ts'

/** Columns side by side; numbers (those whose place is in `right`) at the right. */
function tabled(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const nameOf = (row: FileRow): string => row.schoolName ?? row.districtName
const year = (row: FileRow): string => (row.schoolYear === null ? '-' : yearName(row.schoolYear))

/** One difference as a compiler prints it: place, column, what is printed and what its row gives. */
export function differenceText(one: Difference, file: string, lang: Lang): string {
  const say = words(lang)
  const shown = (n: number | null): string => (n === null ? say('nothing') : figure(n))
  const wide = one.low !== null && one.high !== null && one.high - one.low > 0.001
  return [
    `${file}:${one.line}:${one.column}: `,
    say('difference.line', { header: one.header, printed: shown(one.printed), computed: shown(one.computed) }),
    wide ? say('difference.range', { low: figure(one.low), high: figure(one.high) }) : '',
    one.also.length > 0 ? say('difference.also', { columns: one.also.join(', ') }) : '',
  ].join('')
}

/** One finding as a compiler prints it. */
export const findingText = (one: Finding, file: string, lang: Lang): string =>
  `${file}:${one.line}:${one.column ?? 1}: ${words(lang)(`severity.${one.severity}`)} accountability/${one.code}: ${one.header ? `${one.header}: ` : ''}${sayFinding(one, lang)}`

/** The whole as people read it: a table with one row an organization, then each difference and finding, then the counts. Notes are counted, and listed when `notes` is set. */
export function recomputationText(result: Recomputation, file: string, lang: Lang, notes = false): string {
  const say = words(lang)
  const head = [
    ...(['line', 'code', 'name', 'year', 'points', 'possible', 'index'] as const).map((key) => say(`col.${key}`)),
    ...(['printed', 'flags', 'differences'] as const).map((key) => say(`col.${key}`)),
  ]
  const rows = result.rows.map((one) => {
    const flags = one.flags.filter((flag) => flag.checked.computed === 1).map((flag) => flagName(flag.id, lang))
    const first = [String(one.row.line), codeOfRow(one.row), nameOf(one.row), year(one.row)]
    return one.rules === null
      ? [...first, say('no-rules'), '', '', '', '', '']
      : [
          ...first,
          ...[one.points.computed, one.possible.computed, one.index.computed, one.index.printed].map(figure),
          flags.join(', '),
          String(one.differences.length),
        ]
  })
  const { counts } = result
  const text = Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, key === 'rows' ? n : String(n)]))
  return [
    ...(rows.length > 0 ? [tabled([head, ...rows], [0, 4, 5, 6, 7, 9]), ''] : []),
    ...result.differences.map((one) => differenceText(one, file, lang)),
    ...result.findings.filter((one) => notes || one.severity !== 'note').map((one) => findingText(one, file, lang)),
    say('summary', { file, ...text }),
  ].join('\n')
}

/** How every number of one row comes about. */
export function explainText(one: RowResult, lang: Lang): string {
  const say = words(lang)
  const { row, rules } = one
  const head = say('explain.head', { name: nameOf(row), code: codeOfRow(row), year: year(row), line: String(row.line) })
  if (!rules) return `${head}\n${say('no-rules')}`
  const compared = (checked: Checked) => ({
    computed: figure(checked.computed),
    printed: figure(checked.printed),
    verdict: say(`verdict.${checked.verdict}`),
  })
  const parts = one.parts
    .filter((part) => part.maximum !== null || part.status === 'hidden' || part.points.printed !== null)
    .map((part) => [
      part.indicator.id,
      partName(part.indicator.id, lang),
      part.status === 'scored' ? howPoints(part, rules) : say(`status.${part.status}`),
      figure(part.points.computed),
      figure(part.maximum),
      figure(part.points.printed),
      say(`verdict.${part.points.verdict}`),
    ])
  const titles = [
    '',
    say('col.name'),
    ...(['how', 'points', 'possible', 'printed', 'verdict'] as const).map((key) => say(`col.${key}`)),
  ]
  const { category, supportType, supportCategory, distinction, distinctionCategory } = row.imported
  const support = [supportType, supportCategory].filter((text) => text !== null).join('; ')
  const distinguished = [distinction, distinctionCategory].filter((text) => text !== null).join('; ')
  return [
    head,
    '',
    tabled([titles, ...parts], [3, 4, 5]),
    '',
    say('explain.total', compared(one.points)),
    say('explain.possible', compared(one.possible)),
    say('explain.index', compared(one.index)),
    ...one.gaps
      .filter((gap) => gap.gap !== null)
      .map((gap) =>
        say('explain.gap', {
          ...compared(gap.checked),
          name: gapName(gap.id, lang),
          how: howGap(row, gap, rules),
          gap: figure(gap.gap),
          limit: gap.id === 'graduation' && gap.limit !== null ? figure(gap.limit / 100) : figure(gap.limit),
        }),
      ),
    ...one.flags.map((flag) =>
      say('explain.flag', {
        ...compared(flag.checked),
        name: flagName(flag.id, lang),
        by: flag.by
          .map(
            ({ what, value, limit }) =>
              ` ${reasonName(what, lang)} ${figure(value)} ${value > limit ? '>' : '<'} ${figure(limit)}`,
          )
          .join(';'),
      }),
    ),
    say('explain.category', { category: category ?? '-' }),
    ...(support ? [say('explain.support', { support })] : []),
    ...(distinguished ? [say('explain.distinction', { distinction: distinguished })] : []),
  ].join('\n')
}
