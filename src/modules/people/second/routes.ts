import { dateIn } from '../../../platform/clock.ts'
import { forbidden } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { sealOf } from '../../../platform/seal.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { backTo } from '../accounts/rules.ts'
import { timeZoneOf } from '../orgs/settings.ts'
import { formErrors, words } from '../say.ts'
import {
  beginSecond,
  confirmSecond,
  giveCode,
  type Means,
  renewRecovery,
  secondState,
  turnOffSecond,
} from './actions.ts'
import { GatePage, RecoveryPage } from './pages/gate.tsx'
import { ManagePage } from './pages/manage.tsx'
import { inFours } from './rules.ts'

const meansOf = (ctx: Ctx): Means => ({
  db: ctx.services.db,
  seal: sealOf(ctx.services),
  policy: ctx.services.config.secondFactor,
})
const bad = (errors: readonly FormError[]) => (errors.length > 0 ? { status: 422 } : {})

/** Nobody's second factor but the own one, also not while looking as somebody. */
function own(ctx: Ctx) {
  const visitor = ctx.who()
  if (visitor.acting)
    throw forbidden(
      'people/acting-own-page',
      'This page belongs to the person alone.',
      'Stop looking as this person to open your own.',
    )
  return visitor
}

async function showGate(ctx: Ctx, to: string, errors: readonly FormError[] = []) {
  const visitor = own(ctx)
  if (!visitor.gate) return ctx.redirect(to)
  const state = await secondState(meansOf(ctx), visitor)
  return ctx.page({
    title: words(ctx.lang)(state.on ? 'codeTitle' : 'enrollTitle'),
    width: 'text',
    ...bad(errors),
    body: GatePage({ lang: ctx.lang, csrf: ctx.csrf, has: state.on !== null, setup: state.setup, to, errors }),
  })
}

async function showManage(
  ctx: Ctx,
  more: { errors?: readonly FormError[]; form?: 'codes' | 'off'; done?: 'off' | undefined } = {},
) {
  const visitor = own(ctx)
  const state = await secondState(meansOf(ctx), visitor)
  const zone = await ctx.inScope((tx) => timeZoneOf(tx, visitor.roles[0]?.district_id ?? 0))
  return ctx.page({
    title: words(ctx.lang)('second'),
    current: '/account',
    width: 'text',
    ...bad(more.errors ?? []),
    body: ManagePage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      on: state.on && shortDate(dateIn(state.on, zone), ctx.lang),
      needed: state.needed,
      optional: ctx.services.config.secondFactor === 'optional',
      left: state.left,
      setup: state.setup,
      errors: more.errors ?? [],
      form: more.form,
      done: more.done,
    }),
  })
}

const showCodes = (ctx: Ctx, codes: readonly string[], to: string, first: boolean) =>
  ctx.page({
    title: words(ctx.lang)('recoveryTitle'),
    width: 'text',
    body: RecoveryPage({ lang: ctx.lang, codes: codes.map(inFours), to, first }),
  })

/** The gate between the password and everything else, and one's own second factor. */
export const secondRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/second',
    access: 'signed-in',
    beforeGate: true,
    handle: (ctx) => showGate(ctx, backTo(ctx.query('to'))),
  },
  {
    method: 'POST',
    path: '/second',
    access: 'signed-in',
    beforeGate: true,
    handle: async (ctx) => {
      const form = await ctx.form()
      const to = backTo(form.to)
      if (!own(ctx).gate) return ctx.redirect(to)
      try {
        await giveCode(meansOf(ctx), own(ctx), form.code ?? '')
      } catch (error) {
        return showGate(ctx, to, formErrors(error, ctx.lang))
      }
      return ctx.redirect(to)
    },
  },
  {
    method: 'POST',
    path: '/second/begin',
    access: 'signed-in',
    beforeGate: true,
    handle: async (ctx) => {
      const form = await ctx.form()
      const to = backTo(form.to)
      if (!own(ctx).gate) return ctx.redirect('/account/second')
      try {
        await beginSecond(meansOf(ctx), own(ctx), null)
      } catch (error) {
        return showGate(ctx, to, formErrors(error, ctx.lang))
      }
      return ctx.redirect(`/second?to=${encodeURIComponent(to)}`)
    },
  },
  {
    method: 'POST',
    path: '/second/confirm',
    access: 'signed-in',
    beforeGate: true,
    handle: async (ctx) => {
      const form = await ctx.form()
      const to = backTo(form.to)
      if (!own(ctx).gate) return ctx.redirect(to)
      let codes: string[]
      try {
        codes = await confirmSecond(meansOf(ctx), own(ctx), form.code ?? '')
      } catch (error) {
        return showGate(ctx, to, formErrors(error, ctx.lang))
      }
      return showCodes(ctx, codes, to, true)
    },
  },
  {
    method: 'GET',
    path: '/account/second',
    access: 'signed-in',
    handle: (ctx) => showManage(ctx, { done: ctx.query('done') === 'off' ? 'off' : undefined }),
  },
  {
    method: 'POST',
    path: '/account/second/begin',
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      try {
        await beginSecond(meansOf(ctx), own(ctx), form.current ?? '')
      } catch (error) {
        return showManage(ctx, { errors: formErrors(error, ctx.lang) })
      }
      return ctx.redirect('/account/second')
    },
  },
  {
    method: 'POST',
    path: '/account/second/confirm',
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      let codes: string[]
      try {
        codes = await confirmSecond(meansOf(ctx), own(ctx), form.code ?? '')
      } catch (error) {
        return showManage(ctx, { errors: formErrors(error, ctx.lang) })
      }
      return showCodes(ctx, codes, '/account', true)
    },
  },
  {
    method: 'POST',
    path: '/account/second/codes',
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      let codes: string[]
      try {
        codes = await renewRecovery(meansOf(ctx), own(ctx), form.code ?? '')
      } catch (error) {
        return showManage(ctx, { errors: formErrors(error, ctx.lang), form: 'codes' })
      }
      return showCodes(ctx, codes, '/account', false)
    },
  },
  {
    method: 'POST',
    path: '/account/second/off',
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      try {
        await turnOffSecond(meansOf(ctx), own(ctx), form.off ?? '')
      } catch (error) {
        const errors = formErrors(error, ctx.lang).map((one) => (one.field === 'code' ? { ...one, field: 'off' } : one))
        return showManage(ctx, { errors, form: 'off' })
      }
      return ctx.redirect('/account/second?done=off')
    },
  },
]
