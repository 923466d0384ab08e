import type { Lang } from '../../platform/words.ts'
import type { Cell } from './cells.ts'
import type { DefinitionCard } from './definitions/catalog.ts'
import { words } from './say.ts'
import { type Move, toMove } from './stats/move.ts'
import { readings, type Target } from './targets.ts'
import type { View } from './view.ts'

/**
 * Students to move: how many of those counted in the newest whole year would have to count otherwise for the promise to be met (methods 3.1, 3.2).
 * Out: null when it is met, when the promise is no single line with a direction, or when the value is no share of students that this reader sees.
 */
export function studentsToMove(view: View): ToMove | null {
  const { promise, cell } = view.latest
  const move = promise && moveTo(view.definition, cell, promise.target)
  return move && move.count > 0 ? move : null
}

/** `up`: the line asks for more. `n`: how many students the value is about. */
export type ToMove = Move & { up: boolean; n: number }

/** The same for any cell and target; `count` is 0 where the line is reached. */
export function moveTo(definition: DefinitionCard, cell: Cell | undefined, target: Target): ToMove | null {
  if (definition.counts !== 'students') return null
  if (!cell || cell.hidden || cell.state !== 'measured' || cell.n === null || !cell.d) return null
  const [reading, other] = readings(target)
  if (!reading || other || !('operator' in target) || target.operator === '=') return null
  const move = toMove({ k: cell.n, n: cell.d }, reading.value, target.operator)
  return move && { ...move, up: target.operator.startsWith('>'), n: cell.d }
}

/** The same in a sentence; null when there is nothing to say. */
export function moveText(view: View, lang: Lang): string | null {
  const move = studentsToMove(view)
  if (!move) return null
  const { count, fewest, most, n } = move
  return words(lang)(move.up ? 'move.more' : 'move.fewer', { count, fewest, most, n })
}
