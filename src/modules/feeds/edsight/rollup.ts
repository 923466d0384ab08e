import { percentOf } from './checks.ts'
import type { Fact, Group, State } from './facts.ts'
import { reportOf } from './reports.ts'

/** Why a roll-up is refused. */
export type RollUpWhy =
  | 'nothing'
  | 'unknown-measure'
  | 'mixed'
  | 'not-additive'
  | 'child-without-code'
  | 'child-twice'
  | 'child-absent'
  | 'child-suppressed'
  | 'child-not-applicable'
  | 'child-missing'
  | 'denominator-zero'

/** The child (and its place) that a refusal is about. `code` null: a school without a code. */
export type RollUpPlace = { code: string | null; measure: string; file: string; line: number; column: number }

/**
 * What a roll-up gave. `n`: a count, or for a rate a fraction 0..1; `numerator` and `denominator` stand beside a rate, `percent` is it in percent to one decimal,
 * a half up, as the state prints. `of`: the codes that went in. It is the sum of the rows given and nothing else: the state's own row for a district counts also
 * students whom no school row holds.
 */
export type RollUp =
  | {
      ok: true
      measure: string
      n: number
      of: string[]
      rate: { numerator: number; denominator: number; percent: number } | null
    }
  | { ok: false; why: RollUpWhy; places: RollUpPlace[] }

/**
 * Adds a measure over organizations of one level (schools of a district, districts). In: facts of one report, year, group, grade and subject; for a rate those of
 * its two counts. `expected`: the codes that have to be there. Out: the sum, or why there is none: a hidden, absent or not applicable child is never taken as
 * zero, and never worked out from what is printed beside it. Counts of students who may be counted at two schools are not added.
 */
export function rollUp(facts: readonly Fact[], measure: string, expected: readonly string[] = []): RollUp {
  const first = facts[0]
  const report = first && reportOf(first.report)
  if (!first || !report) return no('nothing', [])
  const rule = report.rates.find((one) => one.rate === measure)
  const counts = rule ? [rule.of, rule.in] : [measure]
  if (!report.columns.some((one) => one.measure === measure)) return no('unknown-measure', [])
  if (counts.some((one) => !report.additive.includes(one))) return no('not-additive', [])
  const needed = facts.filter((one) => counts.includes(one.measure))
  if (needed.some((one) => !alike(one, first)))
    return no(
      'mixed',
      needed.filter((one) => !alike(one, first)),
    )
  const everyone = needed.flatMap((one) => (one.org.code === null ? [] : [one.org.code]))
  const of = [...new Set([...expected, ...everyone])]
  const sums: number[] = []
  for (const one of counts) {
    const added = add(
      needed.filter((fact) => fact.measure === one),
      one,
      of,
    )
    if (!added.ok) return added
    sums.push(added.sum)
  }
  const [numerator = 0, denominator = 0] = sums
  if (!rule) return { ok: true, measure, n: numerator, of, rate: null }
  if (denominator === 0) return no('denominator-zero', [])
  const percent = percentOf(numerator, denominator, 1) / 10
  return { ok: true, measure, n: numerator / denominator, of, rate: { numerator, denominator, percent } }
}

const sameGroup = (a: Group, b: Group): boolean => a.set === b.set && a.value === b.value
const alike = (a: Fact, b: Fact): boolean =>
  a.report === b.report &&
  a.schoolYear === b.schoolYear &&
  a.org.level === b.org.level &&
  a.grade === b.grade &&
  a.subject === b.subject &&
  sameGroup(a.group, b.group)

const no = (why: RollUpWhy, facts: readonly Fact[]): RollUp & { ok: false } => ({
  ok: false,
  why,
  places: facts.map((one) => ({
    code: one.org.code,
    measure: one.measure,
    file: one.at.file,
    line: one.at.line,
    column: one.at.column,
  })),
})

const stopping: readonly [State, RollUpWhy][] = [
  ['suppressed', 'child-suppressed'],
  ['missing', 'child-missing'],
  ['notApplicable', 'child-not-applicable'],
]

function add(
  children: readonly Fact[],
  measure: string,
  of: readonly string[],
): { ok: true; sum: number } | (RollUp & { ok: false }) {
  if (children.length === 0) return no('nothing', [])
  const without = children.filter((one) => one.org.code === null)
  if (without.length > 0) return no('child-without-code', without)
  const codes = children.map((one) => one.org.code)
  const twice = children.filter((one, at) => codes.indexOf(one.org.code) !== at)
  if (twice.length > 0) return no('child-twice', twice)
  for (const [state, why] of stopping) {
    const found = children.filter((one) => one.value.state === state)
    if (found.length > 0) return no(why, found)
  }
  const absent = of.filter((one) => !codes.includes(one))
  if (absent.length > 0) {
    const places = absent.map((code) => ({ code, measure, file: '', line: 0, column: 0 }))
    return { ok: false, why: 'child-absent', places }
  }
  return { ok: true, sum: children.reduce((sum, one) => sum + ('n' in one.value ? one.value.n : 0), 0) }
}
