import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identify, signIn } from '../modules/people/index.ts'
import { loadSample, samplePassword } from '../modules/people/sample.ts'
import { fixToday } from '../platform/clock.ts'
import { report } from '../platform/db/progress.ts'
import { freshServices } from '../platform/testing/database.ts'
import { makeApp, sessionCookie } from '../platform/web/server.ts'
import { mostStreams, takeStream } from './progress.ts'
import { makeSite } from './site.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
let app: Hono
let district: number
const tokens: Record<string, string> = {}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = (await loadSample(services.db, 'D1')).id
  for (const who of ['superintendent', 'principal.a', 'family'])
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
  app = makeApp(
    makeSite(services, { identify: (token) => identify(services.db, token), publicFiles: () => null as never }),
  )
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const follow = (who: string, subject: string) =>
  app.request(`http://local.test/progress/${subject}`, { headers: { cookie: `${sessionCookie}=${tokens[who]}` } })

describe('long work', () => {
  it('is followed by those only who may see what it is about', async () => {
    const subject = `compute:${district}:2027`
    await report(services.db, { subject, step: 'work.compute.serving', state: 'done', done: 1, total: 1 })
    const seen = await follow('superintendent', subject)
    expect([seen.status, await seen.text()]).toEqual([200, expect.stringContaining('"done":true')])
    for (const who of ['principal.a', 'family']) expect((await follow(who, subject)).status).toBe(404)
    await report(services.db, { subject: 'nobody:1', step: 'x', state: 'done' })
    for (const subject of ['nobody:1', 'import:1', 'edition:1', `compute:${district}:2031`])
      expect((await follow('superintendent', subject)).status).toBe(404)
  })

  it('is followed by a few streams of a session at most, each given back when the reader leaves', async () => {
    const subject = `compute:${district}:2028`
    await report(services.db, { subject, step: 'work.compute.reading' })
    const open = []
    for (let i = 0; i < mostStreams; i++) open.push(await follow('superintendent', subject))
    expect(open.map((one) => one.status)).toEqual(open.map(() => 200))
    expect((await follow('superintendent', subject)).status).toBe(503)
    await open[0]?.body?.cancel()
    const next = await follow('superintendent', subject)
    expect(next.status).toBe(200)
    for (const one of [...open.slice(1), next]) await one.body?.cancel()
    expect((await follow('superintendent', subject)).status).toBe(200)
  })

  it('counts a place once when it is given back twice', () => {
    const back = Array.from({ length: mostStreams }, () => takeStream('somebody'))
    back[0]?.()
    back[0]?.()
    takeStream('somebody')
    expect(() => takeStream('somebody')).toThrow('Too many windows')
    takeStream('somebody else')
  })
})

describe('a page of trouble', () => {
  const headers = (who: string) => ({ cookie: `${sessionCookie}=${tokens[who]}; tl_lang=es` })

  it('is all in Spanish for who reads Spanish, and English in what machines get', async () => {
    const pages = [
      '/nowhere',
      '/data',
      '/plans/nothing',
      '/schools/999999',
      '/people/accounts',
      '/data/imports/1',
      '/publish',
    ]
    let told = 0
    for (const path of pages) {
      const response = await app.request(`http://local.test${path}`, { headers: headers('family') })
      const html = await response.text()
      if (response.status < 400) continue
      told += 1
      expect(html, path).toContain('Código: ')
      expect(html, path).not.toMatch(/<p[^>]*lang="en"/)
    }
    expect(told).toBeGreaterThan(4)
    const asked = await app.request('http://local.test/nowhere', {
      headers: { ...headers('family'), accept: 'application/json' },
    })
    expect(await asked.json()).toMatchObject({ code: 'platform/no-such-page', message: 'There is no such page.' })
  })

  it('gives back what was typed, never a password', async () => {
    const page = await (await app.request('http://local.test/account', { headers: headers('superintendent') })).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const body = new URLSearchParams({
      csrf,
      reason: 'half a <file>, says the school',
      password: 'my very own pass phrase',
    })
    const response = await app.request('http://local.test/data/imports/999/refuse', {
      method: 'POST',
      headers: {
        ...headers('superintendent'),
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://local.test',
      },
      body: body.toString(),
    })
    const html = await response.text()
    expect(response.status).toBe(404)
    expect(html).toContain('Esa importación no existe.')
    expect(html).toContain('Lo que usted escribió')
    expect(html).toContain('half a &lt;file&gt;, says the school')
    expect(html).not.toContain('pass phrase')
  })
})
