import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { progressOf } from '../../platform/db/progress.ts'
import { inScope } from '../../platform/db/scope.ts'
import { Page } from '../../platform/look/page.tsx'
import { freshServices } from '../../platform/testing/database.ts'
import { csrfFor } from '../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../platform/web/server.ts'
import { identify, loadCast, type Role, signIn } from '../people/index.ts'
import { waiting } from './index.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'
import { kindNames } from './schema.ts'
import { csv, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const password = 'a long enough password'

const cookie = (who: string) => `${sessionCookie}=${tokens[who]}`
const get = async (who: string, path: string) => {
  const response = await app.request(`http://localhost${path}`, { headers: { cookie: cookie(who) } })
  return { status: response.status, html: await response.text(), headers: response.headers }
}
const post = async (who: string, path: string, fields: Record<string, string>) => {
  const response = await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { cookie: cookie(who), 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const upload = async (who: string, text: string, name = 'attendance.csv', kind = '') => {
  const form = new FormData()
  form.set('csrf', csrfFor(tokens[who] ?? ''))
  form.set('district', String(district.districtId))
  form.set('kind', kind)
  form.set('file', new File([text], name))
  const response = await app.request('http://localhost/data/imports', {
    method: 'POST',
    headers: { cookie: cookie(who), origin: 'http://localhost' },
    body: form,
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const work = async (name: string, address: string) => {
  const job = jobs.find((one) => one.name === name)
  const ids = { district_id: district.districtId, import_id: Number(/(\d+)/.exec(address)?.[1]) }
  await job?.run(services, ids as never)
}
const waitingFor = async (who: string) => {
  const visitor = await identify(services.db, tokens[who] ?? '')
  if (!visitor) throw new Error(`Nobody holds the session of ${who}.`)
  return inScope(services.db, visitor.scope, (tx) => waiting(tx, visitor, district.districtId))
}
const version = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const header = 'student_id,school_code,date,status,portion'

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
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
    routes,
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

describe('the pages of files', () => {
  it('say what data there is, in both languages, and who may not see it', async () => {
    const en = await get('data_steward', '/data')
    expect(en.status).toBe(200)
    expect(en.html).toContain('District 9990011')
    expect(en.html).toContain('Student groups')
    expect((await get('data_steward', '/data?lang=es')).html).toContain('Grupos de estudiantes')
    expect((await get('administrator', '/data')).status).toBe(200)
    expect((await get('principal', '/data')).status).toBe(403)
    expect((await get('principal', '/data/imports/1')).status).toBe(404)
    expect((await upload('principal', csv(header))).status).toBe(403)
  })

  it('offer every layout with an example that its own checks accept', async () => {
    const page = await get('data_steward', '/data/new')
    expect(page.html).toContain('/data/examples/oneroster.zip')
    for (const kind of kindNames.filter((one) => one !== 'oneroster')) {
      expect(page.html).toContain(`/data/examples/${kind}.csv`)
      const example = await get('data_steward', `/data/examples/${kind}.csv`)
      expect(example.headers.get('content-disposition')).toContain('attachment')
      expect(example.html.split('\n')[0]).toContain(',')
    }
    expect((await get('data_steward', '/data/new?lang=es')).html).toContain('Agregar un archivo')
  })

  it('take a file the whole way: sent, followed, questioned, accepted, loaded, traced', async () => {
    const text = csv(
      header,
      'S001,101,2026-11-16,excused,',
      'S002,101,2026-11-16,excused,',
      'S900,101,2026-11-16,excused,',
      'S003,101,2026-11-11,excused,',
    )
    const sent = await upload('data_steward', text)
    expect(sent.status).toBe(303)
    const first = await get('data_steward', sent.to)
    expect(first.html).toContain('<tl-progress')
    // The page follows the work from the first moment: there is something to follow before the worker begins, and again after accepting.
    const subject = `import:${/(\d+)/.exec(sent.to)?.[1]}`
    expect(await progressOf(services.db, subject)).toMatchObject({ state: 'running', step: 'feeds.waiting' })
    expect(await waitingFor('data_steward')).toEqual({ examined: 0, stopped: 0, failed: 0 })
    await work('feeds.examine', sent.to)
    expect(await waitingFor('data_steward')).toEqual({ examined: 1, stopped: 0, failed: 0 })
    await expect(waitingFor('principal')).rejects.toMatchObject({ code: 'feeds/not-yours' })
    const page = await get('data_steward', sent.to)
    expect(page.html).toContain('The student is not known')
    expect(page.html).toContain('S900')
    expect(page.html).not.toMatch(/Canary|Nightingale/)
    expect((await get('administrator', sent.to)).html).not.toContain('S900')
    expect((await get('data_steward', `${sent.to}?lang=es`)).html).toContain('El estudiante no se conoce')
    const list = await get('data_steward', `${sent.to}/findings.csv?lang=en`)
    expect(list.html).toContain('There is no school on this day')
    expect(page.html).toContain('The row is left out and does not count.')
    expect((await get('data_steward', `${sent.to}?lang=es`)).html).toContain('La fila se deja fuera y no cuenta.')
    expect(list.html).toContain('row,column,severity,what,effect,fix')
    expect(list.html).toMatch(/error,"There is no school on this day","The row is left out and does not count\."/)
    expect((await get('administrator', `${sent.to}/findings.csv`)).html).not.toContain('S900')
    const stale = await post('data_steward', `${sent.to}/accept`, { version: '1', status: 'certified' })
    expect(stale.status).toBe(409)
    const accepted = await post('data_steward', `${sent.to}/accept`, {
      version: version(page.html),
      status: 'certified',
      note: 'Seen with the schools.',
    })
    expect(accepted.status).toBe(303)
    expect(await progressOf(services.db, subject)).toMatchObject({ state: 'running', step: 'feeds.waiting' })
    await work('feeds.load', sent.to)
    const loaded = await get('data_steward', sent.to)
    expect(loaded.html).toContain('/data/datasets/attendance/2027')
    expect(loaded.html).toContain('Seen with the schools.')
    const again = await upload('data_steward', text, 'again.csv')
    expect(again.to).toBe(`${sent.to}?same=1`)
    const from = await get('data_steward', '/data/datasets/attendance/2027?school=101&day=2026-11-16')
    expect(from.html).toContain('Rows 2 to 3 of attendance.csv (2 rows), in version 1.')
    expect((await get('data_steward', '/data/datasets/attendance/2027?lang=es')).html).toContain(
      'De dónde viene un día',
    )
    expect((await get('data_steward', '/data/datasets/nonsense/2027')).status).toBe(404)
  })

  it('ask which header is which column, and about a fall', async () => {
    const odd = await upload(
      'data_steward',
      csv('studnet,school_code,date,status', 'S004,101,2026-11-17,excused'),
      'odd.csv',
      'attendance',
    )
    await work('feeds.examine', odd.to)
    const page = await get('data_steward', odd.to)
    expect(page.html).toContain('A required column is missing')
    expect(page.html).toMatch(/<option value="studnet" selected[^>]*>studnet/)
    await post('data_steward', `${odd.to}/match`, {
      version: version(page.html),
      kind: 'attendance',
      'column.student_id': 'studnet',
    })
    await work('feeds.examine', odd.to)
    expect((await get('data_steward', odd.to)).html).toContain('Accept and load')
    const half = await upload(
      'data_steward',
      csv('student_id,school_year,last_name,first_name', 'S001,2027,A,B', 'S002,2027,C,D'),
      'students.csv',
    )
    await work('feeds.examine', half.to)
    const asked = await get('data_steward', half.to)
    expect(asked.html).toContain('The file has far fewer rows than before')
    expect(
      (await post('data_steward', `${half.to}/override`, { version: version(asked.html), reason: '' })).status,
    ).toBe(422)
    await post('data_steward', `${half.to}/override`, { version: version(asked.html), reason: 'A small district now.' })
    expect((await get('data_steward', half.to)).html).toContain('A small district now.')
    const now = await get('data_steward', half.to)
    await post('data_steward', `${half.to}/refuse`, { version: version(now.html), reason: 'No, it was half a file.' })
    expect((await get('data_steward', half.to)).html).toContain('No, it was half a file.')
    await post('data_steward', `${half.to}/purge`, { reason: 'Another district sent it.' })
    const gone = await get('data_steward', `${half.to}?lang=es`)
    expect(gone.html).toContain('Este archivo se eliminó')
  })

  it('explain a spreadsheet', async () => {
    const sent = await upload('data_steward', 'PK\u0003\u0004 sheet', 'attendance.xlsx')
    await work('feeds.examine', sent.to)
    expect((await get('data_steward', sent.to)).html).toContain('Save the sheet as CSV UTF-8')
  })
})

describe('machines', () => {
  it('bring a file with a token that is shown once, and nothing stands against loading it', async () => {
    const made = await post('data_steward', '/data/tokens', {
      district: String(district.districtId),
      name: 'Nightly export',
      'kinds[]': 'attendance',
      days: '30',
      auto_accept: 'yes',
    })
    const token = /tlf_[\w-]+/.exec(made.html)?.[0] ?? ''
    expect(token).not.toBe('')
    expect((await get('data_steward', '/data/tokens')).html).not.toContain(token)
    const send = (bearer: string, kind: string, body: string) =>
      app.request(`http://localhost/api/feeds/${kind}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' },
        body,
      })
    const text = csv(header, 'S010,101,2026-11-18,excused,')
    const first = await send(token, 'attendance', text)
    expect(first.status).toBe(202)
    const told = (await first.json()) as { import: number; state: string; address: string }
    expect(told).toMatchObject({
      state: 'received',
      kind: 'attendance',
      same: false,
      address: `http://localhost/data/imports/${told.import}`,
    })
    await work('feeds.examine', told.address.replace('http://localhost', ''))
    await work('feeds.load', told.address.replace('http://localhost', ''))
    const second = await send(token, 'attendance', text)
    expect(second.status).toBe(200)
    expect(await second.json()).toMatchObject({ import: told.import, state: 'loaded', same: true, usable: 1 })
    expect((await send(token, 'students', text)).status).toBe(403)
    expect((await send(token, 'nonsense', text)).status).toBe(404)
    expect((await send('tlf_guess', 'attendance', text)).status).toBe(403)
    for (const type of ['multipart/form-data; boundary=x', 'application/json', 'text/html', '']) {
      const odd = await app.request('http://localhost/api/feeds/attendance', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body: text,
      })
      expect(odd.status, type).toBe(415)
      expect(await odd.json()).toMatchObject({ code: 'feeds/not-a-body' })
    }
    const asked = await app.request(`http://localhost/api/feeds/imports/${told.import}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await asked.json()).toMatchObject({ state: 'loaded' })
  })
})
