import type { Thresholds } from './years.ts'

/** What is known of a student. Null: not known. `yearsSince...`: whole years since the status ended, null when it never did or is not known. */
export type Needs = {
  economicallyDisadvantaged: boolean | null
  englishLearner: boolean | null
  disability: boolean | null
  yearsSinceLearner?: number | null
  yearsSinceDisability?: number | null
}

/**
 * High needs: economically disadvantaged, or English learner, or with a disability; each student once, whatever the number of reasons. With the second argument also
 * those who left one of the last two groups a few years ago (not verified, so off unless asked for). Out: null when nothing says yes and something is not known.
 * Source: methods 1.4.
 */
export function isHighNeeds(student: Needs, former?: Thresholds['formerYears']): boolean | null {
  const { yearsSinceLearner: learner = null, yearsSinceDisability: disability = null } = student
  if (former && learner !== null && learner <= former.learner) return true
  if (former && disability !== null && disability <= former.disability) return true
  const reasons = [student.economicallyDisadvantaged, student.englishLearner, student.disability]
  return reasons.includes(true) ? true : reasons.includes(null) ? null : false
}
