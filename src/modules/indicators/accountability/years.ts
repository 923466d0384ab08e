import { type Confirmation, type Dated, settingOn } from '../definitions/parameters.ts'

/** Where most of the rules below were checked. */
const file = 'data.ct.gov h28j-iix5, the published file of all years (read 2026-11-22)'

/**
 * Every threshold of the state's accountability system, dated, with its source: here and only here.
 * `index` and its cap are index points 0..100; all other targets are fractions 0..1. The methods reference calls this section 1.1 to 1.4.
 */
export const thresholds = {
  /** Index at which a group has all points of indicator 1. */
  index: dated(75, file, 'checked with data'),
  /** Average share of the growth target at which a group has all points of indicators 2a to 2d. */
  growth: dated(1, file, 'checked with data'),
  /** The same for progress to English proficiency, indicators 2e and 2f. */
  english: dated(1, file, 'checked with data'),
  /** Chronic absenteeism: all points up to `full`, none from `zero` on, evenly between. */
  absence: dated(
    { full: 0.05, zero: 0.3 },
    `${file}; page of Attendance Works on the state's plan`,
    'checked with data',
  ),
  coursework: dated(0.75, file, 'checked with data'),
  exams: dated(0.75, file, 'checked with data'),
  onTrack: dated(0.94, file, 'checked with data'),
  fourYear: dated(0.94, file, 'checked with data'),
  sixYear: dated(0.94, file, 'checked with data'),
  entrance: dated(0.75, file, 'checked with data'),
  fitness: dated(0.75, file, 'checked with data'),
  arts: dated(0.6, file, 'checked with data'),
  /** Points of indicator 11 are multiplied by this, by the share of students tested; the newest step that is reached counts. */
  fitnessSteps: dated(
    [
      { from: 0.9, times: 1 },
      { from: 0.7, times: 0.5 },
      { from: 0.5, times: 0.25 },
      { from: 0, times: 0 },
    ],
    `${file}: rows at 0.50 to 5.27; below 0.50 no row that had points to lose was found, so the last step is recalled`,
    'checked with data',
  ),
  /** Participation in the state's assessments below this share sets the flag of indicator 3. No points hang on it. */
  participation: dated(0.95, file, 'checked with data'),
  /** Gaps measure against no more than these: the index or rate of students without high needs is cut here first. */
  gapCap: dated({ index: 75, graduation: 0.94 }, file, 'checked with data'),
  /** A group of fewer students is not scored. */
  minimumStudents: dated(
    20,
    "Peer review of the state's plan, checkstateplans.org; blanks of the file agree",
    'read in the source',
  ),
  /** A former English learner, and a student who left special education, stay in high needs for so many years. */
  formerYears: dated({ learner: 4, disability: 2 }, 'checkstateplans.org, second hand', 'not verified'),
  /** Most that one student's growth can count, and least. */
  growthBounds: dated({ low: 0, high: 1.1 }, 'EdSight glossary; the lower bound is not confirmed', 'not verified'),
} as const

function dated<const V>(value: V, source: string, status: Confirmation): readonly [Dated<V>] {
  return [{ from: '2014-07-01', value, source, status }]
}

/** Greatest points of a group by what is scored beside it. `all`: whoever is no high school and has no growth. */
export type IndexPoints = {
  growth: number
  high: { ela: number; math: number; science: number }
  all: number
}

/** What is scored in one school year. Null: that indicator did not exist. */
export type YearWeights = {
  index: IndexPoints
  science: boolean
  growth: number | null
  english: number | null
  absence: number
  coursework: number
  exams: number
  onTrack: number
  fourYear: number
  sixYear: number
  entrance: number
  fitness: number
  arts: number
}

const later = {
  absence: 50,
  coursework: 50,
  exams: 50,
  onTrack: 50,
  fourYear: 100,
  sixYear: 100,
  entrance: 100,
  fitness: 50,
  arts: 50,
}
const even = { growth: 50, high: { ela: 100, math: 100, science: 100 }, all: 100 }
const first: YearWeights = { index: even, science: true, growth: null, english: null, ...later }
const withGrowth: YearWeights = { ...first, growth: 100 }
const withoutScience: YearWeights = { ...withGrowth, science: false }
const full: YearWeights = {
  ...withGrowth,
  index: { ...even, high: { ela: 150, math: 150, science: 100 } },
  english: 50,
}

/** Thresholds of the gap flags, as the state publishes them: index points, and percentage points for graduation. Null: none in that year. */
export type GapLimits = { ela: number; math: number; science: number | null; graduation: number }
const limits = (ela: number, math: number, science: number | null, graduation: number): GapLimits => ({
  ela,
  math,
  science,
  graduation,
})

/** How the state printed a year. */
export type Printing = {
  /** Rates of indicator 10 may carry three decimals while their points come from the unrounded rate (districts to 2018-19, all rows in 2021-22). Later the points come from what is printed. */
  entranceRounded: boolean
  /** A graduation gap below zero is printed as zero. */
  negativeGapAsZero: boolean
}

export type YearRules = {
  /** The year in which the school year ends: 2019 is 2018-19. */
  schoolYear: number
  weights: YearWeights
  gapLimits: { schools: GapLimits; districts: GapLimits }
  printing: Printing
  source: string
  status: Confirmation
}

const year = (
  schoolYear: number,
  weights: YearWeights,
  schools: GapLimits,
  districts: GapLimits,
  entranceRounded: boolean,
  negativeGapAsZero: boolean,
): YearRules => ({
  schoolYear,
  weights,
  gapLimits: { schools, districts },
  printing: { entranceRounded, negativeGapAsZero },
  source: file,
  status: 'checked with data',
})

/** The years that the state scored, each with its own weights and thresholds. */
export const years: readonly YearRules[] = [
  year(
    2015,
    first,
    limits(16.82393905, 19.4962559, 17.33508251, 12.62920614),
    limits(17.26397452, 19.63152452, 17.1688618, 15.16150117),
    true,
    false,
  ),
  year(
    2016,
    withGrowth,
    limits(16.56962938, 19.14886797, 17.27683267, 13.015304),
    limits(16.54903622, 18.94321222, 17.24409577, 15.31936735),
    true,
    false,
  ),
  year(
    2017,
    withGrowth,
    limits(16.64572779, 18.45810225, 16.49223089, 9.27168764),
    limits(16.72011147, 18.71965486, 16.61082845, 12.03029834),
    true,
    false,
  ),
  year(
    2018,
    withoutScience,
    limits(15.57660039, 17.69834643, null, 9.142304236),
    limits(15.89854181, 18.15036936, null, 12.69684541),
    true,
    false,
  ),
  year(
    2019,
    full,
    limits(15.31409734, 17.40095002, 16.3325198, 7.989173083),
    limits(15.38953508, 17.60831919, 16.06402294, 11.11540085),
    true,
    false,
  ),
  year(
    2022,
    full,
    limits(16.56831944, 18.4512999, 17.90825163, 4.834311035),
    limits(16.5630885, 18.15103074, 17.39025721, 10.21508786),
    true,
    false,
  ),
  year(
    2023,
    full,
    limits(16.98287645, 18.6159201, 18.62557861, 5.411064672),
    limits(16.55695045, 18.00017814, 17.79496007, 8.744504004),
    false,
    true,
  ),
  year(
    2024,
    full,
    limits(17.3247983, 18.53053921, 18.43026402, 5.99530025),
    limits(16.89804107, 18.15290654, 17.8818212, 9.916864397),
    false,
    true,
  ),
  year(
    2025,
    full,
    limits(17.11689482, 18.55189874, 18.27017869, 6.488483022),
    limits(16.92020236, 18.37900923, 18.16395061, 8.649564958),
    false,
    true,
  ),
]

/** School years without accountability: federal waivers. A gap, which nothing fills. */
export const suspended: readonly number[] = [2020, 2021]

/** Thresholds that count in one school year. */
export type Thresholds = { [K in keyof typeof thresholds]: (typeof thresholds)[K][0]['value'] }
/** Everything one row is computed by. */
export type Rules = YearRules & { thresholds: Thresholds }

/** The rules of a school year (the year in which it ends), or why there are none: no accountability in that year, or a year that is not known here. */
export function rulesOf(schoolYear: number): Rules | 'suspended' | 'unknown' {
  if (suspended.includes(schoolYear)) return 'suspended'
  const own = years.find((one) => one.schoolYear === schoolYear)
  if (!own) return 'unknown'
  const day = `${schoolYear - 1}-07-01`
  const values = Object.entries(thresholds).map(([name, settings]) => [
    name,
    settingOn<unknown>(settings as readonly Dated<unknown>[], day).value,
  ])
  return { ...own, thresholds: Object.fromEntries(values) as Thresholds }
}

/** `2019` as people write it: `2018-19`. */
export const yearName = (schoolYear: number): string => `${schoolYear - 1}-${String(schoolYear % 100).padStart(2, '0')}`
