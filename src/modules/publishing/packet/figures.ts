import { count, percent, schoolYear } from '../../../platform/format.ts'
import { isHidden } from '../../../platform/look/cells.ts'
import { type Lang, read } from '../../../platform/words.ts'
import type { EditionContent, JudgedPromise } from '../editions/content.ts'
import { countOf, groupWords, inGroupOrder, shareOf, viewOf } from '../editions/view.ts'
import type { Block } from '../paper/doc.ts'
import type { PublicCell } from '../sources.ts'
import { publicGroupSets } from '../tables.ts'
import { paperWords } from './say.ts'

/** The parts of an edition that the figures of a paper are made of. */
export type Numbers = Pick<EditionContent, 'years' | 'district' | 'definitions' | 'cells'>

/** The share of a cell as a paper writes it: a percent, the word for hidden, or the word for none. */
export function shareText(cell: PublicCell | null, lang: Lang): string {
  const share = shareOf(cell)
  if (isHidden(share)) return paperWords(lang)('hidden')
  return share === null ? paperWords(lang)('none') : percent(share, lang)
}

export const measureName = (content: Numbers, definition: string, lang: Lang): string => {
  const card = content.definitions.find((one) => one.id === definition)
  return card ? read(card.title, lang).words : definition
}

/** A promise in a list: its name and what is measured, since a goal may promise several things. */
export const promiseName = (
  content: Numbers,
  promise: Pick<JudgedPromise, 'title' | 'definition'>,
  lang: Lang,
): string => `${read(promise.title, lang).words} \u00b7 ${measureName(content, promise.definition, lang)}`

/** The newest number of a promise in one sentence. */
export function numberSentence(content: Numbers, definition: string, cell: PublicCell | null, lang: Lang): string {
  const say = paperWords(lang)
  const group = cell && cell.group_set !== 'all' ? groupWords(cell.group_set, cell.group_value, lang) : ''
  const measure = [measureName(content, definition, lang), group].filter(Boolean).join(', ')
  const card = content.definitions.find((one) => one.id === definition)
  const share = shareOf(cell)
  if (cell === null || share === null) return say('notMeasured', { measure })
  const year = schoolYear(cell.school_year)
  if (isHidden(share)) return say('measuredHidden', { measure, year })
  const value = percent(share, lang)
  return card?.counts === 'students' && cell.n !== null && cell.d !== null
    ? say('measuredOf', { measure, year, value, n: count(cell.n, lang), d: count(cell.d, lang) })
    : say('measured', { measure, year, value })
}

/** What was promised, the call with its reason and interval, in the words of the edition. */
export function promiseBlocks(content: Numbers, promise: JudgedPromise, cell: PublicCell | null, lang: Lang): Block[] {
  const say = paperWords(lang)
  const { judged } = promise
  const text = (value: JudgedPromise['goal']) => read(value, lang).words
  return [
    { kind: 'heading', level: 3, words: promiseName(content, promise, lang) },
    { kind: 'para', said: { words: numberSentence(content, promise.definition, cell, lang) } },
    {
      kind: 'call',
      call: judged.call,
      words: say(`call_${judged.call}`),
      more: [text(judged.reason), judged.trend ? `(${say(`trend_${judged.trend}`)})` : ''].filter(Boolean).join(' '),
    },
    {
      kind: 'para',
      said: {
        words: [
          say('target', { goal: text(promise.goal) }),
          promise.baseline ? say('baseline', { baseline: text(promise.baseline) }) : '',
          judged.low !== null && judged.high !== null
            ? say('interval', { low: percent(judged.low, lang), high: percent(judged.high, lang) })
            : '',
        ]
          .filter(Boolean)
          .join(' '),
      },
    },
  ]
}

/** Year by year and group by group of one measure, whole district; nothing but cells of the edition. */
export function measureTables(content: EditionContent, definition: string, lang: Lang): Block[] {
  const say = paperWords(lang)
  const view = viewOf(content, lang)
  const card = content.definitions.find((one) => one.id === definition)
  const measure = measureName(content, definition, lang)
  const students = card?.counts === 'students'
  const countText = (cell: PublicCell | null): string => {
    const value = countOf(cell, card)
    return isHidden(value) ? say('hidden') : value === null ? say('none') : count(value, lang)
  }
  const years = [...new Set([...content.years.closed, content.years.latest])].toSorted((a, b) => a - b)
  const byYear = years.flatMap((year) => {
    const cell = view.cell(definition, year, 'year', content.district.org_id)
    return cell ? [[schoolYear(year), shareText(cell, lang), ...(students ? [countText(cell)] : [])]] : []
  })
  const groups = inGroupOrder(view.groups(definition, content.years.latest, content.district.org_id), publicGroupSets)
  const head = [say('value'), ...(students ? [say('students')] : [])]
  const numbers = head.map((_, index) => index + 1)
  const blocks: Block[] = []
  if (byYear.length > 0)
    blocks.push({
      kind: 'table',
      caption: say('byYear', { measure }),
      head: [say('year'), ...head],
      rows: byYear,
      numbers,
    })
  if (groups.length > 0) {
    blocks.push({
      kind: 'table',
      caption: say('byGroup', { measure, year: schoolYear(content.years.latest) }),
      head: [say('group'), ...head],
      rows: groups.map((cell) => [
        groupWords(cell.group_set, cell.group_value, lang),
        shareText(cell, lang),
        ...(students ? [countText(cell)] : []),
      ]),
      numbers,
    })
    if (groups.some((cell) => cell.state === 'measured' && !cell.shown))
      blocks.push({ kind: 'para', said: { words: say('hiddenNote') }, quiet: true })
  }
  return blocks
}
