import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export type WordKey = keyof typeof en
/** The words of the pages about a whole plan, by language. */
export const say = wordbook(en, es)
