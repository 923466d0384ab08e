import type { YearRules } from './years.ts'

export type Subject = 'ela' | 'math' | 'science'
export type Target =
  | 'index'
  | 'growth'
  | 'english'
  | 'absence'
  | 'coursework'
  | 'exams'
  | 'onTrack'
  | 'fourYear'
  | 'sixYear'
  | 'entrance'
  | 'fitness'
  | 'arts'

export type IndicatorId =
  | `1${'a' | 'b' | 'c' | 'd' | 'e' | 'f'}`
  | `2${'a' | 'b' | 'c' | 'd' | 'e' | 'f'}`
  | '4a'
  | '4b'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '10'
  | '11'
  | '12'

/**
 * One scored part of the twelve indicators (indicator 3 has no points).
 * `group`: whose rate it is. `unit`: of the rate, index points 0..100 or a fraction. The last four: keys of its columns in the published file.
 */
export type Indicator = {
  id: IndicatorId
  target: Target
  subject: Subject | null
  group: 'all' | 'high-needs' | 'learners'
  unit: 'index' | 'fraction'
  rate: string
  points: string
  possible: string
  participation: string | null
}

const one = (
  id: IndicatorId,
  target: Target,
  column: string,
  group: Indicator['group'] = 'all',
  subject: Subject | null = null,
): Indicator => ({
  id,
  target,
  subject,
  group,
  unit: target === 'index' ? 'index' : 'fraction',
  rate: target === 'fitness' ? 'ind11fitnessrate' : `${column}rate`,
  points: `${column}points`,
  possible: `${column}possiblepoints`,
  participation: target === 'fitness' ? 'ind11participationrate' : null,
})

/** All scored parts, in the order of the state's reports. */
export const indicators: readonly Indicator[] = [
  one('1a', 'index', 'ind1elaall', 'all', 'ela'),
  one('1b', 'index', 'ind1elahn', 'high-needs', 'ela'),
  one('1c', 'index', 'ind1mathall', 'all', 'math'),
  one('1d', 'index', 'ind1mathhn', 'high-needs', 'math'),
  one('1e', 'index', 'ind1sciall', 'all', 'science'),
  one('1f', 'index', 'ind1scihn', 'high-needs', 'science'),
  one('2a', 'growth', 'ind2elaall', 'all', 'ela'),
  one('2b', 'growth', 'ind2elahn', 'high-needs', 'ela'),
  one('2c', 'growth', 'ind2mathall', 'all', 'math'),
  one('2d', 'growth', 'ind2mathhn', 'high-needs', 'math'),
  one('2e', 'english', 'ind2lepltcy', 'learners'),
  one('2f', 'english', 'ind2leporal', 'learners'),
  one('4a', 'absence', 'ind4'),
  one('4b', 'absence', 'ind4hn', 'high-needs'),
  one('5', 'coursework', 'ind5'),
  one('6', 'exams', 'ind6'),
  one('7', 'onTrack', 'ind7'),
  one('8', 'fourYear', 'ind8'),
  one('9', 'sixYear', 'ind9', 'high-needs'),
  one('10', 'entrance', 'ind10'),
  one('11', 'fitness', 'ind11'),
  one('12', 'arts', 'ind12'),
]

/** What an organization is scored as: with growth data, a high school without them, or any other without them. */
export type Shape = 'growth' | 'high' | 'other'

/** Which of the three. In: the parts that are scored, and the highest grade as printed (`12`, `District`). Source: methods 1.1, checked with the published file. */
export function shapeOf(scored: ReadonlySet<IndicatorId>, highGrade: string): Shape {
  if ((['2a', '2b', '2c', '2d'] as const).some((id) => scored.has(id))) return 'growth'
  const upper = (['5', '6', '8', '9', '10'] as const).some((id) => scored.has(id))
  return highGrade === '12' || upper ? 'high' : 'other'
}

/** Greatest points of a part in a year, for an organization of a shape; null when the year does not score it. */
export function maximumOf({ target, subject }: Indicator, { weights }: YearRules, shape: Shape): number | null {
  if (target !== 'index') return weights[target]
  if (subject === 'science' && !weights.science) return null
  if (shape === 'growth') return weights.growth === null ? weights.index.all : weights.index.growth
  return shape === 'high' && subject ? weights.index.high[subject] : weights.index.all
}

/** All greatest points that a part can have in a year, whatever the shape. */
export const maximaOf = (indicator: Indicator, rules: YearRules): ReadonlySet<number> =>
  new Set(
    (['growth', 'high', 'other'] as const).map((shape) => maximumOf(indicator, rules, shape)).filter((n) => n !== null),
  )
