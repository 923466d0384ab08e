import type { Values } from '../../../platform/words.ts'

/** The four things that are never mixed up. `suppressed`: the state printed `*`. `notApplicable`: it printed `N/A`. `missing`: nothing usable stands there. */
export type State = 'known' | 'suppressed' | 'notApplicable' | 'missing'

/**
 * `count`: people or events. `rate`: a fraction 0..1 of a count. `share`: a mean share of something, a fraction that may pass 1.
 * `score`: scale points. `change`: scale points gained, may be negative. `category`: a word.
 */
export type Kind = 'count' | 'rate' | 'share' | 'score' | 'change' | 'category'

/**
 * A value and how it stood. `n` is there only when the state is `known` and the kind is not `category`; a rate and a share are fractions (24.3 % is 0.243).
 * `digits`: decimals as printed (of percent points for rates and shares). `text`: the word of a category.
 */
export type Value =
  | { kind: Kind; state: 'known'; n: number; digits: number }
  | { kind: 'category'; state: 'known'; text: string }
  | { kind: Kind; state: Exclude<State, 'known'> }

export type Level = 'state' | 'district' | 'school'

/** An organization as a row of a file names it. Join on codes, names change. `code`: 7 digits; null when the export has none (some school files). */
export type Org = { level: Level; code: string | null; name: string; district: { code: string | null; name: string } }

/** `set`: how students are split (`all`, `gender`, `race`, ...). `value`: one part in our words. `label`: as printed. */
export type Group = { set: string; value: string; label: string }

/** Lineage: the file, its line and the cell in it (both from 1). */
export type At = { file: string; line: number; column: number }

/**
 * One cell of a state export. `schoolYear`: the year in which it ends (2016 is 2015-16). `grade`: `PK`, `K`, `1` to `12`, `all`, `not-available`.
 * `subject`: a subject or a test, null where a report has none.
 */
export type Fact = {
  report: string
  org: Org
  schoolYear: number
  group: Group
  grade: string
  subject: string | null
  measure: string
  value: Value
  at: At
}

export type Severity = 'error' | 'warning' | 'note'

/** What is to be known about a place of a file. `values` fill the words of `code` (`say.ts`); they quote headers and labels, never a value of a cell. */
export type Finding = { code: FindingCode; severity: Severity; line: number; column: number; values: Values }

/** Every finding with its weight. An error means that something of the file is lost. */
export const severities = {
  'unknown-report': 'error',
  'no-header': 'error',
  'not-utf8': 'error',
  'year-unknown': 'error',
  'subject-unknown': 'error',
  'unknown-column': 'error',
  'missing-column': 'error',
  'wrong-width': 'error',
  'broken-quote': 'error',
  'bad-code': 'error',
  'no-org': 'error',
  'not-a-number': 'error',
  'duplicate-row': 'error',
  'out-of-range': 'warning',
  'two-names': 'warning',
  'year-differs': 'warning',
  'unknown-group': 'warning',
  'unknown-grade': 'warning',
  'no-school-code': 'warning',
  'code-padded': 'note',
  'trailing-columns': 'note',
  'text-below': 'note',
  'hidden-derivable': 'note',
} as const satisfies Record<string, Severity>
export type FindingCode = keyof typeof severities

/** Makes a finding. */
export const finding = (code: FindingCode, line: number, column: number, values: Values = {}): Finding => ({
  code,
  severity: severities[code],
  line,
  column,
  values,
})

/** A printed number that its printed parts do not give. Numbers as they would be printed. */
export type Difference = {
  measure: string
  line: number
  column: number
  printed: string
  recomputed: string
  from: string
}

/**
 * What became of a file. `rows.in` = `rows.read` + `rows.refused`, always; every row that was read gave one fact for each of its value columns.
 * `checks.recomputed`: rates and sums computed again; `equal` of them as printed; `derivable`: hidden values that printed ones beside them give away.
 */
export type EdsightFile = {
  name: string
  report: string | null
  schoolYear: number | null
  titles: string[]
  rows: { in: number; read: number; refused: number }
  facts: Fact[]
  findings: Finding[]
  checks: { recomputed: number; equal: number; derivable: number; differences: Difference[] }
}
