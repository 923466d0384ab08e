import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { OpenPlan } from '../reading.ts'
import { current, mustRead } from '../opening.tsx'
import { said } from '../say.ts'
import { fieldsNaming } from '../naming.ts'
import { mustReadReviews, mustReviewUnit, mustWriteUnit } from './access.ts'
import { badReview, unitOf } from './actions.ts'
import { planHere } from './opening.ts'
import { ReviewsShow } from './pages/reviews-show.tsx'
import {
  addComment,
  answerComment,
  type Mistake,
  openRound,
  settleComment,
  settleRound,
  undoComment,
} from './reviewing.ts'
import { reviewsView } from './review-view.ts'
import { say } from './say.ts'
import { answerForm, commentForm, roundForm, versionForm } from './schema.ts'
import { commentsOf } from './store.ts'

type Typed = Readonly<Record<string, string>>
type Told = {
  typed?: Typed
  errors?: readonly FormError[]
  conflict?: { id: number } | null
  round?: number | undefined
  /** the form in which the name of a student seems to stand */
  asks?: 'new' | number
}

const path = (ctx: Ctx) => `/plans/${encodeURIComponent(ctx.param('plan'))}/reviews`
const saidOf = (ctx: Ctx, mistakes: readonly Mistake[], field: (name: string) => string = (name) => name) =>
  mistakes.map((one): FormError => ({ field: field(one.field), message: say(ctx.lang)(`e.${one.why}`) }))

/** The plan of the address, if its reviews are open to the visitor. */
async function within(ctx: Ctx, tx: Tx, scope: Scope): Promise<OpenPlan> {
  const plan = await planHere(ctx, tx, scope)
  mustReadReviews(ctx.who(), unitOf(plan.row).unit)
  return plan
}

async function show(ctx: Ctx, told: Told = {}): Promise<Response> {
  mustRead(ctx)
  const asked = told.round ?? Number(ctx.query('round') ?? 0)
  const props = await ctx.inScope(async (tx, scope) =>
    reviewsView(tx, ctx.who(), await within(ctx, tx, scope), asked, ctx.lang),
  )
  const errors = told.errors ?? []
  return ctx.page({
    title: say(ctx.lang)('reviewsOf', { plan: said(props.title, ctx.lang).words }),
    current,
    status: told.conflict ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <ReviewsShow
        {...props.view}
        csrf={ctx.csrf}
        typed={told.typed ?? {}}
        errors={errors}
        conflict={told.conflict ?? null}
        asks={told.asks ?? null}
        done={!told.conflict && errors.length === 0 && ctx.query('done') === 'yes'}
      />
    ),
  })
}

async function open(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const tried = await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustReviewUnit(ctx.who(), unitOf(row).unit)
    const parsed = roundForm.safeParse(form)
    if (!parsed.success) throw badReview()
    return openRound(ctx.services, tx, ctx.who(), row, parsed.data)
  })
  if (!tried.done) return show(ctx, { typed: form, errors: saidOf(ctx, tried.mistakes) })
  return ctx.redirect(`${path(ctx)}?round=${tried.done.round_id}&done=yes`)
}

async function close(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const round = Number(form.round)
  await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustReviewUnit(ctx.who(), unitOf(row).unit)
    const parsed = versionForm.safeParse(form)
    if (!parsed.success || !Number.isInteger(round)) throw badReview()
    const to = form.to === 'open' ? 'open' : 'closed'
    return settleRound(ctx.services, tx, ctx.who(), row, { round, version: parsed.data.version, to })
  })
  return ctx.redirect(`${path(ctx)}?round=${round}&done=yes`)
}

/** An error at the field of a text in which the name of a student seems to stand; the visitor may write there. */
async function naming(ctx: Ctx, district: number, field: string, text: string, form: Typed): Promise<FormError[]> {
  const words = say(ctx.lang)
  const found = await fieldsNaming(ctx, district, [[field, text]], form)
  return found.map((name) => ({ field: name, message: words('e.named'), hint: words('e.namedHint') }))
}

async function comment(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const round = Number(form.round)
  const district = await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustReviewUnit(ctx.who(), unitOf(row).unit)
    return row.district_id
  })
  const errors = await naming(ctx, district, 'body', form.body ?? '', form)
  if (errors.length > 0) return show(ctx, { round, typed: form, errors, asks: 'new' })
  const tried = await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustReviewUnit(ctx.who(), unitOf(row).unit)
    const parsed = commentForm.safeParse(form)
    if (!parsed.success) {
      const long = parsed.error.issues.some((issue) => issue.path[0] === 'body')
      if (long && Number.isInteger(round)) return { done: null, mistakes: null }
      throw badReview()
    }
    return addComment(ctx.services, tx, ctx.who(), row, parsed.data)
  })
  if (tried.done === null)
    return show(ctx, {
      round,
      typed: form,
      errors: tried.mistakes ? saidOf(ctx, tried.mistakes) : [{ field: 'body', message: say(ctx.lang)('e.tooLong') }],
    })
  return ctx.redirect(`${path(ctx)}?round=${round}&done=yes#comment-${tried.done}`)
}

async function answer(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const id = ctx.id('comment')
  const form = await ctx.form()
  const field = (name: string) => `${name}-${id}`
  const sent = { version: form.version, kind: form[field('kind')], answer: form[field('answer')] }
  const typed = { comment: String(id), kind: sent.kind ?? '', answer: sent.answer ?? '' }
  const parsed = answerForm.safeParse(sent)
  const long = !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === 'answer')
  const at = await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustWriteUnit(ctx.who(), unitOf(row).unit)
    const round = (await commentsOf(tx, row.plan_id)).find((one) => one.comment_id === id)?.round_id
    return { district: row.district_id, round }
  })
  const errors = await naming(ctx, at.district, field('answer'), sent.answer ?? '', form)
  if (errors.length > 0) return show(ctx, { round: at.round, typed, errors, asks: id })
  const came = await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    // Somebody who may not answer is told so whatever the form holds.
    const asked = parsed.success ? parsed.data : { version: 0, kind: '', answer: '' }
    const done = await answerComment(ctx.services, tx, ctx.who(), row, id, asked)
    if (!parsed.success && !long) throw badReview()
    return done
  })
  const round = came.comment.round_id
  if (long)
    return show(ctx, { round, typed, errors: [{ field: field('answer'), message: say(ctx.lang)('e.tooLong') }] })
  if (came.kind === 'mistakes') return show(ctx, { round, typed, errors: saidOf(ctx, came.mistakes, field) })
  if (came.kind === 'conflict') return show(ctx, { round, typed, conflict: { id } })
  return ctx.redirect(`${path(ctx)}?round=${round}&done=yes#comment-${id}`)
}

async function settle(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const id = ctx.id('comment')
  const form = await ctx.form()
  const to = form.to
  await ctx.inScope(async (tx, scope) => {
    const { row } = await within(ctx, tx, scope)
    mustReviewUnit(ctx.who(), unitOf(row).unit)
    const parsed = versionForm.safeParse(form)
    if (!parsed.success || (to !== 'open' && to !== 'closed' && to !== 'undo')) throw badReview()
    const { version } = parsed.data
    if (to === 'undo') await undoComment(ctx.services, tx, ctx.who(), row, id, version)
    else await settleComment(ctx.services, tx, ctx.who(), row, id, { version, to })
  })
  return ctx.redirect(`${path(ctx)}?done=yes#comment-${id}`)
}

export const reviewRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/reviews', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/plans/:plan/reviews', access: 'signed-in', handle: open },
  { method: 'POST', path: '/plans/:plan/reviews/close', access: 'signed-in', handle: close },
  { method: 'POST', path: '/plans/:plan/reviews/comments', access: 'signed-in', handle: comment },
  { method: 'POST', path: '/plans/:plan/reviews/comments/:comment/answer', access: 'signed-in', handle: answer },
  { method: 'POST', path: '/plans/:plan/reviews/comments/:comment/settle', access: 'signed-in', handle: settle },
]
