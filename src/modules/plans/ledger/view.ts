import { count, decimal, schoolYear, shortDate } from '../../../platform/format.ts'
import type { LineProps } from '../../../platform/look/charts/line.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Said } from '../pages/props.ts'
import { quotedIn, said, saidOr } from '../say.ts'
import { amountWords, groupWords, targetView } from '../target-words.ts'
import type { District, Entry, Kept } from './build.ts'
import { type Figure, type Reason, type State, states } from './decide.ts'
import type { Break } from './format.ts'
import { say } from './say.ts'

export type PromiseRow = {
  id: string
  plan: string
  planHref: string | null
  sentence: string
  quoted: Said | null
  baseline: string
  due: string
  state: State
  stateWords: string
  reasons: readonly string[]
  note: Said | null
}
export type FigureRow = {
  year: string
  value: string
  count: string
  group: string
  source: string
  note: string | null
}
export type DistrictView = {
  code: string
  name: string
  synthetic: boolean
  chart: Omit<LineProps, 'lang' | 'id'> | null
  promises: readonly PromiseRow[]
  figures: readonly FigureRow[]
}
export type EntryView = {
  id: string
  title: Said
  note: Said | null
  series: readonly { name: Said; note: Said | null }[]
  breaks: readonly { years: string; kind: string; title: Said; source: string }[]
  districts: readonly DistrictView[]
}
/** `stands`: how many promises stand how, in words, without those that no promise has. */
export type EntryRow = { href: string; title: string; districts: string; all: number; stands: string } & Record<
  State,
  number
>

/** A percent with all its decimals; of a published value at least one, as sources print them. */
const shown = (value: number, unit: Figure['unit'], lang: Lang, least = 0): string =>
  unit === 'percent'
    ? `${value.toLocaleString(lang === 'es' ? 'es-US' : 'en-US', { minimumFractionDigits: least, maximumFractionDigits: 4 })}%`
    : amountWords(value, unit, lang)

/** A reason in words. */
export function reasonWords(reason: Reason, lang: Lang): string {
  const words = say(lang)
  switch (reason.why) {
    case 'kept':
    case 'missed':
      return words(`why_${reason.why}`, {
        value: shown(reason.figure.value, reason.figure.unit, lang, 1),
        year: schoolYear(reason.figure.schoolYear),
        asked: shown(reason.asked, reason.unit, lang),
      })
    case 'superseded':
      return words('why_superseded', {
        plan: said(reason.by.title, lang).words,
        date: shortDate(reason.by.period.from, lang),
      })
    case 'open':
      return words('why_open', { date: shortDate(reason.due, lang) })
    case 'readings':
      return words('why_readings', { count: reason.count })
    case 'noValue':
    case 'otherMeasure':
    case 'otherUnit':
      return words(`why_${reason.why}`, { year: schoolYear(reason.year) })
    case 'break':
    case 'gap':
      return words(`why_${reason.why}`, {
        year: schoolYear(reason.change.schoolYear),
        what: said(reason.change.title, lang).words,
      })
    default:
      return words(`why_${reason.why}`)
  }
}

function promiseRow(
  { promised, standing, note }: Kept,
  lang: Lang,
  planHref: (plan: string) => string | null,
): PromiseRow {
  const words = say(lang)
  const { plan, measure, target } = promised
  const view = targetView(target, lang)
  return {
    id: `${plan.id}-${target.id}`,
    plan: said(plan.title, lang).words,
    planHref: planHref(plan.id),
    sentence: `${said(measure.title, lang).words}: ${view.sentence}`,
    quoted: target.words ? quotedIn(plan.language ?? lang, target.words, lang) : null,
    baseline: target.baseline
      ? words('from', { baseline: shown(target.baseline.value, target.baseline.unit, lang) })
      : words('noBaselineCell'),
    due: standing.due ? shortDate(standing.due.day, lang) : words('noDueCell'),
    state: standing.state,
    stateWords: words(standing.state),
    reasons: standing.reasons.map((reason) => reasonWords(reason, lang)),
    note: saidOr(note, lang),
  }
}

/** The line of a district's published values, over every year from the first to the last, with its breaks; null for fewer than two values. */
function chartOf(entry: Entry, district: District, lang: Lang): DistrictView['chart'] {
  const usual = entry.series[0]?.id
  // One line is one group: everybody, never a group of some year beside it.
  const rows = district.figures.filter(
    (one) => one.series === usual && one.unit === 'percent' && groupWords(one.population, lang) === null,
  )
  const [first, last] = [rows[0], rows.at(-1)]
  if (entry.unit !== 'percent' || !first || !last || rows.length < 2) return null
  const years = Array.from({ length: last.schoolYear - first.schoolYear + 1 }, (_, i) => first.schoolYear + i)
  const values = new Map(rows.map((one) => [one.schoolYear, one]))
  const measure = said(entry.title, lang).words
  return {
    title: `${measure}, ${district.name}`,
    sentence: say(lang)('sentence', {
      measure,
      district: district.name,
      first: `${decimal(first.value, lang)}%`,
      firstYear: schoolYear(first.schoolYear),
      last: `${decimal(last.value, lang)}%`,
      lastYear: schoolYear(last.schoolYear),
    }),
    unit: 'percent',
    points: years.map((year) => {
      const figure = values.get(year)
      return {
        label: schoolYear(year),
        short: `'${String(year % 100).padStart(2, '0')}`,
        value: figure ? figure.value / 100 : null,
        n: figure?.denominator ?? null,
      }
    }),
    breaks: entry.breaks.flatMap((one) => {
      const at = years.indexOf(one.schoolYear)
      return at > 0 ? [{ at, label: said(one.title, lang).words }] : []
    }),
    hideTitle: true,
  }
}

function figureRow(figure: Figure, entry: Entry, lang: Lang): FigureRow {
  const words = say(lang)
  const other = figure.series !== entry.series[0]?.id
  return {
    year: schoolYear(figure.schoolYear).replace('-', '\u2060-\u2060'),
    value: shown(figure.value, figure.unit, lang, 1),
    count:
      figure.numerator !== null && figure.denominator !== null
        ? words('countOf', { n: count(figure.numerator, lang), d: count(figure.denominator, lang) })
        : words('notPrinted'),
    group: groupWords(figure.population, lang) ?? words('everybody'),
    source: figure.source,
    note:
      [other ? words('otherSeries') : null, figure.note ? said(figure.note, lang).words : null]
        .filter(Boolean)
        .join('. ') || null,
  }
}

function yearsOf(one: Break, lang: Lang): string {
  const from = schoolYear(one.schoolYear)
  return one.to ? say(lang)('yearsTo', { from, to: schoolYear(one.to) }) : say(lang)('yearsFrom', { from })
}

/** One measure of the ledger for its page. */
export function entryView(entry: Entry, lang: Lang, planHref: (plan: string) => string | null): EntryView {
  const words = say(lang)
  return {
    id: entry.id,
    title: said(entry.title, lang),
    note: saidOr(entry.note, lang),
    series: entry.series.map((one) => ({ name: said(one.name, lang), note: saidOr(one.note, lang) })),
    breaks: entry.breaks.map((one) => ({
      years: yearsOf(one, lang),
      kind: words(`break_${one.kind}`),
      title: said(one.title, lang),
      source: one.source,
    })),
    districts: entry.districts.map((district) => ({
      code: district.code,
      name: district.name,
      synthetic: district.synthetic,
      chart: chartOf(entry, district, lang),
      promises: district.promises.map((one) => promiseRow(one, lang, planHref)),
      figures: district.figures.map((one) => figureRow(one, entry, lang)),
    })),
  }
}

/** One line of the list of measures: how many promises stand how. */
export function entryRow(entry: Entry, lang: Lang): EntryRow {
  const all = entry.districts.flatMap((one) => one.promises)
  const counted = Object.fromEntries(
    states.map((state) => [state, all.filter((one) => one.standing.state === state).length]),
  ) as Record<State, number>
  return {
    href: `/plans/ledger/${encodeURIComponent(entry.id)}`,
    title: said(entry.title, lang).words,
    districts: entry.districts.map((one) => one.name).join(', '),
    all: all.length,
    stands: states
      .filter((state) => counted[state] > 0)
      .map((state) => `${say(lang)(state)}: ${count(counted[state], lang)}`)
      .join(' \u00b7 '),
    ...counted,
  }
}
