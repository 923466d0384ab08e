import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of exchange: findings about files of other formats, what a format cannot carry, heads of columns. */
export const say = wordbook(en, es)
export type WordKey = keyof typeof en
