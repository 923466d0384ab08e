import type { z } from 'zod'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx } from '../../../platform/web/route.ts'
import { namesStudents } from '../../people/index.ts'
import { words } from './say.ts'

/** What is wrong with a form, field by field. `messages`: the words for some fields; `other`: for all others. */
export const formErrors = (error: z.ZodError, messages: Readonly<Record<string, string>>, other: string): FormError[] =>
  [...new Set(error.issues.map((issue) => String(issue.path[0] ?? '')))].map((field) => ({
    field,
    message: messages[field] ?? other,
  }))

/**
 * Looks through the texts of a form for names of students of the district, so that whoever writes hears of it at once and not at the approval. The caller has checked
 * that the person may write there, and holds no transaction. Out: an error at each field where a name seems to stand.
 */
export async function nameErrors(
  ctx: Ctx,
  districtId: number,
  texts: readonly (readonly [field: string, text: string])[],
): Promise<FormError[]> {
  const found = await namesStudents(ctx.services, {
    districtId,
    texts: texts.map(([, text]) => text),
    reason: `${ctx.url.pathname} (${ctx.who().scope.name})`,
  })
  const say = words(ctx.lang)
  return texts.flatMap(([field], at) =>
    found[at] ? [{ field, message: say('nameFound'), hint: say('nameFoundHint') }] : [],
  )
}
