import { wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of milestones of staffing and roles. */
export const words = wordbook(en, es)
