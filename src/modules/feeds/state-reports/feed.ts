import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '../../../platform/words.ts'
import type { Kind } from '../kinds/kind.ts'
import { replaced, stateColumns } from './rows.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const said: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { en, es }

/**
 * Published files of the state: EdSight reports and the accountability file. Their layouts are many and told by title and header, so that what reads and checks a single
 * layout stays empty here; see look.ts. Rows go to the lake as printed values.
 */
export const stateReports: Kind = {
  name: 'state-reports',
  dataset: 'state_report',
  columns: [],
  checks: [],
  map: '',
  sift: '',
  sound: '',
  parts: [{ name: 'rows', sql: '' }],
  usable: '',
  guard: '',
  example: readFileSync(join(import.meta.dirname, 'example.csv'), 'utf8'),
  aboutStudents: false,
  whole: false,
  mayWait: false,
  lake: stateColumns,
  replaces: replaced,
  words: (lang) => (key) => said[lang][key] ?? en[key] ?? key,
}
