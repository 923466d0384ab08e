import { IntlMessageFormat } from 'intl-messageformat'

/** Languages every page has. The first is the fallback. */
export const languages = ['en', 'es'] as const
export type Lang = (typeof languages)[number]

export type Values = Record<string, string | number>
/** Says a message of one catalogue in one language. */
export type Say<K extends string> = (key: K, values?: Values) => string

/** True for a language code that Throughline speaks. */
export function isLang(value: unknown): value is Lang {
  return languages.includes(value as Lang)
}

/**
 * Joins the English and Spanish words of a module into one typed catalogue.
 * In: two records with the same keys (the type checker demands every key in both), values in ICU message syntax.
 * Out: a function from language to `Say`. Messages are parsed once, on first use; a message without `{` is returned as it is.
 */
export function wordbook<const E extends Record<string, string>>(
  en: E,
  es: { [K in keyof E]: string },
): (lang: Lang) => Say<keyof E & string> {
  const sources: Record<Lang, Record<string, string>> = { en, es }
  const parsed: Record<Lang, Map<string, IntlMessageFormat>> = { en: new Map(), es: new Map() }
  const say = (lang: Lang): Say<keyof E & string> => {
    const source = sources[lang]
    const cache = parsed[lang]
    return (key, values) => {
      const text = source[key]
      if (text === undefined) throw new Error(`No words for "${key}" in ${lang}.`)
      if (!text.includes('{')) return text
      let message = cache.get(key)
      if (!message) {
        message = new IntlMessageFormat(text, lang === 'es' ? 'es-US' : 'en-US')
        cache.set(key, message)
      }
      return String(message.format(values))
    }
  }
  const said = { en: say('en'), es: say('es') }
  return (lang) => said[lang]
}

const filled = new Map<string, IntlMessageFormat>()

/** Puts values into a text in ICU message syntax. Without values the text is returned as it is, whatever it holds. Messages are parsed once. */
export function fill(text: string, lang: Lang, values: Values): string {
  if (Object.keys(values).length === 0 || !text.includes('{')) return text
  let message = filled.get(`${lang} ${text}`)
  if (!message) {
    message = new IntlMessageFormat(text, lang === 'es' ? 'es-US' : 'en-US')
    filled.set(`${lang} ${text}`, message)
  }
  return String(message.format(values))
}

/** A text that people write and families may read, with the language it was written in. */
export type Text = Partial<Record<Lang, string>> & { source?: Lang }

/**
 * Picks the reader's language of a text. Out: the words, and the language they are in (set `lang` on the
 * element when it differs from the page's, and say that the translation is missing).
 */
export function read(text: Text, lang: Lang): { words: string; lang: Lang } {
  const own = text[lang]
  if (own) return { words: own, lang }
  for (const other of [text.source ?? 'en', ...languages]) {
    const words = text[other]
    if (words) return { words, lang: other }
  }
  return { words: '', lang }
}
