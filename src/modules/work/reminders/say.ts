import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of reminders, on pages and in mails. */
export const words = wordbook(en, es)
