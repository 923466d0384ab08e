import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadCast, peopleOf, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { object, saveItems } from '../actions.ts'
import { routes } from '../routes.tsx'
import { itemsFrom } from '../store.ts'
import { lastGiving, ownerMoved } from './rules.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}

const task = () => ({
  source: 't:1',
  kind: 'task' as const,
  org_id: district.idOf('DATA'),
  title: { en: 'Write the report', es: 'Escribir el informe' },
  owner: { role: 'office_head', org_id: district.idOf('DATA') },
  starts_on: '2026-09-01',
  due_on: '2026-12-02',
})
const load = () => district.within((tx) => saveItems(tx, district.scope, district.id, 't:', [task()]))
const current = async () => {
  const [item] = await district.within((tx) => itemsFrom(tx, district.id, 't:'))
  if (!item) throw new Error('no item')
  return item
}
const idOf = async (name: string) => {
  const people = await district.within((tx) => peopleOf(tx, district.id, '2026-11-20'))
  return people.find((one) => one.name === name)?.account_id ?? 0
}
const send = async (who: string, path: string, fields: Record<string, string> | null = null) => {
  const response = await app.request(`http://localhost${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      origin: 'http://localhost',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString() } : {}),
  })
  return { status: response.status, html: await response.text() }
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = { ...(await freshServices()), listeners: [], answers: [] }
  district = await loadSample(services.db, 'D1')
  const head = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await district.within((tx) => loadCast(tx, district.scope, district.id, [head], samplePassword))
  for (const who of ['head', 'superintendent', 'principal.a', 'board']) {
    const email = `${who}@d1.example.org`
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  }
  app = signedSiteOf(services, routes)
  await load()
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a single item', () => {
  it('is given to one person by the head of its office, once, and a reload keeps them', async () => {
    const { item_id: id, version } = await current()
    const birch = await idOf('The principal of Birch')
    const fields = { version: String(version), to: String(birch), reason: 'Knows the numbers' }
    expect((await send('board', `/work/${id}/give`, fields)).status).toBe(403)
    expect((await send('principal.a', `/work/${id}/give`, fields)).status).toBe(403)
    expect((await send('board', `/work/${id}`)).html).not.toContain(`/work/${id}/give`)
    const page = await send('head', `/work/${id}`)
    expect(page.html).toContain('Give it to them')
    expect(page.html).toContain('The principal of Birch')
    expect((await send('head', `/work/${id}/give`, fields)).status).toBe(303)
    expect((await send('head', `/work/${id}/give`, fields)).status).toBe(303)
    expect(await current()).toMatchObject({
      owner_account: birch,
      owner_role: null,
      handed: true,
      version: version + 1,
    })
    await load()
    expect((await current()).owner_account).toBe(birch)
    const [change] = await district.within((tx) => historyOf(tx, object, id))
    expect(change).toMatchObject({ verb: 'handed', reason: 'Knows the numbers' })
    expect((await send('head', `/work/${id}`)).html).toContain('This is given to The principal of Birch.')
  })
  it('shows both when somebody gave it to another person meanwhile, and loses nothing', async () => {
    const { item_id: id, version } = await current()
    const ash = await idOf('The principal of Ash')
    const fields = { version: String(version - 1), to: String(ash), reason: 'My own words' }
    const refused = await send('superintendent', `/work/${id}/give`, fields)
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('Now it belongs to: The principal of Birch. You chose: The principal of Ash.')
    expect(refused.html).toContain('My own words')
    expect((await current()).version).toBe(version)
    const nobody = await send('head', `/work/${id}/give`, { version: String(version), to: '', reason: 'Still here' })
    expect(nobody.status).toBe(422)
    expect(nobody.html).toContain('Still here')
  })
  it('goes back to the office by who gave it, as a change of its own; twice is one step', async () => {
    const { item_id: id, version } = await current()
    const back = () => send('head', `/work/${id}/give/undo`, { version: String(version) })
    expect((await send('board', `/work/${id}/give/undo`, { version: String(version) })).status).toBe(403)
    expect((await back()).status).toBe(303)
    expect((await back()).status).toBe(303)
    expect(await current()).toMatchObject({
      owner_account: null,
      owner_role: 'office_head',
      owner_org: district.idOf('DATA'),
      handed: false,
      version: version + 1,
    })
    const [change] = await district.within((tx) => historyOf(tx, object, id))
    expect(change?.verb).toBe('undone')
  })
})

it('finds the last giving that can be undone, and tells a moved owner from other changes', () => {
  const change = (version: number, verb: string, was: object, became: object) => ({
    version,
    verb,
    was: { ...was },
    became: { ...became },
  })
  const changes = [
    change(1, 'added', {}, { owner_role: 'office_head', owner_org: 3, owner_account: null }),
    change(2, 'handed', { owner_role: 'office_head', owner_org: 3, owner_account: null }, { owner_account: 7 }),
    change(3, 'updated', { note: '' }, { note: 'x' }),
  ]
  expect(lastGiving(changes)?.version).toBe(2)
  expect([ownerMoved(changes, 0), ownerMoved(changes, 1), ownerMoved(changes, 2)]).toEqual([true, true, false])
  const again = [...changes, change(4, 'undone', { owner_account: 7 }, { owner_account: null })]
  expect(lastGiving(again)).toBeNull()
})
