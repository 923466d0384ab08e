import type { Printed } from './cells.ts'
import { type Difference, type Finding, finding } from './facts.ts'
import type { Column } from './header.ts'
import type { Report } from './reports.ts'

type Measured = Extract<Column, { is: 'measure' }>
/** A value cell of one row: its column, where it stands (cell from 1), what was printed. */
export type Read = { column: Measured; cell: number; printed: Printed }
export type Checks = { recomputed: number; equal: number; derivable: number; differences: Difference[] }

export const noChecks = (): Checks => ({ recomputed: 0, equal: 0, derivable: 0, differences: [] })

/** A count as an integer; null when it is hidden, absent or has decimals. */
const whole = (read: Read | undefined): number | null =>
  read?.printed.state === 'known' && read.printed.digits === 0 ? read.printed.scaled : null
const hidden = (read: Read | undefined): boolean => read?.printed.state === 'suppressed'

/**
 * `numerator` of `denominator` in percent to so many decimals, as an integer of the last decimal; a half goes up. Exact: integers only.
 * Both are counts up to 10^9 and `digits` at most 4, so that nothing passes 2^53.
 */
export function percentOf(numerator: number, denominator: number, digits: number): number {
  const scale = 100 * 10 ** digits
  const whole = Math.floor(numerator / denominator)
  const rest = (numerator - whole * denominator) * scale
  const floor = Math.floor(rest / denominator)
  return whole * scale + floor + (2 * (rest - floor * denominator) >= denominator ? 1 : 0)
}

/** Computes again what a row prints twice: rates from counts, totals from parts, gains from scores. Adds to `checks`; notes what hides nothing. */
export function checkRow(
  report: Report,
  row: readonly Read[],
  line: number,
  checks: Checks,
  findings: Finding[],
): void {
  const plain = row.filter((one) => !one.column.column.group && one.column.column.grade === undefined)
  const by = new Map(plain.map((one) => [one.column.column.measure, one]))
  const note = (read: Read): void => {
    checks.derivable += 1
    findings.push(finding('hidden-derivable', line, read.cell))
  }
  const tell = (read: Read, measure: string, expected: string, same: boolean, from: string): void => {
    checks.recomputed += 1
    if (same) checks.equal += 1
    else {
      const stands = read.printed.state === 'known' ? read.printed.text : ''
      checks.differences.push({ measure, line, column: read.cell, printed: stands, recomputed: expected, from })
    }
  }

  for (const rule of report.rates) {
    const read = by.get(rule.rate)
    const of = whole(by.get(rule.of))
    const within = whole(by.get(rule.in))
    if (!read || of === null || within === null || within <= 0) continue
    if (hidden(read)) note(read)
    if (read.printed.state !== 'known') continue
    const digits = Math.max(rule.digits, Math.min(read.printed.digits, 4))
    const expected = percentOf(of, within, digits)
    const same = read.printed.scaled === expected * 10 ** (read.printed.digits - digits)
    tell(read, rule.rate, (expected / 10 ** digits).toFixed(digits), same, `${of} / ${within}`)
  }

  for (const rule of report.sums)
    checkSum(
      by.get(rule.total),
      rule.parts.map((part) => by.get(part)),
      tell,
      note,
    )
  const wide = row.filter((one) => !plain.includes(one))
  if (wide.length > 0) checkSum(by.get(wide[0]?.column.column.measure ?? ''), wide, tell, note)

  for (const rule of report.changes) {
    const read = by.get(rule.change)
    const scores = row
      .filter((one) => one.column.column.measure === rule.measure)
      .toSorted((a, b) => (a.column.schoolYear ?? 0) - (b.column.schoolYear ?? 0))
    const [before, after] = scores.map(whole)
    if (read?.printed.state !== 'known' || before == null || after == null) continue
    const same = Math.abs(after - before - read.printed.scaled) <= rule.within
    tell(read, rule.change, String(after - before), same, `${after} - ${before}`)
  }
}

type Tell = (read: Read, measure: string, expected: string, same: boolean, from: string) => void

/** A total of its parts; with one hidden part, what is hidden is the difference. */
function checkSum(
  total: Read | undefined,
  parts: readonly (Read | undefined)[],
  tell: Tell,
  note: (read: Read) => void,
): void {
  const sum = whole(total)
  if (!total || sum === null) return
  const numbers = parts.map(whole)
  const known = numbers.filter((one) => one !== null)
  if (known.length === parts.length) {
    const added = known.reduce((a, b) => a + b, 0)
    tell(total, total.column.column.measure, String(added), added === sum, known.join(' + '))
    return
  }
  const gaps = parts.filter(hidden)
  if (gaps.length === 1 && known.length === parts.length - 1 && gaps[0]) note(gaps[0])
}
