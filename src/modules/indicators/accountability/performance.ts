import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'

/**
 * How a district turns scale scores into index points, by assessment, subject, grade and year. The state's own formulas are not published in a form that was
 * found, so none is built in: the index is imported, or a district brings its table.
 */
export const conversionTable = z.strictObject({
  assessment: z.string().min(1),
  subject: z.enum(['ela', 'math', 'science']),
  grade: z.string().min(1),
  schoolYear: z.int(),
  points: z
    .array(z.strictObject({ scaleScore: z.number(), index: z.number().min(0).max(110) }))
    .min(2)
    .refine((all) => all.every((one, i) => i === 0 || one.scaleScore > (all[i - 1]?.scaleScore ?? Infinity)), {
      message: 'scale scores must rise',
    }),
})
export type ConversionTable = z.infer<typeof conversionTable>

/** Reads a district's table. Errors: Invalid with the place of what is wrong. */
export function readConversion(given: unknown): ConversionTable {
  const read = conversionTable.safeParse(given)
  if (read.success) return read.data
  const details = read.error.issues.map((one) => ({ path: one.path.join('.'), message: one.message }))
  throw invalid(
    'indicators/conversion',
    'The table of index points cannot be used.',
    'Give scale scores that rise, each with an index from 0 to 110.',
    details,
  )
}

/** Index points of one scale score: a straight line between two points of the table; beyond its ends, the value at the end. */
export function indexOfScore({ points }: ConversionTable, scaleScore: number): number {
  const above = points.findIndex((one) => one.scaleScore >= scaleScore)
  const right = points[above]
  const left = points[above - 1]
  if (!right) return points.at(-1)?.index ?? 0
  if (!left) return right.index
  const part = (scaleScore - left.scaleScore) / (right.scaleScore - left.scaleScore)
  return left.index + part * (right.index - left.index)
}

/** Mean index of a group over its tested students, 0..110, and their number; null for nobody. Source: methods 1.5. */
export const groupIndex = (indexes: readonly number[]): { index: number; students: number } | null =>
  indexes.length === 0
    ? null
    : { index: indexes.reduce((sum, n) => sum + n, 0) / indexes.length, students: indexes.length }

/** Counts of one group at one assessment. `proficient`: level 3 or 4 of those with a valid score. */
export type Tested = { proficient: number; valid: number; shouldHaveTested: number; enrolled: number }

/**
 * The three proficiency rates, as fractions, which are never mixed: of valid scores (the one that is published, beside participation), of everybody enrolled on
 * the day, and of at least 95 % of those who should have been tested (federal; whether Connecticut's index uses it is not verified). Null for nobody.
 */
export function proficiencyRates({ proficient, valid, shouldHaveTested, enrolled }: Tested): {
  ofValid: number | null
  ofEnrolled: number | null
  ofFederal: number | null
  participation: number | null
} {
  const share = (n: number, d: number): number | null => (d > 0 ? n / d : null)
  return {
    ofValid: share(proficient, valid),
    ofEnrolled: share(proficient, enrolled),
    ofFederal: share(proficient, Math.max(valid, 0.95 * shouldHaveTested)),
    participation: share(valid, shouldHaveTested),
  }
}
