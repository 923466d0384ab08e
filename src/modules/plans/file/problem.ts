import type { Values } from '../../../platform/words.ts'

/** Rules about the file itself. */
export const fileRules = [
  'file-too-large',
  'not-utf8',
  'too-deep',
  'alias',
  'tag',
  'yaml',
  'duplicate-key',
  'not-a-map',
  'other-format',
  'missing-field',
  'unknown-field',
  'wrong-type',
  'not-one-of',
  'out-of-range',
  'too-many',
  'empty-text',
  'empty-when',
  'bad-id',
  'bad-code',
  'bad-date',
  'bad-value',
  'long-quote',
] as const

/** Rules about what a plan says (graph and references). */
export const planRules = [
  'duplicate-id',
  'duplicate-code',
  'taken-address',
  'unknown-level',
  'unknown-level-parent',
  'dangling-parent',
  'wrong-parent',
  'no-parent',
  'cycle',
  'code-shape',
  'unknown-office',
  'unknown-role',
  'dangling-link',
  'dangling-measure',
  'unknown-source',
  'unknown-definition',
  'period-backwards',
  'timeframe-backwards',
  'date-outside',
  'target-after-plan',
  'target-incomplete',
  'unknown-reading',
  'chosen-by-nobody',
  'open-reading',
  'missing-translation',
] as const

export type Rule = (typeof fileRules)[number] | (typeof planRules)[number]
export type Severity = 'error' | 'warning' | 'note'
export type Path = readonly (string | number)[]
/** Line and column of a place in the file, both from 1. */
export type Place = { line: number; col: number }

/**
 * One thing that is wrong with a plan, or worth knowing. Its words are `problem.<rule>` and `hint.<rule>` of the module's words, filled with `values`.
 * `element` is the id of the element it is about; `path` leads to the field.
 */
export type Problem = Place & { rule: Rule; severity: Severity; values: Values; path: Path; element: string | null }

/** Finds the place of a path in a file; the nearest thing above it when the path itself is not written. */
export type Places = (path: Path, key?: boolean) => Place

/** For a plan that comes from the database: there is no file to point into. */
export const nowhere: Places = () => ({ line: 0, col: 0 })

/** A mistake of a file as a whole, or at a place where there is no field yet. */
export const wrong = (rule: Rule, place: Place, values: Values = {}): Problem => ({
  rule,
  severity: 'error',
  values,
  path: [],
  element: null,
  ...place,
})
