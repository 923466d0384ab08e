import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of what waits for what, of waves and of major actions. */
export const words = wordbook(en, es)
