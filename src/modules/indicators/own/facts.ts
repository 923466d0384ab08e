import { createHash } from 'node:crypto'

/**
 * What one column of a fact holds, and so what it may be compared with.
 * - `word`: one word of a closed list; `text`: a name of the district's own (a test, a course code), spelled as the lake spells it
 * - `number`: people write it in `unit`, the lake keeps it times `scale`; `whole` ones can be added up exactly
 * - `day`: month and day of the school year, so that a definition holds for every year
 */
export type FieldType =
  | { kind: 'word'; words: readonly string[] }
  | { kind: 'text'; spelling: keyof typeof spellings }
  | {
      kind: 'number'
      unit: 'number' | 'credits' | 'days' | 'level'
      scale: 1 | 100
      whole: boolean
      low: number
      high: number
    }
  | { kind: 'grade' }
  | { kind: 'day' }
  | { kind: 'flag' }

export type Field = { column: string; type: FieldType }

/** Which school years of a fact are read: the year itself, the one before, or all until then. */
export const yearWords = ['this', 'before', 'until'] as const
export type YearWord = (typeof yearWords)[number]

/** A kind of row about a student that a definition may count. */
export type Fact = {
  /** The dataset of the lake it is read from. */
  dataset: 'enrollment' | 'attendance' | 'assessment' | 'course' | 'discipline' | 'cohort' | 'postsecondary' | 'program'
  fields: Readonly<Record<string, Field>>
  /** Fields that say which file a row came with: a school is measured when a row of its own meets what a definition asks of them. */
  cameWith: readonly string[]
  /** Who hands it in: a school without rows is not measured; or the district in one file, where a school without rows has none. */
  comesFrom: 'school' | 'district'
  /** Only the school year itself: what was so in another year is not asked. */
  thisYearOnly: boolean
  /** Grades of a school that the fact can be about. */
  grades: readonly [low: number, high: number]
}

const simple = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
/** A short name stays, anything longer is known by a number of its own, as the feeds keep it. */
const short = (text: string): string =>
  /^[a-z]{0,12}[ ._-]?\d{0,4}$/.test(text.toLowerCase().trim())
    ? text.toLowerCase().trim()
    : `x${createHash('md5').update(text.toLowerCase().trim()).digest('hex').slice(0, 10)}`
const sameTest = new Map(
  Object.entries({
    sba: 'sbac',
    smarter_balanced: 'sbac',
    smarter_balanced_summative: 'sbac',
    sbac_summative: 'sbac',
    sb: 'sbac',
    sat_school_day: 'sat',
    ct_sat: 'sat',
    ct_sat_school_day: 'sat',
    next_generation_science_standards: 'ngss',
    ngss_science: 'ngss',
    ngssa: 'ngss',
    las_links: 'laslinks',
  }),
)
const samePlan = new Map(
  Object.entries({
    ssp: 'success_plan',
    student_success_plan: 'success_plan',
    success_plan: 'success_plan',
  }),
)
/** How the lake spells names of the district's own; the feeds spell them so when a file comes in (`feeds/kinds/<kind>/map.sql`). */
export const spellings = {
  test: (text: string): string => sameTest.get(simple(text)) ?? short(simple(text)),
  program: (text: string): string => samePlan.get(simple(text)) ?? short(simple(text)),
  short,
  code: (text: string): string => text.trim().toUpperCase(),
}

const word = (column: string, ...words: string[]): Field => ({ column, type: { kind: 'word', words } })
const text = (column: string, spelling: keyof typeof spellings): Field => ({ column, type: { kind: 'text', spelling } })
const flag = (column: string): Field => ({ column, type: { kind: 'flag' } })
const day = (column: string): Field => ({ column, type: { kind: 'day' } })
const grade: Field = { column: 'grade', type: { kind: 'grade' } }
const hundredths = (column: string, unit: 'credits' | 'days', high: number): Field => ({
  column,
  type: { kind: 'number', unit, scale: 100, whole: true, low: 0, high },
})
const score = (column: string, low: number, high: number): Field => ({
  column,
  type: { kind: 'number', unit: 'number', scale: 1, whole: false, low, high },
})
const level = (column: string, high: number): Field => ({
  column,
  type: { kind: 'number', unit: 'level', scale: 1, whole: true, low: 0, high },
})
const races = ['american_indian', 'asian', 'black', 'hispanic', 'pacific_islander', 'two_or_more', 'white']

/** Everything that a definition of a district may speak of. Nothing else of the lake can be reached. */
export const facts = {
  enrollment: {
    dataset: 'enrollment',
    cameWith: [],
    comesFrom: 'district',
    thisYearOnly: true,
    grades: [-1, 12],
    fields: {
      grade,
      last_school: flag('is_last_school'),
      at_end: flag('is_at_end'),
      new_to_high_school: flag('is_new_to_high_school'),
      race: word('race', ...races),
      gender: word('gender', 'female', 'male', 'nonbinary'),
      residency: word('residency', 'resident', 'nonresident'),
      econ: flag('econ'),
      el: flag('el'),
      swd: flag('swd'),
      high_needs: flag('high_needs'),
    },
  },
  assessment: {
    dataset: 'assessment',
    cameWith: ['test', 'subject', 'season', 'part', 'edition'],
    comesFrom: 'school',
    thisYearOnly: false,
    grades: [-1, 12],
    fields: {
      test: text('assessment', 'test'),
      subject: word(
        'subject',
        'ela',
        'math',
        'science',
        'literacy',
        'oral',
        'social_studies',
        'history',
        'civics',
        'writing',
        'early_literacy',
        'numeracy',
        'fitness',
        'composite',
        'other',
      ),
      season: word('season', 'start', 'middle', 'end'),
      part: text('part', 'short'),
      edition: text('edition', 'short'),
      grade,
      participated: flag('participated'),
      reason: word('reason', 'absent', 'medical', 'refused', 'exempt', 'other'),
      level: level('level', 9),
      score: score('scale_score', 0, 100_000),
      index_points: score('index_points', 0, 110),
      target_share: score('target_share', 0, 100),
    },
  },
  course: {
    dataset: 'course',
    cameWith: [],
    comesFrom: 'school',
    thisYearOnly: false,
    grades: [-1, 12],
    fields: {
      code: text('course_code', 'code'),
      term: word('term', 'year', 's1', 's2', 't1', 't2', 't3', 'q1', 'q2', 'q3', 'q4'),
      grade,
      mark: word('mark', 'A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'D-', 'F', 'P', 'W', 'I', 'N'),
      attempted: hundredths('attempted', 'credits', 20),
      earned: hundredths('earned', 'credits', 20),
      summer: flag('is_summer'),
      subject: word(
        'subject',
        'english',
        'math',
        'science',
        'social',
        'arts',
        'world_language',
        'physical_education',
        'health',
        'cte',
        'career',
        'other',
      ),
      core: flag('is_core'),
      algebra1: flag('is_algebra1'),
      prepares: word('ccr', 'ap', 'ib', 'dual', 'cte', 'workplace'),
      arts: flag('is_arts'),
    },
  },
  discipline: {
    dataset: 'discipline',
    cameWith: [],
    comesFrom: 'district',
    thisYearOnly: false,
    grades: [-1, 12],
    fields: {
      day: day('day'),
      action: word(
        'action',
        'iss',
        'oss',
        'expulsion',
        'bus_suspension',
        'detention',
        'restorative',
        'conference',
        'warning',
        'other',
        'none',
      ),
      behavior: word(
        'behavior',
        'bullying',
        'fighting',
        'threat',
        'substances',
        'weapons',
        'property',
        'sexual',
        'attendance',
        'disruption',
        'other',
      ),
      assigned: hundredths('assigned', 'days', 400),
      served: hundredths('served', 'days', 400),
    },
  },
  cohort: {
    dataset: 'cohort',
    cameWith: [],
    comesFrom: 'district',
    thisYearOnly: false,
    grades: [9, 12],
    fields: {
      outcome: word('outcome', 'diploma', 'equivalency', 'certificate', 'enrolled', 'dropped', 'unknown', 'removed'),
      day: day('day'),
      reason: word('reason', 'transfer', 'emigrated', 'facility', 'died'),
      documented: flag('documented'),
      econ: flag('econ'),
      el: flag('el'),
      swd: flag('swd'),
    },
  },
  postsecondary: {
    dataset: 'postsecondary',
    cameWith: [],
    comesFrom: 'district',
    thisYearOnly: false,
    grades: [9, 12],
    fields: { enrolled: flag('enrolled'), day: day('day'), level: level('level', 4) },
  },
  attendance: {
    dataset: 'attendance',
    cameWith: [],
    comesFrom: 'school',
    thisYearOnly: false,
    grades: [0, 12],
    fields: {
      absent: hundredths('absent', 'days', 400),
      enrolled_days: {
        column: 'member_days',
        type: { kind: 'number', unit: 'number', scale: 1, whole: true, low: 0, high: 400 },
      },
      percent_missed: score('percent_missed', 0, 100),
    },
  },
  program: {
    dataset: 'program',
    cameWith: ['program'],
    comesFrom: 'school',
    thisYearOnly: false,
    grades: [-1, 12],
    fields: {
      program: text('program', 'program'),
      from: day('from_day'),
      to: day('to_day'),
      updated: day('updated_day'),
      adult_named: flag('adult_named'),
    },
  },
} as const satisfies Record<string, Fact>

export type FactName = keyof typeof facts
export const factNames = Object.keys(facts) as FactName[]
/** A fact as every reader of the language sees it. */
export const factOf = (name: FactName): Fact => facts[name]
export const isFact = (name: string): name is FactName => Object.hasOwn(facts, name)
