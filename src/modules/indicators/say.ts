import { count, decimal, percent, schoolYear, shortDate } from '../../platform/format.ts'
import { type Lang, wordbook } from '../../platform/words.ts'
import { type Cell, rate, valueOf } from './cells.ts'
import type { DefinitionCard } from './definitions/catalog.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of this module's pages. */
export const words = wordbook(en, es)
type Key = keyof typeof en & string
const has = (key: string): key is Key => key in en

/** The name of an indicator. */
export const nameOf = (definition: DefinitionCard, lang: Lang): string =>
  words(lang)(definition.words.name as Key, definition.words.values)
/** One sentence that says what it is. */
export const sentenceOf = (definition: DefinitionCard, lang: Lang): string =>
  words(lang)(definition.words.sentence as Key, definition.words.values)

/** A grade in words: `PK`, `K`, `1`..`12` as stored in a group's value. */
export function gradeName(value: string, lang: Lang): string {
  const key = `grade.${value}`
  return has(key) ? words(lang)(key) : words(lang)('grade.n', { grade: value })
}

/** The name of a group: `race`/`black` or a crossing `race_grade`/`black|9`. */
export function groupName(set: string, value: string, lang: Lang): string {
  if (set === 'grade') return gradeName(value, lang)
  if (set.endsWith('_grade')) {
    const [first = '', grade = ''] = value.split('|')
    return `${groupName(set.slice(0, -'_grade'.length), first, lang)}, ${gradeName(grade, lang)}`
  }
  const key = `value.${set}.${value}`
  return has(key) ? words(lang)(key) : value
}

/** The name of a set of groups. */
export const setName = (set: string, lang: Lang): string => {
  const key = `group.${set}`
  return has(key) ? words(lang)(key) : set
}

type OfUnit = Pick<DefinitionCard, 'unit'>
const isShare = ({ unit }: OfUnit): boolean => unit === 'fraction' || unit === 'mean'

/** A number in the unit of a definition, as text: `23.1%`, `12.4`, `4,835`. In: what `valueOf` gave. */
export const numberText = (value: number, of: OfUnit, lang: Lang): string =>
  isShare(of) ? percent(value, lang) : of.unit === 'count' ? count(value, lang) : decimal(value, lang)
/** What stands behind a number: `%`, `to 100 students`, nothing. */
export const unitText = (of: OfUnit, lang: Lang): string =>
  isShare(of)
    ? '%'
    : of.unit === 'count' || of.unit === 'index'
      ? ''
      : words(lang)(`unit.${of.unit as 'per100' | 'days'}`)
/** How a table and how a chart write the numbers of a definition. */
export const columnKind = (of: OfUnit): 'percent' | 'number' | 'decimal' =>
  isShare(of) ? 'percent' : of.unit === 'count' ? 'number' : 'decimal'
export const chartUnit = (of: OfUnit): 'percent' | 'count' | 'decimal' =>
  isShare(of) ? 'percent' : of.unit === 'count' ? 'count' : 'decimal'

/** The value of a cell in words, or why there is none. */
export function rateText(cell: Cell | undefined, lang: Lang, definition: OfUnit = { unit: 'fraction' }): string {
  const value = valueOf(cell, definition)
  if (value !== null)
    return [numberText(value, definition, lang), isShare(definition) ? '' : unitText(definition, lang)].join(' ').trim()
  return words(lang)(`state.${cell?.state ?? 'not_measured'}` as Key)
}

/** Of how many: `4,412 of 19,104 students`. Empty when hidden or not measured. */
export function ofText(cell: Cell | undefined, definition: DefinitionCard, lang: Lang): string {
  if (!cell || rate(cell) === null) return ''
  if (definition.counts === 'tally' || definition.counts === 'schools') {
    const [n, d] = [cell.n ?? 0, cell.d ?? 0]
    if (definition.counts === 'schools') return words(lang)('schools.of', { n, d })
    if (definition.unit === 'days') return words(lang)('days.among', { n: n / 100, d })
    if (definition.unit === 'per100') return words(lang)('actions.among', { n, d })
    return words(lang)(definition.unit === 'count' ? 'count.among' : 'mean.of', { d })
  }
  const days = definition.counts !== 'students'
  const scale = days ? 100 : 1
  return words(lang)(days ? 'days.of' : 'students.of', {
    n: Math.round((cell.n ?? 0) / scale),
    d: Math.round((cell.d ?? 0) / scale),
  })
}

/** Which days a cell speaks for. */
export function periodText(cell: Cell | undefined, lang: Lang, currentYear: number): string {
  if (!cell) return ''
  const year = schoolYear(cell.school_year)
  if (cell.school_year < currentYear && cell.period === 'year') return words(lang)('year.full', { year })
  return cell.through_date
    ? words(lang)('year.through', { year, date: shortDate(cell.through_date, lang) })
    : words(lang)('year.partial', { year })
}
