import { count, decimal, percent, points, schoolYear, shortDate } from '../../../platform/format.ts'
import { type Hidden, hidden } from '../../../platform/look/cells.ts'
import type { LinePoint } from '../../../platform/look/charts/line.tsx'
import type { Unit } from '../../../platform/look/charts/units.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Measure } from '../file/format.ts'
import { amountWords } from '../target-words.ts'
import { type Change, changeOf } from './change.ts'
import { byPeriod, firstDay, readPeriod } from './period.ts'
import { fractionOf, unitOf } from './rules.ts'
import { say } from './say.ts'
import type { Entry, PairValue, Typed, Value } from './schema.ts'

/** What is known of a measure in a period; null where nothing was ever entered. */
export type Known = Pick<Entry, 'state' | 'value'> | null

/** A period in words: `2026-27`, `September 2026`, `First quarter of 2026-27`. */
export function periodWords(code: string, lang: Lang): string {
  const period = readPeriod(code)
  if (!period) return code
  const year = schoolYear(period.year)
  if (period.kind === 'year') return year
  if (period.kind !== 'month') return say(lang)(`period.${period.kind}`, { n: period.n, year })
  const month = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return month.format(new Date(`${firstDay(period)}T00:00:00Z`))
}

const figure = (n: number, lang: Lang): string => (Number.isInteger(n) ? count(n, lang) : decimal(n, lang))
/** A mean of scores: two decimals, as a scale of five has little room. */
const mean = (n: number, lang: Lang): string =>
  new Intl.NumberFormat(lang === 'es' ? 'es-US' : 'en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(n)
const signed = (n: number, lang: Lang): string =>
  `${Number(Math.abs(n).toFixed(2)) === 0 ? '' : n > 0 ? '+' : '\u2212'}${mean(Math.abs(n), lang)}`

const shownIn = (change: Change, n: number, lang: Lang): string =>
  change.what === 'share' ? percent(n, lang) : mean(n, lang)
const movedBy = (change: Change, n: number, lang: Lang): string =>
  change.what === 'share' ? say(lang)('pointsChange', { points: points(n, lang) }) : signed(n, lang)

/** Before, after and the change between them, in words. */
export function pairWords(value: PairValue, lang: Lang): string {
  const change = changeOf(value)
  return say(lang)('pairWords', {
    before: shownIn(change, change.before, lang),
    after: shownIn(change, change.after, lang),
    change: movedBy(change, change.change, lang),
  })
}

/** Who was asked, and what chance could do: sentences beside a pair. */
export function pairNotes(value: PairValue, lang: Lang): string[] {
  const words = say(lang)
  const change = changeOf(value)
  const { interval } = change
  return [
    change.who === 'same'
      ? words('pairWho.same', { n: change.beforeN })
      : words('pairWho.groups', { before: count(change.beforeN, lang), after: count(change.afterN, lang) }),
    ...(interval
      ? [
          words('intervalOf', {
            low: movedBy(change, interval.low, lang),
            high: movedBy(change, interval.high, lang),
          }),
          words(interval.low > 0 || interval.high < 0 ? 'intervalClear' : 'intervalUnclear'),
        ]
      : [words('noInterval')]),
  ]
}

/** A value in words. A percent without its whole says so. */
export function valueWords(value: Value, m: Measure, lang: Lang): string {
  const words = say(lang)
  switch (value.form) {
    case 'count':
      return amountWords(value.amount, unitOf(m), lang)
    case 'percent':
      return value.k !== null && value.n !== null
        ? words('ofWhole', {
            percent: percent(fractionOf(value), lang),
            k: figure(value.k, lang),
            n: figure(value.n, lang),
          })
        : words('ofUnknown', { percent: percent(fractionOf(value), lang) })
    case 'pair':
      return pairWords(value, lang)
    case 'artefact':
      return words(`standing.${value.standing}`)
  }
}

/** What is known, in words: four things that stay four, what nobody entered, and what this reader may not see. */
export function standingWords(one: Known, m: Measure, lang: Lang): string {
  const words = say(lang)
  if (one === null || one.state === 'withdrawn') return words('nothing')
  if (one.state !== 'value') return words(`state.${one.state}`)
  return one.value ? valueWords(one.value, m, lang) : words('hiddenHere')
}

/** The form of a value filled with what is there, for corrections and for the template. */
export function typedOf(entry: Entry | null, period: string): Typed {
  if (!entry || entry.state === 'withdrawn') return { period, version: String(entry?.version ?? 0) }
  const text = (n: number | null): string => (n === null ? '' : String(n))
  const { value } = entry
  const base = { period, version: String(entry.version), state: entry.state, source: entry.source }
  if (!value) return base
  switch (value.form) {
    case 'count':
      return { ...base, amount: text(value.amount) }
    case 'percent':
      return { ...base, k: text(value.k), n: text(value.n), percent: text(value.percent) }
    case 'artefact':
      return { ...base, standing: value.standing }
    case 'pair':
      return value.way === 'same_share'
        ? {
            ...base,
            way: value.way,
            both: text(value.both),
            first: text(value.first),
            second: text(value.second),
            neither: text(value.neither),
          }
        : {
            ...base,
            way: value.way,
            before: text(value.before),
            beforeN: text(value.beforeN),
            after: text(value.after),
            afterN: text(value.afterN),
          }
  }
}

export type Series = { unit: Unit; points: readonly LinePoint[] }
/**
 * Values over time as a chart has them: of one kind of period, those that occur most. Null with fewer than two periods that hold a value. What is not a
 * value is a gap, what this reader may not see is hidden.
 */
export function seriesOf(entries: readonly Entry[], m: Measure, lang: Lang): Series | null {
  const held = entries.filter((one) => one.state !== 'withdrawn')
  const kinds = Map.groupBy(held, (one) => readPeriod(one.period)?.kind ?? 'year')
  const list = [...kinds.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
  const figures = list.filter((one) => one.state === 'value')
  if (figures.length < 2) return null
  const isPercent = figures.some((one) => one.value?.form === 'percent')
  const shown = (one: Entry): number | Hidden | null => {
    if (one.state !== 'value') return null
    if (!one.value) return hidden
    return one.value.form === 'percent' ? fractionOf(one.value) : one.value.form === 'count' ? one.value.amount : null
  }
  if (!figures.some((one) => typeof shown(one) === 'number')) return null
  const whole = figures.every((one) => one.value?.form !== 'count' || Number.isInteger(one.value.amount))
  return {
    unit: isPercent ? 'percent' : whole && unitOf(m) !== 'index' ? 'count' : 'decimal',
    points: byPeriod(list).map((one) => ({ label: periodWords(one.period, lang), value: shown(one) })),
  }
}

/** The newest period of which something is known, by measure. */
export function latestOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const latest = new Map<string, Entry>()
  for (const one of byPeriod(entries)) if (one.state !== 'withdrawn') latest.set(one.measure, one)
  return latest
}

export const enteredWords = (on: string, who: string, lang: Lang): string =>
  say(lang)('enteredBy', { date: shortDate(on, lang), who })
