import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx } from '../../../platform/web/route.ts'
import type { SubmissionProblem } from './rules.ts'
import { words } from './say.ts'

/** A form that came back: with what status, and what is wrong. */
export type Refused = { status: 409 | 422; errors: readonly FormError[] }

/** What is wrong with a form, as the page says it. */
export const errorsOf = (ctx: Ctx, problems: readonly SubmissionProblem[]): Refused => ({
  status: 422,
  errors: problems.map(({ field, code }) => ({
    field,
    message: words(ctx.lang)(`problem.${code}`),
    hint: words(ctx.lang)(`problem.${code}Hint`),
  })),
})
/** Somebody changed it meanwhile. */
export const changed = (ctx: Ctx): Refused => ({
  status: 409,
  errors: [{ message: words(ctx.lang)('problem.changed'), hint: words(ctx.lang)('problem.changedHint') }],
})
/** What a page says after a form was saved. */
export const noticeOf = (ctx: Ctx, refused: Refused | null): string | null => {
  const saved = refused ? undefined : ctx.query('saved')
  return saved === 'same' ? words(ctx.lang)('same') : saved === 'yes' ? words(ctx.lang)('saved') : null
}
