import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Words of the packet and of other papers for the board. */
export const paperWords = wordbook(en, es)
