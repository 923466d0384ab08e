import type { Season } from './calendar.ts'
import type { Cadence } from './reading.ts'

/** Pieces of patterns: each matches one name, year or span in words made plain by `plainWords`. */
export const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
export const year = '(?:(?:19|20)\\d\\d)'
export const span = `(?:${year}[-/](?:${year}|\\d\\d)(?!\\d))`
export const season = '(?:fall|autumn|winter|spring|summer)'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The number of a month by its name, 1 to 12. */
export const monthOf = (name: string): number => months.indexOf(name.slice(0, 3)) + 1
export const seasonOf = (name: string): Season =>
  name === 'autumn' || name === 'fall' ? 'fall' : name === 'winter' || name === 'spring' ? name : 'summer'

const counts = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
export const count = `(?:[1-9]\\d{0,2}|${counts.slice(1).join('|')})`
export const countOf = (word: string): number => (/^\d/.test(word) ? Number(word) : counts.indexOf(word))
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']
export const ordinal = '(?:first|second|third|fourth|fifth|[1-9]\\d?(?:st|nd|rd|th))'
export const ordinalOf = (word: string): number =>
  /^\d/.test(word) ? Number.parseInt(word, 10) : ordinals.indexOf(word) + 1

/** Both years of a span of years: 2018-19 and 2018-2019 give 2018 and 2019. */
export function yearsOf(text: string): [number, number] {
  const [first = '', last = ''] = text.split(/[-/]/)
  const a = Number(first.length === 2 ? `20${first}` : first)
  return [a, Number(last.length === 2 ? `${String(a).slice(0, 2)}${last}` : last)]
}

const ofYear = new RegExp(`\\b(${season}|${month}) of (${year})`, 'g')

/**
 * Words made plain: small letters, one kind of dash, no points after abbreviations, no spaces around dashes and slashes, and spaces between a name and a
 * number that were printed without one.
 */
export function plainWords(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/([a-z])\.(?=[\s,;/-]|$)/g, '$1')
    .replaceAll(/([a-z])((?:19|20)\d\d)/g, '$1 $2')
    .replaceAll(/((?:19|20)\d\d)([a-z])/g, '$1 $2')
    .replaceAll(/\s*([-/])\s*/g, '$1')
    .replaceAll(/\s*([,;])\s*/g, '$1 ')
    .replaceAll(ofYear, '$1 $2')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.,;]$/, '')
    .trim()
}

type Sign = { pattern: RegExp; every: Cadence }
const sign = (pattern: string, every: Cadence): Sign => ({
  pattern: new RegExp(`(?<![a-z0-9])(?:${pattern})(?![a-z0-9])`),
  every,
})
const year1 = '(?:academic |school |academic school )*year'
/** Words that name how often, longest first: what is found is taken out of the words. */
export const cadenceSigns: readonly Sign[] = [
  sign('every two weeks|every other week|bi-?weekly|fortnightly', 'biweekly'),
  sign('every week(?: of school)?|each week|once a week|weekly', 'weekly'),
  sign('every marking period|each marking period|once a term|every term|each term', 'marking_period'),
  sign('three times (?:a|each|per) year|three times yearly|3 times (?:a|per) year', 'three_times_a_year'),
  sign('twice (?:a|each|per) year|twice yearly|semi-?annually|2 times (?:a|per) year', 'twice_a_year'),
  sign('every month|each month|once a month|monthly', 'monthly'),
  sign('every quarter|each quarter|once a quarter|quarterly', 'quarterly'),
  sign(`(?:of )?(?:every|each) ${year1}|once a year|annually|yearly|annual`, 'yearly'),
  sign('every (?:school )?day|each (?:school )?day|every morning|each morning|daily', 'daily'),
]
