import type { Tx } from '../../../platform/db/database.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { sealOf } from '../../../platform/seal.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { ChangeShown } from '../accounts/pages/person.tsx'
import { accountById } from '../accounts/store.ts'
import { moment } from '../moments.ts'
import { timeZoneOf } from '../orgs/settings.ts'
import { orgsAmong } from '../orgs/store.ts'
import { formErrors, verbName, words } from '../say.ts'
import { addProvider, changeProvider, managed, manageSignIn, setProviderState } from './admin.ts'
import type { Failure } from './client.ts'
import { meansOf, tryProvider } from './enter.ts'
import { providerLabels, ProviderPage } from './pages/provider.tsx'
import { ProviderListPage } from './pages/provider-list.tsx'
import { blankOf } from './presets.ts'
import { backUrl } from './routes.ts'
import { presetNames, type Provider, type ProviderTyped } from './schema.ts'
import { providersOf, secretOf } from './store.ts'

const at = '/people/providers'
const fields = Object.keys(blankOf('other')) as (keyof ProviderTyped)[]

const typedOf = (form: Record<string, string>): ProviderTyped => {
  const blank = blankOf('other')
  return { ...blank, ...Object.fromEntries(fields.map((name) => [name, form[name] ?? ''])) } as ProviderTyped
}

/** A provider as its form shows it; the secret never comes back. */
const shownOf = (provider: Provider): ProviderTyped => ({
  preset: provider.preset,
  name: provider.name,
  issuer: provider.issuer,
  client_id: provider.client_id,
  secret: '',
  token_auth: provider.token_auth,
  scopes: provider.scopes,
  email_claim: provider.email_claim,
  trusts_email: provider.trusts_email ? 'yes' : '',
  email_domains: provider.email_domains.join(', '),
  must_claim: provider.must_claim ?? '',
  must_value: provider.must_value ?? '',
  authorize_url: provider.authorize_url ?? '',
  token_url: provider.token_url ?? '',
  keys_url: provider.keys_url ?? '',
  userinfo_url: provider.userinfo_url ?? '',
})

const bad = (errors: readonly FormError[]) => (errors.length > 0 ? { status: 422 } : {})

async function showList(ctx: Ctx) {
  const providers = await ctx.inScope(async (tx) => providersOf(tx, await manageSignIn(tx, ctx.who())))
  return ctx.page({
    title: words(ctx.lang)('providersTitle'),
    current: '/people',
    width: 'wide',
    body: ProviderListPage({ lang: ctx.lang, providers }),
  })
}

async function showNew(ctx: Ctx, typed: ProviderTyped, errors: readonly FormError[] = []) {
  const districts = await ctx.inScope(async (tx) => orgsAmong(tx, await manageSignIn(tx, ctx.who())))
  return ctx.page({
    title: words(ctx.lang)('addProvider'),
    current: '/people',
    ...bad(errors),
    body: ProviderPage({ lang: ctx.lang, csrf: ctx.csrf, typed: { ...typed, secret: '' }, errors, districts }),
  })
}

async function history(tx: Tx, ctx: Ctx, provider: Provider): Promise<ChangeShown[]> {
  const zone = await timeZoneOf(tx, provider.district_id)
  const rows = await historyOf(tx, 'people.provider', provider.provider_id)
  return Promise.all(
    rows.map(async (row) => ({
      when: moment(row.at, zone, ctx.lang),
      who:
        row.actor === null ? words(ctx.lang)('system') : ((await accountById(tx, row.actor))?.name ?? row.actor_name),
      what: verbName(row.verb, ctx.lang),
    })),
  )
}

async function showOne(
  ctx: Ctx,
  id: number,
  more: { typed?: ProviderTyped; errors?: readonly FormError[]; checked?: 'fine' | Failure } = {},
) {
  const found = await ctx.inScope(async (tx) => {
    const provider = await managed(tx, ctx.who(), id)
    return { provider, hasSecret: (await secretOf(tx, id)) !== null, history: await history(tx, ctx, provider) }
  })
  const errors = more.errors ?? []
  return ctx.page({
    title: found.provider.name,
    current: '/people',
    ...bad(errors),
    body: ProviderPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      typed: more.typed ? { ...more.typed, secret: '' } : shownOf(found.provider),
      errors,
      districts: [],
      saved: {
        id,
        version: found.provider.version,
        state: found.provider.state,
        returnUrl: backUrl(ctx, id),
        hasSecret: found.hasSecret,
        history: found.history,
        checked: more.checked,
      },
    }),
  })
}

/** The providers of a district, for its administrators. */
export const providerAdminRoutes: readonly Route[] = [
  { method: 'GET', path: at, access: 'signed-in', handle: showList },
  {
    method: 'GET',
    path: `${at}/new`,
    access: 'signed-in',
    handle: (ctx) => showNew(ctx, blankOf(presetNames.find((one) => one === ctx.query('preset')) ?? 'other')),
  },
  {
    method: 'POST',
    path: at,
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      const typed = typedOf(form)
      const district = /^\d{1,9}$/.test(form.district ?? '') ? Number(form.district) : 0
      let id: number
      try {
        id = await ctx.inScope((tx, scope) => addProvider(tx, scope, ctx.who(), sealOf(ctx.services), district, typed))
      } catch (error) {
        return showNew(ctx, typed, formErrors(error, ctx.lang, providerLabels(ctx.lang)))
      }
      return ctx.redirect(`${at}/${id}`)
    },
  },
  { method: 'GET', path: `${at}/:id`, access: 'signed-in', handle: (ctx) => showOne(ctx, ctx.id('id')) },
  {
    method: 'POST',
    path: `${at}/:id`,
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      const id = ctx.id('id')
      const typed = typedOf(form)
      try {
        await ctx.inScope((tx, scope) =>
          changeProvider(tx, scope, ctx.who(), sealOf(ctx.services), id, Number(form.version) || 0, typed),
        )
      } catch (error) {
        return showOne(ctx, id, { typed, errors: formErrors(error, ctx.lang, providerLabels(ctx.lang)) })
      }
      return ctx.redirect(`${at}/${id}`)
    },
  },
  {
    method: 'POST',
    path: `${at}/:id/state`,
    access: 'signed-in',
    handle: async (ctx) => {
      const form = await ctx.form()
      const id = ctx.id('id')
      const state = form.state === 'closed' ? 'closed' : 'active'
      try {
        await ctx.inScope((tx, scope) => setProviderState(tx, scope, ctx.who(), id, Number(form.version) || 0, state))
      } catch (error) {
        return showOne(ctx, id, { errors: formErrors(error, ctx.lang) })
      }
      return ctx.redirect(`${at}/${id}`)
    },
  },
  {
    method: 'POST',
    path: `${at}/:id/check`,
    access: 'signed-in',
    handle: async (ctx) => {
      await ctx.form()
      const id = ctx.id('id')
      const found = await ctx.inScope(async (tx) => ({
        provider: await managed(tx, ctx.who(), id),
        sealed: await secretOf(tx, id),
      }))
      // Outside of the transaction: another server may take its time.
      const failure = await tryProvider(meansOf(ctx.services), found.provider, found.sealed)
      return showOne(ctx, id, { checked: failure ?? 'fine' })
    },
  },
]
