import type { Lang } from '../../platform/words.ts'
import { words } from './say.ts'
import { type Move, toMove } from './stats/move.ts'
import { readings } from './targets.ts'
import type { View } from './view.ts'

/**
 * Students to move: how many of those counted in the newest whole year would have to count otherwise for the promise to be met (methods 3.1, 3.2).
 * Out: null when it is met, when the promise is no single line with a direction, or when the value is no share of students that this reader sees.
 */
export function studentsToMove(view: View): (Move & { up: boolean; n: number }) | null {
  const { promise, cell } = view.latest
  if (!promise || view.definition.counts !== 'students') return null
  if (!cell || cell.hidden || cell.state !== 'measured' || cell.n === null || !cell.d) return null
  const { target } = promise
  const [reading, other] = readings(target)
  if (!reading || other || !('operator' in target) || target.operator === '=') return null
  const move = toMove({ k: cell.n, n: cell.d }, reading.value, target.operator)
  return move && move.count > 0 ? { ...move, up: target.operator.startsWith('>'), n: cell.d } : null
}

/** The same in a sentence; null when there is nothing to say. */
export function moveText(view: View, lang: Lang): string | null {
  const move = studentsToMove(view)
  if (!move) return null
  const { count, fewest, most, n } = move
  return words(lang)(move.up ? 'move.more' : 'move.fewer', { count, fewest, most, n })
}
