import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { sealOf } from '../../../platform/seal.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { signIn } from '../accounts/actions.ts'
import { addPerson, administer, setAccountState } from '../accounts/admin.ts'
import { identify } from '../accounts/identify.ts'
import { accountById } from '../accounts/store.ts'
import { loadSample, samplePassword } from '../sample.ts'
import { browserOn, siteOf } from '../sample-site.tsx'
import { addProvider, changeProvider, endSessionsOf, managed, setProviderState, unlink } from './admin.ts'
import { blankOf } from './presets.ts'
import type { PresetName, ProviderTyped } from './schema.ts'
import { type SampleProvider, startProvider } from './sample-provider.ts'
import { insertIdentity, useProvider } from './store.ts'

const origin = 'http://local.test'
let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let app: Hono
let admin: Visitor
let stranger: Visitor
let address = 0
const providers: Record<string, { idp: SampleProvider; id: number }> = {}
const redirects = Array.from({ length: 12 }, (_, i) => `${origin}/sign-in/with/${i + 1}/back`)
const secret = 'a secret with : and % and spaces'

const visit = async (who: string): Promise<Visitor> => {
  const { token } = await signIn(services.db, { email: who, password: samplePassword, address: `t ${++address}` })
  return (await identify(services.db, token)) as Visitor
}
const typedFor = (preset: PresetName, more: Partial<ProviderTyped>): ProviderTyped => ({
  ...blankOf(preset),
  client_id: preset,
  secret,
  ...more,
})
const save = (by: Visitor, typed: ProviderTyped, district = by.roles[0]?.district_id ?? 0) =>
  inScope(services.db, by.scope, (tx) => addProvider(tx, by.scope, by, sealOf(services), district, typed))

beforeAll(async () => {
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
})
afterAll(async () => {
  fixToday(null)
  await services?.end()
  await Promise.all([...new Set(Object.values(providers).map((each) => each.idp))].map((idp) => idp.stop()))
})
beforeEach(() => {
  for (const { idp } of Object.values(providers)) {
    idp.tamper = null
    idp.person = null
  }
})

const of = (name: string) => providers[name] ?? Object.values(providers)[0] ?? expect.fail(name)
const path = (url: string) => url.replace(origin, '')
const refusals = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** Goes to the provider and back with a browser. Out: the answer to the way back, and the address that it was. */
async function come(name: string, person: Record<string, unknown> & { sub: string }, browser = browserOn(app)) {
  const { idp, id } = of(name)
  idp.person = person
  const out = await browser.go(`/sign-in/with/${id}?to=/schools`)
  expect(out.status).toBe(303)
  const back = await idp.walk(out.to)
  const answer = await browser.go(path(back))
  const token = browser.cookies.get('tl_session')
  return { ...answer, back, out: new URL(out.to), browser, visitor: token ? await identify(services.db, token) : null }
}
const google = (email: string, more: Record<string, unknown> = {}) => ({
  sub: `g-${email}`,
  email,
  email_verified: true,
  hd: 'd1.example.org',
  ...more,
})

describe('the way in by a provider', () => {
  it('works with the shape of each preset: code, PKCE, state, nonce, and its own way to prove who we are', async () => {
    const people = {
      google: google('principal.a@d1.example.org'),
      // An e-mail that somebody set at will; the sign-in name is what counts.
      microsoft: {
        sub: 'm-1',
        tid: '3f2504e0-tenant',
        email: 'superintendent@d1.example.org',
        preferred_username: 'Principal.A@d1.example.org',
      },
      classlink: { sub: 'c-1', tenant_id: 4711, email: 'principal.a@d1.example.org' },
      clever: { sub: 'v-1', district: 'district-1', email: 'principal.a@d1.example.org', email_verified: false },
      other: { sub: 'o-1', email: 'principal.a@d1.example.org', email_verified: true },
    }
    for (const [name, person] of Object.entries(people)) {
      const came = await come(name, person)
      expect([name, came.status, came.to, came.visitor?.name]).toEqual([name, 303, '/schools', 'The principal of Ash'])
      const asked = came.out.searchParams
      expect(asked.get('code_challenge_method')).toBe('S256')
      for (const need of ['state', 'nonce', 'code_challenge']) expect(asked.get(need)?.length).toBeGreaterThan(40)
      expect(asked.get('hd')).toBe(name === 'google' ? 'd1.example.org' : null)
      const sent = of(name).idp.seen.at(-1)
      const body = new URLSearchParams(sent?.body)
      expect(body.get('code_verifier')).toHaveLength(43)
      if (name === 'clever')
        expect(Buffer.from(sent?.authorization?.slice(6) ?? '', 'base64').toString()).toBe(
          `clever:${encodeURIComponent(secret).replaceAll('%20', '+')}`,
        )
      else expect([name, body.get('client_secret')]).toEqual([name, name === 'other' ? null : secret])
    }
  })

  it('says in the session how it came, asks for no second factor of ours, and ends with sign-out everywhere', async () => {
    const first = await come('google', google('principal.a@d1.example.org'))
    const second = await come('google', google('principal.a@d1.example.org'))
    const account = await first.browser.go('/account')
    expect(account.html).toContain('with Google')
    expect(account.html).toContain('Firefox, Linux')
    await first.browser.go('/account/sign-out-everywhere', {})
    for (const { browser } of [first, second])
      expect(await identify(services.db, browser.cookies.get('tl_session') ?? '')).toBeNull()
  })

  it('keeps nothing in the database that a sign-in on its way could be finished with', async () => {
    const browser = browserOn(app)
    const out = new URL((await browser.go(`/sign-in/with/${of('other').id}?to=//evil.example/`)).to)
    const [cookie = ['', '']] = [...browser.cookies].filter(([name]) => name.startsWith('tl_flow_'))
    const stored = JSON.stringify(
      await inScope(services.db, noScope, async (tx) => {
        await query(tx, "select set_config('throughline.token', encode(sha256(convert_to($1, 'UTF8')), 'hex'), true)", [
          cookie[1],
        ])
        return query(tx, 'select * from people.sign_in_try')
      }),
    )
    expect(stored).toContain('"back_to":"/"')
    for (const word of [cookie[1], out.searchParams.get('state') ?? '-', out.searchParams.get('nonce') ?? '-'])
      expect(stored).not.toContain(word)
    const visible = await inScope(services.db, noScope, (tx) => query(tx, 'select 1 from people.sign_in_try'))
    expect(visible).toEqual([])
    expect(await inScope(services.db, admin.scope, (tx) => query(tx, 'select 1 from people.provider_secret'))).toEqual(
      [],
    )
  })
})

describe('who is who', () => {
  it('stays the same person when the e-mail changes at the provider, and nobody else gets in by the old one', async () => {
    const mine = google('board@d1.example.org')
    expect((await come('google', mine)).visitor?.name).toBe('A board member')
    expect((await come('google', { ...mine, email: 'married@d1.example.org' })).visitor?.name).toBe('A board member')
    // Even when that e-mail is by now another account's.
    expect((await come('google', { ...mine, email: 'steward@d1.example.org' })).visitor?.name).toBe('A board member')
    const heir = await come('google', google('board@d1.example.org', { sub: 'somebody new' }))
    expect(heir.visitor).toBeNull()
    expect(refusals(heir.html)).toContain('linked with another person at Google')
    // Until an administrator takes the old link away.
    const id = (await come('google', mine)).visitor?.account_id ?? 0
    await inScope(services.db, admin.scope, (tx) => unlink(tx, admin.scope, admin, id, of('google').id))
    expect((await come('google', google('board@d1.example.org', { sub: 'somebody new' }))).visitor?.account_id).toBe(id)
  })

  it('never finds an account of another district, also with one issuer for two districts', async () => {
    const steward = { sub: 'o-steward', email: 'steward@d1.example.org', email_verified: true }
    const refused = await come('foreign', steward)
    expect(refused.visitor).toBeNull()
    expect(refusals(refused.html)).toContain('You have no account here')
    expect((await come('other', steward)).visitor?.name).toBe('The data steward')
    // Linked at the one district, unknown at the other all the same.
    expect((await come('foreign', steward)).visitor).toBeNull()
    const theirs = { sub: 'o-both', email: 'steward@d2.example.org', email_verified: true }
    const there = await come('foreign', theirs)
    expect(there.visitor?.roles).toMatchObject([{ district_id: two.id }])
    expect((await come('other', theirs)).visitor).toBeNull()
    // Row security refuses the link that code would forget to.
    const account = there.visitor?.account_id ?? 0
    await expect(
      inScope(services.db, noScope, async (tx) => {
        await query(tx, "select set_config('throughline.sign_in', 'steward@d2.example.org', true)")
        const provider = await inScope(services.db, admin.scope, (mine) => managed(mine, admin, of('google').id))
        await useProvider(tx, provider.provider_id, 'thief')
        return insertIdentity(tx, { provider, subject: 'thief', account_id: account, at: new Date('2026-11-20') })
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('opens only roles of the provider’s district, though the person has others', async () => {
    await inScope(services.db, stranger.scope, (tx) =>
      addPerson(tx, stranger.scope, stranger, {
        email: 'principal.b@d1.example.org',
        name: 'X',
        lang: 'en',
        role: 'superintendent',
        org_id: String(two.id),
        from_date: '2026-11-20',
        to_date: '',
      }),
    )
    const came = await come('google', google('principal.b@d1.example.org'))
    expect(came.visitor?.roles).toMatchObject([{ role: 'principal', district_id: one.id }])
    expect(came.visitor?.scope.districts).toEqual([one.id])
    expect((await visit('principal.b@d1.example.org')).scope.districts.toSorted((a, b) => a - b)).toEqual(
      [one.id, two.id].toSorted((a, b) => a - b),
    )
    // Changing the password in it makes no session that opens more.
    const token = came.browser.cookies.get('tl_session')
    await came.browser.go('/account')
    const changed = await came.browser.go('/account/password', {
      current: samplePassword,
      password: 'four words of my own',
      repeated: 'four words of my own',
    })
    expect(changed.to).toBe('/account?done=password')
    expect(await identify(services.db, token ?? '')).toBeNull()
    const after = await identify(services.db, came.browser.cookies.get('tl_session') ?? '')
    expect(after?.scope.districts).toEqual([one.id])
  })

  it('stays outside when unknown, unverified, of another domain or tenant, without an e-mail, or closed; nobody is made', async () => {
    const accounts = () => one.within((tx) => query<{ n: number }>(tx, 'select count(*) as n from people.account'))
    const before = await accounts()
    const cases = [
      ['google', google('nobody@d1.example.org'), 'You have no account here', 403],
      ['google', google('family@d1.example.org', { email_verified: false }), 'has not verified your e-mail', 403],
      ['google', google('family@d1.example.org', { email_verified: undefined }), 'has not verified your e-mail', 403],
      ['google', google('family@d1.example.org', { hd: 'other.example' }), 'not as somebody of this district', 403],
      ['google', google('family@d1.example.org', { hd: undefined }), 'not as somebody of this district', 403],
      ['google', { sub: 'x', hd: 'd1.example.org' }, 'does not tell your e-mail address', 403],
      [
        'microsoft',
        { sub: 'x', tid: '3f2504e0-tenant', preferred_username: 'family@elsewhere.example' },
        'not one of this district',
        403,
      ],
      ['microsoft', { sub: 'x', tid: 'other', preferred_username: 'family@d1.example.org' }, 'not as somebody', 403],
      ['clever', { sub: 'x', district: 'district-2', email: 'family@d1.example.org' }, 'not as somebody', 403],
    ] as const
    for (const [name, person, words, status] of cases) {
      const came = await come(name, person as never)
      expect([words, came.visitor, came.status]).toEqual([words, null, status])
      expect(refusals(came.html)).toContain(words)
    }
    expect(await accounts()).toEqual(before)
    const family = google('family@d1.example.org')
    const id = (await come('google', family)).visitor?.account_id ?? 0
    await inScope(services.db, admin.scope, async (tx) => {
      await administer(tx, admin)
      await setAccountState(tx, admin.scope, admin, id, (await accountById(tx, id))?.version ?? 0, 'closed')
    })
    expect(refusals((await come('google', family)).html)).toContain('Your account here is closed')
  })
})

describe('a sign-in that goes wrong', () => {
  const person = google('principal.a@d1.example.org')
  it('ends in a page that says what to do', async () => {
    const { idp } = of('google')
    const now = Math.floor(Date.now() / 1000)
    const tampered = [
      [(claims: Record<string, unknown>) => ({ ...claims, nonce: 'another' }), 'does not belong to the sign-in', 403],
      [(claims: Record<string, unknown>) => ({ ...claims, aud: 'another' }), 'does not belong to the sign-in', 403],
      [(claims: Record<string, unknown>) => ({ ...claims, iss: 'https://evil.example' }), 'does not belong', 403],
      [(claims: Record<string, unknown>) => ({ ...claims, iat: now - 900, exp: now - 600 }), 'clock', 503],
      [
        (claims: Record<string, unknown>) => ({ ...claims, nbf: now + 600, iat: now + 600, exp: now + 900 }),
        'clock',
        503,
      ],
    ] as const
    for (const [tamper, words, status] of tampered) {
      idp.tamper = tamper
      const came = await come('google', person)
      expect([words, came.status, came.visitor]).toEqual([words, status, null])
      expect(refusals(came.html)).toContain(words)
    }
    // A few seconds apart are no trouble.
    idp.tamper = (claims) => ({ ...claims, iat: now + 20, nbf: now + 20 })
    expect((await come('google', person)).visitor).not.toBeNull()
  })

  it('knows a cancel at the provider', async () => {
    const browser = browserOn(app)
    const out = await browser.go(`/sign-in/with/${of('google').id}`)
    const came = await browser.go(path(await of('google').idp.walk(out.to)))
    expect(refusals(came.html)).toContain('was canceled')
    expect(came.html).toContain('href="/sign-in"')
    expect((await browser.go(`/sign-in/with/${of('google').id}?lang=es`)).status).toBe(303)
  })

  it('takes each way back once, in the browser that began it, with its own state, within ten minutes', async () => {
    const first = await come('google', person)
    expect(first.visitor).not.toBeNull()
    const over = 'is over: it took more than 10 minutes'
    // Again in the same browser: the cookie is gone. Again with the cookie: the try is used.
    const spare = browserOn(app)
    of('google').idp.person = person
    const out = await spare.go(`/sign-in/with/${of('google').id}`)
    const [kept = ['', '']] = [...spare.cookies].filter(([name]) => name.startsWith('tl_flow_'))
    const back = path(await of('google').idp.walk(out.to))
    const attacker = browserOn(app)
    expect(refusals((await attacker.go(back)).html)).toContain(over)
    // Somebody else's browser did not use it up.
    expect((await spare.go(back)).status).toBe(303)
    expect(refusals((await spare.go(back)).html)).toContain(over)
    spare.cookies.set(...kept)
    expect(refusals((await spare.go(back)).html)).toContain(over)
    // A state of ones own with the code of another.
    const mine = browserOn(app)
    const state = new URL((await mine.go(`/sign-in/with/${of('google').id}`)).to).searchParams.get('state') ?? ''
    const code = new URLSearchParams(back.split('?')[1]).get('code') ?? ''
    const mixed = await mine.go(`/sign-in/with/${of('google').id}/back?state=${state}&code=${code}`)
    expect(mixed.status).toBe(403)
    expect(mine.cookies.has('tl_session')).toBe(false)
    // Too late.
    const slow = browserOn(app)
    const late = await slow.go(`/sign-in/with/${of('google').id}`)
    const lateBack = path(await of('google').idp.walk(late.to))
    fixToday('2026-11-21')
    expect(refusals((await slow.go(lateBack)).html)).toContain(over)
    fixToday('2026-11-20')
    // At another provider than it began with.
    const crossed = browserOn(app)
    const begun = await crossed.go(`/sign-in/with/${of('other').id}`)
    of('other').idp.person = { sub: 'o-1', email: 'principal.a@d1.example.org', email_verified: true }
    const answered = (await of('other').idp.walk(begun.to)).split('?')[1] ?? ''
    expect(refusals((await crossed.go(`/sign-in/with/${of('google').id}/back?${answered}`)).html)).toContain(over)
    for (const odd of ['', '?state=', '?state=%00%0d%0aset-cookie:x', `?state=${'x'.repeat(5000)}&code=1`])
      expect((await browserOn(app).go(`/sign-in/with/${of('google').id}/back${odd}`)).status).toBe(403)
  })

  it('says so when the provider is down, refuses us, or is not allowed by the operator', async () => {
    const { idp, id } = of('other')
    await idp.stop()
    const change = (more: Partial<ProviderTyped>, version: number) =>
      inScope(services.db, admin.scope, (tx) =>
        changeProvider(tx, admin.scope, admin, sealOf(services), id, version, {
          ...typedFor('other', { name: 'Login', token_auth: 'none', secret: '' }),
          issuer: idp.issuer,
          ...more,
        }),
      )
    await change({ name: 'Down' }, 1)
    const down = await browserOn(app).go(`/sign-in/with/${id}`)
    expect([down.status, refusals(down.html).includes('Down does not answer at the moment')]).toEqual([503, true])
    await idp.start()
    await change({ name: 'Inner', issuer: 'https://169.254.169.254' }, 2)
    expect((await browserOn(app).go(`/sign-in/with/${id}`)).status).toBe(503)
    await change({ name: 'Login' }, 3)
    expect(
      (await come('other', { sub: 'o-1', email: 'principal.a@d1.example.org', email_verified: true })).visitor?.name,
    ).toBe('The principal of Ash')
    const wrong = of('clever')
    await inScope(services.db, admin.scope, (tx) =>
      changeProvider(tx, admin.scope, admin, sealOf(services), wrong.id, 1, {
        ...typedFor('clever', {
          must_value: 'district-1',
          email_domains: 'd1.example.org',
          secret: 'wrong',
          issuer: wrong.idp.issuer,
        }),
      }),
    )
    const came = await come('clever', { sub: 'v-1', district: 'district-1', email: 'principal.a@d1.example.org' })
    expect([came.visitor, refusals(came.html).includes('Clever refuses this installation')]).toEqual([null, true])
  })
})

describe('the administrator', () => {
  it('ends all sessions of a person, however they came, and closes a provider with all who came by it', async () => {
    const came = await come('google', google('principal.a@d1.example.org'))
    const { token } = await signIn(services.db, {
      email: 'principal.a@d1.example.org',
      password: samplePassword,
      address: 'desk',
    })
    const id = came.visitor?.account_id ?? 0
    const small = await visit('admin.a@d2.example.org')
    await expect(
      inScope(services.db, small.scope, (tx) => endSessionsOf(tx, small.scope, small, id)),
    ).rejects.toMatchObject({ kind: 'Missing' })
    await inScope(services.db, admin.scope, (tx) => endSessionsOf(tx, admin.scope, admin, id))
    expect(await identify(services.db, token)).toBeNull()
    expect(await identify(services.db, came.browser.cookies.get('tl_session') ?? '')).toBeNull()

    const again = await come('google', google('principal.a@d1.example.org'))
    const other = await come('microsoft', {
      sub: 'm-1',
      tid: '3f2504e0-tenant',
      preferred_username: 'principal.a@d1.example.org',
    })
    const state = (to: 'active' | 'closed', version: number) =>
      inScope(services.db, admin.scope, (tx) => setProviderState(tx, admin.scope, admin, of('google').id, version, to))
    await state('closed', 1)
    expect(await identify(services.db, again.browser.cookies.get('tl_session') ?? '')).toBeNull()
    expect(await identify(services.db, other.browser.cookies.get('tl_session') ?? '')).not.toBeNull()
    expect((await browserOn(app).go(`/sign-in/with/${of('google').id}`)).status).toBe(404)
    expect((await browserOn(app).go('/sign-in?at=D1')).html).not.toContain('Sign in with Google')
    await state('active', 2)
    expect((await come('google', google('principal.a@d1.example.org'))).visitor?.account_id).toBe(id)
  })

  it('manages the providers of the own district on pages; the secret never comes back', async () => {
    const { go, enter } = browserOn(app)
    await enter('admin@d1.example.org', samplePassword)
    expect((await go('/people')).html).toContain('href="/people/providers"')
    expect((await go('/people/providers')).html).toContain('Microsoft')
    const form = await go('/people/providers/new?preset=google')
    expect(form.html).toContain('value="https://accounts.google.com"')
    const bad = await go('/people/providers', { ...blankOf('google'), district: String(one.id), secret: 'a-typed-one' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('serves many districts')
    expect(bad.html).not.toContain('a-typed-one')
    const { idp } = of('microsoft')
    const made = await go('/people/providers', {
      ...typedFor('other', { name: 'A new one', issuer: idp.issuer }),
      district: String(one.id),
    })
    const page = await go(made.to)
    expect(page.html).toContain(`${origin}/sign-in/with/${made.to.split('/').at(-1)}/back`)
    expect(page.html).not.toContain(secret)
    expect((await go(`${made.to}/check`, {})).html).toContain('The provider answers')
    const changed = await go(made.to, {
      ...typedFor('other', { name: 'Renamed', issuer: 'http://127.0.0.1:9', secret: '' }),
      version: '1',
    })
    expect(changed.to).toBe(made.to)
    const checked = await go(`${made.to}/check`, {})
    expect(refusals(checked.html)).toContain('Renamed does not answer')
    expect(
      (await go(made.to, { ...typedFor('other', { name: 'Late', issuer: idp.issuer }), version: '1' })).status,
    ).toBe(422)
    // Others: the administrator of a school, of another district, a superintendent.
    for (const who of ['admin.a@d1.example.org', 'superintendent@d1.example.org', 'admin@d2.example.org']) {
      const theirs = browserOn(app)
      await theirs.enter(who, samplePassword)
      expect([who, (await theirs.go(made.to)).status >= 400]).toEqual([who, true])
      await theirs.go('/account')
      expect((await theirs.go(`${made.to}/state`, { version: '2', state: 'closed' })).status).toBeGreaterThanOrEqual(
        403,
      )
    }
    await expect(save(admin, typedFor('other', { name: 'Theirs', issuer: idp.issuer }), two.id)).rejects.toMatchObject({
      code: 'people/not-yours',
    })
  })

  it('is led by the sign-in page to the own district when there are several', async () => {
    const { go } = browserOn(app)
    const many = await go('/sign-in?to=/schools')
    expect(many.html).toContain('<option value="D2">District D2</option>')
    expect(many.html).not.toContain('Sign in with Login')
    const mine = await go('/sign-in?to=/schools&at=D2')
    expect(mine.html).toContain(`/sign-in/with/${of('foreign').id}?to=%2Fschools`)
    expect(mine.html).not.toContain('Sign in with Microsoft')
  })
})
