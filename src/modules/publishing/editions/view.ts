import { grade, percent, schoolYear, shortDate } from '../../../platform/format.ts'
import { type Hidden, hidden } from '../../../platform/look/cells.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { type Area, areas } from '../measures.ts'
import type { ReleasedReport } from '../report/schema.ts'
import type { DefinitionCard, PublicCell } from '../sources.ts'
import { unrecorded } from '../sums.ts'
import { keyOf } from '../tables.ts'
import type { EditionContent } from './content.ts'
import { publicKey, publicWords } from './words.ts'

/** What a page needs of an edition: content, language, and quick ways to its cells. */
export type View = {
  content: EditionContent
  lang: Lang
  cell: (
    definition: string,
    year: number,
    period: string,
    org: number,
    set?: string,
    value?: string,
  ) => PublicCell | null
  groups: (definition: string, year: number, org: number, sets?: readonly string[]) => PublicCell[]
}

export function viewOf(content: EditionContent, lang: Lang): View {
  const at = new Map(content.cells.map((cell) => [keyOf(cell), cell]))
  return {
    content,
    lang,
    cell: (definition, school_year, period, org_id, group_set = 'all', group_value = 'all') =>
      at.get(keyOf({ definition, school_year, period, org_id, group_set, group_value })) ?? null,
    groups: (definition, year, org, sets) =>
      content.cells.filter(
        (cell) =>
          cell.definition === definition &&
          cell.school_year === year &&
          cell.period === 'year' &&
          cell.org_id === org &&
          cell.group_set !== 'all' &&
          (!sets || sets.includes(cell.group_set)),
      ),
  }
}

/** The share of a cell: hidden, absent (null) or a fraction. */
export function shareOf(cell: PublicCell | null): number | Hidden | null {
  if (!cell || cell.state !== 'measured') return null
  if (!cell.shown) return hidden
  return cell.n === null || cell.d === null || cell.d === 0 ? null : cell.n / cell.d
}

/** How many students stand behind a cell; may be shown where the share is not; null when days are counted. */
export function countOf(cell: PublicCell | null, card: DefinitionCard | undefined): number | Hidden | null {
  if (!cell || card?.counts !== 'students') return null
  if (cell.state === 'zero_population') return 0
  if (cell.state !== 'measured') return null
  return cell.d ?? hidden
}

/** Definitions by their part of the scorecard, parts in their order; those of editions from before there were parts stand with attendance. */
export function byArea(cards: readonly DefinitionCard[]): { area: Area; cards: DefinitionCard[] }[] {
  const found = Map.groupBy(cards, (card) => card.area ?? 'attendance')
  return areas.flatMap((area) => {
    const own = found.get(area)
    return own ? [{ area, cards: own }] : []
  })
}

/** The name of a part of the scorecard. */
export const areaWords = (area: Area, lang: Lang): string => publicWords(lang)(`area_${area}`)

/** A share in words: `23.1%`, or the word for hidden. */
export const shareWords = (share: number, lang: Lang): string => percent(share, lang)

/** Words of a text in the reader's language, or in the other one. */
export const wordsOf = (text: Text, lang: Lang): string => read(text, lang).words

/** A group in words, by its set and value (grades and yes/no read the set too). */
export function groupWords(set: string, value: string, lang: Lang): string {
  const say = publicWords(lang)
  if (value === unrecorded) return say('value_unknown')
  if (set === 'grade') {
    if (value === 'PK') return say('preschool')
    return value === 'K' ? say('kindergarten') : say('gradeValue', { grade: value })
  }
  const key = publicKey(value === 'yes' || value === 'no' ? `${value}_${set}` : `value_${value}`)
  return key ? say(key) : value
}

/** A signed annual report in a list: its year, its goal. */
export const reportWords = ({ content: { school_year, goal } }: ReleasedReport, lang: Lang): string =>
  `${schoolYear(school_year)}: ${[goal.code, read(goal.title, lang).words].filter(Boolean).join(' ')}`

export const gradesWords = (low: number | null, high: number | null, lang: Lang): string | null =>
  low === null || high === null ? null : publicWords(lang)('grades', { low: grade(low), high: grade(high) })

export const yearWords = schoolYear
export const dateWords = shortDate

/** Grades in their order, other values as they come. */
export function inGroupOrder(cells: readonly PublicCell[], sets: readonly string[]): PublicCell[] {
  const rank = (cell: PublicCell) => {
    const value = cell.group_value === 'PK' ? -1 : cell.group_value === 'K' ? 0 : Number(cell.group_value)
    return Number.isFinite(value) ? value : cell.group_value === 'yes' ? 0 : 1
  }
  return cells.toSorted(
    (a, b) =>
      sets.indexOf(a.group_set) - sets.indexOf(b.group_set) ||
      rank(a) - rank(b) ||
      (a.group_value < b.group_value ? -1 : 1),
  )
}
