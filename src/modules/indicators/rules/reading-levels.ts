import { refuse } from '../stats/refusal.ts'

/** Levels of reading measures (methods 2.16). Charts are guidelines of their publishers: dated, and a district may bring its own. */
export type TextLevel = 'exceeds' | 'meets' | 'approaches' | 'intensive'

/** Fountas & Pinnell, end of the year, chart of 2012: level that meets, by grade (0 = K); grades 7 and 8 share one. */
export const textMeets2012: Readonly<Record<number, string>> = {
  0: 'D',
  1: 'J',
  2: 'M',
  3: 'P',
  4: 'S',
  5: 'V',
  6: 'Y',
  7: 'Z',
  8: 'Z',
}

/**
 * Text level at the end of a grade: one letter below the level that meets is approaching, further below intensive, above it exceeds.
 * Nothing exceeds Z. In: one letter, grade 0..8. Source: the publisher's chart of 2012; adjust locally.
 */
export function textLevel(letter: string, grade: number, chart = textMeets2012): TextLevel {
  const meets = chart[grade]
  if (meets === undefined || !/^[A-Z]$/.test(letter))
    refuse('not-a-setting', 'a letter A to Z and a grade of the chart')
  const steps = letter.charCodeAt(0) - meets.charCodeAt(0)
  if (steps > 0) return 'exceeds'
  if (steps === 0) return 'meets'
  return steps === -1 ? 'approaches' : 'intensive'
}

export type Season = 'beginning' | 'middle' | 'end'
export type Support = 'core' | 'strategic' | 'intensive'
/** [goal, cut for risk] of a composite score, by grade and season. */
export type CompositeChart = Readonly<Record<number, Readonly<Record<Season, readonly [number, number]>>>>

/** DIBELS Next (2010-11), composite. The 8th edition has other numbers, not found: an edition is stored with every score. */
export const dibelsNext: CompositeChart = {
  0: { beginning: [26, 13], middle: [122, 85], end: [119, 89] },
  1: { beginning: [113, 97], middle: [130, 100], end: [155, 111] },
  2: { beginning: [141, 109], middle: [190, 145], end: [238, 180] },
  3: { beginning: [220, 180], middle: [285, 235], end: [330, 280] },
}
export const editions: Readonly<Record<string, CompositeChart>> = { 'dibels-next': dibelsNext }

/**
 * Support that a composite score asks for: at or above the goal core, below it strategic, below the cut intensive. Null when the edition or
 * grade has no chart here: a score of one edition is never read by another's numbers.
 */
export function support(edition: string, grade: number, season: Season, score: number): Support | null {
  if (!Number.isFinite(score) || score < 0) refuse('not-a-number', 'score')
  const row = editions[edition]?.[grade]?.[season]
  if (!row) return null
  const [goal, cut] = row
  return score >= goal ? 'core' : score >= cut ? 'strategic' : 'intensive'
}

/** Smarter Balanced levels as the state names them; 3 and 4 are proficient. */
export const smarterBalanced = ['not_met', 'approaching', 'met', 'exceeded'] as const
export function smarterLevel(level: number): { name: (typeof smarterBalanced)[number]; proficient: boolean } {
  const name = smarterBalanced[level - 1]
  if (!name) refuse('not-a-setting', 'a level 1 to 4')
  return { name, proficient: level >= 3 }
}
