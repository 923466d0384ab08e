import { sessionCookie } from '../../../platform/web/server.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { now, today } from '../../../platform/clock.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { isLang } from '../../../platform/words.ts'
import { formErrors, words } from '../say.ts'
import {
  changePassword,
  chooseLang,
  passwordLink,
  signIn,
  signOut,
  signOutEverywhere,
  usePasswordLink,
} from './actions.ts'
import { AccountPage } from './pages/account.tsx'
import { FoundPage, foundingLabels } from './pages/found.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { LinkOverPage, WelcomePage } from './pages/welcome.tsx'
import { backTo, sessionIdle, sessionLife } from './rules.ts'
import type { Founding } from './schema.ts'
import { foundInstallation, setupLinkWorks } from './setup-link.ts'
import { accountById, rolesOf } from './store.ts'
import { openSessions } from './store-session.ts'

const done = <T extends string>(ctx: Ctx, ...known: T[]): T | undefined =>
  known.find((one) => one === ctx.query('done'))
const bad = (errors: readonly FormError[]) => (errors.length > 0 ? { status: 422 } : {})

const showSignIn = (ctx: Ctx, email = '', to = backTo(ctx.query('to')), errors: readonly FormError[] = []) =>
  ctx.page({
    title: words(ctx.lang)('signIn'),
    width: 'text',
    ...bad(errors),
    body: SignInPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      to,
      email,
      errors,
      done: done(ctx, 'out', 'everywhere', 'password'),
    }),
  })

async function showAccount(ctx: Ctx, errors: readonly FormError[] = []) {
  const visitor = ctx.who()
  // One's own page, whatever roles are left.
  const own = makeScope({ ...visitor.scope, orgs: [], students: [] })
  const { account, roles, sessions } = await inScope(ctx.services.db, own, async (tx) => ({
    account: await accountById(tx, visitor.account_id),
    roles: await rolesOf(tx, visitor.account_id),
    sessions: await openSessions(
      tx,
      visitor.account_id,
      new Date(now().getTime() - sessionIdle.hours * 3_600_000),
      new Date(now().getTime() - sessionLife.days * 86_400_000),
    ),
  }))
  const date = today()
  return ctx.page({
    title: words(ctx.lang)('account'),
    current: '/account',
    ...bad(errors),
    body: AccountPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      name: visitor.name,
      email: account?.email ?? '',
      own: account?.lang ?? visitor.lang,
      roles: roles.filter((role) => role.from_date <= date && (role.to_date === null || role.to_date >= date)),
      sessions: Math.max(1, sessions),
      errors,
      done: done(ctx, 'language', 'password'),
    }),
  })
}

async function showWelcome(ctx: Ctx, errors: readonly FormError[] = []) {
  const say = words(ctx.lang)
  const account = await passwordLink(ctx.services.db, ctx.param('token'))
  if (!account)
    return ctx.page({
      title: say('linkOver'),
      width: 'text',
      status: 404,
      body: LinkOverPage({ lang: ctx.lang, kind: 'password' }),
    })
  return ctx.page({
    title: say('welcome'),
    width: 'text',
    ...bad(errors),
    body: WelcomePage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      token: ctx.param('token'),
      name: account.name,
      email: account.email,
      errors,
    }),
  })
}

async function showFound(ctx: Ctx, typed: Partial<Founding> = {}, errors: readonly FormError[] = []) {
  const say = words(ctx.lang)
  if (!(await setupLinkWorks(ctx.services.db, ctx.param('token'))))
    return ctx.page({
      title: say('linkOver'),
      width: 'text',
      status: 404,
      body: LinkOverPage({ lang: ctx.lang, kind: 'setup' }),
    })
  return ctx.page({
    title: say('foundTitle'),
    width: 'text',
    ...bad(errors),
    body: FoundPage({ lang: ctx.lang, csrf: ctx.csrf, token: ctx.param('token'), typed, errors }),
  })
}

async function enter(ctx: Ctx, email: string, password: string): Promise<void> {
  const session = await signIn(ctx.services.db, {
    email,
    password,
    address: ctx.address,
    old: ctx.cookie(sessionCookie),
  })
  ctx.setCookie(sessionCookie, session.token, { maxAge: session.maxAge })
}

/** Sign-in, the own account, one-time links. */
export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sign-in',
    access: 'open',
    handle: (ctx) => (ctx.visitor && !ctx.query('done') ? ctx.redirect(backTo(ctx.query('to'))) : showSignIn(ctx)),
  },
  {
    method: 'POST',
    path: '/sign-in',
    access: 'open',
    handle: async (ctx) => {
      const form = await ctx.form()
      try {
        await enter(ctx, form.email ?? '', form.password ?? '')
      } catch (error) {
        return showSignIn(ctx, form.email, backTo(form.to), formErrors(error, ctx.lang))
      }
      return ctx.redirect(backTo(form.to))
    },
  },
  {
    method: 'POST',
    path: '/sign-out',
    access: 'signed-in',
    handle: async (ctx) => {
      await ctx.form()
      await signOut(ctx.services.db, ctx.who(), ctx.cookie(sessionCookie) ?? '')
      ctx.setCookie(sessionCookie, null)
      return ctx.redirect('/sign-in?done=out')
    },
  },
  { method: 'GET', path: '/account', access: 'signed-in', handle: (ctx) => showAccount(ctx) },
  {
    method: 'POST',
    path: '/account/language',
    access: 'signed-in',
    handle: async (ctx) => {
      const { lang } = await ctx.form()
      if (isLang(lang)) {
        await chooseLang(ctx.services.db, ctx.who(), lang)
        return ctx.redirect(`/account?done=language&lang=${lang}`)
      }
      return ctx.redirect('/account')
    },
  },
  {
    method: 'POST',
    path: '/account/password',
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      try {
        const session = await changePassword(ctx.services.db, ctx.who(), {
          current: form.current ?? '',
          password: form.password ?? '',
          repeated: form.repeated ?? '',
        })
        ctx.setCookie(sessionCookie, session.token, { maxAge: session.maxAge })
      } catch (error) {
        return showAccount(ctx, formErrors(error, ctx.lang))
      }
      return ctx.redirect('/account?done=password')
    },
  },
  {
    method: 'POST',
    path: '/account/sign-out-everywhere',
    access: 'signed-in',
    handle: async (ctx) => {
      await ctx.form()
      await signOutEverywhere(ctx.services.db, ctx.who())
      ctx.setCookie(sessionCookie, null)
      return ctx.redirect('/sign-in?done=everywhere')
    },
  },
  { method: 'GET', path: '/welcome/:token', access: 'open', handle: (ctx) => showWelcome(ctx) },
  {
    method: 'POST',
    path: '/welcome/:token',
    access: 'open',
    handle: async (ctx) => {
      const form = await ctx.form()
      try {
        await usePasswordLink(ctx.services.db, ctx.param('token'), {
          password: form.password ?? '',
          repeated: form.repeated ?? '',
          address: ctx.address,
        })
      } catch (error) {
        return showWelcome(ctx, formErrors(error, ctx.lang))
      }
      return ctx.redirect('/sign-in?done=password')
    },
  },
  { method: 'GET', path: '/setup/:token', access: 'open', handle: (ctx) => showFound(ctx) },
  {
    method: 'POST',
    path: '/setup/:token',
    access: 'open',
    handle: async (ctx) => {
      const form = await ctx.form()
      const of = (name: keyof Founding) => form[name] ?? ''
      const typed: Founding = {
        state_code: of('state_code'),
        state_name: of('state_name'),
        district_code: of('district_code'),
        district_name: of('district_name'),
        name: of('name'),
        email: of('email'),
        password: of('password'),
        lang: ctx.lang,
      }
      try {
        await foundInstallation(ctx.services.db, ctx.param('token'), typed)
        await enter(ctx, typed.email, typed.password)
      } catch (error) {
        return showFound(ctx, typed, formErrors(error, ctx.lang, foundingLabels(ctx.lang)))
      }
      return ctx.redirect('/setup')
    },
  },
]
