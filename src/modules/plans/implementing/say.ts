import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of values that offices enter. */
export const say = wordbook(en, es)
export type WordKey = keyof typeof en & string
