import { type Lang, read, type Text, wordbook } from '../../platform/words.ts'
import type { Said } from './pages/props.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of the plan pages, by language. */
export const say = wordbook(en, es)

/** A text of a plan for a reader: the words, and their language when it is not the reader's. */
export function said(text: Text, lang: Lang): Said {
  const { words, lang: found } = read(text, lang)
  return found === lang ? { words } : { words, lang: found }
}
export const saidOr = (text: Text | null | undefined, lang: Lang): Said | null => (text ? said(text, lang) : null)
