import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '../../../platform/words.ts'
import type { Dataset, KindName, Severity } from '../schema.ts'

/** One column of a layout. Help, in words, stands in the kind's words under `column_<name>`. */
export type Column = { name: string; required: boolean; synonyms: readonly string[] }

/** One check: SQL that returns `row_no, column_name` (and `student_id` where rows are about students) of the table `mapped`. */
export type Check = { id: string; severity: Severity; sql: string }

/** One file of what is to be loaded. */
export type Part = { name: string; sql: string }

/** A layout of files: its columns, its SQL, its checks, its example. One folder each. */
export type Kind = {
  name: KindName
  dataset: Dataset
  columns: readonly Column[]
  checks: readonly Check[]
  /** Makes the table `mapped` out of the table `raw`. */
  map: string
  /** Tells rows that cannot be wrong from those that the checks look at, and what is kept of the former: SQL, see reading/sift.ts. Empty: every row is looked at. */
  sift: string
  sound: string
  /** What is kept beside an import to be loaded, out of `clean` (and of sound rows): a Parquet file each. */
  parts: readonly Part[]
  /** The table or view of what will be loaded, as `school_year, day, rows`. */
  usable: string
  /** Gives `code, school_year, before, after`: what is compared with the last load. Empty: nothing is compared. */
  guard: string
  /** The layout's example file, as bytes of UTF-8. */
  example: string
  /** True when its rows are about students: findings then carry the district's student id. */
  aboutStudents: boolean
  /** True when one wrong row stops the whole file: a tree or a calendar with holes helps nobody. Otherwise wrong rows are left out and counted. */
  whole: boolean
  /** True when it may be held back under an embargo: rosters are not results. */
  mayWait: boolean
  /**
   * Columns of its dataset with their types, where its rows go to the lake as they are, a version a school year. Empty: it has a loader of its own.
   * `replaces`: the columns that, with the school year, tell which rows of the version before a file replaces; the others are carried on.
   */
  lake: string
  replaces: readonly string[]
  words: (lang: Lang) => (key: string) => string
}

type Parts = Pick<Kind, 'name' | 'dataset' | 'columns' | 'aboutStudents' | 'whole' | 'mayWait'> & {
  lake?: string
  replaces?: readonly string[]
  folder: string
  en: Readonly<Record<string, string>>
  es: Readonly<Record<string, string>>
}

/** Reads a kind's folder. Each check says its severity in its first line: `-- severity: error`. */
export function defineKind(parts: Parts): Kind {
  const { folder, en, es, ...rest } = parts
  const text = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '')
  const checks = readdirSync(join(folder, 'checks'))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = text(`checks/${file}`)
      const severity = /^-- severity: (error|warning)$/m.exec(sql)?.[1]
      if (!severity) throw new Error(`The check ${file} of ${parts.name} does not say its severity.`)
      return { id: `${parts.name}/${file.replace('.sql', '')}`, severity: severity as Severity, sql }
    })
  const stage = join(folder, 'stage')
  const kept = existsSync(stage)
    ? readdirSync(stage)
        .sort()
        .map((file) => ({ name: file.replace('.sql', ''), sql: text(`stage/${file}`) }))
    : [{ name: 'rows', sql: 'select * from clean' }]
  const said = { en, es }
  return {
    lake: '',
    replaces: [],
    ...rest,
    checks,
    map: text('map.sql'),
    sift: text('sift.sql'),
    sound: text('sound.sql'),
    parts: kept,
    usable: text('usable.sql') || 'select school_year, day, 1 as rows from clean',
    guard: text('guard.sql'),
    example: text('example.csv'),
    words: (lang) => (key) => said[lang][key] ?? said.en[key] ?? key,
  }
}

/** A column that must be there, with other names that it goes by. */
export const needed = (name: string, ...synonyms: string[]): Column => ({ name, required: true, synonyms })
/** A column that may be left out. */
export const optional = (name: string, ...synonyms: string[]): Column => ({ name, required: false, synonyms })
