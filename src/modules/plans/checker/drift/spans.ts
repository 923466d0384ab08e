/** Grades as numbers: PK is -1, K is 0. */
export type Span = readonly [number, number]
const grade = (text: string): number => (/^pk$/i.test(text) ? -1 : /^k$/i.test(text) ? 0 : Number(text))

/** The grade spans that a text names, such as K-6 and 6-12; single grades only in a text of nothing else. */
export function spansOf(text: string): Span[] {
  const out: Span[] = []
  for (const [, a, b] of text.matchAll(/(?<![\d-])(PK|K|\d{1,2})(?:th)?\s*[-–]\s*(K|\d{1,2})(?![\d-])/gi)) {
    const [from, to] = [grade(a ?? ''), grade(b ?? '')]
    if (from < to && to <= 13) out.push([from, to])
  }
  if (out.length === 0 && /^(?:PK|K|\d{1,2})$/i.test(text.trim()) && grade(text.trim()) <= 13)
    out.push([grade(text.trim()), grade(text.trim())])
  return out
}

const alike = (a: Span, b: Span): boolean => a[0] === b[0] && a[1] === b[1]
/** True when both share two grades or more, or one lies within the other. K-6 and 6-12 only touch: together they are a whole. */
const overlap = (a: Span, b: Span): boolean =>
  Math.min(a[1], b[1]) - Math.max(a[0], b[0]) >= 1 || (a[0] >= b[0] && a[1] <= b[1]) || (b[0] >= a[0] && b[1] <= a[1])

/** True when a span of one stands in the other differently: K-5 here, K-6 there. */
export function spansDiffer(a: readonly Span[], b: readonly Span[]): boolean {
  const only = a.filter((one) => !b.some((other) => alike(one, other)))
  const others = b.filter((one) => !a.some((other) => alike(one, other)))
  return only.some((one) => others.some((other) => overlap(one, other)))
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const seasons: Record<string, Span> = { spring: [3, 6], summer: [6, 9], fall: [9, 12], autumn: [9, 12] }
/** Months since the year 0, both ends included. `years`: a period of years, which is compared with periods only. */
export type When = { from: number; to: number; years: boolean }
const ym = (year: number, month: number): number => year * 12 + month - 1

/** A date as a mention prints it: a period of years, a year, a month, a season, a day; null for other words. A winter has two years: null. */
export function whenOf(text: string): When | null {
  const t = text.trim().toLowerCase()
  const period = /^(?:fy ?)?(\d{4})\s*[-–]\s*(\d{4}|\d{2})$/.exec(t)
  if (period?.[1] && period[2]) {
    const from = Number(period[1])
    const to = period[2].length === 2 ? Math.floor(from / 100) * 100 + Number(period[2]) : Number(period[2])
    return to > from ? { from: ym(from, 7), to: ym(to, 6), years: true } : null
  }
  const day = /^(\d{4})-(\d{2})(?:-\d{2})?$/.exec(t)
  if (day?.[1] && day[2])
    return { from: ym(Number(day[1]), Number(day[2])), to: ym(Number(day[1]), Number(day[2])), years: false }
  if (/^(?:by )?\d{4}$/.test(t)) {
    const year = Number(t.slice(-4))
    return { from: ym(year, 1), to: ym(year, 12), years: false }
  }
  const named = /^(?:by )?([a-z]+)\.?(?: \d{1,2},?)? (\d{4})$/.exec(t)
  if (!named?.[1] || !named[2]) return null
  const year = Number(named[2])
  const month = months.indexOf(named[1].slice(0, 3))
  const season = seasons[named[1]]
  if (season) return { from: ym(year, season[0]), to: ym(year, season[1]), years: false }
  return month >= 0 ? { from: ym(year, month + 1), to: ym(year, month + 1), years: false } : null
}

/** True when both are dates of one kind and cannot both hold. */
export function whenDiffer(a: When, b: When): boolean {
  if (a.years !== b.years) return false
  return a.years ? a.from !== b.from || a.to !== b.to : a.to < b.from || b.to < a.from
}

/** The unit that a mention names or its words show: percent, count, percent or count, or the word itself; null when there is none. */
export function unitOf(unit: string | null, words: string | null): string | null {
  const text = (unit ?? words ?? '').toLowerCase()
  const percent = /%|\bpercent(?:age)?\b|\bpct\b/.test(text)
  const count = /#|\bnumber\b|\bcount\b/.test(text)
  if (unit === null) return percent && count ? 'percent or count' : percent ? 'percent' : count ? 'count' : null
  if (percent && count) return 'percent or count'
  if (/^(?:%|percent|percentage|pct)$/.test(text.trim())) return 'percent'
  return /^(?:#|number|count)$/.test(text.trim()) ? 'count' : text.trim()
}
