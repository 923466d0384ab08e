/** Values that are fractions 0..1 (a rate; a share may pass 1), index points 0..100, or percent of all possible points. */
export type PublishedUnit = 'fraction' | 'index'

/** A measure that the state publishes. `id`: of our definition where it is the same measure, so that both stand side by side; otherwise one that is imported only. */
export type PublishedMeasure = {
  id: string
  unit: PublishedUnit
  direction: 'higher' | 'lower'
  /** False: nothing here computes it; it is shown as published. */
  ours: boolean
}

const ours = (id: string, direction: 'higher' | 'lower' = 'higher'): PublishedMeasure => ({
  id,
  unit: 'fraction',
  direction,
  ours: true,
})
const published = (id: string, unit: PublishedUnit): PublishedMeasure => ({
  id,
  unit,
  direction: 'higher',
  ours: false,
})

/** In the order in which pages list them. The index and growth are never computed from the state's formulas, which are not published (methods 1.5, 1.6). */
export const publishedMeasures: readonly PublishedMeasure[] = [
  published('accountability-index', 'index'),
  published('ela-performance-index', 'index'),
  published('math-performance-index', 'index'),
  published('science-performance-index', 'index'),
  published('ela-growth', 'fraction'),
  published('math-growth', 'fraction'),
  published('english-progress-literacy', 'fraction'),
  published('english-progress-oral', 'fraction'),
  ours('chronic-absenteeism', 'lower'),
  ours('four-year-graduation'),
  ours('six-year-graduation'),
  ours('grade-3-reading'),
  ours('grade-8-math'),
  ours('freshmen-on-track'),
  ours('college-career-courses'),
  ours('college-career-exams'),
  ours('arts-access'),
  ours('suspension-rate', 'lower'),
  ours('postsecondary-entrance'),
  published('physical-fitness', 'fraction'),
]
export const measureById: ReadonlyMap<string, PublishedMeasure> = new Map(publishedMeasures.map((one) => [one.id, one]))

/**
 * Where a measure stands in a report. `n`, `d`: printed counts behind it. `yearOn`: years from the year of the report to ours. A six-year rate is printed under the
 * year in which the four years end, college entrance under that of the graduates; the accountability file prints graduation one year late.
 * `group`: of a column that speaks of one group.
 */
export type Mapping = {
  report: string
  measure: string
  to: string
  grade?: string
  subject?: string
  n?: string
  d?: string
  yearOn?: number
  group?: readonly [set: string, value: string]
}

const high = ['high-needs', 'yes'] as const
const others = ['high-needs', 'no'] as const
const accountability = (measure: string, to: string, more: Partial<Mapping> = {}): Mapping => ({
  report: 'accountability',
  measure,
  to,
  ...more,
})
/** A part of indicator 1 or 2: everybody, high needs, the others. */
const threeGroups = (stem: string, to: string): Mapping[] => [
  accountability(`${stem}allrate`, to),
  accountability(`${stem}hnrate`, to, { group: high }),
  accountability(`${stem}nhnrate`, to, { group: others }),
]
const level = (subject: string, grade: string, to: string): Mapping => ({
  report: 'smarter-balanced',
  measure: 'level34Rate',
  subject,
  grade,
  to,
  n: 'level34',
  d: 'scored',
})

/** Every mapping. What is not the same measure is not here: proficiency over grades 3 to 8 is not ours over 3 to 11. */
export const mappings: readonly Mapping[] = [
  { report: 'chronic-absenteeism', measure: 'chronicallyAbsentRate', to: 'chronic-absenteeism' },
  {
    report: 'graduation-four-year',
    measure: 'graduatesRate',
    to: 'four-year-graduation',
    n: 'graduates',
    d: 'cohort',
  },
  {
    report: 'graduation-six-year',
    measure: 'graduatesRate',
    to: 'six-year-graduation',
    n: 'graduates',
    d: 'cohort',
    yearOn: 2,
  },
  level('ELA', '3', 'grade-3-reading'),
  level('Math', '8', 'grade-8-math'),
  { report: 'suspensions', measure: 'suspendedRate', to: 'suspension-rate' },
  { report: 'college', measure: 'entranceRate', to: 'postsecondary-entrance', yearOn: 1 },
  { report: 'fitness', measure: 'healthStandardRate', to: 'physical-fitness' },
  { report: 'smarter-balanced-growth', measure: 'targetAchieved', subject: 'ELA', to: 'ela-growth' },
  { report: 'smarter-balanced-growth', measure: 'targetAchieved', subject: 'Math', to: 'math-growth' },
  accountability('index', 'accountability-index'),
  ...threeGroups('ind1ela', 'ela-performance-index'),
  ...threeGroups('ind1math', 'math-performance-index'),
  ...threeGroups('ind1sci', 'science-performance-index'),
  ...threeGroups('ind2ela', 'ela-growth'),
  ...threeGroups('ind2math', 'math-growth'),
  accountability('ind2lepltcyrate', 'english-progress-literacy'),
  accountability('ind2leporalrate', 'english-progress-oral'),
  accountability('ind4rate', 'chronic-absenteeism'),
  accountability('ind4hnrate', 'chronic-absenteeism', { group: high }),
  accountability('ind5rate', 'college-career-courses'),
  accountability('ind6rate', 'college-career-exams'),
  accountability('ind7rate', 'freshmen-on-track'),
  accountability('ind8rate', 'four-year-graduation', { yearOn: -1 }),
  accountability('ind9rate', 'six-year-graduation', { group: high, yearOn: -1 }),
  accountability('ind11fitnessrate', 'physical-fitness'),
  accountability('ind12rate', 'arts-access'),
]

/** Our name of a group of the state's; null when we do not split so. */
export function groupOf(set: string, value: string): { set: string; value: string } | null {
  if (set === 'all') return { set: 'all', value: 'all' }
  if (set === 'english-learner') return { set: 'el', value }
  if (set === 'disability') return { set: 'swd', value }
  if (set === 'high-needs') return { set: 'high_needs', value }
  if (set === 'meals')
    return value === 'eligible' || value === 'not-eligible'
      ? { set: 'econ', value: value === 'eligible' ? 'yes' : 'no' }
      : null
  if (set === 'race' || set === 'gender')
    return { set, value: value === 'non-binary' ? 'nonbinary' : value.replaceAll('-', '_') }
  return null
}
