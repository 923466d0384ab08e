import type { Hono } from 'hono'
import { expect } from 'vitest'
import { fixToday } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import { sealOf } from '../seal.ts'
import { freshServices } from './database.ts'
import type { Visitor } from '../web/route.ts'
import { signIn } from '../../modules/people/accounts/actions.ts'
import { identify } from '../../modules/people/accounts/identify.ts'
import { loadSample, samplePassword } from '../../modules/people/sample.ts'
import { browserOn, siteOf } from '../../modules/people/sample-site.tsx'
import { addProvider } from '../../modules/people/sign-in/admin.ts'
import { blankOf } from '../../modules/people/sign-in/presets.ts'
import type { PresetName, ProviderTyped } from '../../modules/people/sign-in/schema.ts'
import { type SampleProvider, startProvider } from '../../modules/people/sign-in/sample-provider.ts'

export const origin = 'http://local.test'
export let services: Awaited<ReturnType<typeof freshServices>>
export let one: Awaited<ReturnType<typeof loadSample>>
export let two: Awaited<ReturnType<typeof loadSample>>
export let app: Hono
export let admin: Visitor
export let stranger: Visitor
let address = 0
export const providers: Record<string, { idp: SampleProvider; id: number }> = {}
const redirects = Array.from({ length: 12 }, (_, i) => `${origin}/sign-in/with/${i + 1}/back`)
export const secret = 'a secret with : and % and spaces'

export const visit = async (who: string): Promise<Visitor> => {
  const { token } = await signIn(services.db, { email: who, password: samplePassword, address: `t ${++address}` })
  return (await identify(services.db, token)) as Visitor
}
export const typedFor = (preset: PresetName, more: Partial<ProviderTyped>): ProviderTyped => ({
  ...blankOf(preset),
  client_id: preset,
  secret,
  ...more,
})
export const save = (by: Visitor, typed: ProviderTyped, district = by.roles[0]?.district_id ?? 0) =>
  inScope(services.db, by.scope, (tx) => addProvider(tx, by.scope, by, sealOf(services), district, typed))

/** Two districts, five providers of the first and one of the second, and the pages. */
export async function openWays(): Promise<void> {
  fixToday('2026-11-20')
  // Every shape in a process of its own would be slower; each is a server of its own all the same.
  const shapes = {
    google: await startProvider({
      clientId: 'google',
      secret,
      auth: 'client_secret_post',
      redirects,
      claims: ['email', 'email_verified', 'hd'],
    }),
    microsoft: await startProvider({
      path: '/3f2504e0-tenant/v2.0',
      clientId: 'microsoft',
      secret,
      auth: 'client_secret_post',
      redirects,
      claims: ['email', 'preferred_username', 'tid'],
    }),
    classlink: await startProvider({
      clientId: 'classlink',
      secret,
      auth: 'client_secret_post',
      redirects,
      claims: ['email', 'tenant_id'],
      onlyUserinfo: true,
    }),
    clever: await startProvider({
      clientId: 'clever',
      secret,
      auth: 'client_secret_basic',
      redirects,
      claims: ['email', 'email_verified', 'district'],
    }),
    other: await startProvider({
      clientId: 'other',
      secret: null,
      auth: 'none',
      redirects,
      claims: ['email', 'email_verified'],
    }),
  }
  services = await freshServices({
    THROUGHLINE_ALLOW_HOSTS: Object.values(shapes)
      .map((idp) => new URL(idp.issuer).origin)
      .join(','),
  })
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  app = siteOf(services)
  admin = await visit('admin@d1.example.org')
  stranger = await visit('admin@d2.example.org')
  const add = async (name: string, idp: SampleProvider, typed: ProviderTyped, by = admin) => {
    providers[name] = { idp, id: await save(by, { ...typed, issuer: idp.issuer }) }
  }
  const { google, microsoft, classlink, clever, other } = shapes
  await add('google', google, typedFor('google', { must_value: 'd1.example.org' }))
  await add(
    'microsoft',
    microsoft,
    typedFor('microsoft', { must_value: '3f2504e0-tenant', email_domains: 'd1.example.org' }),
  )
  await add('classlink', classlink, typedFor('classlink', { must_value: '4711', email_domains: 'd1.example.org' }))
  await add(
    'clever',
    clever,
    typedFor('clever', {
      must_value: 'district-1',
      email_domains: 'd1.example.org',
      authorize_url: `${clever.issuer}/auth`,
      token_url: `${clever.issuer}/token`,
      keys_url: `${clever.issuer}/jwks`,
    }),
  )
  await add('other', other, typedFor('other', { name: 'Login', token_auth: 'none', secret: '' }))
  // The same issuer again, for the other district.
  await add('foreign', other, typedFor('other', { name: 'Login', token_auth: 'none', secret: '' }), stranger)
}

export async function closeWays(): Promise<void> {
  fixToday(null)
  await services?.end()
  await Promise.all([...new Set(Object.values(providers).map((each) => each.idp))].map((idp) => idp.stop()))
  for (const name of Object.keys(providers)) delete providers[name]
}

/** Nobody signs in yet, and no provider cheats. */
export function quietWays(): void {
  for (const { idp } of Object.values(providers)) {
    idp.tamper = null
    idp.person = null
  }
}

export const of = (name: string) => providers[name] ?? Object.values(providers)[0] ?? expect.fail(name)
export const path = (url: string) => url.replace(origin, '')
export const refusals = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** Goes to the provider and back with a browser. Out: the answer to the way back, and the address that it was. */
export async function come(name: string, person: Record<string, unknown> & { sub: string }, browser = browserOn(app)) {
  const { idp, id } = of(name)
  idp.person = person
  const out = await browser.go(`/sign-in/with/${id}?to=/schools`)
  expect(out.status).toBe(303)
  const back = await idp.walk(out.to)
  const answer = await browser.go(path(back))
  const token = browser.cookies.get('tl_session')
  return { ...answer, back, out: new URL(out.to), browser, visitor: token ? await identify(services.db, token) : null }
}
export const google = (email: string, more: Record<string, unknown> = {}) => ({
  sub: `g-${email}`,
  email,
  email_verified: true,
  hd: 'd1.example.org',
  ...more,
})
