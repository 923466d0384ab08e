import { type Lang, read, wordbook } from '../../platform/words.ts'
import type { PlanText } from './file/text.ts'
import type { Said } from './pages/props.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of the plan pages, by language. */
export const say = wordbook(en, es)

/** A text of a plan for a reader: the words, their language when it is not the reader's, and whether the translation is older than the text. */
export function said(text: PlanText, lang: Lang): Said {
  const { words, lang: found } = read(text, lang)
  if (found !== lang) return { words, lang: found }
  return text.state?.[lang] === 'stale' ? { words, older: lang } : { words }
}
/** Words that a plan quotes from its source, for a reader: they stay in the language of the plan. */
export const quotedIn = (planLang: Lang, words: string, lang: Lang): Said =>
  planLang === lang ? { words } : { words, lang: planLang }
export const saidOr = (text: PlanText | null | undefined, lang: Lang): Said | null => (text ? said(text, lang) : null)
