import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo, createServer as listen, type Server as NetServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday, jumpClock, now } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, signIn, systemScope } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems, updateItem } from '../actions.ts'
import { itemsFrom } from '../store.ts'
import { runWebhooks } from './deliver.ts'
import { eventOf, nextTry, waits } from './rules.ts'
import { webhookRoutes } from './routes.tsx'
import { isSigned, sign } from './signature.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
let receiver: Server
let origin = ''
const taken: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
/** Takes a connection, and answers with a number that no answer has, or hangs up. */
let nonsense: NetServer
let silentOrigin = ''
let silentCalls = 0
let answer: { status: number; headers?: Record<string, string> } = { status: 204 }
const tokens: Record<string, string> = {}

beforeAll(async () => {
  fixToday('2026-11-20')
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      taken.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((done) => {
    receiver.listen(0, '127.0.0.1', done)
  })
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  nonsense = listen((socket) => {
    silentCalls += 1
    socket.on('error', () => {})
    socket.once('data', () => socket.end(silentCalls % 2 === 1 ? 'HTTP/1.1 999 Hm\r\ncontent-length: 0\r\n\r\n' : ''))
  })
  await new Promise<void>((done) => {
    nonsense.listen(0, '127.0.0.1', done)
  })
  silentOrigin = `http://127.0.0.1:${(nonsense.address() as AddressInfo).port}`
  services = await freshServices({ THROUGHLINE_ALLOW_HOSTS: `${origin},${silentOrigin}` })
  one = await loadSample(services.db, 'D1')
  const owner = { role: 'principal', org_id: one.idOf('A') }
  await one.within((tx) =>
    saveItems(tx, one.scope, one.id, 'test:', [
      {
        source: 'test:1',
        kind: 'task',
        org_id: one.idOf('A'),
        title: { en: 'A title with Zwq in it' },
        plan: { slug: 'plan-d1', element: 's2-1', code: 'S2.1' },
        owner,
        starts_on: null,
        due_on: '2026-11-30',
      },
    ]),
  )
  for (const who of ['admin', 'superintendent', 'principal.a'])
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
  app = signedSiteOf(services, webhookRoutes)
})
afterAll(async () => {
  jumpClock(0)
  fixToday(null)
  receiver.closeAllConnections()
  receiver.close()
  nonsense.close()
  await services.end()
})

const ask = (path: string, who: string, form?: Record<string, string>) =>
  app.request(`http://local.example${path}`, {
    method: form ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      origin: 'http://local.example',
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(form ? { body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...form }) } : {}),
  })
const system = async <T,>(work: Parameters<typeof inScope<T>>[2]) =>
  inScope(services.db, await systemScope(services.db, 'test', one.id), work)
const update = async (state: 'going_on' | 'stuck' | 'open', note = '') => {
  const visitor = await identify(services.db, tokens['principal.a'] ?? '')
  const [item] = await one.within((tx) => itemsFrom(tx, one.id, 'test:'))
  if (!visitor || !item) throw new Error('nothing to update')
  await inScope(services.db, visitor.scope, (tx) =>
    updateItem(tx, visitor, item.item_id, { version: item.version, state, note }),
  )
  return item
}
/** As if so much time had passed for what waits. */
const wait = () => system((tx) => query(tx, `update work.delivery set next_at = '2000-01-01' where state = 'waiting'`))
const states = () =>
  system((tx) =>
    query<{ state: string; attempts: number; status: number | null; code: string }>(
      tx,
      'select state, attempts, status, code from work.delivery order by delivery_id',
    ),
  )
const hook = async () => {
  const [row] = await system((tx) =>
    query<{ hook_id: number; state: string; why: string; version: number }>(
      tx,
      'select hook_id, state, why, version from work.webhook',
    ),
  )
  if (!row) throw new Error('no webhook')
  return row
}

let secret = ''
const address = () => `${origin}/hook`

describe('registering', () => {
  it('is for administrators of the district, and takes only addresses that may be called', async () => {
    for (const who of ['superintendent', 'principal.a']) {
      expect((await ask('/work/webhooks', who)).status).toBe(403)
      expect(
        (await ask('/work/webhooks', who, { name: 'x', url: address(), 'events[]': 'work.item.state' })).status,
      ).toBe(403)
    }
    const bad = (url: string) => ask('/work/webhooks', 'admin', { name: 'x', url, 'events[]': 'work.item.state' })
    for (const url of [
      'https://127.0.0.1/x',
      'https://10.0.0.8/x',
      'https://[::1]/x',
      'http://192.0.2.1/',
      'http://127.0.0.1:9/',
      'https://user:word@example.org/',
      'ftp://x/',
      'words',
    ])
      expect([url, (await bad(url)).status]).toEqual([url, 422])
    expect((await ask('/work/webhooks', 'admin', { name: 'x', url: address() })).status).toBe(422)
    expect(taken).toEqual([])
  })

  it('shows the key of its signatures once, and the same form twice makes one', async () => {
    const form = { name: 'Data warehouse', url: address(), 'events[]': 'work.item.state' }
    const made = await (await ask('/work/webhooks', 'admin', form)).text()
    secret = /tlw_[\w-]{43}/.exec(made)?.[0] ?? ''
    expect(secret).not.toBe('')
    expect((await ask('/work/webhooks', 'admin', form)).status).toBe(422)
    const { hook_id } = await hook()
    expect(await (await ask(`/work/webhooks/${hook_id}`, 'admin')).text()).not.toContain(secret)
    expect((await ask(`/work/webhooks/${hook_id}`, 'superintendent')).status).toBe(403)
    const kept = await system((tx) =>
      query<{ all: string }>(
        tx,
        `select string_agg(w::text, '') || string_agg(c::text, '') as all from work.webhook w, platform.change c`,
      ),
    )
    expect(kept[0]?.all).not.toContain(secret)
  })
})

describe('a delivery', () => {
  it('tells of a change once, signed, with ids and codes and no word that people wrote', async () => {
    await runWebhooks(services)
    expect(taken).toEqual([])
    const item = await update('stuck', 'Because of Zwq')
    expect(await runWebhooks(services)).toEqual({ made: 1, sent: 1 })
    expect(await runWebhooks(services)).toEqual({ made: 0, sent: 0 })
    const [got] = taken
    expect(JSON.parse(got?.body ?? '')).toMatchObject({
      event: 'work.item.state',
      district: 'D1',
      data: { item: item.item_id, was: 'open', became: 'stuck', plan: 'plan-d1', element: 's2-1', code: 'S2.1' },
    })
    expect(got?.body).not.toContain('Zwq')
    expect(got?.headers['throughline-event']).toBe('work.item.state')
    const signature = String(got?.headers['throughline-signature'])
    expect(isSigned(secret, signature, got?.body ?? '', now())).toBe(true)
    expect(isSigned(`${secret}x`, signature, got?.body ?? '', now())).toBe(false)
    expect(isSigned(secret, signature, `${got?.body} `, now())).toBe(false)
    expect(isSigned(secret, signature, got?.body ?? '', new Date(now().getTime() + 301_000))).toBe(false)
    expect(isSigned(secret, sign(secret, now(), 'x').replace('v1', 'v2'), 'x', now())).toBe(false)
  })

  it('follows no redirect, is tried again under the same name, and can be sent again by a person', async () => {
    taken.length = 0
    answer = { status: 302, headers: { location: `${origin}/elsewhere` } }
    await update('going_on')
    expect(await runWebhooks(services)).toEqual({ made: 1, sent: 0 })
    expect(taken.map((one_) => one_.path)).toEqual(['/hook'])
    expect((await states()).at(-1)).toMatchObject({ state: 'waiting', attempts: 1, code: 'platform/outside-silent' })
    answer = { status: 500 }
    await wait()
    await runWebhooks(services)
    expect((await states()).at(-1)).toMatchObject({ state: 'waiting', attempts: 2, status: 500 })
    answer = { status: 200 }
    await wait()
    await runWebhooks(services)
    expect((await states()).at(-1)).toMatchObject({ state: 'sent', attempts: 3, status: 200 })
    expect(new Set(taken.map((one_) => one_.headers['throughline-delivery'])).size).toBe(1)
    const { hook_id } = await hook()
    const page = await (await ask(`/work/webhooks/${hook_id}`, 'admin')).text()
    const again = new RegExp(`/work/webhooks/${hook_id}/deliveries/\\d+`).exec(page)?.[0] ?? ''
    for (const _ of [1, 2]) expect((await ask(again, 'admin', {})).status).toBe(303)
    expect(await runWebhooks(services)).toEqual({ made: 0, sent: 1 })
    expect(taken.at(-1)?.body).toBe(taken.at(-2)?.body)
  })

  it('of a receiver that fails for long switches the webhook off with a note, and on again by hand', async () => {
    answer = { status: 503 }
    const { hook_id } = await hook()
    for (const nonce of ['first-trial', 'second-trial', 'third-trial'])
      for (const _ of [1, 2]) await ask(`/work/webhooks/${hook_id}/ping`, 'admin', { nonce })
    for (let i = 0; i <= waits.length; i++) {
      await runWebhooks(services)
      await wait()
    }
    expect((await states()).slice(-3).map((row) => `${row.state} ${row.attempts}`)).toEqual(
      Array.from({ length: 3 }, () => `failed ${waits.length + 1}`),
    )
    expect(await hook()).toMatchObject({ state: 'off', why: 'failures' })
    taken.length = 0
    await update('open')
    await runWebhooks(services)
    expect(taken).toEqual([])
    expect(await (await ask(`/work/webhooks/${hook_id}`, 'admin')).text()).toContain('three deliveries in a row')
    answer = { status: 200 }
    const { version } = await hook()
    expect((await ask(`/work/webhooks/${hook_id}/state`, 'admin', { version: '1', state: 'active' })).status).toBe(409)
    expect(
      (await ask(`/work/webhooks/${hook_id}/state`, 'admin', { version: String(version), state: 'active' })).status,
    ).toBe(303)
    // What happened within a day while it was off is told now.
    expect(await runWebhooks(services)).toEqual({ made: 1, sent: 1 })
  })
})

describe('the run', () => {
  it('tells after days of standing still what happened right before', async () => {
    taken.length = 0
    answer = { status: 200 }
    await runWebhooks(services)
    await update('going_on')
    // The worker dies now, and comes back after three days.
    jumpClock(3 * 86_400_000)
    expect(await runWebhooks(services)).toEqual({ made: 1, sent: 1 })
    expect(await runWebhooks(services)).toEqual({ made: 0, sent: 0 })
    jumpClock(0)
  })

  it('does not wait for a receiver that does not answer, and lives on after one that answers nonsense', async () => {
    taken.length = 0
    const { hook_id } = await hook()
    const form = { name: 'Silent', url: `${silentOrigin}/hook`, 'events[]': 'work.item.state' }
    expect((await ask('/work/webhooks', 'admin', form)).status).toBe(200)
    const silent = (
      await system((tx) =>
        query<{ hook_id: number }>(tx, 'select hook_id from work.webhook where hook_id <> $1', [hook_id]),
      )
    )[0]?.hook_id
    for (let i = 0; i < 6; i++) await ask(`/work/webhooks/${silent}/ping`, 'admin', { nonce: `silent-trial-${i}` })
    await ask(`/work/webhooks/${hook_id}/ping`, 'admin', { nonce: 'trial-among-silent' })
    expect(await runWebhooks(services)).toEqual({ made: 0, sent: 1 })
    expect(silentCalls).toBe(3)
    const left = await system((tx) =>
      query<{ attempts: number; state: string }>(
        tx,
        'select attempts, state from work.delivery where hook_id = $1 order by delivery_id',
        [silent],
      ),
    )
    expect(left.map((row) => row.attempts)).toEqual([1, 1, 1, 0, 0, 0])
    expect(new Set(left.map((row) => row.state))).toEqual(new Set(['waiting']))
  })
})

it('tells of closed cycles and published editions by their numbers, and of nothing that was only loaded', () => {
  const change = (object: string, verb: string, became: Record<string, unknown>) =>
    eventOf({ change_id: 1, object, object_id: '12', version: 3, verb, at: now(), was: {}, became })
  expect(change('edition', 'publish', { state: 'published', title: { en: 'A title' } })).toEqual({
    event: 'publishing.edition.published',
    data: { edition: 12, version: 3 },
  })
  expect(change('work.cycle', 'closed', { closed_on: '2026-11-20' })).toMatchObject({ event: 'work.cycle.closed' })
  expect(change('work.item', 'added', { state: 'open' })).toBeNull()
  expect(change('work.item', 'updated', { note: 'x' })).toBeNull()
  expect(change('people.account', 'set', { state: 'closed' })).toBeNull()
  expect(nextTry(1, new Date(0))?.getTime()).toBe(60_000)
  expect(nextTry(waits.length + 1, new Date(0))).toBeNull()
})
