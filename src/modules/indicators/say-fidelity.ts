import type { Lang } from '../../platform/words.ts'
import { fidelityOf } from './rules/fidelity.ts'
import { words } from './say.ts'
import type { Share } from './stats/interval.ts'
import type { TrendName } from './trend.ts'

/**
 * Did we do it, and did the number move (IND-10)? One sentence of order, never of cause. In: steps done of those due, the trend of the outcome.
 * Out: null while no step was due.
 */
export function sayFidelity(steps: Share, trend: TrendName, lang: Lang): string | null {
  const { quadrant, done } = fidelityOf(steps, trend)
  if (done === null) return null
  if (quadrant !== 'cannot_tell') return words(lang)(`fidelity.${quadrant}`)
  return words(lang)(done ? 'fidelity.done_unknown' : 'fidelity.not_done_unknown')
}
