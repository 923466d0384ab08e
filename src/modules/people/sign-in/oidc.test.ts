import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { jumpClock } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { sealOf } from '../../../platform/seal.ts'
import { identify } from '../accounts/identify.ts'
import { browserOn } from '../sample-site.tsx'
import { changeProvider } from './admin.ts'
import type { ProviderTyped } from './schema.ts'

import {
  admin,
  app,
  closeWays,
  come,
  google,
  of,
  openWays,
  path,
  quietWays,
  refusals,
  secret,
  services,
  typedFor,
} from '../../../platform/testing/providers.ts'

beforeAll(openWays)
afterAll(closeWays)
beforeEach(quietWays)

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
    jumpClock(11 * 60_000)
    expect(refusals((await slow.go(lateBack)).html)).toContain(over)
    jumpClock(0)
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
