/** A value as an office of Mill River entered it: the fields of the form, as people type them. */
type Value = { measure: string; typed: Readonly<Record<string, string>> }

const one = (measure: string, period: string, source: string, typed: Readonly<Record<string, string>>): Value => ({
  measure,
  typed: { period, version: '0', state: 'value', source, ...typed },
})
const share = (
  measure: string,
  source: string,
  of: Readonly<Record<string, readonly [k: number, n: number]>>,
): Value[] => Object.entries(of).map(([period, [k, n]]) => one(measure, period, source, { k: String(k), n: String(n) }))
const amount = (measure: string, source: string, of: Readonly<Record<string, number>>): Value[] =>
  Object.entries(of).map(([period, n]) => one(measure, period, source, { amount: String(n) }))
const none = (measure: string, period: string, state: string, source: string): Value =>
  one(measure, period, source, { state })

/** Values of the plan's measures over two school years: the year before the plan, and the plan's first months. All of it is invented. */
export const demoValues: readonly Value[] = [
  ...share('m-teams', 'Minutes of the attendance teams', { 2026: [1180, 1584], 2027: [410, 488] }),
  ...amount('m-visits', 'Log of home visits', { 2026: 212, 2027: 268 }),
  ...share('m-buses', 'Arrival times of the bus company', { 2026: [6912, 7560], 2027: [2104, 2268] }),
  ...share('m-reach', 'Check of contacts in May', { 2026: [17480, 19104] }),
  ...share('m-filled', 'List of posts on the first day', { 2026: [1402, 1478], 2027: [1431, 1480] }),
  ...share('m-safe', 'Climate survey of spring, question 4', { 2026: [7940, 11676] }),
  ...share('m-aims', 'Reviews of June', { 2026: [21, 44] }),
  ...share('m-heard', 'Climate survey for families, question 2', { 2026: [2006, 2871] }),
  ...share('m-stay', 'Staff list of September', { 2026: [1265, 1471] }),
  ...share('m-help-soon', 'Dates of screening and first meeting', { '2027-m09': [88, 104], '2027-m10': [97, 106] }),
  ...amount('m-newcomers', 'Dates of enrolling and test', { '2027-m09': 12, '2027-m10': 9.5 }),
  ...share('m-plan-quality', 'Sample of 80 plans, two raters', {
    '2026-h1': [61, 80],
    '2026-h2': [64, 80],
    '2027-h1': [68, 80],
  }),
  ...share('m-checkins', 'Log of talks', { '2027-m09': [812, 1040], '2027-m10': [930, 1040] }),
  ...share('m-drills', 'Drill logs of the schools', { '2027-m09': [44, 44], '2027-m10': [43, 44] }),
  ...share('m-councils', 'Minutes of the councils', { '2027-q1': [31, 44] }),
  ...amount('m-evenings', 'Sign-in sheets', { '2026-t2': 410, '2026-t3': 396, '2027-t1': 498 }),
  ...share('m-two-stewards', 'Names sent by the schools', { '2026-q4': [29, 44], '2027-q1': [38, 44] }),
  ...amount('m-sent-home', 'Register of suspensions', {
    '2026-m09': 231,
    '2026-m10': 244,
    '2027-m09': 168,
    '2027-m10': 187,
  }),
  ...share('m-summaries', 'Calendar of visits', { '2027-m09': [58, 66], '2027-m10': [61, 66] }),
  ...share('m-kept', 'Minutes of progress reviews', { '2026-t3': [70, 92], '2027-t1': [79, 90] }),
  ...amount('m-community-schools', 'Agreements with partners', { 2026: 7, 2027: 9 }),
  ...share('m-grants-listed', 'List of grants', { '2027-q1': [11, 12] }),
  ...share('m-school-plans', 'Register of plans', { '2027-q1': [40, 44] }),
  ...share('m-team-rubric', 'Rubric, two raters', { '2026-h2': [14, 44] }),
  ...amount('m-work-places', 'List of employers', { 2026: 140 }),
  // Zero is a value: the groups began in October.
  ...amount('m-tutoring', 'Lists of the tutoring groups', { '2027-m09': 0, '2027-m10': 4 }),
  // Nobody kept the whole.
  one('m-online', '2026', 'Estimate of the registration desk', { percent: '46' }),
  one('m-welcome-back', '2027-m09', 'Estimate of the deans', { percent: '92' }),
  // Before and after, in three ways.
  one('m-math-sure', '2027-q1', 'Six questions before and after the August days', {
    way: 'same_score',
    before: '198',
    beforeN: '64',
    after: '224',
    afterN: '64',
  }),
  one('m-math-sure', '2026', 'Two rounds of the staff survey', {
    way: 'groups_share',
    before: '41',
    beforeN: '88',
    after: '52',
    afterN: '80',
  }),
  one('m-pairs-ready', '2026', 'Eight questions, felt ready or not', {
    way: 'same_share',
    both: '12',
    first: '2',
    second: '9',
    neither: '7',
  }),
  one('m-drill-notes', '2027-q1', 'Folder of the Office of Operations', { standing: 'there' }),
  one('m-walking-maps', '2026', 'Two of six maps wait for families', { standing: 'waiting' }),
  // What is no value stays apart from zero.
  none('m-campaign', '2026', 'not_applicable', 'The campaign begins in 2027.'),
  none('m-forecast', '2027-q1', 'not_measured', 'The books of the quarter were not closed in time.'),
  none('m-forms', '2027-m10', 'suppressed', 'Fewer than six seniors at two schools'),
]

/** What was corrected later, each with its reason. */
export const demoCorrections: readonly Value[] = [
  {
    measure: 'm-two-stewards',
    typed: {
      period: '2027-q1',
      version: '1',
      state: 'value',
      k: '39',
      n: '44',
      source: 'Names sent by the schools',
      reason: 'One school sent its two names after the count.',
    },
  },
]
