import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshServices } from '../testing/database.ts'
import type { Route } from './route.ts'
import { listen, makeApp } from './server.ts'

// A server behind a proxy on the same machine, and one that trusts nobody, with the same spoofed headers.
const routes: Route[] = [
  {
    method: 'GET',
    path: '/who',
    access: 'open',
    handle: (ctx) => {
      ctx.setCookie('x', '1')
      return ctx.json({ address: ctx.address, origin: ctx.url.origin, csrf: ctx.csrf })
    },
  },
  {
    method: 'POST',
    path: '/save',
    access: 'open',
    handle: async (ctx) => ctx.json({ saved: (await ctx.form()).note }),
  },
  { method: 'GET', path: '/bare', access: 'open', bare: true, handle: (ctx) => ctx.json({ visitor: ctx.visitor }) },
]

type Running = { base: string; end: () => Promise<void> }
async function run(env: Record<string, string>): Promise<Running> {
  const services = await freshServices(env)
  const app = makeApp({
    services,
    routes,
    identify: () => Promise.reject(new Error('nobody is asked for')),
    render: (_ctx, options) => `<html><title>${options.title}</title></html>`,
    trouble: (error) => ({ title: error.code, body: '' }),
    files: () => null,
  })
  const server = await listen(app, '127.0.0.1', 0)
  return {
    base: `http://127.0.0.1:${server.port}`,
    end: async () => {
      await server.close()
      await services.end()
    },
  }
}

let behind: Running
let open: Running
beforeAll(async () => {
  behind = await run({ THROUGHLINE_TRUST_PROXY: 'loopback' })
  open = await run({})
})
afterAll(async () => {
  await behind.end()
  await open.end()
})

const spoofed = {
  'x-forwarded-for': '1.2.3.4, 198.51.100.7',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'plan.example.org',
}

describe('forwarded headers', () => {
  it('are believed when a trusted proxy sends them: address, scheme, host, secure cookies', async () => {
    const answer = await fetch(`${behind.base}/who`, { headers: spoofed })
    expect(await answer.json()).toMatchObject({ address: '198.51.100.7', origin: 'https://plan.example.org' })
    expect(answer.headers.getSetCookie().every((one) => one.includes('; Secure'))).toBe(true)
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('are nothing when nobody is trusted', async () => {
    const answer = await fetch(`${open.base}/who`, { headers: spoofed })
    expect(await answer.json()).toMatchObject({ address: '127.0.0.1', origin: open.base })
    expect(answer.headers.getSetCookie().some((one) => one.includes('; Secure'))).toBe(false)
    expect(answer.headers.get('strict-transport-security')).toBeNull()
  })

  it('decide what a page of ours is: a form of the public address is taken, one of another site is not', async () => {
    const page = await fetch(`${behind.base}/who`, { headers: spoofed })
    const { csrf } = (await page.json()) as { csrf: string }
    const cookie = /tl_visit=[^;]+/.exec(page.headers.getSetCookie().join(';'))?.[0] ?? ''
    const send = (origin: string, base: string) =>
      fetch(`${base}/save`, {
        method: 'POST',
        headers: { ...spoofed, origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrf, note: 'fine' }),
      })
    expect(await (await send('https://plan.example.org', behind.base)).json()).toEqual({ saved: 'fine' })
    expect((await send('https://evil.example', behind.base)).status).toBe(403)
    expect((await send('https://plan.example.org', open.base)).status).toBe(403)
  })
})

it('a bare route asks for no session and sets no cookie', async () => {
  const answer = await fetch(`${open.base}/bare`, { headers: { cookie: 'tl_session=anything' } })
  expect([await answer.json(), answer.headers.getSetCookie()]).toEqual([{ visitor: null }, []])
})
