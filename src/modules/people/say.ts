import { Trouble } from '../../platform/errors.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { type Lang, type Say, wordbook } from '../../platform/words.ts'
import type { Role } from './access.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export const words = wordbook(en, es)
export type Word = keyof typeof en
export type PeopleSay = Say<Word>

/** The name of a role in the reader's language; for menus and lists of other modules too. */
export const roleName = (role: string, lang: Lang): string => words(lang)(`role_${role as Role}`)

const has = (code: string): code is Word => code in en

/**
 * What stands at the top of a form after its action refused: the details, each at its field, else the message itself, in the reader's language.
 * Anything that a form cannot help with goes on to the edge.
 */
export function formErrors(error: unknown, lang: Lang, labels: Readonly<Record<string, string>> = {}): FormError[] {
  if (!(error instanceof Trouble) || error.kind === 'Missing' || error.kind === 'Forbidden') throw error
  const say = words(lang)
  const told = (code: string | undefined, message: string, field?: string) =>
    code && has(code) ? say(code, { field: (field && labels[field]) ?? field ?? '' }) : message
  if (error.details.length === 0) return [{ message: told(error.code, error.message) }]
  return error.details.map((one) => ({
    ...(one.path ? { field: one.path } : {}),
    message: told(one.code, one.message, one.path),
  }))
}
