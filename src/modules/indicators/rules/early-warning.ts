import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/**
 * Early warning rule sets (methods 2.15): rules of attendance, behavior and course marks that somebody can read, never a prediction.
 * A value is a number in the measure's unit, or null when it was not measured for the student.
 */
export type Flag = { id: string; measure: string; operator: '<' | '<=' | '>' | '>='; limit: number }
export type RuleSet = {
  id: string
  flags: readonly Flag[]
  /** Flags that make a warning. */
  atLeast: number
  source: string
}

/** Thresholds differ by author; originals were not read again: starting points to change, with their record shown before use. */
export const ruleSets = {
  'middle-grades': {
    id: 'middle-grades',
    atLeast: 1,
    source:
      'Balfanz, grade 6 in Philadelphia: attendance below 80%, F in math, F in English, unsatisfactory behavior mark',
    flags: [
      { id: 'attendance', measure: 'attendance_percent', operator: '<', limit: 80 },
      { id: 'math', measure: 'math_f', operator: '>=', limit: 1 },
      { id: 'english', measure: 'english_f', operator: '>=', limit: 1 },
      { id: 'behavior', measure: 'unsatisfactory_behavior', operator: '>=', limit: 1 },
    ],
  },
  abc: {
    id: 'abc',
    atLeast: 1,
    source: 'Widely used form: attendance below 90%, a suspension, an F in English or math',
    flags: [
      { id: 'attendance', measure: 'attendance_percent', operator: '<', limit: 90 },
      { id: 'behavior', measure: 'suspensions', operator: '>=', limit: 1 },
      { id: 'course', measure: 'english_or_math_f', operator: '>=', limit: 1 },
    ],
  },
  'abc-three-suspensions': {
    id: 'abc-three-suspensions',
    atLeast: 1,
    source: 'The form of Baltimore: three suspensions in place of one',
    flags: [
      { id: 'attendance', measure: 'attendance_percent', operator: '<', limit: 90 },
      { id: 'behavior', measure: 'suspensions', operator: '>=', limit: 3 },
      { id: 'course', measure: 'english_or_math_f', operator: '>=', limit: 1 },
    ],
  },
} as const satisfies Record<string, RuleSet>

export type Measures = Readonly<Record<string, number | null>>
export type Warning = { flags: string[]; unknown: string[]; warned: boolean | null }

function raised({ operator, limit }: Flag, value: number): boolean {
  if (operator === '<') return value < limit
  if (operator === '<=') return value <= limit
  return operator === '>' ? value > limit : value >= limit
}

/**
 * Flags of one student. Out: raised flags, flags whose measure is missing, and whether that is a warning; null when the missing ones could
 * still decide it: not measured is never "no flag".
 */
export function warn(rules: RuleSet, measures: Measures): Warning {
  demandCounts('least flags', rules.atLeast)
  if (rules.atLeast < 1 || rules.atLeast > rules.flags.length) refuse('not-a-setting', 'least flags of a rule set')
  const flags: string[] = []
  const unknown: string[] = []
  for (const flag of rules.flags) {
    const value = measures[flag.measure] ?? null
    if (value === null) unknown.push(flag.id)
    else if (!Number.isFinite(value)) refuse('not-a-number', flag.measure)
    else if (raised(flag, value)) flags.push(flag.id)
  }
  const warned = flags.length >= rules.atLeast ? true : flags.length + unknown.length < rules.atLeast ? false : null
  return { flags, unknown, warned }
}

export type PastStudent = {
  measures: Measures
  /** What happened later (did not graduate on time, say); null when it is not known. */
  outcome: boolean | null
}
export type RuleRecord = {
  warned: { outcome: number; none: number }
  notWarned: { outcome: number; none: number }
  /** Left out: warning or outcome not known. */
  undecided: number
  /** Of those warned, who had the outcome; of those with the outcome, who were warned; of those without it, who were left alone. */
  precision: Share
  recall: Share
  specificity: Share
  /** Outcome among all who count: a rule worth having is well above it in precision. */
  base: Share
}

/**
 * The record of a rule set on a cohort that is over (methods 2.15): shown before anybody uses it, for all and for each group. Shares are
 * counts; an empty one has no rate.
 */
export function recordOf(rules: RuleSet, cohort: readonly PastStudent[]): RuleRecord {
  const warned = { outcome: 0, none: 0 }
  const notWarned = { outcome: 0, none: 0 }
  let undecided = 0
  for (const { measures, outcome } of cohort) {
    const warning = warn(rules, measures).warned
    if (warning === null || outcome === null) undecided += 1
    else (warning ? warned : notWarned)[outcome ? 'outcome' : 'none'] += 1
  }
  const outcomes = warned.outcome + notWarned.outcome
  const others = warned.none + notWarned.none
  return {
    warned,
    notWarned,
    undecided,
    precision: { k: warned.outcome, n: warned.outcome + warned.none },
    recall: { k: warned.outcome, n: outcomes },
    specificity: { k: notWarned.none, n: others },
    base: { k: outcomes, n: outcomes + others },
  }
}
