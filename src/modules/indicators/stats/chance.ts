import type { Projection } from './projection.ts'
import { demandFractions, demandNumbers } from './refusal.ts'

export const chanceWords = ['unlikely', 'doubtful', 'toss_up', 'likely', 'very_likely'] as const
export type ChanceWord = (typeof chanceWords)[number]

/**
 * A chance as a word (methods 3.7): below .1 unlikely, to .33 doubtful, to .67 a toss-up, to .9 likely, above .9 very likely.
 * A chance on a border takes the word nearer to the toss-up, so that the scale reads the same from both sides.
 */
export function chanceWord(chance: number): ChanceWord {
  demandFractions('chance', chance)
  if (chance < 0.1) return 'unlikely'
  if (chance < 0.33) return 'doubtful'
  if (chance <= 0.67) return 'toss_up'
  return chance <= 0.9 ? 'likely' : 'very_likely'
}

/**
 * Chance that a projection meets a target, with its word. In: a projection, the target in the unit of its values, the good side.
 * Out: null when the projection stands on three points (one degree of freedom: shown, never judged).
 */
export function chanceOfMeeting(
  projection: Projection,
  target: number,
  good: 'up' | 'down',
): { chance: number; word: ChanceWord } | null {
  demandNumbers('target', target)
  if (!projection.telling) return null
  const below = projection.chanceAtMost(target)
  const chance = good === 'down' ? below : projection.chanceAtLeast(target)
  return { chance, word: chanceWord(chance) }
}
