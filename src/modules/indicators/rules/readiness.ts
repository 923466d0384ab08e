import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** A flagged course of a student in grade 11 or 12: the family in which two are needed (advanced, workplace, or one career cluster). */
export type FlaggedCourse = { student: string; course: string; family: string }
export type Enrolled = { student: string; grade: number }

/**
 * College and career readiness by coursework (methods 1.8 and 2.8; Connecticut's indicator 5): students of the grades with at least two
 * courses of one family, of all students enrolled in them. The list of families is not confirmed, hence data; so are grades (a plan of the
 * district says 11, its own page and the state 11 and 12).
 */
export function coursework(
  enrolled: readonly Enrolled[],
  courses: readonly FlaggedCourse[],
  rule: { grades: readonly number[]; least: number } = { grades: [11, 12], least: 2 },
): Share {
  demandCounts('least courses', rule.least)
  const taken = new Map<string, Set<string>>()
  for (const { student, course, family } of courses) {
    const key = JSON.stringify([student, family])
    taken.set(key, (taken.get(key) ?? new Set()).add(course))
  }
  const reached = new Set<string>()
  for (const [key, list] of taken) if (list.size >= rule.least) reached.add((JSON.parse(key) as [string])[0])
  return among(enrolled, rule.grades, (student) => rule.least === 0 || reached.has(student))
}

export type ExamResult = { student: string; exam: string; score: number }
/**
 * Readiness by exams (indicator 6): students of the grades with at least one result at or above the benchmark of its exam. An exam without a
 * benchmark counts for nobody. In: benchmarks by exam; AP 3 and IB 4 are standard, those of SAT and ACT are the district's to enter.
 */
export function examReady(
  enrolled: readonly Enrolled[],
  results: readonly ExamResult[],
  benchmarks: Readonly<Record<string, number>>,
  grades: readonly number[] = [11, 12],
): Share {
  const reached = new Set(
    results.filter((one) => one.score >= (benchmarks[one.exam] ?? Number.POSITIVE_INFINITY)).map((one) => one.student),
  )
  return among(enrolled, grades, (student) => reached.has(student))
}

/**
 * Postsecondary entrance (methods 1.8, indicator 10): graduates enrolled in a two- or four-year institution within a year of their diploma, of
 * all graduates. In: ISO dates of diploma and of the start of each enrollment. The window of the state is not confirmed: a year, its last day
 * included. An enrollment that began before the diploma (college courses of a student of the school) does not count.
 */
export function postsecondary(
  graduates: readonly { student: string; on: string }[],
  enrollments: readonly { student: string; from: string }[],
): Share {
  demandOnce(graduates)
  const k = graduates.filter(({ student, on }) => {
    const until = `${Number(on.slice(0, 4)) + 1}${on.slice(4)}`
    return enrollments.some((one) => one.student === student && one.from > on && one.from <= until)
  }).length
  return { k, n: graduates.length }
}

export type PlanStudent = {
  student: string
  grade: number
  /** A success plan that is active and was updated within the year. */
  plan: boolean
  /** A caring adult is named. */
  adult: boolean
}
/**
 * Success plans (methods 2.9; C.G.S. 10-221a(j), from grade 6): both parts and what the plan asks for, the two together, of the students of
 * grades 6 to 12 enrolled on the day. The rate of both can be far below the smaller of its parts' rates, hence all three.
 */
export function successPlans(
  students: readonly PlanStudent[],
  grades = { low: 6, high: 12 },
): { plan: Share; adult: Share; both: Share } {
  const own = students.filter((one) => one.grade >= grades.low && one.grade <= grades.high)
  demandOnce(own)
  const count = (holds: (one: PlanStudent) => boolean): Share => ({ k: own.filter(holds).length, n: own.length })
  return {
    plan: count((one) => one.plan),
    adult: count((one) => one.adult),
    both: count((one) => one.plan && one.adult),
  }
}

/** What two parts leave open when only their counts are known: the fewest and the most students who can have both. */
export function bothBounds(plan: Share, adult: Share): { fewest: number; most: number } {
  demandCounts('counts', plan.k, plan.n, adult.k, adult.n)
  if (plan.n !== adult.n || plan.k > plan.n || adult.k > adult.n) refuse('not-a-cohort', 'parts of one group')
  return { fewest: Math.max(0, plan.k + adult.k - plan.n), most: Math.min(plan.k, adult.k) }
}

function demandOnce(students: readonly { student: string }[]): void {
  if (new Set(students.map((one) => one.student)).size !== students.length)
    refuse('not-a-cohort', 'a student is listed twice')
}

function among(enrolled: readonly Enrolled[], grades: readonly number[], holds: (student: string) => boolean): Share {
  const own = enrolled.filter((one) => grades.includes(one.grade))
  demandOnce(own)
  return { k: own.filter((one) => holds(one.student)).length, n: own.length }
}
