import { toNumber } from '../exact.ts'
import { feasibility } from '../stats/newcombe.ts'
import { inner, readings, type Target } from '../targets.ts'
import { unitsToReach } from './units.ts'

/** What may be wrong with a target as it is written (methods 3.9). Codes only: pages have the words. */
export const lintCodes = [
  'percent_of_percent',
  'no_baseline',
  'out_of_range',
  'relative_on_rate',
  'year_without_type',
  'strict_or_not',
  'share_not_attainable',
  'too_small_to_see',
  'moves_back',
] as const
export type LintCode = (typeof lintCodes)[number]
export type Lint = { code: LintCode; numbers: Record<string, number> }

const isRate = (target: Target): boolean => target.unit === 'percent' || target.unit === 'fraction'
const isChange = (target: Target): boolean => ['changePoints', 'changeRelative', 'changeAbsolute'].includes(target.kind)
const points = /\bpoints?\b|\bpp\b|\bpuntos?\b/i
const strictWords =
  /\b(less|fewer|lower|more|greater) than\b|\b(below|under|above|over|exceed)\b|\bmenos de\b|\bmás de\b/i
const looseWords =
  /\bat (least|most)\b|\bor (more|less|fewer|higher|lower|better)\b|\bno (more|less|fewer) than\b|\bcomo (mínimo|máximo)\b/i
const bareYear = /\b(?:by|in|for|until|para|en|hasta)\s+(?:the\s+)?20\d\d\b(?!\s*[-–/]\s*\d)/i
const yearType = /school year|fiscal|calendar|june|december|año escolar|junio/i

/**
 * All lints of a target, in the order of the codes. `known`: the size of the group a year and the number of units, where they are known.
 * A target in several readings gets only what does not depend on the reading.
 */
export function lintTarget(target: Target, known: { n?: number; units?: number } = {}): Lint[] {
  const found: Lint[] = []
  const say = (code: LintCode, numbers: Record<string, number> = {}): void => void found.push({ code, numbers })
  const all = readings(target)
  const [only] = all
  const goal = all.length === 1 && only ? toNumber(only.value) : null
  const base = target.baseline && toNumber(inner(target.baseline.value, target.unit))

  if (
    isRate(target) &&
    isChange(target) &&
    target.chosen === null &&
    /%|percent|por ciento/i.test(target.statement) &&
    !points.test(target.statement)
  )
    say('percent_of_percent')
  const path = target.path.kind === 'linear' || target.path.kind === 'geometric'
  const asksPath = path && target.kind !== 'milestoneSeries' && 'operator' in target && target.kind !== 'completion'
  if (!target.baseline && (isChange(target) || asksPath)) say('no_baseline')
  if (isRate(target) && goal !== null && (goal < 0 || goal > 1)) say('out_of_range', { goal })
  if (isRate(target) && target.kind === 'changeRelative') say('relative_on_rate')
  if ('schoolYear' in target.dueBy && bareYear.test(target.statement) && !yearType.test(target.statement))
    say('year_without_type', { schoolYear: target.dueBy.schoolYear })
  if ('operator' in target && target.operator !== '=') {
    const strict = target.operator === '<' || target.operator === '>'
    const saysLoose = looseWords.test(target.statement)
    const saysStrict = strictWords.test(target.statement) && !saysLoose
    if ((saysStrict && !strict) || (saysLoose && strict)) say('strict_or_not')
  }
  if (target.scope.kind === 'share' && known.units) {
    const { needed, attainable } = unitsToReach(target.scope.percent, known.units)
    if (!attainable) say('share_not_attainable', { percent: target.scope.percent, needed, of: known.units })
  }
  const inRange = (x: number | null): x is number => x !== null && x >= 0 && x <= 1
  if (isRate(target) && known.n && inRange(goal) && inRange(base)) {
    const can = feasibility(base, goal, known.n)
    if (can?.verdict === 'hidden') say('too_small_to_see', { n: known.n, needed: can.sizeNeeded })
  }
  if (goal !== null && base !== null && 'operator' in target && target.operator !== '=') {
    const up = target.operator.startsWith('>')
    if (up ? goal < base : goal > base) say('moves_back', { goal, base })
  }
  return found
}
