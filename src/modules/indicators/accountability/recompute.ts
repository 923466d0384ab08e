import { numberIn } from './cell.ts'
import { flagColumns, gaps as gapColumns, numberColumns } from './columns.ts'
import { type Checked, compare, tolerance, unchecked } from './compare.ts'
import { type Finding, finding } from './finding.ts'
import { type Flag, flagsOf, type Gap, gapsOf } from './gaps.ts'
import { type IndicatorId, indicators, maximumOf, shapeOf } from './indicators.ts'
import { indexOf } from './points.ts'
import { type Part, partOf } from './part.ts'
import { cellOf, codeOfRow, type FileRow, type Halves, type Place, type Published } from './read.ts'
import { type Rules, rulesOf, yearName } from './years.ts'

/** A printed value that its own row does not bear out. `also`: other columns of the row that may be the wrong one instead. */
export type Difference = {
  code: string
  line: number
  column: number
  header: string
  printed: number | null
  computed: number | null
  low: number | null
  high: number | null
  tolerance: number
  also: string[]
}

/** One row, recomputed. `rules` null: its year has none, and nothing was computed. */
export type RowResult = {
  row: FileRow
  rules: Rules | null
  parts: Part[]
  points: Checked
  possible: Checked
  index: Checked
  gaps: Gap[]
  flags: Flag[]
  differences: Difference[]
}

/** What a file says and what its own rates give. */
export type Recomputation = { rows: RowResult[]; findings: Finding[]; differences: Difference[]; counts: Counts }
export type Counts = {
  rows: number
  recomputed: number
  compared: number
  same: number
  withinRounding: number
  differences: number
  unchecked: number
  errors: number
  warnings: number
  notes: number
}

const nothing: Checked = { computed: null, printed: null, low: null, high: null, verdict: 'not-printed' }

/** Recomputes every row of a file that was read. */
export function recompute(published: Published): Recomputation {
  const findings = [...published.findings]
  const rows = published.rows.map((row) => rowResult(row, published, findings))
  findings.sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0))
  const checks = rows.flatMap(checksOf)
  const count = (verdict: Checked['verdict']): number => checks.filter((one) => one.verdict === verdict).length
  const weigh = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length
  const differences = rows.flatMap((one) => one.differences)
  const counts = {
    rows: rows.length,
    recomputed: rows.filter((one) => one.rules !== null).length,
    compared: checks.filter((one) => one.verdict !== 'not-printed').length,
    same: count('same'),
    withinRounding: count('within-rounding'),
    differences: differences.length,
    unchecked: count('unchecked'),
    errors: weigh('error'),
    warnings: weigh('warning'),
    notes: weigh('note'),
  }
  return { rows, findings, differences, counts }
}

const checksOf = (one: RowResult): Checked[] => [
  ...one.parts.flatMap((part) => [part.points, part.possible]),
  one.points,
  one.possible,
  one.index,
  ...one.gaps.map((gap) => gap.checked),
  ...one.flags.map((flag) => flag.checked),
]

function rowResult(row: FileRow, { columns, halves: all }: Published, findings: Finding[]): RowResult {
  const place = (key: string): Place => columns.get(key) ?? { column: 0, header: key }
  const empty = {
    row,
    parts: [],
    points: nothing,
    possible: nothing,
    index: nothing,
    gaps: [],
    flags: [],
    differences: [],
  }
  if (row.schoolYear === null) return { ...empty, rules: null }
  const rules = rulesOf(row.schoolYear)
  if (typeof rules === 'string') {
    const at = columns.get('fallofyear') ?? columns.get('schoolyear') ?? null
    findings.push(finding(`year-${rules}`, row.line, at, { year: yearName(row.schoolYear) }))
    return { ...empty, rules: null }
  }
  const halves = row.kind === 'state' ? stateHalves(row, all) : all
  const scored = new Set<IndicatorId>(
    indicators.filter((one) => (numberIn(cellOf(row, one.possible)) ?? 0) > 0).map((one) => one.id),
  )
  const shape = shapeOf(scored, row.highGrade)
  const parts = indicators.map((one) => partOf(row, one, rules, maximumOf(one, rules, shape), halves))
  for (const { findings: own } of parts)
    for (const { code, key } of own) findings.push(finding(code, row.line, place(key)))
  const { points, possible, index, doubtful } = totalsOf(row, parts, halves)
  const gaps = gapsOf(row, rules, halves)
  for (const { id, limit } of gapColumns) {
    const printed = numberIn(cellOf(row, limit))
    const own = rules.gapLimits[row.kind === 'school' ? 'schools' : 'districts'][id]
    if (printed !== null && own !== null && row.kind !== 'state' && Math.abs(printed - own) > tolerance)
      findings.push(finding('limit-other', row.line, place(limit), { printed, own }))
  }
  const flags = flagsOf(row, gaps, rules)
  const differences: Difference[] = []
  const list = (key: string, checked: Checked, also: string[] = []): void => {
    if (checked.verdict !== 'different') return
    const { printed, computed, low, high } = checked
    differences.push({
      code: codeOfRow(row),
      line: row.line,
      ...place(key),
      printed,
      computed,
      low,
      high,
      tolerance,
      also,
    })
  }
  for (const part of parts) {
    list(part.indicator.points, part.points)
    list(part.indicator.possible, part.possible)
  }
  const names = doubtful.map((part) => place(part.indicator.points).header)
  list('totalpoints', points, names)
  list('totalpossible', possible)
  list('index', index)
  for (const gap of gaps) list(gapColumns.find((one) => one.id === gap.id)?.gap ?? gap.id, gap.checked)
  for (const flag of flags) list(flagColumns[flag.id], flag.checked)
  differences.sort((a, b) => a.column - b.column)
  return { row, rules, parts, points, possible, index, gaps, flags, differences }
}

/**
 * Sums of a row. Points are added as they are printed where the rates bear them out, as computed where not. A hidden part leaves the sum open; the index is
 * then compared with the printed sums. `doubtful`: parts borne out only by rounding that could explain a wrong sum.
 */
function totalsOf(
  row: FileRow,
  parts: readonly Part[],
  halves: Halves,
): { points: Checked; possible: Checked; index: Checked; doubtful: Part[] } {
  const printed = {
    points: numberIn(cellOf(row, 'totalpoints')),
    possible: numberIn(cellOf(row, 'totalpossible')),
    index: numberIn(cellOf(row, 'index')),
  }
  const hiddenMaximum = parts.some((part) => part.status === 'hidden' && part.maximum === null)
  const maximum = parts.reduce((sum, part) => sum + (part.maximum ?? 0), 0)
  const exact = (n: number) => ({ low: n, high: n })
  const against = (shown: number | null, n: number, range: { low: number; high: number }, half: number): Checked =>
    shown === null ? { ...nothing, computed: n } : compare(shown, n, range, half)
  const possible = hiddenMaximum ? unchecked(printed.possible) : against(printed.possible, maximum, exact(maximum), 0)
  const carried = parts.map((part) => part.carried)
  const known = carried.filter((one) => one !== null)
  const sum = (of: 'value' | 'low' | 'high'): number => known.reduce((n, one) => n + one[of], 0)
  const open = known.length < carried.length
  const range = { low: sum('low'), high: sum('high') }
  const points = open ? unchecked(printed.points) : against(printed.points, sum('value'), range, halves.points)
  const off = points.verdict === 'different' ? Math.abs((points.printed ?? 0) - (points.computed ?? 0)) : 0
  const doubtful = parts.filter((part) => off > 0 && part.points.verdict === 'within-rounding')
  const slack = doubtful.reduce((n, { points: { low, high } }) => n + (high ?? 0) - (low ?? 0), 0)
  const explained = off > 0 && off <= slack
  const total = {
    value: explained ? printed.points : (points.computed ?? printed.points),
    possible: possible.computed ?? printed.possible,
  }
  const own = total.value === null || total.possible === null ? null : indexOf(total.value, total.possible)
  const edge = (n: number | null): number => (n === null || !total.possible ? (own ?? 0) : (100 * n) / total.possible)
  const index =
    own === null
      ? { ...nothing, printed: printed.index }
      : against(
          printed.index,
          own,
          explained ? exact(own) : { low: edge(points.low), high: edge(points.high) },
          halves.points,
        )
  return { points, possible, index, doubtful: explained ? doubtful : [] }
}

/** A row of the whole state is printed with fewer decimals than the others: half a unit of the last decimal that this row shows. */
function stateHalves(row: FileRow, all: Halves): Halves {
  const most = { index: 0, fraction: 0, points: 0 }
  for (const [key, cell] of row.cells) {
    const unit = numberColumns.get(key)
    if (cell.state === 'number' && unit !== undefined && unit !== 'flag' && !key.startsWith('limit'))
      most[unit] = Math.max(most[unit], cell.significant)
  }
  const half = (unit: keyof Halves): number => Math.max(all[unit], 0.5 * 10 ** -most[unit])
  return { index: half('index'), fraction: half('fraction'), points: half('points') }
}
