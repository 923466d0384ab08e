import { Trouble } from '../../../platform/errors.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { tell } from '../../../platform/troubles.ts'
import { type Lang, wordbook } from '../../../platform/words.ts'
import { sentences } from '../say.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export const words = wordbook(en, es)
export type Word = keyof typeof en
export const isWord = (code: string): code is Word => code in en

/** What stands at the top of a form after its action refused, in the reader's language. Anything that a form cannot help with goes on to the edge. */
export function formErrors(error: unknown, lang: Lang): FormError[] {
  if (!(error instanceof Trouble) || error.kind === 'Forbidden' || (error.kind === 'Missing' && !isWord(error.code)))
    throw error
  const say = words(lang)
  const fields: Readonly<Record<string, Word>> = {
    on_date: 'onDate',
    party: 'party',
    party_kind: 'partyKind',
    basis: 'basis',
    interest: 'interest',
    what: 'what',
    was_given: 'wasGiven',
  }
  const told = (code: string | undefined, message: string, field = '') => {
    const label = fields[field]
    return code && isWord(code) ? say(code, { field: label ? say(label) : field }) : message
  }
  const inWords = tell(error, lang, sentences)
  if (error.details.length === 0) return [{ message: told(error.code, inWords.message) }]
  return error.details
    .map((one, at) => ({ ...one, message: inWords.details[at]?.message ?? one.message }))
    .map((one) => ({
      ...(one.path ? { field: one.path } : {}),
      message: told(one.code, one.message, one.path),
    }))
}

/** The words of a step of preparing a record; null when it is not one of ours. */
export const recordStep = (key: string, lang: Lang): string | null =>
  key.startsWith('people.record.') && isWord(key) ? words(lang)(key) : null
