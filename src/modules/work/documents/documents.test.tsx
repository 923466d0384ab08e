import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { routes } from '../routes.tsx'
import type { Item } from '../schema.ts'
import { itemsFrom } from '../store.ts'
import { refreshDocuments } from './jobs.ts'
import { documentRoutes } from './routes.tsx'
import { after, isFor, reachOf, rolesOf, sendProblems } from './rules.ts'
import type { Reader } from './schema.ts'
import { shareWords } from './view.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
let id = 0

const ask = async (who: string, path: string, init: RequestInit = {}) => {
  const response = await app.request(`http://localhost${path}`, {
    ...init,
    headers: { cookie: `${sessionCookie}=${tokens[who]}; tl_lang=en`, origin: 'http://localhost', ...init.headers },
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const post = (who: string, path: string, fields: Record<string, string>) =>
  ask(who, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
const bring = (who: string, version: number, text: string) => {
  const body = new FormData()
  body.set('csrf', csrfFor(tokens[who] ?? ''))
  body.set('version', String(version))
  body.set('note', 'A clearer second page.')
  body.set('file', new File([`%PDF-1.7\n${text}`], 'guide.pdf'))
  return ask(who, `/work/documents/${id}/file`, { method: 'POST', body })
}
const move = (who: string, version: number, name: string, reason = '') =>
  post(who, `/work/documents/${id}/move`, { version: String(version), move: name, reason })
const items = (part = ''): Promise<Item[]> => one.within((tx) => itemsFrom(tx, one.id, `document:${id}:${part}`))
const row = async () =>
  (
    await one.within((tx) =>
      query<{ state: string; version: number; number: number; in_force: number | null; review_by: string | null }>(
        tx,
        'select state, version, number, in_force, review_by from work.document where document_id = $1',
        [id],
      ),
    )
  )[0]
const audience = (version: number, more: Record<string, string> = {}) => ({
  version: String(version),
  'roles[]': 'principal',
  org: String(one.idOf('N')),
  must: 'yes',
  acknowledge_by: '2026-12-04',
  ...more,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await loadSample(services.db, 'D2')
  const member = (email: string, role: 'office_head' | 'principal', org_code: string) => ({
    email,
    name: `Somebody ${email.split('@')[0]}`,
    lang: 'en' as const,
    roles: [{ role, org_code, from: '2024-07-01' }],
  })
  const cast = [member('head@d1.example.org', 'office_head', 'DATA'), member('c@d1.example.org', 'principal', 'C')]
  await one.within((tx) => loadCast(tx, one.scope, one.id, cast, samplePassword))
  for (const [who, email] of [
    ['head', 'head@d1.example.org'],
    ['superintendent', 'superintendent@d1.example.org'],
    ['admin', 'admin@d1.example.org'],
    ['a', 'principal.a@d1.example.org'],
    ['b', 'principal.b@d1.example.org'],
    ['c', 'c@d1.example.org'],
    ['board', 'board@d1.example.org'],
    ['family', 'family@d1.example.org'],
    ['stranger', 'superintendent@d2.example.org'],
  ] as const)
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  app = signedSiteOf(services, [...documentRoutes, ...routes])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('rules', () => {
  it('move a document only where its state and a version allow it', () => {
    expect(after({ state: 'draft', number: 0 }, 'submit')).toBeNull()
    expect(after({ state: 'draft', number: 1 }, 'submit')).toBe('review')
    expect(after({ state: 'draft', number: 1 }, 'approve')).toBeNull()
    expect(after({ state: 'review', number: 1 }, 'approve')).toBe('approved')
    expect(after({ state: 'superseded', number: 1 }, 'supersede')).toBeNull()
  })
  it('find the readers by role and place, and count those who are still there', () => {
    const below = new Map([[1, new Set([1, 2])]])
    const part = { role: 'principal', org_id: 1, must_acknowledge: true }
    expect(isFor([{ role: 'principal', org_id: 2 }], [part], below)).toEqual({ must: true })
    expect(isFor([{ role: 'principal', org_id: 3 }], [part], below)).toBeNull()
    expect(isFor([{ role: 'coach', org_id: 2 }], [{ ...part, role: '', must_acknowledge: false }], below)).toEqual({
      must: false,
    })
    const reader = (more: Partial<Reader>): Reader => ({
      document_id: 1,
      number: 1,
      account_id: 1,
      district_id: 1,
      asked_on: '2026-11-20',
      must_acknowledge: true,
      opened_at: null,
      acknowledged_at: null,
      left_on: null,
      ...more,
    })
    const at = new Date('2026-11-20T12:00:00Z')
    const all = [
      reader({}),
      reader({ opened_at: at }),
      reader({ acknowledged_at: at }),
      reader({ acknowledged_at: at, left_on: '2026-11-19' }),
      reader({ must_acknowledge: false }),
      reader({ number: 2 }),
    ]
    expect(reachOf(all, 1)).toEqual({ asked: 4, opened: 2, must: 3, acknowledged: 1 })
    expect(shareWords(1, 3, 'en')).toBe('1 of 3 (33.3%)')
    expect(shareWords(0, 0, 'en')).toBe('nobody')
  })
  it('ask for a role, a place and a day', () => {
    const typed = { version: 1, roles: '', org: 0, must: 'yes' as const, acknowledge_by: '' }
    expect(sendProblems(typed, ['coach'], '2026-11-20').map((one) => one.code)).toEqual(['roles', 'org', 'until'])
    expect(rolesOf('everybody\ncoach', ['coach'])).toEqual([''])
    expect(rolesOf('coach\nking', ['coach'])).toEqual(['coach'])
  })
})

describe('a document', () => {
  it('is entered by an office, once', async () => {
    const form = {
      title: 'Scheduling guide',
      kind: 'guidance',
      owner: `office_head@${one.idOf('DATA')}`,
      review_by: '',
    }
    expect((await post('board', '/work/documents', form)).status).toBe(403)
    expect((await post('head', '/work/documents', { ...form, owner: `office_head@${one.idOf('A')}` })).status).toBe(422)
    const made = await post('head', '/work/documents', { ...form, review_by: '2027-03-01' })
    id = Number(/\/work\/documents\/(\d+)/.exec(made.to)?.[1])
    expect((await post('head', '/work/documents', form)).to).toBe(`/work/documents/${id}?saved=same`)
    expect(await row()).toMatchObject({ state: 'draft', number: 0, version: 1, review_by: '2027-03-01' })
  })
  it('is a draft that nobody but its office and the leaders reads', async () => {
    expect((await bring('head', 1, 'one')).status).toBe(303)
    expect((await bring('head', 2, 'one')).to).toContain('saved=same')
    for (const who of ['a', 'board', 'family', 'stranger']) {
      expect((await ask(who, `/work/documents/${id}`)).status, who).toBe(404)
      expect((await ask(who, `/work/documents/${id}/file/1`)).status, who).toBe(404)
      expect((await ask(who, '/work/documents')).html, who).not.toContain('Scheduling guide')
    }
    expect((await ask('superintendent', `/work/documents/${id}`)).status).toBe(200)
  })
  it('goes through review to approval, by a second person', async () => {
    expect((await move('head', 2, 'submit')).status).toBe(303)
    expect((await move('head', 2, 'submit')).status).toBe(303)
    expect((await row())?.version).toBe(3)
    expect((await move('head', 3, 'approve')).status).toBe(403)
    expect((await move('superintendent', 3, 'send_back')).status).toBe(422)
    const stale = await move('superintendent', 2, 'send_back', 'The dates are last year’s.')
    expect([stale.status, stale.html.includes('The dates are last year’s.')]).toEqual([409, true])
    expect((await move('superintendent', 3, 'approve')).status).toBe(303)
    expect((await post('head', `/work/documents/${id}/send`, audience(3))).status).toBe(409)
  })
  it('is sent to roles and places: each asked person has a due item that only the document’s page finishes', async () => {
    expect((await post('head', `/work/documents/${id}/send`, audience(4, { 'roles[]': '' }))).status).toBe(422)
    expect((await post('head', `/work/documents/${id}/send`, audience(4))).to).toBe(`/work/documents/${id}?asked=2`)
    expect((await post('head', `/work/documents/${id}/send`, audience(4))).to).toBe(`/work/documents/${id}?asked=0`)
    const asks = await items('ask:')
    expect(asks).toHaveLength(2)
    expect(asks[0]).toMatchObject({ kind: 'document', due_on: '2026-12-04', state: 'open' })
    expect(await items('review:')).toMatchObject([{ due_on: '2027-03-01', starts_on: '2027-01-30' }])
    expect((await ask('c', `/work/documents/${id}`)).status).toBe(404)
    expect((await ask('a', '/work/documents')).html).toContain('Scheduling guide')
    const own = asks.find((item) => item.owner_account !== null)
    const quick = await post('superintendent', `/work/${own?.item_id}`, { version: '1', state: 'done' })
    expect([quick.status, quick.html.includes('This is done on the page of its document.')]).toEqual([422, true])
    expect((await ask('a', '/work')).html).toContain(`/work/documents/${id}/acknowledge`)
  })
  it('is opened and acknowledged by each asked person, counted with the share beside', async () => {
    expect((await ask('a', `/work/documents/${id}/file/1`)).html).toContain('%PDF-1.7')
    expect((await post('c', `/work/documents/${id}/acknowledge`, { number: '1' })).status).toBe(404)
    expect((await post('b', `/work/documents/${id}/acknowledge`, { number: '1' })).status).toBe(303)
    expect((await post('b', `/work/documents/${id}/acknowledge`, { number: '1' })).status).toBe(303)
    expect((await ask('b', `/work/documents/${id}/acknowledge`)).html).toContain(
      'You acknowledged this on Nov 20, 2026.',
    )
    const { html } = await ask('head', `/work/documents/${id}`)
    expect(html).toContain('2 of 2 (100.0%)')
    expect(html).toContain('1 of 2 (50.0%)')
    expect((await items('ask:')).map((item) => item.state).toSorted()).toEqual(['done', 'open'])
    expect((await ask('a', `/work/documents/${id}`)).html).not.toContain('1 of 2 (50.0%)')
  })
  it('asks whoever comes and lets go whoever leaves, every night, twice the same', async () => {
    await one.within((tx) =>
      query(tx, `update people.role_held set to_date = '2026-11-19' where role = 'principal' and org_id = $1`, [
        one.idOf('A'),
      ]),
    )
    await refreshDocuments(services)
    await refreshDocuments(services)
    const states = (await items('ask:')).map((item) => item.state).toSorted()
    expect(states).toEqual(['done', 'dropped'])
    expect((await ask('head', `/work/documents/${id}`)).html).toContain('no longer concerned')
  })
  it('keeps the version in force while a newer one is written', async () => {
    const version = (await row())?.version ?? 0
    expect((await bring('head', version, 'two')).status).toBe(303)
    expect(await row()).toMatchObject({ state: 'draft', number: 2, in_force: 1 })
    expect((await ask('b', `/work/documents/${id}/file/1`)).status).toBe(200)
    expect((await ask('b', `/work/documents/${id}/file/2`)).status).toBe(404)
    expect((await ask('head', `/work/documents/${id}/file/2`)).html).toContain('two')
  })
  it('merges edits of different fields, shows both where they meet, and says that it still holds', async () => {
    const { version = 0 } = (await row()) ?? {}
    const form = { version: String(version), kind: 'guidance', review_by: '2027-03-01' }
    const path = `/work/documents/${id}`
    expect((await post('head', path, { ...form, title: 'Guide for schedules' })).status).toBe(303)
    expect((await post('admin', path, { ...form, title: 'Scheduling guide', kind: 'procedure' })).status).toBe(303)
    const both = await post('admin', path, { ...form, title: 'How we schedule' })
    expect(both.status).toBe(409)
    expect(both.html).toContain('value="How we schedule"')
    expect(both.html).toContain('Now it is: Guide for schedules')
    const now = await row()
    const held = { version: String(now?.version), review_by: '2028-03-01' }
    expect((await post('head', `${path}/review`, { ...held, review_by: '2026-01-01' })).status).toBe(422)
    expect((await post('head', `${path}/review`, held)).status).toBe(303)
    expect((await items('review:')).map((item) => [item.due_on, item.state])).toEqual([
      ['2027-03-01', 'done'],
      ['2028-03-01', 'open'],
    ])
  })
  it('is set aside with a reason; what was still asked falls away, and undo brings it back', async () => {
    const { version = 0 } = (await row()) ?? {}
    expect((await move('head', version, 'supersede', 'A new one holds.')).status).toBe(303)
    expect((await items('review:')).map((item) => item.state)).toEqual(['done', 'dropped'])
    const { html } = await ask('head', `/work/documents/${id}?lang=es`)
    expect(html).toContain('Sustituido')
    expect(html).toContain('A new one holds.')
    expect((await post('head', `/work/documents/${id}/undo`, { version: String(version + 1) })).status).toBe(303)
    expect(await row()).toMatchObject({ state: 'draft', in_force: 1 })
    expect((await items('review:')).map((item) => item.state)).toEqual(['done', 'open'])
  })
})
