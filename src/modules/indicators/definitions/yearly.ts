import { disparities } from './disparities.ts'
import { type NamedTestId, namedTestMeasures } from './named-tests.ts'
import { type OutcomeCard, outcomes } from './outcomes.ts'
import { tallies } from './tallies.ts'
import { type WarningId, warnings } from './warnings.ts'

/** Every measure that is counted once a school year: shares of students, counts and means, categories of the federal rule, records of warning rules, named tests. */
export const yearMeasures = [...outcomes, ...tallies, ...disparities, ...warnings, ...namedTestMeasures] as const

export type YearId = (typeof outcomes | typeof tallies | typeof disparities)[number]['id'] | NamedTestId | WarningId

/** The card of a measure of a school year by its id; undefined for a daily one. */
export const yearCard: ReadonlyMap<string, OutcomeCard> = new Map(yearMeasures.map((one) => [one.id, one]))
