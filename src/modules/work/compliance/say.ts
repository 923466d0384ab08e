import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of policies and how they are kept. */
export const words = wordbook(en, es)
