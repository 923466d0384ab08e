import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of the plans of schools and offices, by language. */
export const say = wordbook(en, es)
export type WordKey = keyof typeof en
