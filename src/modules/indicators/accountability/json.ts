import type { Lang } from '../../../platform/words.ts'
import { type Checked, tolerance } from './compare.ts'
import { howPoints } from './how.ts'
import type { Recomputation, RowResult } from './recompute.ts'
import { partName, sayFinding } from './say.ts'
import { yearName } from './years.ts'

const checked = ({ computed, printed, verdict }: Checked) => ({ computed, printed, verdict })

/** The recomputation as JSON: `{file, tolerance, counts, differences, findings, rows}`. Numbers are not rounded; null is none. */
export function recomputationJson(result: Recomputation, file: string, lang: Lang): string {
  return JSON.stringify(
    {
      file,
      tolerance,
      counts: result.counts,
      differences: result.differences,
      findings: result.findings.map((one) => ({
        code: `accountability/${one.code}`,
        severity: one.severity,
        line: one.line,
        column: one.column,
        header: one.header,
        message: sayFinding(one, lang),
      })),
      rows: result.rows.map((one) => rowJson(one, lang)),
    },
    null,
    1,
  )
}

/** One row: what is printed, what the rules give, verdicts; what the state decides as imported. */
export const rowJson = (
  { row, rules, parts, points, possible, index, gaps, flags, differences }: RowResult,
  lang: Lang,
) => ({
  line: row.line,
  schoolYear: row.schoolYear === null ? null : yearName(row.schoolYear),
  kind: row.kind,
  district: { code: row.districtCode, name: row.districtName },
  school: row.schoolCode === null ? null : { code: row.schoolCode, name: row.schoolName },
  recomputed: rules !== null,
  points: checked(points),
  possible: checked(possible),
  index: checked(index),
  indicators: parts.map((part) => ({
    id: part.indicator.id,
    name: partName(part.indicator.id, lang),
    group: part.indicator.group,
    status: part.status,
    rate: part.rate,
    ...(part.indicator.participation ? { participation: part.participation, times: part.times } : {}),
    possible: part.maximum,
    points: { ...checked(part.points), low: part.points.low, high: part.points.high },
    how: rules ? howPoints(part, rules) : '',
  })),
  gaps: gaps.map(({ id, gap, limit, checked: compared }) => ({ id, gap, limit, ...checked(compared) })),
  flags: flags.map(({ id, by, checked: compared }) => ({ id, ...checked(compared), by })),
  imported: row.imported,
  differences: differences.length,
})
