import { z } from 'zod'
import type { Question } from '../../../platform/events.ts'
import type { Fact } from '../edsight/facts.ts'

/** `not_applicable`: the state printed N/A. `not_measured`: nothing usable stands there. Never mixed up with zero or with what is hidden. */
export const stateOf = {
  known: 'known',
  suppressed: 'suppressed',
  notApplicable: 'not_applicable',
  missing: 'not_measured',
} as const
export type PrintedState = (typeof stateOf)[keyof typeof stateOf]

/**
 * One printed cell of a state report, as the lake keeps it. `school_year`: the year of the report, in which it ends; `value_year`: the year of the value, where a report
 * prints two. `code`: of the organization (seven digits; empty when the export has none). `value`: the number (rates are fractions); `printed`: what stood there.
 */
export type StateRow = {
  school_year: number
  report: string
  level: 'state' | 'district' | 'school'
  district_code: string
  district_name: string
  code: string
  name: string
  group_set: string
  group_value: string
  grade: string
  subject: string
  value_year: number
  measure: string
  kind: string
  state: PrintedState
  value: number | null
  digits: number | null
  printed: string
  line: number
  cell: number
  file: string
}

/** The columns of the dataset, in the order of the rows. */
export const stateColumns =
  'school_year smallint, report varchar, level varchar, district_code varchar, district_name varchar, code varchar, name varchar, group_set varchar, group_value varchar, grade varchar, subject varchar, value_year smallint, measure varchar, kind varchar, state varchar, value double, digits tinyint, printed varchar, line integer, cell integer, file varchar'

/** What tells the rows of the version before that a file replaces: the same values of the same organizations of a district. */
export const replaced = [
  'report',
  'level',
  'district_code',
  'group_set',
  'grade',
  'subject',
  'value_year',
  'measure',
] as const

/** A fact of an EdSight file as a row of the lake. In: the year of its report. */
export function rowOf(fact: Fact, reportYear: number): StateRow {
  const { org, group, value, at } = fact
  const known = value.state === 'known' && 'n' in value ? value : null
  const word = value.state === 'known' && 'text' in value ? value.text : ''
  return {
    school_year: reportYear,
    report: fact.report,
    level: org.level,
    district_code: org.district.code ?? '',
    district_name: org.district.name,
    code: org.code ?? '',
    name: org.name,
    group_set: group.set,
    group_value: group.value,
    grade: fact.grade,
    subject: fact.subject ?? '',
    value_year: fact.schoolYear,
    measure: fact.measure,
    kind: value.kind,
    state: stateOf[value.state],
    value: known?.n ?? null,
    digits: known?.digits ?? null,
    printed: known ? printedAs(known.n, known.digits, value.kind) : word,
    line: at.line,
    cell: at.column,
    file: at.file,
  }
}

/** A number as it was printed, without a percent sign. */
const printedAs = (n: number, digits: number, kind: string): string =>
  (kind === 'rate' || kind === 'share' ? n * 100 : n).toFixed(digits)

/** What became of a file. `facts`: to be gone through once, made as they are asked for (a file of all years has more than a million). `severity`: notes are told as warnings. */
export type StateFile = {
  report: string
  schoolYears: number[]
  rows: { in: number; read: number }
  facts: Iterable<StateRow>
  findings: { code: string; severity: 'error' | 'warning'; line: number; column: string | null }[]
}

/** Asks whoever knows the accountability file to read one. In: the path of its text in UTF-8, and its name. */
export const accountabilityFile: Question<z.ZodObject<{ path: z.ZodString; name: z.ZodString }>, StateFile | null> = {
  name: 'feeds/accountability-file',
  payload: z.object({ path: z.string(), name: z.string() }),
  none: null,
}
