import { count, shortDate } from '../../platform/format.ts'
import { type Lang, wordbook } from '../../platform/words.ts'
import type { Call } from './calls.ts'
import type { Interval } from './stats/interval.ts'
import type { Target, Unit } from './targets.ts'
import type { Trend } from './trend.ts'
import { en } from './words-calls.en.ts'
import { es } from './words-calls.es.ts'

/** Every word of calls, trends and intervals, by language. */
export const callWords = wordbook(en, es)

const digits = (value: number, least: number, most: number, lang: Lang): string =>
  new Intl.NumberFormat(lang === 'es' ? 'es-US' : 'en-US', {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  }).format(value)
const scale = (as: Unit): number => (as === 'percent' || as === 'fraction' ? 100 : 1)

/** Fewest digits after the point (1 to 4) at which rounding keeps the order of the numbers as it is. */
function digitsThatTell(numbers: readonly number[]): number {
  const order = (list: readonly number[]): string =>
    list.flatMap((a, i) => list.slice(i + 1).map((b) => Math.sign(a - b))).join()
  const told = order(numbers)
  for (let d = 1; d < 4; d++) if (order(numbers.map((x) => Number(x.toFixed(d)))) === told) return d
  return 4
}

/** A number of the engine in its unit: `13%`, `60 days`. In: the fewest and the most digits after the point. */
export function inUnit(value: number, as: Unit, least: number, most: number, lang: Lang): string {
  const number = digits(value * scale(as), least, most, lang)
  if (as === 'percent' || as === 'fraction') return `${number}%`
  if (as === 'usd')
    return new Intl.NumberFormat(lang === 'es' ? 'es-US' : 'en-US', {
      style: 'currency',
      currency: 'USD',
      maximumFractionDigits: 0,
    }).format(value)
  return as === 'days' ? callWords(lang)('unit.days', { number: value, shown: number }) : number
}

const whole = (as: Unit): boolean => as === 'count' || as === 'usd' || as === 'days'
const bare = (interval: Interval, as: Unit, d: number, lang: Lang): { low: string; high: string } => ({
  low: digits(interval.low * scale(as), d, d, lang),
  high: digits(interval.high * scale(as), d, d, lang),
})

/** The target as words: `13% or less`. In: the target, its value in the engine's unit, the language. */
export function sayTarget(target: Target, goal: number, lang: Lang): string {
  const shown = inUnit(goal, target.unit, 0, 2, lang)
  if (target.kind === 'direction') return callWords(lang)('target.better', { goal: shown })
  const operator = 'operator' in target ? target.operator : '='
  const key = {
    '>=': 'target.atLeast',
    '>': 'target.above',
    '<=': 'target.atMost',
    '<': 'target.below',
    '=': 'target.exactly',
  } as const
  return callWords(lang)(key[operator], { goal: shown })
}

function sayFacts(call: Call, lang: Lang): Record<string, string | number> {
  const said: Record<string, string | number> = {}
  const { values } = call.reason
  const band = Object.values(values).find((fact) => 'interval' in fact)
  const d = band ? digitsThatTell([band.interval.low, band.interval.high, band.near].map((x) => x * scale(band.as))) : 1
  for (const [name, fact] of Object.entries(values)) {
    if ('date' in fact) said[name] = shortDate(fact.date, lang)
    else if ('count' in fact) said[name] = fact.count
    else if ('interval' in fact) said[name] = callWords(lang)('interval.short', bare(fact.interval, fact.as, d, lang))
    else if ('goal' in fact) {
      said[name] = inUnit(fact.goal, fact.as, 0, 2, lang)
      if (name === 'goal') said['target'] = sayTarget(call.inputs.target, fact.goal, lang)
    } else said[name] = inUnit(fact.number, fact.as, whole(fact.as) ? 0 : d, whole(fact.as) ? 1 : d, lang)
  }
  return said
}

/** The word of a call, one sentence of why, and what comes next, in the reader's language. Sentences that do not apply are left out. */
export function sayCall(call: Call, lang: Lang): { word: string; sentences: string[] } {
  const say = callWords(lang)
  const sentences = [say(call.reason.key, sayFacts(call, lang))]
  if (call.couldBeChance && call.interval)
    sentences.push(say('met.chance', bare(call.interval, call.inputs.target.unit, 1, lang)))
  if (call.call === 'too_close') sentences.push(call.settles ? saySettle(call, lang) : say('settle.final'))
  const first = call.call === 'no_call' ? sayFirst(call, lang) : null
  if (first) sentences.push(first)
  return { word: say(`call.${call.call}`), sentences }
}

function saySettle(call: Call, lang: Lang): string {
  const { n, good, bad } = call.settles ?? { n: 0, good: null, bad: null }
  const values = { n: count(n, lang), good: count(good ?? 0, lang), bad: count(bad ?? 0, lang) }
  if (good === null && bad === null) return callWords(lang)('settle.none', values)
  const which = good === null ? 'bad' : bad === null ? 'good' : 'both'
  return callWords(lang)(`settle.${which}${isUp(call) ? 'Up' : 'Down'}`, values)
}

function isUp({ inputs: { target }, expected }: Call): boolean {
  if (target.kind === 'direction') return target.good === 'up'
  if ('operator' in target && target.operator !== '=') return target.operator.startsWith('>')
  return expected !== null && target.baseline !== null && expected * scale(target.unit) >= target.baseline.value
}

function sayFirst(call: Call, lang: Lang): string | null {
  const say = callWords(lang)
  if (call.firstPossible) return say('first.date', { date: shortDate(call.firstPossible, lang) })
  switch (call.reason.key) {
    case 'no_call.few':
      return say('first.students', sayFacts(call, lang))
    case 'no_call.ambiguous':
      return say('first.reading')
    case 'no_call.noBaseline':
      return say('first.baseline')
    case 'no_call.noNumber':
      return say('first.never')
    case 'no_call.incomplete':
    case 'no_call.not_measured':
    case 'no_call.definition':
      return say('first.unknown')
    default:
      return null
  }
}

/** The word of a trend and one sentence of why. */
export function sayTrend(trend: Trend, lang: Lang): { word: string; sentence: string } {
  const say = callWords(lang)
  const points = (x: number): string => `${x > 0 ? '+' : x < 0 ? '\u2212' : ''}${digits(Math.abs(x) * 100, 1, 1, lang)}`
  const { change } = trend
  const values = change ? { change: points(change.difference), low: points(change.low), high: points(change.high) } : {}
  return { word: say(`trend.${trend.trend}`), sentence: say(`trendReason.${trend.reason}`, values) }
}

/** The one sentence under every interval. In: the interval in the engine's unit, its unit, and the size of the group. */
export const sayInterval = (interval: Interval, as: Unit, n: number, lang: Lang): string =>
  callWords(lang)('interval.sentence', { ...bare(interval, as, 1, lang), n: count(n, lang) })
