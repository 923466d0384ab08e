import { demandShare, type Share } from '../stats/interval.ts'
import { demandFractions } from '../stats/refusal.ts'
import type { TrendName } from '../trend.ts'

/** Did we do it, and did the number move? Words of order, never of cause. */
export const quadrants = [
  'done_improved',
  'done_not_improved',
  'not_done_improved',
  'not_done_not_improved',
  'cannot_tell',
] as const
export type Quadrant = (typeof quadrants)[number]
export type FidelityView = {
  quadrant: Quadrant
  /** Null: no step was due. */
  done: boolean | null
  /** Null: the change cannot be told from chance, or the years cannot be compared. */
  improved: boolean | null
}

/**
 * Fidelity by outcome (issue 5; plan of 2021-24: evidence of action steps beside data of change). In: steps done as planned of
 * those due, the trend of the outcome, and from which share on it counts as done (0.8 unless the plan says otherwise, inclusive).
 * A change that chance could make is no improvement and no failure: the quadrant is not told.
 */
export function fidelityOf(steps: Share, trend: TrendName, least = 0.8): FidelityView {
  demandShare(steps)
  demandFractions('share that counts as done', least)
  const done = steps.n === 0 ? null : steps.k >= least * steps.n - 1e-9
  const improved = trend === 'improving' ? true : trend === 'worsening' ? false : null
  if (done === null || improved === null) return { quadrant: 'cannot_tell', done, improved }
  return { quadrant: `${done ? 'done' : 'not_done'}_${improved ? 'improved' : 'not_improved'}`, done, improved }
}
