import type { z } from 'zod'
import { Trouble } from '../../../platform/errors.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { tell } from '../../../platform/troubles.ts'
import type { Ctx } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { namesStudents } from '../../people/index.ts'
import { troubles } from '../troubles.es.ts'
import { confirmField, type NamedForm } from './pages/name-check.tsx'
import { words } from './say.ts'

/** What was wrong with a form, and the form in which the name of a student seems to stand. */
export type Refused = { errors: readonly FormError[]; named: NamedForm | null }
export const fine: Refused = { errors: [], named: null }

/** Each field that the parser refused, in words. `prefix`: of fields that have other names in the page. */
export const parseErrors = (error: z.ZodError, lang: Lang): FormError[] =>
  [...new Set(error.issues.map((issue) => String(issue.path[0] ?? '')))].map((field) => ({
    field,
    message: words(lang)('fieldBad'),
    hint: words(lang)('fieldBadHint'),
  }))

/** What an action refused, at its field where it named one; anything that a form cannot help with goes on to the edge. */
export function actionErrors(error: unknown, lang: Lang, fields: Readonly<Record<string, string>> = {}): FormError[] {
  if (!(error instanceof Trouble) || error.kind !== 'Invalid') throw error
  const told = tell(error, lang, troubles)
  const path = error.details[0]?.path
  const field = fields[path ?? ''] ?? fields[error.code] ?? path
  return [{ message: told.message, hint: told.hint, ...(field ? { field } : {}) }]
}

/**
 * Looks through the texts of a form for names of students of the district. In: field and text of what is new in it; the form. Nothing is asked again once whoever
 * writes has said that no student is meant. The caller has checked that the person may write there. Out: an error at each field where one stands.
 */
export async function nameErrors(
  ctx: Ctx,
  districtId: number,
  form: NamedForm,
  texts: readonly (readonly [field: string, text: string])[],
  sent: Readonly<Record<string, string>>,
): Promise<Refused> {
  const some = texts.filter(([, text]) => text !== '')
  if (some.length === 0 || sent[confirmField(form)] === 'yes') return fine
  const found = await namesStudents(ctx.services, {
    districtId,
    texts: some.map(([, text]) => text),
    reason: `${ctx.url.pathname} (${ctx.who().scope.name})`,
  })
  const errors = some.flatMap(([field], i) =>
    found[i] ? [{ field, message: words(ctx.lang)('nameFound'), hint: words(ctx.lang)('nameFoundHint') }] : [],
  )
  return { errors, named: errors.length > 0 ? form : null }
}
