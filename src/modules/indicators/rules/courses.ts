import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** One course of one student as it was finished. Credits are whole hundredths of a full-year credit (50 = one semester). */
export type Course = {
  student: string
  /** Grade level in which it was taken; 8 or lower for Algebra 1 in middle school. */
  grade: number
  subject: 'english' | 'math' | 'science' | 'social' | 'other'
  credits: number
  /** Letter A+ to F, P (passed), or null while open. */
  mark: string | null
  /** How many semesters it spans: an F of a year is two. */
  semesters: 1 | 2
  summer: boolean
  /** Algebra 1, its integrated equal, or any higher mathematics, by the district's own map. */
  algebra: boolean
}

const ladder = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+']
/** Whether a letter is at or above another. P has no place on the ladder: it passes, and reaches no letter. */
export function atLeast(mark: string | null, least: string): boolean {
  const wanted = ladder.indexOf(least)
  if (wanted < 0) refuse('not-a-setting', 'mark')
  if (mark === null || mark === 'P') return false
  const place = ladder.indexOf(mark)
  if (place < 0) refuse('not-a-setting', 'a mark that is not A+ to F or P')
  return place >= wanted
}
const passed = (mark: string | null): boolean => mark === 'P' || atLeast(mark, 'D-')

export type NinthGrader = { student: string; firstTime: boolean }
export type OnTrackRule = {
  /** Whole hundredths of credits. */
  minCredits: number
  /** Most semester F in core subjects; null: failures do not matter. */
  coreFailMax: number | null
  includeSummer: boolean
  cohort: 'first_time' | 'all'
}
/**
 * Chicago Consortium: five full credits and at most one semester F in English, math, science or social science; no summer.
 * Connecticut, indicator 7: six credits since 2021-22 (five before is not confirmed), whatever failed; whether summer counts is not confirmed.
 */
export const onTrackRules = {
  chicago: { minCredits: 500, coreFailMax: 1, includeSummer: false, cohort: 'first_time' },
  connecticut: { minCredits: 600, coreFailMax: null, includeSummer: true, cohort: 'first_time' },
} as const satisfies Record<string, OnTrackRule>

/** Freshmen on track (methods 2.6), of the grade-9 cohort at the end of the year. A student without a single course stays in the denominator. */
export function onTrack(students: readonly NinthGrader[], courses: readonly Course[], rule: OnTrackRule): Share {
  demandCounts('least credits', rule.minCredits)
  once(students)
  const cohort = students.filter((one) => rule.cohort === 'all' || one.firstTime)
  const own = byStudent(courses)
  const k = cohort.filter(({ student }) => {
    const taken = (own.get(student) ?? []).filter((c) => c.grade === 9 && (rule.includeSummer || !c.summer))
    const credits = taken.filter((c) => passed(c.mark)).reduce((sum, c) => sum + c.credits, 0)
    const fails = taken.filter((c) => c.mark === 'F' && c.subject !== 'other').reduce((sum, c) => sum + c.semesters, 0)
    return credits >= rule.minCredits && (rule.coreFailMax === null || fails <= rule.coreFailMax)
  }).length
  return { k, n: cohort.length }
}

/**
 * Algebra 1, or higher, with at least a C by the end of grade 9 (methods 2.7; C- is below C), of all first-time ninth graders, those who
 * never took it included: otherwise the measure would reward leaving students out. A best mark counts; credit from elsewhere counts.
 */
export function algebraByNine(students: readonly NinthGrader[], courses: readonly Course[], least = 'C'): Share {
  once(students)
  const cohort = students.filter((one) => one.firstTime)
  const own = byStudent(courses)
  const reached = (student: string): boolean =>
    (own.get(student) ?? []).some((c) => c.algebra && c.grade <= 9 && atLeast(c.mark, least))
  return { k: cohort.filter(({ student }) => reached(student)).length, n: cohort.length }
}

function once(students: readonly { student: string }[]): void {
  if (new Set(students.map((one) => one.student)).size !== students.length)
    refuse('not-a-cohort', 'a student is listed twice')
}

function byStudent(courses: readonly Course[]): Map<string, Course[]> {
  const own = new Map<string, Course[]>()
  for (const course of courses) {
    demandCounts('credits', course.credits)
    own.set(course.student, [...(own.get(course.student) ?? []), course])
  }
  return own
}
