import { type Lang, wordbook } from '../../../platform/words.ts'
import type { Problem } from '../file/problem.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const say = wordbook(en, es)

/** A problem in words: what is wrong, and what to do next. */
export function sayProblem(problem: Problem, lang: Lang): { what: string; fix: string } {
  const values = { ...problem.values, near: problem.values['nearest'] ? 'yes' : 'no' }
  return { what: say(lang)(`what.${problem.rule}`, values), fix: say(lang)(`fix.${problem.rule}`, values) }
}

/** One problem as a compiler prints it: `file:line:col: error plans/rule: what (fix)`. */
export function problemLine(problem: Problem, file: string, lang: Lang = 'en'): string {
  const { what, fix } = sayProblem(problem, lang)
  return `${file}:${problem.line}:${problem.col}: ${problem.severity} plans/${problem.rule}: ${what} ${fix}`
}
