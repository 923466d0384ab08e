import type { PrintedState, StateRow } from '../../feeds/index.ts'
import { groupOf, type Mapping, mappings } from './measures.ts'

/** One value that the state published of a measure, as it is served. `value`: a fraction or index points; none unless the state is `known`. */
export type PublishedRow = {
  district_id: number
  report_year: number
  source: string
  level: 'state' | 'district' | 'school'
  code: string
  name: string
  org_id: number | null
  measure: string
  school_year: number
  group_set: string
  group_value: string
  state: PrintedState
  value: number | null
  n: number | null
  d: number | null
  printed: string
  file: string
  line: number
  version: number
}

/** The same with the counts printed on its line, also beside a share that is hidden: whoever attacks hidden numbers has them, pages do not show them. */
export type KeptRow = PublishedRow & { told_n: number | null; told_d: number | null }

/** The organizations of a district by their code as the state prints it: seven digits. */
export type Codes = { district: string; districtId: number; schools: ReadonlyMap<string, number> }

/** A code of ours as the state prints it; null for one that cannot be (letters, or more than seven digits). */
export const stateCode = (code: string): string | null => (/^\d{1,7}$/.test(code) ? code.padStart(7, '0') : null)

const stateOfAll = '0000000'

/**
 * What is served of a report's rows: of the state and the district with its schools every group, of other districts all students. Joined by code, so that a new name breaks
 * nothing; the name is the one printed. `n` and `d` are given only beside a rate that is printed, so that nothing hidden comes back by its parts. A value that stands twice
 * (a school renamed within its year) is not served: nobody says which of the two counts.
 */
export function publishedFrom(
  rows: readonly StateRow[],
  codes: Codes,
  version: number,
): { rows: KeptRow[]; twice: number } {
  const beside = new Map(rows.map((one) => [placeOf(one, one.measure), one]))
  const byKey = new Map<string, KeptRow | null>()
  let twice = 0
  for (const row of rows)
    for (const mapping of mappings) {
      if (!fits(mapping, row)) continue
      const own = row.district_code === codes.district
      const [set, part] = mapping.group ?? ([row.group_set, row.group_value] as const)
      const group = groupOf(set, part)
      const code = row.level === 'state' ? stateOfAll : row.code
      if (!group || code === '' || (row.level === 'school' && !own)) continue
      if (row.level === 'district' && !own && group.set !== 'all') continue
      const [told_n, told_d] = [countOf(beside, row, mapping.n), countOf(beside, row, mapping.d)]
      const made: KeptRow = {
        district_id: codes.districtId,
        report_year: row.school_year,
        source: row.report,
        level: row.level,
        code,
        name: row.name,
        org_id:
          row.level === 'school'
            ? (codes.schools.get(code) ?? null)
            : row.level === 'district' && own
              ? codes.districtId
              : null,
        measure: mapping.to,
        school_year: row.value_year + (mapping.yearOn ?? 0),
        group_set: group.set,
        group_value: group.value,
        state: row.state,
        value: row.state === 'known' ? row.value : null,
        n: row.state === 'known' ? told_n : null,
        d: row.state === 'known' ? told_d : null,
        told_n,
        told_d,
        printed: row.state === 'known' ? row.printed : '',
        file: row.file,
        line: row.line,
        version,
      }
      const key = [made.level, code, made.measure, made.school_year, group.set, group.value, made.source].join(' ')
      if (byKey.has(key)) twice += 1
      byKey.set(key, byKey.has(key) ? null : made)
    }
  return { rows: [...byKey.values()].filter((one) => one !== null), twice }
}

const placeOf = (row: StateRow, measure: string): string => `${row.file}\u0000${row.line}\u0000${measure}`

const fits = (mapping: Mapping, row: StateRow): boolean =>
  mapping.report === row.report &&
  mapping.measure === row.measure &&
  (mapping.grade ?? 'all') === row.grade &&
  (mapping.subject ?? '') === row.subject

function countOf(beside: ReadonlyMap<string, StateRow>, row: StateRow, measure: string | undefined): number | null {
  const found = measure === undefined ? undefined : beside.get(placeOf(row, measure))
  return found?.state === 'known' ? found.value : null
}
