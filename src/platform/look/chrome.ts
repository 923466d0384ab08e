import { wordbook } from '../words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of the frame, by language: `say(lang)('skip')`. */
export const say = wordbook(en, es)
export type ChromeKey = keyof typeof en & string
