import type { OutcomeParameter } from './outcome-parameters.ts'

/** Datasets that the definitions of a school year read, beside enrollment, groups and organizations. */
export const outcomeDatasets = [
  'assessment',
  'course',
  'course_flag',
  'discipline',
  'cohort',
  'postsecondary',
  'program',
] as const
export type OutcomeDataset = (typeof outcomeDatasets)[number]

/** What one column of a definition's `param` row is: a number, a word, a yes or no, the value of a dated setting, or a day that a setting names: of the year in which the school year ends, or (`fall`) begins. */
export type ParamValue =
  | number
  | string
  | boolean
  | { setting: OutcomeParameter }
  | { day: OutcomeParameter }
  | { fall: OutcomeParameter }
  | { year: number }

/**
 * What the two numbers of a value say. share: n of d. per100: n things to 100 of d students. count: n things, among d students.
 * days: n hundredths of days, shown as days to 100 of d students. index: n hundredths of points, shown as the mean of d students.
 * mean: n ten-thousandths, shown as the mean percent of d students. Only a share has the interval of a share.
 */
export type YearUnit = 'share' | 'per100' | 'count' | 'days' | 'index' | 'mean'

/** A definition that is computed once for a school year, from rows about students. */
export type OutcomeCard = {
  id: string
  words: { name: string; sentence: string; people: string; values?: Readonly<Record<string, string | number>> }
  /** Left out: a share of students. */
  unit?: YearUnit
  /** What d counts; left out: students. */
  people?: 'students' | 'schools'
  /** False: not in the list of indicators, but on a page of its own. */
  listed?: boolean
  direction: 'lower' | 'higher'
  /** The dataset without which nothing is computed, and how many years before the school year its rows are (a graduate is looked for a year later). */
  needs: { dataset: OutcomeDataset | 'enrollment'; yearsBack: number }
  datasets: readonly OutcomeDataset[]
  /** Steps in the order in which they run; the last one gives student_key, org_id (school), n, d. */
  steps: readonly string[]
  trait: 'year-trait' | 'cohort-trait'
  /** Columns of `param` beside school_year, first_day and today. */
  params: Readonly<Record<string, ParamValue>>
  /** Grades that it speaks of: a school without any of them is "not applicable". */
  grades: readonly [low: number, high: number]
  /** How a student of two schools counts above them: any = once, with the highest n; sum = once, with all n of both (actions, days). */
  above: 'any' | 'sum'
  /** SQL of the last step, where it has no file: a district's own definition, compiled (`own/engine/compile.ts`). */
  ownSql?: string
}

type Made = Pick<OutcomeCard, 'needs' | 'steps' | 'params' | 'grades'> & Partial<OutcomeCard>

/** A card with what most have in common: a share of students, more of it is better. In: id, the key of its words, what differs. */
export const card = <Id extends string>(id: Id, key: string, made: Made): OutcomeCard & { id: Id } => ({
  words: { name: key, sentence: `${key}Sentence`, people: 'students' },
  direction: 'higher',
  datasets: made.needs.dataset === 'enrollment' ? [] : [made.needs.dataset],
  trait: 'year-trait',
  above: 'any',
  ...made,
  id,
})

const test = { stateTests: { setting: 'stateTests' }, proficientLevel: { setting: 'proficientLevel' } } as const
const proficiency = <Id extends string>(id: Id, key: string, subject: string, low: number, high: number) =>
  card(id, key, {
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['proficiency'],
    params: { ...test, subject, lowGrade: low, highGrade: high },
    grades: [low, high],
  })
const participation = <Id extends string>(id: Id, key: string, subject: string) =>
  card(id, key, {
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['participation'],
    params: { stateTests: test.stateTests, subject, lowGrade: 3, highGrade: 11 },
    grades: [3, 11],
  })
const courses = ['course', 'course_flag'] as const
const graduation = <Id extends string>(id: Id, key: string, years: 4 | 6) =>
  card(id, key, {
    needs: { dataset: 'cohort', yearsBack: years - 4 },
    steps: ['cohort-graduation'],
    trait: 'cohort-trait',
    params: { cohortYear: { year: 4 - years }, graduatesThrough: { day: 'graduatesThrough' } },
    grades: [9, 12],
  })
const successPlan = <Id extends string>(id: Id, key: string, plan: boolean, adult: boolean) =>
  card(id, key, {
    needs: { dataset: 'program', yearsBack: 0 },
    steps: ['enrolled', 'success-plan'],
    params: { asksPlan: plan, asksAdult: adult, lowGrade: { setting: 'successPlanLowGrade' }, highGrade: 12 },
    grades: [6, 12],
  })

/** All of them, in the order in which pages list them. */
export const outcomes = [
  graduation('four-year-graduation', 'fourYearGraduation', 4),
  graduation('six-year-graduation', 'sixYearGraduation', 6),
  proficiency('grade-3-reading', 'grade3Ela', 'ela', 3, 3),
  proficiency('grade-8-math', 'grade8Math', 'math', 8, 8),
  proficiency('ela-proficiency', 'elaProficiency', 'ela', 3, 11),
  proficiency('math-proficiency', 'mathProficiency', 'math', 3, 11),
  proficiency('science-proficiency', 'scienceProficiency', 'science', 5, 11),
  participation('ela-participation', 'elaParticipation', 'ela'),
  participation('math-participation', 'mathParticipation', 'math'),
  card('freshmen-on-track', 'onTrackGrade9', {
    needs: { dataset: 'course', yearsBack: 0 },
    datasets: ['course'],
    steps: ['enrolled', 'credit-year', 'on-track'],
    params: {
      minCreditHundredths: { setting: 'onTrackCredits' },
      mostCoreFailures: 999,
      includeSummer: true,
      firstTimeOnly: false,
    },
    grades: [9, 9],
  }),
  card('on-track-chicago', 'onTrackChicago', {
    needs: { dataset: 'course', yearsBack: 0 },
    datasets: courses,
    steps: ['enrolled', 'credit-year', 'on-track'],
    params: {
      minCreditHundredths: { setting: 'onTrackChicagoCredits' },
      mostCoreFailures: { setting: 'onTrackChicagoFailures' },
      includeSummer: false,
      firstTimeOnly: true,
    },
    grades: [9, 9],
  }),
  card('algebra-1-by-grade-9', 'algebra1', {
    needs: { dataset: 'course', yearsBack: 0 },
    datasets: courses,
    steps: ['enrolled', 'algebra-1'],
    params: {},
    grades: [9, 9],
  }),
  card('college-career-courses', 'ccrCoursework', {
    needs: { dataset: 'course', yearsBack: 0 },
    datasets: courses,
    steps: ['enrolled', 'ccr-coursework'],
    params: { minCourses: { setting: 'ccrCourses' } },
    grades: [11, 12],
  }),
  card('college-career-exams', 'ccrExams', {
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['enrolled', 'ccr-exams'],
    params: {
      satEla: { setting: 'satEla' },
      satMath: { setting: 'satMath' },
      actScore: { setting: 'actScore' },
      apLevel: { setting: 'apLevel' },
      ibLevel: { setting: 'ibLevel' },
    },
    grades: [11, 12],
  }),
  card('arts-access', 'artsAccess', {
    needs: { dataset: 'course', yearsBack: 0 },
    datasets: courses,
    steps: ['enrolled', 'arts-access'],
    params: {},
    grades: [9, 12],
  }),
  card('suspension-rate', 'suspensionRate', {
    direction: 'lower',
    needs: { dataset: 'discipline', yearsBack: 0 },
    steps: ['enrolled', 'suspension-rate'],
    params: { lowGrade: -1, highGrade: 12 },
    grades: [-1, 12],
  }),
  card('postsecondary-entrance', 'postsecondaryEntrance', {
    needs: { dataset: 'postsecondary', yearsBack: 1 },
    steps: ['postsecondary-entrance'],
    params: { enteredThrough: { day: 'enteredThrough' } },
    grades: [9, 12],
  }),
  successPlan('success-plan-coverage', 'successPlan', true, false),
  successPlan('caring-adult', 'caringAdult', false, true),
  successPlan('success-plan-and-adult', 'successPlanAndAdult', true, true),
] as const

export type OutcomeId = (typeof outcomes)[number]['id']

/** The card of a share of students by its id; undefined for other measures (`yearCard` of yearly.ts knows all). */
export const outcomeById: ReadonlyMap<string, OutcomeCard> = new Map(outcomes.map((one) => [one.id, one]))
