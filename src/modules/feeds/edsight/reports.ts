import type { Kind } from './facts.ts'
import { gradeOf, type GroupSet } from './dims.ts'

/**
 * A column that counts. `keys`: its header as `keyOf` makes it, any of them. `under`: how the header above it begins, where the same header stands several times.
 * `year`: the header is a school year; the value belongs to it, or to the report's when `report`. `group`, `grade`: one part of all students stands in this column.
 */
export type MeasureColumn = {
  measure: string
  kind: Kind
  keys: readonly string[]
  under?: string
  year?: 'own' | 'report'
  group?: { set: Exclude<GroupSet, 'all'>; label: string }
  grade?: string
}

/** A printed rate that follows from two printed counts, in percent to so many decimals. All reports round a half up (98,346 cells looked at). */
export type RateRule = { rate: string; of: string; in: string; digits: number }
/** A printed total of printed parts. */
export type SumRule = { total: string; parts: readonly string[] }
/** A printed difference of two printed scores that were rounded one by one, so that it may be off by one. */
export type ChangeRule = { change: string; measure: string; within: number }

/**
 * A state report as data. `title`: what its first line looks like; null: it is printed without one, and told by its columns alone.
 * `subject`: every row has one, from a column, a title line or the name of the file. `additive`: counts that may be added over schools; a measure that is not
 * here counts a student once a school, so that sums would count some twice.
 */
export type Report = {
  id: string
  title: RegExp | null
  subject: boolean
  columns: readonly MeasureColumn[]
  rates: readonly RateRule[]
  sums: readonly SumRule[]
  changes: readonly ChangeRule[]
  additive: readonly string[]
}

const count = (measure: string, ...keys: string[]): MeasureColumn => ({ measure, kind: 'count', keys })
const rate = (measure: string, ...keys: string[]): MeasureColumn => ({ measure, kind: 'rate', keys })
const percent = (of: string, within: string, name = `${of}Rate`): RateRule => ({
  rate: name,
  of,
  in: within,
  digits: 1,
})

const report = (
  id: string,
  title: RegExp | null,
  columns: readonly MeasureColumn[],
  more: Partial<Report> = {},
): Report => ({
  id,
  title,
  subject: false,
  columns,
  rates: [],
  sums: [],
  changes: [],
  additive: [],
  ...more,
})

/** Cohorts of four, five and six years: one export for graduates, one for the others, with the same cohort. */
const graduation = (years: 'four' | 'five' | 'six'): Report =>
  report(
    `graduation-${years}-year`,
    new RegExp(`^${years}-year graduation rates`, 'i'),
    [
      count('cohort', `${years}yearcohortcount`),
      count('graduates', 'graduationcount'),
      rate('graduatesRate', 'graduationrate'),
      count('stillEnrolled', 'stillenrolledcount'),
      rate('stillEnrolledRate', 'stillenrolledrate'),
      count('other', 'othercount'),
      rate('otherRate', 'otherrate'),
    ],
    {
      rates: [percent('graduates', 'cohort'), percent('stillEnrolled', 'cohort'), percent('other', 'cohort')],
      additive: ['cohort', 'graduates', 'stillEnrolled', 'other'],
    },
  )

/** Four levels and the two upper ones together, as count and percent of those with a score. The header above tells the percents apart. */
const levels = ['1notmet', '2approaching', '3met', '4exceeded', '34metorexceeded']
const levelColumns: MeasureColumn[] = levels.flatMap((key): MeasureColumn[] => {
  const name = `level${key.replace(/\D/g, '')}`
  return [
    { measure: name, kind: 'count', keys: ['count', `level${key}count`], under: `level${key}` },
    { measure: `${name}Rate`, kind: 'rate', keys: ['%'], under: `level${key}` },
  ]
})
const levelNames = ['level1', 'level2', 'level3', 'level4', 'level34']
const levelRules = {
  sums: [
    { total: 'scored', parts: ['level1', 'level2', 'level3', 'level4'] },
    { total: 'level34', parts: ['level3', 'level4'] },
  ],
  additive: ['scored', ...levelNames],
}
const levelRates = levelNames.map((name) => percent(name, 'scored'))

const grades = ['Pre-Kindergarten', 'Kindergarten', ...Array.from({ length: 12 }, (_, at) => `Grade ${at + 1}`)]
const parts = (set: Exclude<GroupSet, 'all'>, under: string, ...found: string[]): MeasureColumn[] =>
  found.map((label) => ({
    measure: 'students',
    kind: 'count',
    keys: [label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')],
    under,
    group: { set, label },
  }))

/** Student counts: one column for each part of the students, so that a row gives many facts of one measure. */
const enrollment = report(
  'enrollment',
  /^student counts by (?:district|school)/i,
  [
    count('students', 'count', 'total'),
    ...grades.map((label): MeasureColumn => {
      return {
        measure: 'students',
        kind: 'count',
        keys: [label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')],
        grade: gradeOf(label) ?? label,
      }
    }),
    ...parts('gender', 'gender', 'Female', 'Male', 'Non-Binary'),
    ...parts('english-learner', 'english', 'Yes', 'No'),
    ...parts('disability', 'special', 'Yes', 'No'),
    ...parts('meals', 'freereduced', 'Free', 'Reduced', 'Non-Subsidized'),
    ...parts('race-1977', 'race', 'American Indian', 'Black, not of Hispanic Origin', 'White, not of Hispanic Origin'),
    ...parts('race-1977', 'race', 'Hispanic/Latino', 'Not Reported'),
    ...parts('race', 'race', 'American Indian or Alaska Native', 'Asian', 'Black or African American'),
    ...parts('race', 'race', 'Hispanic/Latino of any race', 'Native Hawaiian or Other Pacific Islander'),
    ...parts('race', 'race', 'Two or More Races', 'White'),
  ],
  { additive: ['students'] },
)

const incidents = {
  violentCrimes: 'violentcrimesagainstpersons',
  sexualBehavior: 'sexuallyrelatedbehavior',
  threats: 'personallythreateningbehavior',
  theft: 'theftrelatedbehaviors',
  confrontation: 'physicalandverbalconfrontation',
  fighting: 'fightingandbattery',
  propertyDamage: 'propertydamage',
  weapons: 'weapons',
  drugs: 'drugsalcoholtobacco',
  policyViolations: 'schoolpolicyviolations',
}
const sanctions = {
  inSchoolSuspensions: 'inschoolsuspension',
  outOfSchoolSuspensions: 'outofschoolsuspension',
  expulsions: 'expulsion',
  busSuspensions: 'bussuspension',
}
const counts = (names: Record<string, string>): MeasureColumn[] =>
  Object.entries(names).map(([measure, key]) => count(measure, key))

/** All state reports that are read. A new one is a line here, not code. */
export const reports: readonly Report[] = [
  report(
    'bullying',
    /^bullying counts/i,
    [
      count('incidents', 'countsofbullyingincidents'),
      count('students', 'numberofstudentswithatleast1bullyingincident', 'studentswithatleast1bullyingincident'),
    ],
    { additive: ['incidents'] },
  ),
  report('chronic-absenteeism', /^chronic absenteeism/i, [rate('chronicallyAbsentRate', '%chronicallyabsent')]),
  report('college', /^college entrance and persistence/i, [
    rate('entranceRate', 'entrance%'),
    rate('persistenceRate', 'persistence%'),
  ]),
  report('qualified-teachers', /^classes taught by high(?:ly)? qual/i, [
    { measure: 'povertyQuartile', kind: 'category', keys: ['povertyquartile'] },
    { measure: 'qualifiedClassesRate', kind: 'rate', keys: [], year: 'report' },
  ]),
  enrollment,
  report('fitness', /^physical fitness tests/i, [
    { measure: 'healthStandardRate', kind: 'rate', keys: [], year: 'report' },
  ]),
  graduation('four'),
  graduation('five'),
  graduation('six'),
  report('incidents', /^incident counts/i, counts(incidents), { additive: Object.keys(incidents) }),
  report('sanctions', /^sanction counts/i, counts(sanctions), { additive: Object.keys(sanctions) }),
  report(
    'sat',
    /^ct school day sat/i,
    [
      count('scored', 'totalnumberwithscoredtests'),
      ...levelColumns,
      { measure: 'averageScore', kind: 'score', keys: ['averagescore'] },
    ],
    { subject: true, rates: levelRates, ...levelRules },
  ),
  report(
    'smarter-balanced',
    /^smarter balanced assessments/i,
    [
      count('students', 'totalnumberofstudents'),
      count('tested', 'totalnumbertested'),
      rate('participationRate', 'smarterbalancedparticipationrate'),
      count('scored', 'totalnumberwithscoredtests'),
      ...levelColumns,
      { measure: 'averageVss', kind: 'score', keys: ['averagevss'] },
    ],
    {
      subject: true,
      rates: [percent('tested', 'students', 'participationRate'), ...levelRates],
      sums: levelRules.sums,
      additive: ['students', 'tested', ...levelRules.additive],
    },
  ),
  report(
    'smarter-balanced-growth',
    /^smarter balanced growth/i,
    [
      count('matched', 'numberofmatchedstudents'),
      { measure: 'averageVss', kind: 'score', keys: [], year: 'own' },
      { measure: 'averageVssGain', kind: 'change', keys: ['gain'] },
      rate('growthRate', 'growthrate'),
      { measure: 'targetAchieved', kind: 'share', keys: ['averagepercentageoftargetachieved'] },
    ],
    { subject: true, changes: [{ change: 'averageVssGain', measure: 'averageVss', within: 1 }], additive: ['matched'] },
  ),
  report('suspensions', null, [count('suspended', 'count'), rate('suspendedRate', '%')]),
]

/** The report of that id; undefined when there is none. */
export const reportOf = (id: string): Report | undefined => reports.find((one) => one.id === id)
