import type { Lang } from './words.ts'

const locale = (lang: Lang) => (lang === 'es' ? 'es-US' : 'en-US')
const memo = <T>(make: (lang: Lang) => T) => {
  const made: Partial<Record<Lang, T>> = {}
  return (lang: Lang): T => (made[lang] ??= make(lang))
}
const whole = memo((lang) => new Intl.NumberFormat(locale(lang), { maximumFractionDigits: 0 }))
const one = memo((lang) => new Intl.NumberFormat(locale(lang), { minimumFractionDigits: 1, maximumFractionDigits: 1 }))
const dayLong = memo(
  (lang) =>
    new Intl.DateTimeFormat(locale(lang), {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      weekday: 'long',
    }),
)
const dayShort = memo(
  (lang) => new Intl.DateTimeFormat(locale(lang), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }),
)
const monthDay = memo(
  (lang) => new Intl.DateTimeFormat(locale(lang), { timeZone: 'UTC', day: 'numeric', month: 'short' }),
)

const monthLong = memo((lang) => new Intl.DateTimeFormat(locale(lang), { timeZone: 'UTC', month: 'long' }))

/** A count with thousands separators. */
export const count = (n: number, lang: Lang): string => whole(lang).format(n)
/** A number with one decimal. */
export const decimal = (n: number, lang: Lang): string => one(lang).format(n)
/** A fraction (0..1) as a percent with one decimal, without the sign's own space: `23.1%`. Rounding happens only here. */
export const percent = (fraction: number, lang: Lang): string => `${one(lang).format(fraction * 100)}%`
/** A difference of two fractions in percentage points, signed: `+1.4`. */
export function points(fraction: number, lang: Lang): string {
  const shown = one(lang).format(Math.abs(fraction) * 100)
  // What rounds to nothing has no sign.
  const sign = Number(Math.abs(fraction * 100).toFixed(1)) === 0 ? '' : fraction > 0 ? '+' : '\u2212'
  return `${sign}${shown}`
}
/** An ISO date (yyyy-mm-dd) in words: `Friday, November 20, 2026`. */
export const longDate = (iso: string, lang: Lang): string => dayLong(lang).format(new Date(`${iso}T00:00:00Z`))
/** Dates that were written before: a table repeats few of them in hundreds of rows. */
const written = new Map<string, string>()
const mostWritten = 4000
/** An ISO date (yyyy-mm-dd) short: `Nov 20, 2026`. */
export function shortDate(iso: string, lang: Lang): string {
  const key = lang + iso
  const known = written.get(key)
  if (known !== undefined) return known
  if (written.size >= mostWritten) written.clear()
  const text = dayShort(lang).format(new Date(`${iso}T00:00:00Z`))
  written.set(key, text)
  return text
}
/** An ISO date without its year: `Nov 20`. */
export const dayMonth = (iso: string, lang: Lang): string => monthDay(lang).format(new Date(`${iso}T00:00:00Z`))
/** A month by its number, 1 to 12: `November`. */
export const monthName = (month: number, lang: Lang): string => monthLong(lang).format(Date.UTC(2024, month - 1, 1))
/** School year 2026 as people write it: `2025-26`. */
export const schoolYear = (year: number): string => `${year - 1}-${String(year % 100).padStart(2, '0')}`
/** Grade -1, 0, 1..12 as written in files and tables: PK, K, 1..12. */
export const grade = (g: number): string => (g === -1 ? 'PK' : g === 0 ? 'K' : String(g))

/** The name of a language in the reader's language. In: a code such as `es`, or words of a file, which come back as they are. Out: '' for none. */
export function languageName(code: string | null, lang: Lang): string {
  if (code === null || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)) return code ?? ''
  return new Intl.DisplayNames(lang === 'es' ? 'es-US' : 'en-US', { type: 'language' }).of(code) ?? code
}
