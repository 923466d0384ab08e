import { decimal, percent } from '../../../platform/format.ts'
import { hidden, type Hidden } from '../../../platform/look/cells.ts'
import { type Lang, wordbook } from '../../../platform/words.ts'
import { type DefinitionId, definitions } from '../definitions/catalog.ts'
import { nameOf } from '../say.ts'
import type { PublishedMeasure } from './measures.ts'
import type { PublishedRow } from './store.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of this part. */
export const words = wordbook(en, es)
export type Word = keyof typeof en & string

/** The name of a measure: of our definition where the state's is the same, its own otherwise. */
export function measureName(measure: PublishedMeasure, lang: Lang): string {
  const own = `measure.${measure.id}`
  if (own in en) return words(lang)(own as Word)
  const definition = definitions[measure.id as DefinitionId]
  return definition ? nameOf(definition, lang) : measure.id
}

/** A number in the unit of a measure: a percent, or index points with a decimal. */
export const numberOf = (value: number, measure: PublishedMeasure, lang: Lang): string =>
  measure.unit === 'fraction' ? percent(value, lang) : decimal(value, lang)

/** A published value in words: the number, or which of the ways of having none it is. */
export function publishedText(row: PublishedRow | undefined, measure: PublishedMeasure, lang: Lang): string {
  if (!row) return words(lang)('not.absent')
  if (row.state === 'known' && row.value !== null) return numberOf(row.value, measure, lang)
  return words(lang)(`not.${row.state}` as Word)
}

/** A value of ours in words: the number, hidden, or nothing. */
export const oursText = (
  value: number | Hidden | null,
  measure: PublishedMeasure,
  lang: Lang,
): string | Hidden | null => (value === null || typeof value === 'object' ? value : numberOf(value, measure, lang))

/** Ours minus the state's, in points with a sign; null where one of the two is no number. */
export function differenceText(
  ours: number | Hidden | null,
  row: PublishedRow | undefined,
  measure: PublishedMeasure,
  lang: Lang,
): string | Hidden | null {
  if (ours !== null && typeof ours === 'object') return hidden
  if (ours === null || row?.state !== 'known' || row.value === null) return null
  const points = (ours - row.value) * (measure.unit === 'fraction' ? 100 : 1)
  const rounded = Math.abs(points) < 0.05 ? 0 : points
  const sign = rounded > 0 ? '+' : rounded < 0 ? '\u2212' : ''
  return words(lang)('pointsOff', { n: `${sign}${decimal(Math.abs(rounded), lang)}` })
}

/** Printed counts behind a rate: `120 of 512`; nothing where the state prints none. */
export const countsText = (row: PublishedRow | undefined, lang: Lang): string | null =>
  row?.n != null && row.d !== null ? words(lang)('of', { n: row.n, d: row.d }) : null
