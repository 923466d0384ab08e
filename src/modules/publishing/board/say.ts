import { type Lang, wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Words of the board's pages, by language. */
export const words = wordbook(en, es)
type Key = keyof typeof en & string
/** Words for a key that is put together (`verb_added`); the key itself when there are none. */
export const sayKey = (lang: Lang, key: string): string => (key in en ? words(lang)(key as Key) : key)
