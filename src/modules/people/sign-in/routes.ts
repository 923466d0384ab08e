import { missing } from '../../../platform/errors.ts'
import { log } from '../../../platform/log.ts'
import { sessionCookie } from '../../../platform/web/server.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { words } from '../say.ts'
import { begin, finish, meansOf, type NotIn } from './enter.ts'
import { flowOf } from './client.ts'
import { NotInPage } from './pages/not-in.tsx'
import { tryMinutes } from './rules.ts'

/** The address that a provider sends the browser back to. */
export const backUrl = (ctx: Ctx, id: number): string =>
  `${ctx.services.config.url ?? ctx.url.origin}/sign-in/with/${id}/back`

/** One cookie a sign-in, named by its state, so that two windows do not disturb each other. */
const flowCookie = (state: string): string => `tl_flow_${state.slice(0, 12)}`

function notIn(ctx: Ctx, why: NotIn) {
  const status = why.refusal === 'silent' || why.refusal === 'clock' ? 503 : 403
  log.warn({ code: 'people/not-in', why: why.refusal, request: ctx.requestId })
  return ctx.page({
    title: words(ctx.lang)('oidc_title'),
    width: 'text',
    status,
    body: NotInPage({ lang: ctx.lang, notIn: why, to: '/sign-in' }),
  })
}

const gone = () =>
  missing('people/no-provider', 'There is no such way to sign in.', 'Start again from the sign-in page.')

/** Signing in at a provider: out, and back again. */
export const providerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sign-in/with/:id',
    access: 'open',
    handle: async (ctx) => {
      const id = ctx.id('id')
      const begun = await begin(meansOf(ctx.services), {
        provider: id,
        to: ctx.query('to'),
        backUrl: backUrl(ctx, id),
        address: ctx.address,
      })
      if (!begun) throw gone()
      if ('refusal' in begun) return notIn(ctx, begun)
      ctx.setCookie(flowCookie(begun.flow.state), begun.flow.token, { maxAge: tryMinutes * 60 })
      return ctx.redirect(begun.url)
    },
  },
  {
    method: 'GET',
    path: '/sign-in/with/:id/back',
    access: 'open',
    handle: async (ctx) => {
      const id = ctx.id('id')
      const cookie = flowCookie(ctx.query('state') ?? '')
      const token = /^tl_flow_[\w-]{12}$/.test(cookie) ? ctx.cookie(cookie) : undefined
      const entered = await finish(meansOf(ctx.services), {
        provider: id,
        token,
        cameBack: new URL(`${backUrl(ctx, id)}${ctx.url.search}`),
        from: { address: ctx.address, agent: ctx.request.headers.get('user-agent') ?? undefined },
        old: ctx.cookie(sessionCookie),
      })
      if (!entered) throw gone()
      if (token !== undefined && flowOf(token).state === ctx.query('state')) ctx.setCookie(cookie, null)
      if ('refusal' in entered) return notIn(ctx, entered)
      ctx.setCookie(sessionCookie, entered.token, { maxAge: entered.maxAge })
      return ctx.redirect(entered.to)
    },
  },
]
