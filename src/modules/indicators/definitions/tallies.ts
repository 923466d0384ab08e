import { card, type OutcomeCard, type YearUnit } from './outcomes.ts'

/** Counts, days and means of a school year: what is no share of students, so that nobody takes it for one. */
const whole = [-1, 12] as const
const discipline = <Id extends string>(id: Id, key: string, unit: YearUnit, kinds: 'all' | ',oss,') =>
  card(id, key, {
    direction: 'lower',
    unit,
    above: 'sum',
    needs: { dataset: 'discipline', yearsBack: 0 },
    steps: ['enrolled', 'fall-member', 'removal', 'actions'],
    params: {
      kinds: kinds === 'all' ? { setting: 'removals' } : kinds,
      countedOn: { fall: 'fallCount' },
      countsDays: unit === 'days',
      ofFall: unit !== 'count',
    },
    grades: whole,
  })
const tests = { setting: 'stateTests' } as const
const index = <Id extends string>(id: Id, key: string, subject: string) =>
  card(id, key, {
    unit: 'index',
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['performance-index'],
    params: { stateTests: tests, subject, lowGrade: 3, highGrade: 11 },
    grades: [3, 11],
  })
const growth = <Id extends string>(id: Id, key: string, subjects: string, english: boolean, met: boolean) =>
  card(id, key, {
    unit: met ? 'share' : 'mean',
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['growth'],
    params: {
      tests: english ? { setting: 'englishTests' } : tests,
      subjects,
      asksMet: met,
      lowest: { setting: 'growthFloor' },
      highest: { setting: 'growthCap' },
      lowGrade: english ? 0 : 4,
      highGrade: english ? 12 : 8,
    },
    grades: english ? [0, 12] : [4, 8],
  })

/** All of them, in the order in which pages list them. */
export const tallies = [
  discipline('suspension-actions', 'suspensionActions', 'per100', 'all'),
  discipline('days-lost', 'daysLost', 'days', 'all'),
  discipline('out-of-school-suspensions', 'oss', 'count', ',oss,'),
  index('ela-performance-index', 'elaIndex', 'ela'),
  index('math-performance-index', 'mathIndex', 'math'),
  index('science-performance-index', 'scienceIndex', 'science'),
  growth('ela-growth', 'elaGrowth', ',ela,', false, false),
  growth('math-growth', 'mathGrowth', ',math,', false, false),
  growth('english-learner-growth', 'englishGrowth', ',literacy,oral,', true, true),
  card('schools-at-performance-index', 'schoolsAtIndex', {
    people: 'schools',
    needs: { dataset: 'assessment', yearsBack: 0 },
    steps: ['schools-at-index'],
    params: {
      stateTests: tests,
      lowGrade: 3,
      highGrade: 11,
      indexLimit: { setting: 'indexLimit' },
      leastStudents: { setting: 'indexStudents' },
    },
    grades: [3, 11],
  }),
  card('fall-enrollment', 'fallEnrollment', {
    unit: 'count',
    needs: { dataset: 'enrollment', yearsBack: 0 },
    steps: ['fall-member', 'fall-enrollment'],
    params: { countedOn: { fall: 'fallCount' } },
    grades: whole,
  }),
] as const satisfies readonly OutcomeCard[]
