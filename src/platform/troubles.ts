import type { Detail, Trouble } from './errors.ts'
import { fill, type Lang } from './words.ts'

/** What errors say, in another language: the English sentence as it stands where the error is thrown (with its `{values}`), and the same in Spanish. */
export type Sentences = Readonly<Record<string, string>>

/** A trouble in the reader's language. `left`: sentences for which there are no words, so they are still English. */
export type Told = { message: string; hint: string; details: readonly Detail[]; left: boolean }

/**
 * Says a trouble in the reader's language; logs, the API and the command line keep the English of the error itself.
 * In: the sentences of whoever may have thrown it. Out: message, hint and details.
 */
export function tell(trouble: Trouble, lang: Lang, sentences: Sentences): Told {
  let left = false
  if (lang === 'en') return { message: trouble.message, hint: trouble.hint, details: trouble.details, left }
  const say = (written: string, english: string): string => {
    if (written === '') return ''
    const words = Object.hasOwn(sentences, written) ? sentences[written] : undefined
    if (words === undefined) left = true
    return words === undefined ? english : fill(words, lang, trouble.values)
  }
  const message = say(trouble.written.message, trouble.message)
  const hint = say(trouble.written.hint, trouble.hint)
  // A detail may be a name or a number of the file: what has no Spanish stands as it is.
  const other = left
  const details = trouble.details.map((one) => ({
    ...(one.path === undefined ? {} : { path: one.path }),
    message: one.es?.message ?? say(one.message, one.message),
    hint: one.es?.hint ?? say(one.hint ?? '', one.hint ?? ''),
  }))
  return { message, hint, details, left: other }
}
