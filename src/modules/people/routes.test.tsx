import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hono } from 'hono'
import { fixToday } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { makeApp, type Site } from '../../platform/web/server.ts'
import { signIn } from './accounts/actions.ts'
import { addPerson } from './accounts/admin.ts'
import { identify } from './accounts/identify.ts'
import { makeSetupLink } from './accounts/setup-link.ts'
import { routes } from './routes.ts'
import { enrollmentCsv, loadSample, samplePassword, studentsCsv } from './sample.ts'
import { loadEnrollment, loadStudents } from './students/load.ts'
import { readStudents } from './students/read.ts'
import { roles } from './access.ts'
import { roleName } from './say.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: Hono

const siteOn = (on: typeof services): Site => ({
  services: on,
  routes,
  identify: (token) => identify(on.db, token),
  render: (ctx, options) => (
    <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
      {options.body as never}
    </Page>
  ),
  trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
  files: () => null,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await one.within(async (tx) => {
    await loadStudents(tx, one.scope, one.id, studentsCsv([['100', 'Canary', 'Ana']]))
    await loadEnrollment(tx, one.scope, one.id, 2027, enrollmentCsv([['100', 'A', '2026-08-31']]))
  })
  app = makeApp(siteOn(services))
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

/** A browser: keeps cookies, reads the form token from the page it is on. */
function browser(on: Hono = app) {
  const cookies = new Map<string, string>()
  let token = ''
  const go = async (path: string, form?: Record<string, string>) => {
    const response = await on.request(`http://local.test${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://local.test' } : {}),
      },
      ...(form ? { body: new URLSearchParams({ csrf: token, ...form }).toString() } : {}),
    })
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    token = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: response.status, to: response.headers.get('location'), html }
  }
  return { go, cookies }
}

async function enter(who: string, password = samplePassword) {
  const tab = browser()
  await tab.go('/sign-in')
  const done = await tab.go('/sign-in', { email: `${who}@d1.example.org`, password, to: '/account' })
  expect(done).toMatchObject({ status: 303, to: '/account' })
  return tab
}

describe('sign-in pages', () => {
  it('send a stranger to the door and back, and never to another site', async () => {
    const tab = browser()
    expect(await tab.go('/schools?zone=N')).toMatchObject({ status: 303, to: '/sign-in?to=%2Fschools%3Fzone%3DN' })
    expect((await tab.go('/sign-in?to=%2Fschools%3Fzone%3DN')).html).toContain('value="/schools?zone=N"')
    expect(
      await tab.go('/sign-in', { email: 'board@d1.example.org', password: samplePassword, to: '//evil.test' }),
    ).toMatchObject({ status: 303, to: '/' })
  })

  it('keep what was typed, say what is wrong in both languages, and never repeat a password', async () => {
    const tab = browser()
    await tab.go('/sign-in')
    const wrong = await tab.go('/sign-in', { email: 'board@d1.example.org', password: 'secret-typed', to: '/' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain(en['people/wrong-sign-in'])
    expect(wrong.html).toContain('value="board@d1.example.org"')
    expect(wrong.html).not.toContain('secret-typed')
    await tab.go('/sign-in?lang=es')
    expect((await tab.go('/sign-in', { email: 'x', password: 'y' })).html).toContain(es['people/wrong-sign-in'])
  })

  it('refuse a form without its token', async () => {
    const tab = browser()
    await tab.go('/sign-in')
    expect(
      (await tab.go('/sign-in', { csrf: 'x', email: 'board@d1.example.org', password: samplePassword })).status,
    ).toBe(403)
  })

  it('give a new token at sign-in and end the session at sign-out', async () => {
    const tab = await enter('board')
    const first = tab.cookies.get('tl_session')
    await tab.go('/account')
    expect(await tab.go('/sign-out', {})).toMatchObject({ to: '/sign-in?done=out' })
    expect(tab.cookies.has('tl_session')).toBe(false)
    expect(await identify(services.db, first ?? '')).toBeNull()
    expect((await tab.go('/sign-in?done=out')).html).toContain(en.signedOut)
  })
})

describe('the account page', () => {
  it('shows the roles of today in the language of the account, and keeps another choice', async () => {
    const tab = await enter('principal.a')
    const page = await tab.go('/account')
    expect(page.html).toContain(es.role_principal)
    expect(page.html).toContain('Ash Elementary')
    expect((await tab.go('/account/language', { lang: 'en' })).to).toBe('/account?done=language&lang=en')
    expect((await tab.go('/account?done=language&lang=en')).html).toContain(en.role_principal)
    const again = await enter('principal.a')
    expect((await again.go('/account')).html).toContain(en.role_principal)
  })
  it('changes the password in place', async () => {
    const tab = await enter('principal.b')
    await tab.go('/account')
    const bad = await tab.go('/account/password', { current: samplePassword, password: 'short', repeated: 'short' })
    expect([bad.status, bad.html.includes(en['people/password-short'])]).toEqual([422, true])
    expect(
      (
        await tab.go('/account/password', {
          current: samplePassword,
          password: 'a wholly other one',
          repeated: 'a wholly other one',
        })
      ).to,
    ).toBe('/account?done=password')
    expect((await tab.go('/account')).status).toBe(200)
    expect((await tab.go('/account/sign-out-everywhere', {})).to).toBe('/sign-in?done=everywhere')
  })
  it('tells somebody without a role what to do', async () => {
    expect((await (await enter('former')).go('/account')).html).toContain(en.noRolesWhy)
  })
})

describe('lists', () => {
  it('show schools to staff by address, and to nobody else', async () => {
    const tab = await enter('board')
    const page = await tab.go('/schools')
    expect(page.html).toContain('Ash Elementary')
    expect(page.html).not.toContain('Dogwood')
    expect((await tab.go('/schools?closed=yes&zone=S')).html).toContain('Dogwood')
    expect((await tab.go('/schools?search=birch')).html).not.toContain('Ash Elementary')
    expect((await (await enter('family')).go('/schools')).status).toBe(403)
    expect((await tab.go('/organizations')).status).toBe(403)
    const steward = await enter('steward')
    expect((await steward.go('/organizations')).html).toContain('merged into Cedar Elementary on Jul 1, 2025')
    expect((await steward.go('/setup')).html).toContain(en.setupDone)
  })
  it('show who read records, to those who watch', async () => {
    const principal = await enter('principal.a')
    const visitor = await identify(services.db, principal.cookies.get('tl_session') ?? '')
    if (!visitor) throw new Error('no visitor')
    const [row] = await one.within((tx) => query<{ k: number }>(tx, 'select student_key as k from people.student'))
    await inScope(services.db, visitor.scope, (tx) =>
      readStudents(tx, visitor.scope, {
        org_id: one.idOf('A'),
        keys: [row?.k ?? 0],
        purpose: 'export',
        reason: 'letters to families',
      }),
    )
    const page = await (await enter('steward')).go('/people/reads?purpose=export')
    expect(page.html).toContain('letters to families')
    expect(page.html).toContain('The principal of Ash')
    expect(page.html).not.toContain('Canary')
    expect((await (await enter('steward')).go('/people/reads?purpose=list')).html).not.toContain('letters to families')
    expect((await principal.go('/people/reads')).status).toBe(403)
  })
})

describe('administration pages', () => {
  it('add a person, show the link once, give and end roles', async () => {
    const tab = await enter('admin')
    expect((await tab.go('/people')).html).toContain('A parent')
    const form = await tab.go('/people/new')
    expect(form.html).toContain('value="2026-11-20"')
    const bad = await tab.go('/people', {
      name: '',
      email: 'x',
      role: 'coach',
      org_id: '',
      from_date: '2026-11-20',
      to_date: '',
    })
    expect([bad.status, bad.html.includes(en['people/bad-email'])]).toEqual([422, true])
    const made = await tab.go('/people', {
      name: 'New Coach',
      email: 'coach@d1.example.org',
      lang: 'es',
      role: 'coach',
      org_id: String(one.idOf('B')),
      from_date: '2026-11-20',
      to_date: '',
    })
    const link = /http:\/\/local\.test(\/welcome\/[\w-]+)/.exec(made.html)?.[1] ?? ''
    const id = /action="\/people\/(\d+)\/roles"/.exec(made.html)?.[1] ?? ''
    expect((await tab.go(`/people/${id}`)).html).not.toContain('/welcome/')

    const other = browser()
    await other.go(link)
    expect((await other.go(link, { password: 'one', repeated: 'one' })).status).toBe(422)
    expect(await other.go(link, { password: 'three words here', repeated: 'three words here' })).toMatchObject({
      to: '/sign-in?done=password',
    })
    expect((await other.go(link)).status).toBe(404)
    await expect(
      signIn(services.db, { email: 'coach@d1.example.org', password: 'three words here', address: 'x' }),
    ).resolves.toBeTruthy()

    const page = await tab.go(`/people/${id}`)
    const role = /action="\/people\/roles\/(\d+)"/.exec(page.html)?.[1] ?? ''
    expect((await tab.go(`/people/roles/${role}`, { version: '1', [`end-${role}`]: '2026-11-01' })).html).toContain(
      en['people/bad-end'],
    )
    expect((await tab.go(`/people/roles/${role}`, { version: '1', [`end-${role}`]: '2026-12-31' })).to).toBe(
      `/people/${id}`,
    )
    expect((await tab.go(`/people/roles/${role}`, { version: '1', [`end-${role}`]: '' })).html).toContain(
      en['people/changed-meanwhile'],
    )
    expect((await tab.go(`/people/${id}`)).html).toContain(en.verb_changed)
    expect((await tab.go(`/people/${id}/link`, {})).html).toContain(en.linkMade)
    expect((await tab.go(`/people/${id}/state`, { version: '2', state: 'closed' })).to).toBe(`/people/${id}`)
    await expect(
      signIn(services.db, { email: 'coach@d1.example.org', password: 'three words here', address: 'x' }),
    ).rejects.toMatchObject({ code: 'people/wrong-sign-in' })
    expect((await (await enter('superintendent')).go('/people')).status).toBe(403)
    expect((await (await enter('admin.a')).go(`/people/${id}`)).status).toBe(404)
  })
})

describe('the page of a person', () => {
  it('offers no role for oneself, and says why when it is sent all the same', async () => {
    const tab = await enter('admin')
    const visitor = await identify(services.db, tab.cookies.get('tl_session') ?? '')
    const path = `/people/${visitor?.account_id}`
    const page = await tab.go(path)
    expect(page.html).toContain(en['people/role-to-oneself'])
    expect(page.html).not.toContain(`action="${path}/roles"`)
    const typed = { role: 'principal', org_id: String(one.idOf('A')), from_date: '2026-11-20', to_date: '' }
    const sent = await tab.go(`${path}/roles`, typed)
    expect([sent.status, sent.html.includes(en['people/role-to-oneself'])]).toEqual([422, true])
    const added = await tab.go('/people', { ...typed, name: 'Me', email: 'admin@d1.example.org', lang: 'es' })
    expect([added.status, added.html.includes(en['people/role-to-oneself'])]).toEqual([422, true])
  })

  it('offers no password link for somebody with a role in another district', async () => {
    const tab = await enter('admin')
    const two = await loadSample(services.db, 'D2')
    const other = await identify(
      services.db,
      (await signIn(services.db, { email: 'admin@d2.example.org', password: samplePassword, address: 'x' })).token,
    )
    const steward = await enter('steward')
    const id = (await identify(services.db, steward.cookies.get('tl_session') ?? ''))?.account_id ?? 0
    expect((await tab.go(`/people/${id}`)).html).toContain(`/people/${id}/link`)
    if (!other) throw new Error('no visitor')
    await inScope(services.db, other.scope, (tx) =>
      addPerson(tx, other.scope, other, {
        email: 'steward@d1.example.org',
        name: 'X',
        lang: 'en',
        role: 'data_steward',
        org_id: String(two.id),
        from_date: '2026-11-20',
        to_date: '',
      }),
    )
    const page = await tab.go(`/people/${id}`)
    expect(page.html).not.toContain(`/people/${id}/link`)
    expect(page.html).not.toContain('District D2')
    expect((await tab.go(`/people/${id}/link`, {})).status).toBe(403)
  })
})

describe('setting up', () => {
  it('makes the first administrator in the browser, signs in, and shows the check list', async () => {
    const empty = await freshServices()
    try {
      const tab = browser(makeApp(siteOn(empty)))
      const token = await makeSetupLink(empty.db)
      expect((await tab.go('/setup/wrong')).status).toBe(404)
      await tab.go(`/setup/${token}`)
      const typed = {
        state_name: 'Connecticut',
        state_code: 'CT',
        district_name: 'A <b>District</b>',
        district_code: '999',
        name: 'First',
        email: 'first@example.org',
        password: 'a long first password',
      }
      const bad = await tab.go(`/setup/${token}`, { ...typed, name: '' })
      expect([bad.status, bad.html.includes('A &lt;b&gt;District&lt;/b&gt;')]).toEqual([422, true])
      expect(await tab.go(`/setup/${token}`, typed)).toMatchObject({ status: 303, to: '/setup' })
      const list = await tab.go('/setup')
      expect(list.html).toContain(en.fact_organizations_why)
      expect((await tab.go('/schools')).html).toContain(en.noSchoolsYet)
      expect((await tab.go(`/setup/${token}`)).status).toBe(404)
    } finally {
      await empty.end()
    }
  })
})

describe('words', () => {
  it('name every role in both languages', () => {
    for (const role of roles) expect(roleName(role, 'en')).not.toBe('')
    expect(new Set(roles.map((role) => roleName(role, 'es'))).size).toBe(roles.length)
  })
})
