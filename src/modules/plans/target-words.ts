import { count, decimal, schoolYear, shortDate } from '../../platform/format.ts'
import type { Lang } from '../../platform/words.ts'
import { groupName } from '../indicators/index.ts'
import type { Target } from './file/format.ts'
import type { units } from './file/target.ts'
import type { TargetView } from './pages/props.ts'
import { quotedIn, said, saidOr, say } from './say.ts'

type Unit = (typeof units)[number] | null
type When = NonNullable<Target['dueBy']>

/** A number as people write it: whole when it is whole, one decimal otherwise. */
const plain = (n: number, lang: Lang): string => (Number.isInteger(n) ? count(n, lang) : decimal(n, lang))

/** An amount with its unit: `13%`, `$500,000`, `60 days`, `7 points`. In: percent as 0..100, fraction as 0..1. */
export function amountWords(amount: number, unit: Unit, lang: Lang): string {
  const n = plain(unit === 'fraction' ? amount * 100 : amount, lang)
  if (unit === 'percent' || unit === 'fraction') return `${n}%`
  if (unit === 'usd') return amount < 0 ? `-$${plain(-amount, lang)}` : `$${n}`
  if (unit === 'points') return lang === 'es' ? `${n} puntos porcentuales` : `${n} percentage points`
  if (unit === 'days') return lang === 'es' ? `${n} días` : `${n} days`
  return n
}

/** A moment in words: the day when there is one, otherwise the school year. */
export const whenWords = (when: When, lang: Lang): string =>
  when.date ? shortDate(when.date, lang) : when.schoolYear ? schoolYear(when.schoolYear) : (when.words ?? '')

const compare = {
  '>=': 'atLeast',
  '>': 'moreThan',
  '<=': 'atMost',
  '<': 'lessThan',
  '=': 'exactly',
  within: 'within',
} as const

/** What a target asks, without its date: `13% or lower`. */
export function askWords(t: Target, lang: Lang): string {
  const words = say(lang)
  const amount = t.amount === null ? '' : amountWords(t.amount, t.unit, lang)
  switch (t.kind) {
    case 'level':
    case 'band':
      if (amount === '') return words('inWords')
      return words(compare[t.operator ?? (t.kind === 'band' ? 'within' : '=')], { amount })
    case 'changeRelative':
      // Its amount is a share of the starting value, whatever the measure counts.
      return words('changeRelative', { amount: t.amount === null ? '' : amountWords(t.amount, 'percent', lang) })
    case 'changeAbsolute':
      // With a starting value it is the distance from there, otherwise what has to come together.
      return words(t.baseline ? 'changePoints' : 'changeAbsolute', { amount })
    case 'completion':
      return amount === '' ? words('completionPlain') : words('completion', { amount })
    case 'changePoints':
      return words(t.kind, { amount })
    case 'milestoneSeries':
      return words('steps', {
        steps: t.milestones
          .map((m) => words('stepOf', { amount: amountWords(m.amount, t.unit, lang), due: whenWords(m.dueBy, lang) }))
          .join('; '),
      })
    case 'direction':
      return words(
        t.operator === '>' || t.operator === '>='
          ? 'higher'
          : t.operator === '<' || t.operator === '<='
            ? 'lower'
            : 'direction',
      )
    case 'compound':
      return words('compound')
    case 'qualitative':
      return words('inWords')
  }
}

const paths = { linear: 'pathLinear', step: 'pathStep', endOnly: 'pathEndOnly', geometric: 'pathGeometric' } as const

/** The group a target or figure is about, in words; null for everybody. */
export const groupWords = (p: Target['population'], lang: Lang): string | null =>
  p.set === 'all' ? null : groupName(p.set, p.value, lang)

/** A target as a page shows it: one sentence, facts, and every reading while nobody has chosen. `planLang`: the language of what the plan quotes. */
export function targetView(t: Target, lang: Lang, planLang: Lang = lang): TargetView {
  const words = say(lang)
  const open = t.interpretations.length > 1 && t.chosen === null
  const ask = askWords(t, lang)
  const due = t.dueBy ? words('byDue', { what: ask, due: whenWords(t.dueBy, lang) }) : ask
  const group = groupWords(t.population, lang)
  const facts: string[] = []
  if (t.baseline)
    facts.push(
      words(planLang === lang ? 'baselineIs' : 'baselineBare', {
        amount: amountWords(t.baseline.value, t.baseline.unit, lang),
        asOf: whenWords(t.baseline.asOf, lang),
        source: t.baseline.source,
      }),
    )
  else facts.push(words(t.path === 'endOnly' ? 'baselineNone' : 'baselineNeeded'))
  if (t.kind !== 'qualitative') facts.push(words(paths[t.path]))
  if (t.scope === 'each') facts.push(words('eachUnit', { unit: t.unitRule?.units ?? 'school' }))
  if (t.scope === 'share' && t.unitRule?.amount != null)
    facts.push(
      words('shareUnit', {
        unit: t.unitRule.units,
        rule: words(compare[t.unitRule.operator ?? '>='], {
          amount: amountWords(t.unitRule.amount, t.unitRule.unit, lang),
        }),
      }),
    )
  return {
    id: t.id,
    sentence: group ? `${group}: ${due}` : due,
    facts,
    source: t.baseline && planLang !== lang ? quotedIn(planLang, t.baseline.source, lang) : null,
    quoted: t.words ? quotedIn(planLang, t.words, lang) : null,
    note: saidOr(t.note, lang),
    readings: t.interpretations.map((r) => ({
      asks: amountWords(r.value, r.unit, lang),
      argument: said(r.argument, lang),
      chosen: r.id === t.chosen,
    })),
    chosen:
      open || !t.chosenBy || !t.chosenOn
        ? null
        : words('chosen', { who: t.chosenBy, date: shortDate(t.chosenOn, lang) }),
  }
}
