import type { DefinitionId } from '../indicators/index.ts'

/** The parts of the scorecard, in the order in which its pages show them. */
export const areas = ['attendance', 'reading_math', 'high_school', 'climate', 'support'] as const
export type Area = (typeof areas)[number]

/** A measure that editions publish. `yearly`: known when the school year is over, never so far. `grade`: it speaks of one grade only. */
export type Published = { id: DefinitionId; area: Area; yearly: boolean; grade?: string }

const yearly = (area: Area, id: DefinitionId, grade?: string): Published => ({
  id,
  area,
  yearly: true,
  ...(grade ? { grade } : {}),
})

/**
 * Every measure of an edition. Each is a share of students (or, for average attendance, of days), so the rule for small numbers fits it. Left out, because
 * their counts together with these would tell of groups that no sum here guards: participation in tests (its numerator is another's denominator), the second rule
 * for being on track, and the two halves of the success plan (decision 059).
 */
export const measures: readonly Published[] = [
  { id: 'chronic-absenteeism', area: 'attendance', yearly: false },
  { id: 'average-daily-attendance', area: 'attendance', yearly: false },
  yearly('reading_math', 'grade-3-reading', '3'),
  yearly('reading_math', 'grade-8-math', '8'),
  yearly('reading_math', 'ela-proficiency'),
  yearly('reading_math', 'math-proficiency'),
  yearly('reading_math', 'science-proficiency'),
  yearly('high_school', 'four-year-graduation'),
  yearly('high_school', 'six-year-graduation'),
  yearly('high_school', 'freshmen-on-track', '9'),
  yearly('high_school', 'algebra-1-by-grade-9', '9'),
  yearly('high_school', 'college-career-courses'),
  yearly('high_school', 'college-career-exams'),
  yearly('high_school', 'arts-access'),
  yearly('high_school', 'postsecondary-entrance'),
  yearly('climate', 'suspension-rate'),
  yearly('support', 'success-plan-and-adult'),
]

const byId: ReadonlyMap<string, Published> = new Map(measures.map((one) => [one.id, one]))

/** The area of a measure; measures of older editions that none names stand with attendance. */
export const areaOf = (definition: string): Area => byId.get(definition)?.area ?? 'attendance'
/** Whether a measure is only published of years that are over. */
export const isYearly = (definition: string): boolean => byId.get(definition)?.yearly ?? false
/** The one grade that a measure speaks of, or null. */
export const gradeOf = (definition: string): string | null => byId.get(definition)?.grade ?? null

/** Measures whose students are part of another's: what is left over is a number that any reader can make. `both`: those with the outcome too. */
export type Nested = { whole: DefinitionId; parts: readonly DefinitionId[]; of: 'both' | 'n' }
export const nested: readonly Nested[] = [
  { whole: 'ela-proficiency', parts: ['grade-3-reading'], of: 'both' },
  { whole: 'math-proficiency', parts: ['grade-8-math'], of: 'both' },
  // Grade 10 is left over; grades 11 and 12; who repeats grade 9; schools that reported no exam.
  { whole: 'arts-access', parts: ['freshmen-on-track', 'college-career-courses'], of: 'n' },
  { whole: 'freshmen-on-track', parts: ['algebra-1-by-grade-9'], of: 'n' },
  { whole: 'college-career-courses', parts: ['college-career-exams'], of: 'n' },
]

/** The same students once as a measure of their own and once as grades of a wider one. */
export const sameGrades: readonly {
  one: DefinitionId
  wider: DefinitionId
  grades: readonly string[]
  of: 'both' | 'n'
}[] = [
  { one: 'grade-3-reading', wider: 'ela-proficiency', grades: ['3'], of: 'both' },
  { one: 'grade-8-math', wider: 'math-proficiency', grades: ['8'], of: 'both' },
  { one: 'freshmen-on-track', wider: 'arts-access', grades: ['9'], of: 'n' },
  { one: 'college-career-courses', wider: 'arts-access', grades: ['11', '12'], of: 'n' },
]
