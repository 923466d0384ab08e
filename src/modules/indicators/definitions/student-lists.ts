import type { OutcomeCard } from './outcomes.ts'
import { yearCard } from './yearly.ts'

/** Measures of a school year of which a school sees, by name, who does not count yet: those that somebody can still change for a student. */
export const listedMeasures = [
  'freshmen-on-track',
  'algebra-1-by-grade-9',
  'college-career-courses',
  'success-plan-and-adult',
] as const
export type ListedMeasure = (typeof listedMeasures)[number]

export const isListed = (id: string): id is ListedMeasure => (listedMeasures as readonly string[]).includes(id)

/** What a row of such a list says of a student, in the place of a tier. */
export const notYet = 'not_yet'

/** The cards of the measures that have a list. */
export const listedCards: readonly OutcomeCard[] = listedMeasures.flatMap((id) => yearCard.get(id) ?? [])
