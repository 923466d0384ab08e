import { count, decimal, percent, points, shortDate } from '../format.ts'
import type { Lang } from '../words.ts'
import { type CallName, callHtml, callNames, type TrendName, trendHtml } from './call.tsx'
import { bar, spark } from './charts/spark.ts'
import { say } from './chrome.ts'
import { escape, safeHref } from './escape.ts'
import { type StatusName, statusHtml } from './status.tsx'

/** A value that is suppressed to protect students. Shown as "hidden": never as zero, nothing or a gap. */
export type Hidden = { readonly hidden: true }
export const hidden: Hidden = { hidden: true }

/** True for a suppressed value. */
export const isHidden = (value: unknown): value is Hidden =>
  typeof value === 'object' && value !== null && (value as { hidden?: unknown | undefined }).hidden === true

/** What a call cell holds: the call alone, or with its reason or own words. */
export type CallCell =
  | CallName
  | { call: CallName; reason?: string | null | undefined; label?: string | null | undefined }

/** What each kind of column takes from its row. Any cell may also be `hidden`, or null ("no value"). */
export type CellKinds = {
  text: string
  /** a number that is in words already, or a word in its place */
  figure: string
  number: number
  decimal: number
  /** a fraction, 0..1 */
  percent: number
  /** a difference of two fractions */
  points: number
  /** ISO date */
  date: string
  link: string
  call: CallCell
  trend: TrendName
  /** a short series, fractions or counts */
  spark: readonly (number | Hidden | null)[]
  /** a fraction, drawn as a bar beside the percent */
  bar: number
  /** the name of a student: obeys the hide-names switch */
  name: string
  status: StatusName
}
export type CellKind = keyof CellKinds

/**
 * One column of a table.
 * `key`: field of the row. `head`: words of the header. `href`: address of the cell's link. `note`: small second line.
 * `rowHead`: the cell names its row. `sortable`: the header is a link that sorts. `quiet`: smaller and grayer.
 */
export type Column<Row> = {
  key: keyof Row & string
  head: string
  kind: CellKind
  href?: (row: Row) => string | null
  note?: (row: Row) => string | null | undefined
  /** the language of the cell's words, where it is not the page's */
  lang?: (row: Row) => Lang | null | undefined
  rowHead?: boolean | undefined
  sortable?: boolean | undefined
  quiet?: boolean | undefined
}

/** Kinds that line up at the right, in tabular figures. */
export const numeric: ReadonlySet<CellKind> = new Set(['figure', 'number', 'decimal', 'percent', 'points'])

/** Writes the inside of one cell, escaped. */
export type CellWriter = (value: never, lang: Lang) => string

/*
 * Intl costs about a microsecond a number, which is most of a table's time. Away from a tie, whole tenths are exact; at a tie,
 * toFixed rounds as Intl does (half away from zero, on the exact binary value). A test compares both with format.ts.
 */
const fastPercent = (value: number, lang: Lang): string => {
  const tenths = value * 1000
  if (!(tenths >= 0 && tenths < 10000)) return percent(value, lang)
  const whole = Math.round(tenths)
  if (Math.abs(tenths - whole) > 0.4999) return `${(value * 100).toFixed(1)}%`
  const tens = Math.floor(whole / 10)
  return `${tens}.${whole - tens * 10}%`
}
const fastCount = (value: number, lang: Lang): string =>
  value >= 0 && value < 1000 && Number.isInteger(value) ? String(value) : count(value, lang)

const plain = (lang: Lang) =>
  Object.fromEntries(callNames.map((call) => [call, callHtml(lang, call)])) as Record<CallName, string>
const plainCalls: Record<Lang, Record<CallName, string>> = { en: plain('en'), es: plain('es') }

/** How each kind is written. Text comes out escaped; numbers formatted for the language. */
export const writers = {
  text: (value: string) => escape(value),
  figure: (value: string) => escape(value),
  link: (value: string) => escape(value),
  name: (value: string) => `<span class="name">${escape(value)}</span>`,
  number: fastCount,
  decimal,
  percent: fastPercent,
  points,
  date: (value: string, lang: Lang) => `<time datetime="${escape(value)}">${escape(shortDate(value, lang))}</time>`,
  call: (value: CallCell, lang: Lang) =>
    typeof value === 'string' ? plainCalls[lang][value] : callHtml(lang, value.call, value.reason, value.label),
  trend: (value: TrendName, lang: Lang) => trendHtml(lang, value),
  spark: (value: CellKinds['spark'], lang: Lang) => spark(value, { lang }),
  bar: (value: number, lang: Lang) => `${bar(value)}<span class="bar-value">${fastPercent(value, lang)}</span>`,
  status: (value: StatusName, lang: Lang) => statusHtml(lang, value),
} satisfies { [K in CellKind]: (value: CellKinds[K], lang: Lang) => string }

/** A suppressed cell. */
export const hiddenHtml = (lang: Lang): string =>
  `<span class="hid" title="${escape(say(lang)('hiddenWhy'))}">${say(lang)('hidden')}</span>`

/** A cell without a value. */
export const emptyHtml = (lang: Lang): string =>
  `<span class="none"><span aria-hidden="true">\u2013</span><span class="sr">${say(lang)('noValue')}</span></span>`

/** A link, escaped; without an address just the text. `inner` must be escaped already. */
export const linkHtml = (href: string | null | undefined, inner: string): string =>
  href == null ? inner : `<a href="${escape(safeHref(href))}">${inner}</a>`
