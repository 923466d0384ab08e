import { count, decimal, percent } from '../../format.ts'
import type { Lang } from '../../words.ts'

/** What the numbers of a chart are: fractions shown as percent, counts, or numbers with one decimal. */
export type Unit = 'percent' | 'count' | 'decimal'

/** A value in words: `23.1%`, `4,412`, `17.2`. */
export function value(n: number, unit: Unit, lang: Lang): string {
  return unit === 'percent' ? percent(n, lang) : unit === 'count' ? count(n, lang) : decimal(n, lang)
}

/** A tick in words: as `value`, without needless decimals. */
export function tick(n: number, unit: Unit, lang: Lang): string {
  if (unit === 'percent')
    return Number.isInteger(Number((n * 100).toFixed(6))) ? `${count(n * 100, lang)}%` : percent(n, lang)
  return Number.isInteger(n) ? count(n, lang) : decimal(n, lang)
}

/** The kind of table column that writes this unit. */
export const columnKind = (unit: Unit): 'percent' | 'number' | 'decimal' =>
  unit === 'percent' ? 'percent' : unit === 'count' ? 'number' : 'decimal'
