import { Trouble } from '../../platform/errors.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { tell } from '../../platform/troubles.ts'
import { troubles as platformTroubles } from '../../platform/troubles.es.ts'
import { type Lang, type Say, wordbook } from '../../platform/words.ts'
import type { Role } from './access.ts'
import { en as enSignIn } from './sign-in/words.en.ts'
import { es as esSignIn } from './sign-in/words.es.ts'
import { troubles } from './troubles.es.ts'
import { en as enPeople } from './words.en.ts'
import { es as esPeople } from './words.es.ts'

const en = { ...enPeople, ...enSignIn }
const es = { ...esPeople, ...esSignIn }

export const words = wordbook(en, es)
export type Word = keyof typeof en
export type PeopleSay = Say<Word>

/** The name of a role in the reader's language; for menus and lists of other modules too. */
export const roleName = (role: string, lang: Lang): string => words(lang)(`role_${role as Role}`)

/** Spanish of what may be thrown to a form of this module. */
export const sentences = { ...platformTroubles, ...troubles }

const has = (code: string): code is Word => Object.hasOwn(en, code)

/** What history calls a change, in the reader's language; the bare verb where there are no words for it. */
export const verbName = (verb: string, lang: Lang): string => {
  const key = `verb_${verb}`
  return has(key) ? words(lang)(key) : verb
}

/**
 * What stands at the top of a form after its action refused: the details, each at its field, else the message itself, in the reader's language.
 * Anything that a form cannot help with goes on to the edge.
 */
export function formErrors(error: unknown, lang: Lang, labels: Readonly<Record<string, string>> = {}): FormError[] {
  if (!(error instanceof Trouble) || error.kind === 'Missing' || error.kind === 'Forbidden') throw error
  const say = words(lang)
  const told = (code: string | undefined, message: string, field?: string) =>
    code && has(code) ? say(code, { field: (field && labels[field]) ?? field ?? '' }) : message
  const inWords = tell(error, lang, sentences)
  if (error.details.length === 0) return [{ message: told(error.code, inWords.message) }]
  return error.details
    .map((one, at) => ({ ...one, message: inWords.details[at]?.message ?? one.message }))
    .map((one) => ({
      ...(one.path ? { field: one.path } : {}),
      message: told(one.code, one.message, one.path),
    }))
}
