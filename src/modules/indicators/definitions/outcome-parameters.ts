import type { Dated } from './parameters.ts'

const one = <V>(setting: Dated<V>): readonly Dated<V>[] => [setting]

/** Every threshold of the definitions of a school year has its home here, and only here. Credits are hundredths; grades whole numbers (-1 = PK, 0 = K). */
export const outcomeParameters = {
  /** Tests that count as the state's, between commas. */
  stateTests: one({
    from: '2014-07-01',
    value: ',sbac,sat,ngss,ctaa,ctas,',
    source:
      'State summative assessments: Smarter Balanced 3 to 8, SAT School Day 11, NGSS 5, 8, 11, alternate assessments',
    status: 'read in the source',
  }),
  /** The lowest level that counts as proficient. */
  proficientLevel: one({
    from: '2014-07-01',
    value: 3,
    source: 'Smarter Balanced: level 3 or 4 meets the standard',
    status: 'read in the source',
  }),
  /** Month and day of the year after which a diploma comes too late for its cohort. */
  graduatesThrough: one({
    from: '2009-07-01',
    value: '08-31',
    source: '34 CFR 200.19(b): summer graduates count where the state says so; the day of this state is not confirmed',
    status: 'not verified',
  }),
  /** Hundredths of a credit that a student of grade 9 must earn to be on track by the state's rule. */
  onTrackCredits: [
    {
      from: '2014-07-01',
      value: 500,
      source: 'Threshold before 2021-22, recalled; not confirmed',
      status: 'not verified',
    },
    {
      from: '2021-07-01',
      value: 600,
      source: 'State department of education, November 2023: at least 6 credits from 2021-22 on',
      status: 'read in the source',
    },
  ],
  /** The same by the rule of the Chicago Consortium: five full-year credits. */
  onTrackChicagoCredits: one({
    from: '1999-07-01',
    value: 500,
    source: 'Chicago Consortium on School Research: five full-year credits',
    status: 'read in the source',
  }),
  /** Most semesters of core courses that may be failed, by the same. */
  onTrackChicagoFailures: one({
    from: '1999-07-01',
    value: 1,
    source: 'Chicago Consortium on School Research: no more than one semester F in a core course',
    status: 'read in the source',
  }),
  /** Courses of one kind that make a student prepared. */
  ccrCourses: one({
    from: '2014-07-01',
    value: 2,
    source:
      'Two advanced courses, two of one career field, or two at a workplace; recalled, the list is the district’s',
    status: 'not verified',
  }),
  /** Lowest scores and levels that count as ready for college. */
  satEla: one({
    from: '2015-07-01',
    value: 480,
    source: 'College Board benchmark, evidence-based reading and writing',
    status: 'standard',
  }),
  satMath: one({ from: '2015-07-01', value: 530, source: 'College Board benchmark, mathematics', status: 'standard' }),
  actScore: one({
    from: '2015-07-01',
    value: 22,
    source: 'ACT; the rule of the state is not confirmed',
    status: 'not verified',
  }),
  apLevel: one({ from: '2015-07-01', value: 3, source: 'AP score of 3 or more; recalled', status: 'not verified' }),
  ibLevel: one({ from: '2015-07-01', value: 4, source: 'IB score of 4 or more; recalled', status: 'not verified' }),
  /** Month and day of the calendar year after graduation through which an entrance counts. */
  enteredThrough: one({
    from: '2014-07-01',
    value: '06-30',
    source: '34 CFR 200.36: the academic year following; the window of the state is not confirmed',
    status: 'not verified',
  }),
  successPlanLowGrade: one({
    from: '2012-07-01',
    value: 6,
    source: 'C.G.S. 10-221a(j): success plans from grade 6 on',
    status: 'standard',
  }),
  /** Month and day of the count of the fall. */
  fallCount: one({
    from: '2011-07-01',
    value: '10-01',
    source: 'Enrollment of the fall: October 1; which enrollment the state divides suspensions by is not confirmed',
    status: 'not verified',
  }),
  /** Actions that take a student out of class, between commas. A bus suspension is none. */
  removals: one({
    from: '2011-07-01',
    value: ',iss,oss,expulsion,',
    source: 'Ed-Fi and CRDC: in-school suspension, out-of-school suspension, expulsion',
    status: 'read in the source',
  }),
  /** What one student may add to a mean of growth at least and at most, in percent of the own target. */
  growthFloor: one({
    from: '2017-07-01',
    value: 0,
    source: 'Lowest percent of the target of one student; not confirmed',
    status: 'not verified',
  }),
  growthCap: one({
    from: '2017-07-01',
    value: 110,
    source: 'State growth model: at most 110 percent of the target of one student',
    status: 'read in the source',
  }),
  /** Tests of English learners, and the subjects of them that count, between commas. */
  englishTests: one({
    from: '2018-07-01',
    value: ',laslinks,',
    source: 'CT indicator 2e, 2f: LAS Links',
    status: 'read in the source',
  }),
  /** The performance index from which a school counts, and the fewest students with a score in each subject. */
  indexLimit: one({
    from: '2014-07-01',
    value: 50,
    source: 'Plan of Hartford, 2021-24: an index of at least 50 in English and in math',
    status: 'read in the source',
  }),
  indexStudents: one({
    from: '2014-07-01',
    value: 20,
    source: 'ESSA plan of the state: at least 20 students',
    status: 'read in the source',
  }),
  /** Attendance, in percent, below which a rule of early warning flags. */
  warningAttendance: one({
    from: '2011-07-01',
    value: 90,
    source: 'Widely used form of the rule: attendance below 90 percent; thresholds differ by author',
    status: 'not verified',
  }),
  /** Hundredths of days of removal that divide the federal categories: up to ten days, and more. */
  removalDays: one({
    from: '2018-07-01',
    value: 1000,
    source: '34 CFR 300.647(b)(4): ten days or fewer, more than ten days',
    status: 'read in the source',
  }),
} as const satisfies Record<string, readonly Dated<unknown>[]>

export type OutcomeParameter = keyof typeof outcomeParameters
