import type { FormError } from '../../../platform/look/form.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { DocumentProblem } from './rules.ts'
import { words } from './say.ts'

/** What is wrong with a form of a document, as the page says it. */
export const documentErrors = (lang: Lang, problems: readonly DocumentProblem[]): FormError[] =>
  problems.map(({ field, code }) => ({
    field: field === 'roles' ? 'roles[]' : field,
    message: words(lang)(`problem.${code}`),
    hint: words(lang)(`problem.${code}Hint`),
  }))

/** The sentence of a conflict. */
export const changedError = (lang: Lang): FormError => ({
  message: words(lang)('problem.changed'),
  hint: words(lang)('problem.changedHint'),
})

/** A form that came back: with what status, and what is wrong. */
export type Refused = { status: 409 | 422; errors: readonly FormError[] }
