import { sessionCookie } from '../../../platform/web/server.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { dateIn, today } from '../../../platform/clock.ts'
import { forbidden } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { sealOf } from '../../../platform/seal.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { isLang } from '../../../platform/words.ts'
import { formErrors, words } from '../say.ts'
import {
  changePassword,
  chooseLang,
  endOwnSession,
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
import { backTo } from './rules.ts'
import type { Founding } from './schema.ts'
import { foundInstallation, setupLinkWorks } from './setup-link.ts'
import { accountById, passwordOf, rolesOf } from './store.ts'
import { moment } from '../moments.ts'
import { timeZoneOf } from '../orgs/settings.ts'
import { identitiesOf, providersShown } from '../sign-in/store.ts'
import { secondState } from '../second/actions.ts'
import { actingsAs } from '../acting/store.ts'
import { sessionsOf } from './sessions.ts'

const done = <T extends string>(ctx: Ctx, ...known: T[]): T | undefined =>
  known.find((one) => one === ctx.query('done'))
const bad = (errors: readonly FormError[]) => (errors.length > 0 ? { status: 422 } : {})

const showSignIn = async (ctx: Ctx, email = '', to = backTo(ctx.query('to')), errors: readonly FormError[] = []) =>
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
      providers: await providersShown(ctx.services.db),
      at: ctx.query('at') ?? '',
      done: done(ctx, 'out', 'everywhere', 'password'),
    }),
  })

async function showAccount(ctx: Ctx, errors: readonly FormError[] = []) {
  const visitor = ctx.who()
  if (visitor.acting)
    throw forbidden(
      'people/acting-own-page',
      'The account page belongs to the person alone.',
      'Stop looking as this person to open your own.',
    )
  // One's own page, whatever roles are left.
  const own = makeScope({ ...visitor.scope, orgs: [], students: [] })
  const found = await inScope(ctx.services.db, own, async (tx) => {
    const account = await accountById(tx, visitor.account_id)
    return {
      account,
      roles: await rolesOf(tx, visitor.account_id),
      sessions: await sessionsOf(tx, visitor.account_id),
      identities: await identitiesOf(tx, visitor.account_id),
      actings: await actingsAs(tx, visitor.account_id),
      hasPassword: (await passwordOf(tx, visitor.account_id)) !== null,
      zone: await timeZoneOf(tx, account?.home_district ?? 0),
    }
  })
  const { account, zone } = found
  const second = await secondState(
    { db: ctx.services.db, seal: sealOf(ctx.services), policy: ctx.services.config.secondFactor },
    visitor,
  )
  const date = today()
  const say = words(ctx.lang)
  const when = (at: Date) => moment(at, zone, ctx.lang)
  const here = found.sessions.find((one) => one.session_id === visitor.session)
  return ctx.page({
    title: say('account'),
    current: '/account',
    ...bad(errors),
    body: AccountPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      name: visitor.name,
      email: account?.email ?? '',
      own: account?.lang ?? visitor.lang,
      roles: found.roles.filter((role) => role.from_date <= date && (role.to_date === null || role.to_date >= date)),
      hasPassword: found.hasPassword,
      second: {
        on: second.on && shortDate(dateIn(second.on, zone), ctx.lang),
        left: second.left,
        cameBy: here?.came === 'provider' ? (here.provider ?? '') : null,
      },
      sessions: found.sessions.map((one) => ({
        id: one.session_id,
        network: one.network || say('sessionUnknown'),
        device: one.device || say('sessionUnknown'),
        how:
          one.came === 'provider'
            ? say('cameProvider', { provider: one.provider ?? '' })
            : say(one.second_at ? 'cameSecond' : 'camePassword'),
        made: when(one.made_at),
        seen: when(one.seen_at),
        here: one.session_id === visitor.session,
      })),
      linked: found.identities.map((one) =>
        say('personLinked', { provider: one.name, date: shortDate(dateIn(one.linked_at, zone), ctx.lang) }),
      ),
      actings: found.actings.map((one) => ({
        when: say('actingUntil', {
          start: when(one.started_at),
          end: when(one.ended_at ?? one.until),
        }),
        who: one.by_name ?? '',
        reason: one.reason,
      })),
      errors,
      done: done(ctx, 'language', 'password', 'session'),
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

/** Signs in by password. Out: where to go on, which is the gate while a second factor is owed. */
async function enter(ctx: Ctx, email: string, password: string, to: string): Promise<string> {
  const session = await signIn(
    ctx.services.db,
    {
      email,
      password,
      address: ctx.address,
      agent: ctx.request.headers.get('user-agent') ?? undefined,
      old: ctx.cookie(sessionCookie),
    },
    ctx.services.config.secondFactor,
  )
  ctx.setCookie(sessionCookie, session.token, { maxAge: session.maxAge })
  return session.owes ? `/second?to=${encodeURIComponent(to)}` : to
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
        return ctx.redirect(await enter(ctx, form.email ?? '', form.password ?? '', backTo(form.to)))
      } catch (error) {
        return showSignIn(ctx, form.email, backTo(form.to), formErrors(error, ctx.lang))
      }
    },
  },
  {
    method: 'POST',
    path: '/sign-out',
    access: 'signed-in',
    beforeGate: true,
    whileActing: true,
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
  {
    method: 'POST',
    path: '/account/sessions/:id',
    access: 'signed-in',
    handle: async (ctx) => {
      await ctx.form()
      const id = ctx.id('id')
      await endOwnSession(ctx.services.db, ctx.who(), id)
      if (id !== ctx.who().session) return ctx.redirect('/account?done=session')
      ctx.setCookie(sessionCookie, null)
      return ctx.redirect('/sign-in?done=out')
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
        return ctx.redirect(await enter(ctx, typed.email, typed.password, '/setup'))
      } catch (error) {
        return showFound(ctx, typed, formErrors(error, ctx.lang, foundingLabels(ctx.lang)))
      }
    },
  },
]
