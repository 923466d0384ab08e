import type { Lang } from '../../../platform/words.ts'
import type { Kind } from '../kinds/kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const said: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { en, es }

/**
 * A bundle of OneRoster (1.1 and 1.2, CSV): several files in one archive, about staff, students, courses and classes. It is no layout of one file, so that what
 * reads and checks those stays empty here; see look.ts and load.ts.
 */
export const oneroster: Kind = {
  name: 'oneroster',
  dataset: 'roster',
  columns: [],
  checks: [],
  map: '',
  sift: '',
  sound: '',
  parts: [],
  usable: '',
  guard: '',
  example: '',
  aboutStudents: true,
  whole: false,
  mayWait: false,
  lake: '',
  replaces: [],
  words: (lang) => (key) => said[lang][key] ?? en[key as keyof typeof en] ?? key,
}
