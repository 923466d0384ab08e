import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { Page } from '../../../platform/look/page.tsx'
import { freshServices } from '../../../platform/testing/database.ts'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, module as people, type Role, signIn } from '../../people/index.ts'
import { importFile } from '../actions/import-file.ts'
import { jobs } from '../jobs.ts'
import { routes } from '../routes.ts'
import { bundle, sampleRoster, schoolsAlone, without } from '../testing/bundle.ts'
import type { TestDistrict } from '../testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const password = 'a long enough password'

const cookie = (who: string) => `${sessionCookie}=${tokens[who]}`
const get = async (who: string, path: string) => {
  const response = await app.request(`http://localhost${path}`, { headers: { cookie: cookie(who) } })
  return { status: response.status, html: await response.text() }
}
const post = async (who: string, path: string, fields: Record<string, string>) => {
  const response = await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { cookie: cookie(who), 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const upload = async (who: string, body: Buffer, name: string) => {
  const form = new FormData()
  form.set('csrf', csrfFor(tokens[who] ?? ''))
  form.set('district', String(district.districtId))
  form.set('kind', '')
  form.set('file', new File([new Uint8Array(body)], name))
  const response = await app.request('http://localhost/data/imports', {
    method: 'POST',
    headers: { cookie: cookie(who), origin: 'http://localhost' },
    body: form,
  })
  return response.headers.get('location') ?? ''
}
const work = async (name: string, address: string) => {
  const job = jobs.find((one) => one.name === name)
  await job?.run(services, { district_id: district.districtId, import_id: Number(/(\d+)/.exec(address)?.[1]) } as never)
}
const version = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const ask = (sql: string) => inScope(services.db, district.scope, (tx) => query<Record<string, unknown>>(tx, sql))

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await schoolsAlone(services)
  const member = (who: Role, org_code: string) => ({
    email: `${who}@example.org`,
    name: `The ${who}`,
    lang: 'en' as const,
    roles: [{ role: who, org_code, from: '2020-07-01' }],
  })
  await inScope(services.db, district.scope, (tx) =>
    loadCast(
      tx,
      district.scope,
      district.districtId,
      [member('data_steward', '9990011'), member('administrator', '9990011'), member('principal', '101')],
      password,
    ),
  )
  for (const who of ['data_steward', 'administrator', 'principal'])
    tokens[who] = (await signIn(services.db, { email: `${who}@example.org`, password, address: who })).token
  app = makeApp({
    services,
    routes: [...(people.routes ?? []), ...routes],
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.message}</p> }),
    files: () => null,
  })
})
afterAll(() => services.end())

describe('a bundle on the pages', () => {
  it('has an example that its own checks accept', async () => {
    const response = await app.request('http://localhost/data/examples/oneroster.zip', {
      headers: { cookie: cookie('data_steward') },
    })
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const bytes = Buffer.from(await response.arrayBuffer())
    const done = await district.send(bytes, { name: 'example.zip', accept: false })
    expect(done.import).toMatchObject({ state: 'examined', kind: 'oneroster', counts: { rows: 17, usable: 17 } })
    expect(done.findings).toEqual([])
    const folder = join(import.meta.dirname, 'example')
    const again = await importFile({
      services,
      scope: district.scope,
      districtId: district.districtId,
      path: folder,
      accept: false,
    })
    expect(again).toMatchObject({ same: true, import: { import_id: done.import.import_id } })
  })

  const odd = () => {
    const files = sampleRoster(30)
    for (const org of files.orgs) if (org.sourcedId === 'o-102') org.identifier = 'HILL'
    return bundle(without(files, 'roles'))
  }
  it('is recognized, asks which school is which, and is accepted', async () => {
    const address = await upload('data_steward', odd(), 'roster.zip')
    await work('feeds.examine', address)
    let page = await get('data_steward', address)
    expect(page.html).toContain('A school of the roster is none of our schools')
    expect(page.html).toContain('Schools of the roster')
    expect((await get('data_steward', `${address}/organizations.csv`)).html).toContain(
      '"HILL","Hill","school","9990011","2026-07-01"',
    )
    expect((await get('principal', `${address}/organizations.csv`)).status).toBe(404)
    expect(
      (await post('principal', `${address}/schools`, { version: version(page.html), 'org.0': '102' })).status,
    ).toBe(404)
    expect(
      (await post('data_steward', `${address}/schools`, { version: version(page.html), 'org.0': 'nonsense' })).status,
    ).toBe(422)
    expect(
      (await post('data_steward', `${address}/schools`, { version: version(page.html), 'org.0': '102' })).status,
    ).toBe(303)
    await work('feeds.examine', address)
    page = await get('data_steward', address)
    expect(page.html).not.toContain('A school of the roster is none of our schools')
    expect(
      (await post('data_steward', `${address}/accept`, { version: version(page.html), status: 'preliminary' })).status,
    ).toBe(303)
    await work('feeds.load', address)
    expect((await get('data_steward', address)).html).toContain('Roster')
    expect(
      await ask(
        "select count(*)::int as n from people.roster_membership m join people.org o using (org_id) where o.code = '102'",
      ),
    ).toEqual([{ n: 10 }])
  })

  it('shows administrators which roles follow, and nobody else', async () => {
    const page = await get('administrator', '/people/roster')
    expect(page.status).toBe(200)
    expect(page.html).toContain('Roles from the roster')
    expect(page.html).toContain('administrator (1.1: leads a school or district)')
    for (const who of ['principal', 'data_steward']) {
      expect((await get(who, '/people/roster')).status).toBe(403)
      expect(
        (
          await post(who, '/people/roster', {
            district: String(district.districtId),
            'role.administrator': 'principal',
          })
        ).status,
      ).toBe(403)
    }
    const fields = { district: String(district.districtId), 'role.teacher': 'teacher' }
    expect(
      (await post('administrator', '/people/roster', { ...fields, 'role.administrator': 'administrator' })).status,
    ).toBe(422)
    expect(
      (await post('administrator', '/people/roster', { ...fields, district: '1', 'role.administrator': 'principal' }))
        .status,
    ).toBe(403)
    const saved = await post('administrator', '/people/roster', { ...fields, 'role.administrator': 'principal' })
    expect(saved.status).toBe(200)
    expect(saved.html).toContain('2 accounts made, 2 roles given, 0 roles ended.')
    const roles =
      "select a.email, r.role from people.role_held r join people.account a using (account_id) where r.source = 'roster' and (r.to_date is null or r.to_date >= '2026-11-20') order by 1"
    expect(await ask(roles)).toEqual([
      { email: 'a.o-101@example.org', role: 'principal' },
      { email: 'a.o-102@example.org', role: 'principal' },
      { email: 't.o-101@example.org', role: 'teacher' },
      { email: 't.o-102@example.org', role: 'teacher' },
    ])
    // A choice that is taken back takes the roles back at once: they began today.
    await post('administrator', '/people/roster', { ...fields, 'role.administrator': '' })
    expect(await ask(roles)).toHaveLength(2)
  })

  it('takes a bundle from a program that may bring it, and from no other', async () => {
    const make = async (kind: string) => {
      const done = await post('data_steward', '/data/tokens', {
        district: String(district.districtId),
        name: `job ${kind}`,
        kinds: kind,
        days: '30',
      })
      return /tlf_[A-Za-z0-9_-]+/.exec(done.html)?.[0] ?? ''
    }
    const [mine, other] = [await make('oneroster'), await make('attendance')]
    const send = (token: string, body: Buffer) =>
      app.request('http://localhost/api/feeds/oneroster', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/zip' },
        body: new Uint8Array(body),
      })
    const done = await send(mine, bundle(without(sampleRoster(29), 'roles')))
    expect(done.status).toBe(202)
    expect(await done.json()).toMatchObject({ kind: 'oneroster', state: 'received', same: false })
    expect((await send(other, bundle(without(sampleRoster(28), 'roles')))).status).toBe(403)
  })
})
