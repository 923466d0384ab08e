import { thresholds } from './years.ts'

/** A student with two scores in a row, and the gain that the state asks of that student. */
export type Growth = { before: number; after: number; target: number }

/** The share of the target that one student reached: cut at 0 and at 1.1. The lower bound is not verified. Source: methods 1.6. */
export function reachedOf({ before, after, target }: Growth): number {
  const { low, high } = thresholds.growthBounds[0].value
  return Math.min(high, Math.max(low, (after - before) / target))
}

/**
 * Average share of the target over matched students, as the state publishes it for indicators 2a to 2f (a fraction; points are this times the possible points), and
 * beside it the share who met theirs, which no points hang on. Null for fewer than 20 matched students.
 */
export function groupGrowth(students: readonly Growth[]): { average: number; met: number; students: number } | null {
  const usable = students.filter((one) => one.target > 0)
  if (usable.length < thresholds.minimumStudents[0].value) return null
  const sum = usable.reduce((n, one) => n + reachedOf(one), 0)
  const met = usable.filter((one) => one.after - one.before >= one.target).length
  return { average: sum / usable.length, met: met / usable.length, students: usable.length }
}
