import { cadenceSigns } from '../../timeframes/lex.ts'
import type { Cadence } from '../../timeframes/reading.ts'
import type { Element } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import { daysBetween } from '../numbers/series.ts'
import type { CheckRule } from '../rule.ts'
import { ownWords } from '../wording.ts'
import { wordsOf } from './when.ts'

const english: readonly (readonly [Cadence, string])[] = [
  ['daily', 'daily|every day|each day'],
  ['weekly', 'weekly|every week|each week|once a week'],
  ['biweekly', 'bi-?weekly|every two weeks|every other week'],
  ['monthly', 'monthly|every month|each month|once a month'],
  ['quarterly', 'quarterly|every quarter|each quarter'],
  ['yearly', 'yearly|annual(?:ly)?|every year|each year'],
]
const spanish: readonly (readonly [Cadence, string])[] = [
  ['daily', 'diari[oa]s?|cada día'],
  ['weekly', 'semanal(?:es|mente)?|cada semana'],
  ['biweekly', 'quincenal(?:es|mente)?|cada dos semanas'],
  ['monthly', 'mensual(?:es|mente)?|cada mes'],
  ['quarterly', 'trimestral(?:es|mente)?|cada trimestre'],
  ['yearly', 'anual(?:es|mente)?|cada año'],
]
const patterns = (list: readonly (readonly [Cadence, string])[]): { cadence: Cadence; pattern: RegExp }[] =>
  list.map(([cadence, words]) => ({ cadence, pattern: new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'iu') }))
const spanishPatterns = patterns(spanish)
const names: readonly (readonly [Cadence, string])[] = [...english, ...spanish]
const any = names.map(([, pattern]) => pattern).join('|')
/** Two cadences with an or between them: weekly/monthly, every week or every month. `and` offers no choice. */
const choice = new RegExp(
  `(?<![\\p{L}])(?<a>${any})\\s*(?:/|-|or|o|y/o|and/or)\\s*(?<b>${any}|week|month|semana|mes)(?![\\p{L}])`,
  'iu',
)
const nounCadence: Record<string, Cadence> = { week: 'weekly', semana: 'weekly', month: 'monthly', mes: 'monthly' }
const cadenceOf = (word: string): Cadence | null =>
  nounCadence[word.toLowerCase()] ??
  names.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(word))?.[0] ??
  null

/** A cheap look before the dear one. */
const hint = /[/-]|\bo[r]?\b/i
const hintWord = /week|month|quarter|dail|annual|year|\bday|seman|mensual|trimes|diari|quincen|\bmes\b|\baño\b/i

/** Where an element speaks of how often, with the words. */
function sayings(e: Element, i: number, words: string): { path: Path; text: string }[] {
  const out: { path: Path; text: string }[] = [{ path: ['elements', i, 'title'], text: words }]
  if (e.timeframe) out.unshift({ path: ['elements', i, 'timeframe', 'words'], text: e.timeframe.words })
  e.mentions.forEach((m, k) => {
    if (m.words) out.push({ path: ['elements', i, 'mentions', k, 'words'], text: m.words })
  })
  return out
}

/** Words that offer two cadences, and nobody chose. */
const two: CheckRule = {
  id: 'two-cadences',
  severity: 'warning',
  run: ({ plan }, tell) => {
    // One phrase of one office, said again and again, is one finding.
    type Told = { path: Path; element: string; values: Record<string, string>; again: Path[] }
    const told = new Map<string, Told>()
    plan.elements.forEach((e, i) => {
      for (const { path, text } of sayings(e, i, ownWords(e.title, plan))) {
        if (!hint.test(text) || !hintWord.test(text)) continue
        const found = choice.exec(text)?.groups
        const [a, b] = [cadenceOf(found?.['a'] ?? ''), cadenceOf(found?.['b'] ?? '')]
        if (!found || !a || !b || a === b) continue
        const values = { one: found['a'] ?? '', other: found['b'] ?? '', title: ownWords(e.title, plan) }
        const key = `${e.owner ?? e.id}\n${a}\n${b}`
        const before = told.get(key)
        if (before) before.again.push(path)
        else told.set(key, { path, element: e.id, values, again: [] })
        return
      }
    })
    for (const { path, element, values, again } of told.values())
      tell(path, { ...values, again: again.length }, { element, related: again })
  },
}

const length: Record<Cadence, number> = {
  daily: 1,
  weekly: 7,
  biweekly: 14,
  monthly: 30.4,
  quarterly: 91,
  marking_period: 65,
  three_times_a_year: 110,
  twice_a_year: 182,
  yearly: 365,
}

/** A cadence beside dates that lie at other distances: monthly, in October, December, February and April. */
const dates: CheckRule = {
  id: 'cadence-dates',
  severity: 'warning',
  run: ({ plan }, tell) => {
    plan.elements.forEach((e, i) => {
      const t = e.timeframe
      const reading = t ? wordsOf(t, plan)?.reading : null
      if (!t || !reading || reading.intervals.length < 3 || reading.open) return
      const starts = reading.intervals.flatMap((one) => one.from ?? [])
      const gaps = starts
        .slice(1)
        .map((day, k) => daysBetween(starts[k] ?? day, day))
        .toSorted((a, b) => a - b)
      const gap = gaps[Math.floor(gaps.length / 2)] ?? 0
      const title = ownWords(e.title, plan).toLowerCase()
      const said = t.every ?? cadenceSigns.find((one) => one.pattern.test(title))?.every ?? cadenceNamed(title)
      if (!said || gap <= 0) return
      const ratio = gap / length[said]
      if (ratio >= 0.6 && ratio <= 1.6) return
      tell(
        ['elements', i, 'timeframe', t.every ? 'every' : 'words'],
        { cadence: said, words: t.words, days: Math.round(gap), count: starts.length },
        { element: e.id },
      )
    })
  },
}
const cadenceNamed = (title: string): Cadence | null =>
  spanishPatterns.find((one) => one.pattern.test(title))?.cadence ?? null

export const cadence: readonly CheckRule[] = [two, dates]
