import type { Attacked, Finding } from '../attack/published.ts'
import type { ProtectedCell } from '../protect.ts'
import { open } from '../attack/reading.ts'

const ways: Record<Finding['way'], string> = {
  '': '',
  shown: 'it is shown',
  ranges: 'by subtraction and ranges',
  several_lines: 'from several sums together',
  linear_program: 'by a linear program over all sums',
  whole_numbers: 'because counts are whole numbers',
  undecided: 'not shown to be safe within the effort',
}
const sides = { n: 'people', k: 'with outcome', m: 'without outcome' } as const
const end = (x: number): string => (x >= open ? 'any' : String(Math.round(x * 1e6) / 1e6))

/** Rows with columns as wide as their widest cell. */
function rows(all: readonly (readonly string[])[]): string[] {
  const widths = (all[0] ?? []).map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)))
  return all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}

/** The pattern: each cell as it may be published, a star where a count is hidden. */
export function patternText(cells: readonly ProtectedCell[]): string {
  const outcome = cells.some((cell) => cell.outcome)
  const head = ['cell', 'people', ...(outcome ? ['with outcome'] : []), 'hidden because']
  const why = (cell: ProtectedCell): string =>
    [...new Set([cell.why.n, cell.why.k].filter((one) => one !== null))].join(', ')
  return rows([
    head,
    ...cells.map((cell) => [
      cell.id,
      cell.n === null ? '*' : String(cell.n),
      ...(outcome ? [cell.outcome ? (cell.k === null ? '*' : String(cell.k)) : ''] : []),
      why(cell).replaceAll('_', ' '),
    ]),
  ]).join('\n')
}

/** What the attack leaves of each hidden count. Proven bounds, and where those are not needed the range that is sure to be left. */
export function attackText(attacked: Attacked): string {
  if (attacked.impossible.length > 0)
    return `The shown numbers contradict each other: ${attacked.impossible.join(', ')}.`
  const interval = (one: Finding): string => `${end(one.low)}..${end(one.high)}`
  const found = (one: Finding): string =>
    one.sensitive ? `FOUND ${ways[one.way]}` : one.guarded ? 'held' : one.exact ? `follows ${ways[one.way]}` : ''
  return rows([
    ['hidden count', 'of', 'between', 'width', 'verdict'],
    ...attacked.findings.map((one) => [
      one.edition ? `${one.id} (${one.edition})` : one.id,
      sides[one.part],
      interval(one),
      one.high >= open ? 'any' : end(one.high - one.low),
      found(one),
    ]),
  ]).join('\n')
}

/** One sentence: does it hold? */
export function verdictText({ findings, sensitive, impossible, effort }: Attacked): string {
  const guarded = findings.filter((one) => one.guarded).length
  const work = `${effort.unknowns} hidden counts, ${effort.relations} lines, ${effort.systems} systems, ${effort.linear} linear programs, ${effort.whole} in whole numbers, ${effort.worlds} tables found`
  if (impossible.length > 0) return `Verdict: the table contradicts itself (${work}).`
  return sensitive.length > 0
    ? `Verdict: ${sensitive.length} of ${guarded} protected counts can be found (${work}).`
    : `Verdict: held. ${guarded} protected counts, none can be found (${work}).`
}
