import { type Lang, wordbook } from '../../../platform/words.ts'
import type { CrosswalkProblem } from './check.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The words of crosswalks, by language. */
export const say = wordbook(en, es)

/** A mistake of a crosswalk in words: what is wrong, and what to do. */
export function sayWrong(problem: CrosswalkProblem, lang: Lang): { what: string; fix: string } {
  const values = { ...problem.values, near: problem.values['nearest'] ? 'yes' : 'no' }
  return { what: say(lang)(`what.${problem.wrong}`, values), fix: say(lang)(`fix.${problem.wrong}`, values) }
}

/** One mistake as a compiler prints it. */
export function wrongLine(problem: CrosswalkProblem, file: string, lang: Lang = 'en'): string {
  const { what, fix } = sayWrong(problem, lang)
  return `${file}:${problem.line}:${problem.col}: error crosswalk/${problem.wrong}: ${what} ${fix}`
}
