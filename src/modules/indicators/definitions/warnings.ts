import { card, type OutcomeCard } from './outcomes.ts'

/**
 * The record of early warning rules on the district's own past classes: signs of grade 8 against being off track in grade 9. Rules and sources are those of
 * `../rules/early-warning.ts`; the set of grade 6 asks for marks of behavior, which no feed brings, so it has no record here.
 */
export const warningAsks = ['precision', 'recall', 'base', 'undecided'] as const
export type WarningAsk = (typeof warningAsks)[number]
export const recordedRules = ['abc', 'abc-three-suspensions'] as const
export type RecordedRule = (typeof recordedRules)[number]
export type WarningId = `warning-${RecordedRule}-${WarningAsk}`

const suspensionsFrom: Record<RecordedRule, number> = { abc: 1, 'abc-three-suspensions': 3 }

export const warnings: readonly (OutcomeCard & { id: WarningId })[] = recordedRules.flatMap((rule) =>
  warningAsks.map((asks) =>
    card(`warning-${rule}-${asks}`, `warning.${asks}`, {
      words: {
        name: `warning.${asks}`,
        sentence: `warning.${asks}Sentence`,
        people: 'students',
        values: { n: suspensionsFrom[rule] },
      },
      direction: 'lower',
      listed: false,
      needs: { dataset: 'course', yearsBack: 0 },
      datasets: ['course', 'course_flag', 'discipline'],
      steps: ['enrolled', 'credit-year', 'on-track', 'warning-sign', 'early-warning'],
      params: {
        asks,
        minCreditHundredths: { setting: 'onTrackCredits' },
        mostCoreFailures: 999,
        includeSummer: true,
        firstTimeOnly: true,
        signYear: { year: -1 },
        signLowGrade: 8,
        signHighGrade: 8,
        kinds: { setting: 'removals' },
        attendancePercent: { setting: 'warningAttendance' },
        suspensionsFrom: suspensionsFrom[rule],
      },
      grades: [9, 9],
    }),
  ),
)

/** The same rule on the running year: who is named now. Its rows go to the lists of schools, under the id of the rule's first record. */
export const warningsNow = recordedRules.flatMap((rule) => {
  const record = warnings.find((one) => one.id === `warning-${rule}-precision`)
  return record ? [{ rule, card: { ...record, params: { ...record.params, signYear: { year: 0 } } } }] : []
})
export const listId = (rule: RecordedRule): WarningId => `warning-${rule}-precision`
