import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of giving an item to one person. */
export const words = wordbook(en, es)
