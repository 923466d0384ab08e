import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { assets } from '../../../platform/look/assets.ts'
import { Page } from '../../../platform/look/page.tsx'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { makeDistrict, systemScope } from '../../people/index.ts'
import { loadPlan } from '../actions.ts'
import { routes as diffRoutes } from '../diff/routes.tsx'
import type { Element } from '../file/format.ts'
import { routes } from '../routes.tsx'
import { draftPlan } from './drafts.ts'

const file = (name: string) => readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url), 'utf8')
export const slug = 'mill-river-2026-29'
export const drafts = `/plans/${slug}/drafts`
export const goal = 's2-1'

export let services: Awaited<ReturnType<typeof freshServices>>
let app: ReturnType<typeof makeApp>
let server: Server | undefined
export let at = ''
export let district: number
let other: number
const people: Record<string, Visitor> = {}

const visitor = (id: number, role: string, home: number, inside: boolean): Visitor => ({
  account_id: id,
  name: role,
  lang: 'en',
  roles: [{ role, org_id: home, district_id: home }],
  scope: makeScope({
    actor: id,
    name: `account:${id}`,
    districts: [home],
    orgs: [],
    students: [],
    inside: inside ? [home] : [],
  }),
  csrf: 'token',
})
export const as = (who: string): Visitor => people[who] as Visitor
export const within = <T,>(who: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inScope(services.db, as(who).scope, work)

type Answer = { status: number; html: string; text: string; to: string }
export async function ask(who: string, path: string, form?: Record<string, string>): Promise<Answer> {
  const response = await app.request(`http://local.test${path}`, {
    headers: {
      cookie: `${sessionCookie}=${who}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    ...(form ? { method: 'POST', body: new URLSearchParams({ csrf: 'token', ...form }).toString() } : {}),
  })
  const html = await response.text()
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return { status: response.status, html, text, to: response.headers.get('location') ?? '' }
}

export async function begin(who = 'chief'): Promise<{ id: number; path: string }> {
  const { to, status } = await ask(who, drafts, { why: 'New dates' })
  expect(status).toBe(303)
  return { id: Number(/\d+$/.exec(to)?.[0]), path: to }
}
export const element = async (id: number, name = goal): Promise<Element> => {
  const found = (await within('chief', (tx) => draftPlan(tx, id))).plan.elements.find((one) => one.id === name)
  if (!found) throw new Error(name)
  return found
}

/** The same application behind a socket, for the browser. Who looks stands in the cookie. */
export async function listen(): Promise<void> {
  const made = createServer((request, response) => {
    const asset = assets().get(new URL(request.url ?? '/', 'http://x').pathname)
    if (asset) return void response.setHeader('content-type', asset.type).end(asset.body)
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const headers = request.headers as Record<string, string>
      const method = request.method ?? 'GET'
      void Promise.resolve(app.request(`${at}${request.url}`, { method, headers, ...(body ? { body } : {}) })).then(
        async (answer) => {
          response.statusCode = answer.status
          for (const name of ['content-type', 'location']) {
            const value = answer.headers.get(name)
            if (value) response.setHeader(name, value)
          }
          response.end(Buffer.from(await answer.arrayBuffer()))
        },
      )
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => made.once('listening', resolve))
  server = made
  at = `http://127.0.0.1:${(made.address() as AddressInfo).port}`
}

/** A database with a district, its plan, people of five kinds, and the pages. */
export async function openWorld(): Promise<void> {
  fixToday('2026-11-20')
  services = await freshServices()
  const founder = await systemScope(services.db, 'setup', null)
  const made = (code: string, name: string) =>
    inScope(services.db, founder, (tx) =>
      makeDistrict(tx, founder, { state_code: 'CT', state_name: 'Connecticut', code, name, from_date: '2020-07-01' }),
    )
  district = await made('9990011', 'Mill River Public Schools')
  other = await made('9990022', 'Two Brooks School District')
  await loadPlan(services, { districtId: district, text: file(slug), kind: 'own', current: true })
  people['chief'] = visitor(1, 'superintendent', district, true)
  people['cabinet'] = visitor(2, 'cabinet', district, true)
  people['teacher'] = visitor(3, 'teacher', district, true)
  people['family'] = visitor(4, 'family', district, false)
  people['stranger'] = visitor(5, 'superintendent', other, true)
  app = makeApp({
    services,
    // As in the program: the difference stands before the element of any name.
    routes: [...diffRoutes, ...routes],
    identify: (token) => Promise.resolve(people[token] ?? null),
    render: (ctx, options) => (
      <Page
        lang={ctx.lang}
        title={options.title}
        path={ctx.url.pathname + ctx.url.search}
        menu={[]}
        {...(options.thread ? { thread: options.thread } : {})}
      >
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  })
}

export async function closeWorld(): Promise<void> {
  fixToday(null)
  server?.closeAllConnections()
  server?.close()
  await services.end()
}

it('the world has people who may draft, who may read, and who may not', () => {
  expect([slug, goal, typeof openWorld]).toEqual(['mill-river-2026-29', 's2-1', 'function'])
})
