import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of the life of a plan, by language. */
export const say = wordbook(en, es)
