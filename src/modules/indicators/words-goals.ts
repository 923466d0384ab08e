import type { Lang } from '../../platform/words.ts'
import { toNumber } from './exact.ts'
import { inner, readings, type Target, type Unit } from './targets.ts'
import { callWords, inUnit, sayTarget } from './words-calls.ts'

const amountIn = (amount: number, as: Unit, lang: Lang): string => inUnit(toNumber(inner(amount, as)), as, 0, 2, lang)

/** A change of which nobody wrote where it begins: how much more or less. */
function sayChange(target: Target & { amount: number }, lang: Lang): string {
  const say = callWords(lang)
  const { kind, unit, amount } = target
  const size = Math.abs(amount)
  const points = kind === 'changePoints' || (kind === 'changeAbsolute' && (unit === 'percent' || unit === 'fraction'))
  if (points) {
    const shown = inUnit(unit === 'fraction' ? size * 100 : size, 'count', 0, 2, lang)
    return say(amount < 0 ? 'goal.pointsDown' : 'goal.pointsUp', { points: shown })
  }
  const shown = kind === 'changeRelative' ? amountIn(size, 'percent', lang) : amountIn(size, unit, lang)
  return say(amount < 0 ? 'goal.down' : 'goal.up', { amount: shown })
}

/**
 * The goal of a target of any kind as one phrase, without its date: `13% or less`, `between 50% and 60%`. Every reading while nobody has chosen one. Where the
 * plan gives no number, its own words stand, as they are written. Never empty.
 */
export function sayGoal(target: Target, lang: Lang): string {
  const say = callWords(lang)
  const found = readings(target)
  if (found.length > 0)
    return new Intl.ListFormat(lang, { type: 'disjunction' }).format(
      found.map((reading) => sayTarget(target, toNumber(reading.value), lang)),
    )
  switch (target.kind) {
    case 'band':
      return say('goal.band', {
        low: amountIn(target.low, target.unit, lang),
        high: amountIn(target.high, target.unit, lang),
      })
    case 'changePoints':
    case 'changeRelative':
    case 'changeAbsolute':
      return sayChange(target, lang)
    case 'direction':
      return say(target.good === 'up' ? 'goal.higher' : 'goal.lower')
    default:
      return say('goal.asWritten', { words: target.statement })
  }
}
