import { month as monthName, monthOf, plainWords } from '../../timeframes/lex.ts'

/** What a number in words counts. `ratio` is told as percent: nine of ten is 90. */
export type Counted = 'percent' | 'usd' | 'points' | 'time' | 'plain'
/** A number that words name: every value it may stand for (two weeks: 14 days, or 10 school days), and how it is written. */
export type Claim = { of: Counted; values: readonly number[]; text: string }

const counting = [
  'two three four five six seven eight nine ten eleven twelve',
  'dos tres cuatro cinco seis siete ocho nueve diez once doce',
]
const names: Readonly<Record<string, number>> = {
  ...Object.fromEntries(counting.flatMap((line) => line.split(' ').map((name, at) => [name, at + 2] as const))),
  hundred: 100,
  cien: 100,
}
const number = `(?:\\d[\\d_]*(?:\\.\\d+)?|${Object.keys(names).join('|')})`
const valueOf = (text: string): number => names[text] ?? Number(text.replaceAll('_', ''))
const at = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\d.])${pattern}`, 'gu')

/** Days for one of each, calendar days and days of school. Shorter times and years are no days. */
const [day, week, aMonth] = [[1], [7, 5], [30, 31, 28, 20]]
const days: Readonly<Record<string, readonly number[]>> = {
  day,
  week,
  month: aMonth,
  día: day,
  semana: week,
  mes: aMonth,
}
const times: Readonly<Record<string, number>> = { million: 1e6, m: 1e6, millón: 1e6, thousand: 1e3, k: 1e3, mil: 1e3 }

const patterns = {
  // Years, days of months, grades, quarters and other numbers that name a thing and count nothing.
  name: at(
    `(?:(?:in |by |of )?(?:19|20)\\d\\d(?:[-/](?:19|20)?\\d\\d)?(?!\\d|,\\d|\\s?%)|(?:(?:grades?|grados?|year|años?|period|quarter|tier|phase|goal|strategy|semester|cohort|step|n\\.?º) )\\d+(?:-\\d+)?|k-\\d+|\\d+(?:st|nd|rd|th|[º°ª.]?[ªº])(?![\\p{L}])|\\d+[ -](?:year|año)s?)`,
  ),
  date: at(
    `(?:${monthName} \\d{1,2}(?!\\d|\\s?%)|\\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))`,
  ),
  ratio: at(`(${number}) (?:of|out of|in|de cada|de) (?:an? |un )?(${number})(?![\\p{L}\\d])`),
  half: at('(?:half|la mitad)(?! ?-?way)(?![\\p{L}])'),
  percent: at(`(${number}) ?(?:%|per ?cent|por ciento)`),
  points: at(`(${number})[ -](?:percentage )?(?:points?|puntos?)`),
  usd: at(`\\$ ?(${number})(?: ?(million|thousand|millón|mil|[mk])(?![\\p{L}]))?`),
  time: at(`(${number})[ -](?:school |business )?(day|week|month|día|semana|mes)(?:s|es)?(?![\\p{L}])`),
  plain: at(`(?:[-+#])?(${number})(?![\\p{L}\\d])`),
}

/**
 * The numbers that the words of a target name, in English and Spanish: percents, money, points, lengths of time, and plain ones. Years, days of months,
 * grades and "4-year" count nothing and are left out; so is a start ("from 0%") that stands before an end.
 */
export function claimsIn(words: string): Claim[] {
  // Plain words have a space after each comma; the one within 18,000 is none.
  let rest = plainWords(words.replaceAll(/(\d),(?=\d{3}(?!\d))/g, '$1_'))
  const out: (Claim & { start: boolean })[] = []
  const take = (pattern: RegExp, of: Counted | null, values: (found: RegExpExecArray) => readonly number[]): void => {
    for (const found of rest.matchAll(pattern)) {
      const start = /(?:from|de|desde) $/.test(rest.slice(0, found.index))
      if (of) out.push({ of, values: values(found), text: found[0].trim().replaceAll('_', ','), start })
    }
    rest = rest.replaceAll(pattern, (found) => '|'.repeat(found.length))
  }
  const one = (found: RegExpExecArray): readonly number[] => [valueOf(found[1] ?? '')]
  take(patterns.name, null, one)
  take(patterns.date, null, one)
  take(patterns.ratio, 'percent', ([, part = '', whole = '']) => [(100 * valueOf(part)) / valueOf(whole)])
  take(patterns.half, 'percent', () => [50])
  take(patterns.percent, 'percent', one)
  take(patterns.points, 'points', one)
  take(patterns.usd, 'usd', ([, n = '', scale = '']) => [valueOf(n) * (times[scale] ?? 1)])
  take(patterns.time, 'time', ([, n = '', unit = '']) => (days[unit] ?? []).map((length) => length * valueOf(n)))
  take(patterns.plain, 'plain', one)
  return out.filter((claim) => !claim.start || out.every((other) => other.start || other.of !== claim.of))
}

const meses = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
const two = (n: number): string => String(n).padStart(2, '0')
const year = '((?:19|20)\\d\\d)(?!\\d)'
const month = `(${monthName})`
const moments = {
  day: at(`${month} (\\d{1,2})(?:st|nd|rd|th)?(?:,? ${year})?(?![-/\\d%])`),
  month: at(`${month} ${year}`),
  dia: at(`(?:(\\d{1,2}) de )?(${meses.join('|')})(?: (?:de|del) ${year})?`),
  span: at(`${year}[-/](?:(?:19|20)?(\\d\\d))(?!\\d)`),
  year: at(year),
}

/**
 * A moment that words name: a day (`2027-03-31`, or `--03-31` without a year), a month (`2027-03`), a school year by its ending year (`2026-27`), or a
 * bare year.
 */
export type Moment = { of: 'day' | 'month' | 'span' | 'year'; value: string; text: string }

/** The moments that words name, in English and Spanish. */
export function momentsIn(words: string): Moment[] {
  let rest = plainWords(words)
  const out: Moment[] = []
  const take = (pattern: RegExp, make: (found: RegExpExecArray) => Omit<Moment, 'text'> | null): void => {
    rest = rest.replaceAll(pattern, (...found) => {
      const made = make(found as unknown as RegExpExecArray)
      if (!made) return String(found[0])
      out.push({ ...made, text: String(found[0]).trim() })
      return '|'.repeat(String(found[0]).length)
    })
  }
  take(moments.month, ([, name = '', y = '']) => ({ of: 'month', value: `${y}-${two(monthOf(name))}` }))
  take(moments.day, ([, name = '', d = '', y]) => {
    const n = Number(d)
    return n >= 1 && n <= 31 ? { of: 'day', value: `${y ?? '-'}-${two(monthOf(name))}-${two(n)}` } : null
  })
  take(moments.dia, ([, d, name = '', y]) => {
    const n = two(meses.indexOf(name) + 1)
    if (d) return { of: 'day', value: `${y ?? '-'}-${n}-${two(Number(d))}` }
    return y ? { of: 'month', value: `${y}-${n}` } : null
  })
  take(moments.span, ([, first = '', last = '']) =>
    (Number(first) + 1) % 100 === Number(last) ? { of: 'span', value: `${first}-${last}` } : null,
  )
  // 2021-2024 is a period and names no year.
  rest = rest.replaceAll(moments.span, '|')
  take(moments.year, ([, y = '']) => ({ of: 'year', value: y }))
  return out
}
