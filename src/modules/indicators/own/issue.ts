import type { Detail } from '../../../platform/errors.ts'
import { type Lang, type Values, wordbook } from '../../../platform/words.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of definitions of a district's own. */
export const ownWords = wordbook(en, es)
type Key = keyof typeof en & string
/** What can be wrong, by the name after `wrong.` in the words. */
export type Wrong = Key extends infer K ? (K extends `wrong.${infer Name}.what` ? Name : never) : never
export type Path = readonly (string | number)[]

/** One place of a definition that is wrong. */
export type Issue = { path: Path; wrong: Wrong; values: Values }

/** A path as people read it: `share.of.where.0.field`. */
export const pathText = (path: Path): string => path.join('.')

/** What is wrong and what to do, in one language. */
export function sayIssue(issue: Issue, lang: Lang): { message: string; hint: string } {
  const say = ownWords(lang)
  return {
    message: say(`wrong.${issue.wrong}.what` as Key, issue.values),
    hint: say(`wrong.${issue.wrong}.fix` as Key, issue.values),
  }
}

/** The same as a detail of an error, in both languages. */
export const detailOf = (issue: Issue): Detail => ({
  path: pathText(issue.path),
  code: `indicators/own-${issue.wrong}`,
  ...sayIssue(issue, 'en'),
  es: sayIssue(issue, 'es'),
})
