import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { identify, makeDistrict, systemScope } from '../../modules/people/index.ts'
import { query } from '../db/database.ts'
import { inScope, makeScope } from '../db/scope.ts'
import { Page } from '../look/page.tsx'
import type { Route, Services, Visitor } from '../web/route.ts'
import { makeApp } from '../web/server.ts'

/** The text of a plan file of this repository. In: its id. */
export const planText = (id: string): string =>
  readFileSync(new URL(`../../../plans/${id}.plan.yaml`, import.meta.url), 'utf8')

/** Makes a district of Connecticut. Out: its id. */
export async function founded(services: Services, code: string, name: string): Promise<number> {
  const founder = await systemScope(services.db, 'setup', null)
  return inScope(services.db, founder, (tx) =>
    makeDistrict(tx, founder, { state_code: 'CT', state_name: 'Connecticut', code, name, from_date: '2020-07-01' }),
  )
}

/** The id of the state that the districts are in. */
export const stateOf = async (services: Services): Promise<number> =>
  (await query<{ org_id: number }>(services.db, "select org_id from people.org where kind = 'state'"))[0]?.org_id ?? 0

/** Somebody with one role in some districts. `orgs`: where true numbers are seen. */
export const visitorAt = (role: string, at: readonly number[], orgs: readonly number[] = []): Visitor => ({
  account_id: 1,
  name: role,
  lang: 'en',
  roles: at.map((id) => ({ role, org_id: id, district_id: id })),
  scope: makeScope({ actor: 1, name: 'account:1', districts: at, orgs, students: [] }),
  csrf: 'token',
})

/** Some routes as an application of their own. Who looks stands in the session's cookie, by name. */
export const siteOf = (services: Services, routes: readonly Route[], people: Readonly<Record<string, Visitor>>): Hono =>
  makeApp({
    services,
    routes,
    identify: (token) => Promise.resolve(people[token] ?? null),
    render: (ctx, options) => (
      <Page
        lang={ctx.lang}
        title={options.title}
        path={ctx.url.pathname + ctx.url.search}
        {...(options.thread ? { thread: options.thread } : {})}
        notices={options.notices as never}
      >
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  })

/** Some routes as an application of their own, whose people sign in with sessions of the database. Troubles are shown by their code and their message. */
export const signedSiteOf = (services: Services, routes: readonly Route[]): Hono =>
  makeApp({
    services,
    routes,
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (error) => ({ title: error.code, body: error.message }),
    files: () => null,
  })
