import type { FactName, YearWord } from './facts.ts'

/**
 * A definition of a district's own, checked. Every value is in the lake's spelling and unit (hundredths of a credit or day, grades -1 to 12, days as `mm-dd`).
 * Its meaning: `meaning.ts`; what a person writes: `read.ts`; the grammar in words: docs/guide/own-definitions.md.
 */
export type Definition = {
  id: string
  name: Both
  sentence: Both
  direction: 'higher' | 'lower'
  /** Grades of the students who are asked about, by their newest grade of the year; null: whoever they are. */
  grades: readonly [low: number, high: number] | null
  /** Who is asked about (d): students with such a row, at the school of the row. */
  of: Rows
  /** What n is. */
  counts: Counts
}
/**
 * share: who of them meets something (n of d). count: how many rows they have, to 100 students. sum: how many days, to 100 students. Rows and days count at
 * the school where they happened.
 */
export type Counts =
  | { kind: 'share'; holds: Holds }
  | { kind: 'count'; rows: Rows }
  | { kind: 'sum'; rows: Rows; field: string }
export type Both = { en: string; es: string }

/** Rows of one fact. */
export type Rows = { fact: FactName; year: YearWord; where: Condition }

export type Value = string | number | boolean
/** What is asked of one row. A missing value meets nothing but `missing`. */
export type Condition =
  | { kind: 'all' | 'any'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'is'; field: string; values: readonly Value[] }
  | { kind: 'range'; field: string; low: Value | null; high: Value | null }
  | { kind: 'missing'; field: string; missing: boolean }

/** What is asked of one student. */
export type Holds =
  | { kind: 'all' | 'any'; of: readonly Holds[] }
  | { kind: 'not'; of: Holds }
  | {
      kind: 'test'
      /** Rows to be counted, or whose field is added up (a row without a value adds nothing). */
      rows: Rows
      sum: string | null
      /** Only rows of the school at which the student is asked about. */
      here: boolean
      low: number | null
      high: number | null
    }
export type Test = Extract<Holds, { kind: 'test' }>

/** Bounds of a definition, so that its cost is known before it runs. */
export const limits = {
  conditions: 24,
  tests: 5,
  depth: 4,
  list: 20,
  text: 60,
  name: 80,
  sentence: 300,
  id: 40,
  file: 20_000,
} as const

/** All tests of a definition, in the order in which they are written; of a count or sum the one that it is. */
export function testsOf({ counts }: Definition): Test[] {
  if (counts.kind === 'share') return testsIn(counts.holds)
  const { rows } = counts
  return [{ kind: 'test', rows, sum: counts.kind === 'sum' ? counts.field : null, here: true, low: null, high: null }]
}

function testsIn(holds: Holds): Test[] {
  if (holds.kind === 'test') return [holds]
  return holds.kind === 'not' ? testsIn(holds.of) : holds.of.flatMap(testsIn)
}

/** Fields that a condition speaks of. */
export function fieldsOf(condition: Condition): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(fieldsOf)
    case 'not':
      return fieldsOf(condition.of)
    default:
      return [condition.field]
  }
}

/** Fields of each fact that a definition speaks of, in the order of first mention. */
export function usedFields(definition: Definition): Map<FactName, string[]> {
  const used = new Map<FactName, string[]>()
  const note = (fact: FactName, fields: readonly string[]) => {
    const known = used.get(fact) ?? []
    used.set(fact, [...new Set([...known, ...fields])])
  }
  note(definition.of.fact, fieldsOf(definition.of.where))
  for (const test of testsOf(definition))
    note(test.rows.fact, [...fieldsOf(test.rows.where), ...(test.sum === null ? [] : [test.sum])])
  return used
}

/**
 * What a school must have handed in to be measured: of everything that is asked of a row, the part about which file it came with.
 * A school that gave the state test and not the reading screener is not measured by a definition about the screener.
 */
export function cameWith(rows: Rows, fields: readonly string[]): Condition {
  const parts = rows.where.kind === 'all' ? rows.where.of : [rows.where]
  return { kind: 'all', of: parts.filter((part) => fieldsOf(part).every((field) => fields.includes(field))) }
}
