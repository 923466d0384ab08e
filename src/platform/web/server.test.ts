import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeScope } from '../db/scope.ts'
import { invalid } from '../errors.ts'
import { freshServices } from '../testing/database.ts'
import { csrfFor } from './cookies.ts'
import type { Route, Visitor } from './route.ts'
import { listen, makeApp } from './server.ts'

const visitor: Visitor = {
  account_id: 1,
  name: 'Principal',
  lang: 'en',
  roles: [],
  scope: makeScope({ actor: 1, name: 'account:1', districts: [1], orgs: [], students: [] }),
  csrf: csrfFor('good'),
}

let biggest = 0
const routes: Route[] = [
  { method: 'GET', path: '/open', access: 'open', handle: (ctx) => ctx.page({ title: 'Open', body: ctx.csrf }) },
  {
    method: 'GET',
    path: '/closed',
    access: 'signed-in',
    handle: (ctx) => ctx.page({ title: 'Closed', body: ctx.who().name }),
  },
  { method: 'GET', path: '/thing/:id', access: 'signed-in', handle: (ctx) => ctx.json({ id: ctx.id('id') }) },
  { method: 'POST', path: '/save', access: 'signed-in', handle: async (ctx) => ctx.json(await ctx.form()) },
  {
    method: 'POST',
    path: '/bad',
    access: 'signed-in',
    handle: () => {
      throw invalid('x/bad', 'This is wrong.', 'Do that.')
    },
  },
  {
    method: 'GET',
    path: '/bug',
    access: 'open',
    handle: () => {
      throw new Error('Could not convert Jane Doe')
    },
  },
  {
    method: 'POST',
    path: '/upload',
    access: 'signed-in',
    handle: (ctx) =>
      ctx.upload(async (fields, file) => {
        let size = 0
        for await (const chunk of file.body) {
          size += (chunk as Buffer).length
          biggest = Math.max(biggest, process.memoryUsage.rss())
        }
        return ctx.json({ fields, name: file.name, size })
      }),
  },
]

let services: Awaited<ReturnType<typeof freshServices>>
let server: Awaited<ReturnType<typeof listen>>
let base = ''
beforeAll(async () => {
  services = await freshServices()
  const app = makeApp({
    services,
    routes,
    identify: async (token) => (token === 'good' ? visitor : null),
    render: (_ctx, options) => `<html><title>${options.title}</title><body>${String(options.body)}</body></html>`,
    trouble: (error) => ({ title: error.kind, body: `${error.message} ${error.hint} ${error.code}` }),
    files: () => null,
  })
  server = await listen(app, '127.0.0.1', 0)
  base = `http://127.0.0.1:${server.port}`
})
afterAll(async () => {
  await server.close()
  await services.end()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers, redirect: 'manual' })
const signed = { cookie: 'tl_session=good' }
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...signed, ...headers },
    body: new URLSearchParams(fields),
  })

describe('pages', () => {
  it('come with a policy that allows nothing inline and nothing foreign', async () => {
    const response = await get('/open')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('set-cookie')).toMatch(/tl_visit=.*HttpOnly; SameSite=Lax/)
  })
  it('send who is not signed in to the sign-in page and back', async () => {
    const response = await get('/closed?a=1')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fclosed%3Fa%3D1'])
    expect(await (await get('/closed', signed)).text()).toContain('Principal')
  })
  it('know a language from the address, keep it, and fall back to the reader’s own', async () => {
    const asked = await get('/open?lang=es')
    expect([asked.headers.get('content-language'), asked.headers.get('set-cookie')]).toEqual([
      'es',
      expect.stringContaining('tl_lang=es'),
    ])
    expect((await get('/open', { 'accept-language': 'es-PR,es;q=0.9' })).headers.get('content-language')).toBe('es')
    expect((await get('/open?lang=xx')).headers.get('content-language')).toBe('en')
  })
  it('answer a missing page and a crooked number with 404', async () => {
    expect((await get('/nowhere', signed)).status).toBe(404)
    for (const id of ['abc', '1e3', '-1', '99999999999']) expect((await get(`/thing/${id}`, signed)).status).toBe(404)
    const thing = await get('/thing/7', signed)
    expect(thing.headers.get('content-disposition')).toBe('attachment; filename="answer.json"')
    expect(await thing.json()).toEqual({ id: 7 })
  })
  it('tell what is wrong and what to do, and never what a bug said', async () => {
    const wrong = await post('/bad', {})
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('This is wrong. Do that. x/bad')])
    const bug = await get('/bug')
    const body = await bug.text()
    expect(bug.status).toBe(500)
    expect(body).toContain('platform/unexpected')
    expect(body).not.toContain('Jane')
  })
})

describe('forms', () => {
  it('are taken with their token, from our own pages only', async () => {
    const fine = await post('/save', { csrf: csrfFor('good'), note: 'a\r\nb\u0000' })
    expect(await fine.json()).toEqual({ csrf: csrfFor('good'), note: 'a\nb' })
    expect((await post('/save', { note: 'x' })).status).toBe(403)
    expect((await post('/save', { csrf: 'wrong' })).status).toBe(403)
    expect((await post('/save', { csrf: csrfFor('good') }, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/save', { csrf: csrfFor('good') }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('/save', { csrf: csrfFor('good') }, { cookie: '' })).status).toBe(303)
  })
  it('refuse what is too large or no form', async () => {
    expect((await post('/save', { csrf: csrfFor('good'), note: 'x'.repeat(2_000_000) })).status).toBe(422)
    expect(
      (
        await fetch(`${base}/save`, {
          method: 'POST',
          headers: { ...signed, 'content-type': 'application/json' },
          body: '{}',
        })
      ).status,
    ).toBe(415)
  })
})

describe('uploads', () => {
  const boundary = 'xxBOUNDARYxx'
  const part = (head: string) => `--${boundary}\r\n${head}\r\n\r\n`
  const send = (csrf: string, megabytes: number) =>
    new Promise<{ status: number; body: string }>((done, fail) => {
      const request = httpRequest(
        `${base}/upload`,
        {
          method: 'POST',
          headers: {
            ...signed,
            'content-type': `multipart/form-data; boundary=${boundary}`,
            'transfer-encoding': 'chunked',
          },
        },
        (response) => {
          text(response).then((body) => done({ status: response.statusCode ?? 0, body }), fail)
        },
      )
      request.on('error', fail)
      const block = Buffer.alloc(2 ** 20, 'a,b,c\n')
      const body = Readable.from(
        (function* () {
          yield `${part('Content-Disposition: form-data; name="csrf"')}${csrf}\r\n`
          yield part('Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv')
          for (let i = 0; i < megabytes; i++) yield block
          yield `\r\n--${boundary}--\r\n`
        })(),
      )
      body.pipe(request)
    })
  it('stream: 200 MB pass without lying in memory', async () => {
    const before = process.memoryUsage.rss()
    const answer = await send(csrfFor('good'), 200)
    expect(JSON.parse(answer.body)).toMatchObject({ name: 'a.csv', size: 200 * 2 ** 20 })
    expect(biggest - before).toBeLessThan(150 * 2 ** 20)
  })
  it('need the token before the file', async () => {
    expect((await send('wrong', 1)).status).toBe(403)
  })
  it('without a file say so', async () => {
    const response = await fetch(`${base}/upload`, {
      method: 'POST',
      headers: { ...signed, 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: `${part('Content-Disposition: form-data; name="csrf"')}${csrfFor('good')}\r\n--${boundary}--\r\n`,
    })
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('platform/no-file')])
  })
})
