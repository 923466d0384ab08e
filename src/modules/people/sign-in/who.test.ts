import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { query } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import {
  admin,
  app,
  closeWays,
  come,
  google,
  of,
  one,
  openWays,
  origin,
  quietWays,
  refusals,
  save,
  secret,
  services,
  stranger,
  two,
  typedFor,
  visit,
} from '../../../platform/testing/providers.ts'
import { signIn } from '../accounts/actions.ts'
import { addPerson, administer, setAccountState } from '../accounts/admin.ts'
import { identify } from '../accounts/identify.ts'
import { accountById } from '../accounts/store.ts'
import { browserOn } from '../sample-site.tsx'
import { samplePassword } from '../sample.ts'
import { endSessionsOf, managed, setProviderState, unlink } from './admin.ts'
import { blankOf } from './presets.ts'
import { insertIdentity, useProvider } from './store.ts'

beforeAll(openWays)
afterAll(closeWays)
beforeEach(quietWays)

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
