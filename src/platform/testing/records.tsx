import type { Hono } from 'hono'
import { expect } from 'vitest'
import { modules } from '../../app/modules.ts'
import { fixToday } from '../clock.ts'
import { query, type Tx } from '../db/database.ts'
import { inScope } from '../db/scope.ts'
import { Page } from '../look/page.tsx'
import { freshServices } from './database.ts'
import { makeApp } from '../web/server.ts'
import { csv, ids, november, type TestDistrict, testDistrict } from '../../modules/feeds/testing/district.ts'
import { computeYear } from '../../modules/indicators/index.ts'
import { loadCast } from '../../modules/people/accounts/cast.ts'
import { identify, systemScope } from '../../modules/people/accounts/identify.ts'
import { orgsOfDistrict } from '../../modules/people/orgs/store.ts'
import { prepareRecord } from '../../modules/people/records/record.ts'

export const password = 'correct horse battery'
export let services: Awaited<ReturnType<typeof freshServices>>
export let district: TestDistrict
export let app: Hono
export const orgs = new Map<string, number>()

export const header =
  'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability,residency,home_language,directory_opt_out'
export const roster = (optOuts: Readonly<Record<string, string>>) =>
  csv(
    header,
    ...ids.map(
      (id, i) => `${id},2027,Canary${i},Nightingale,2015-04-12,F,black,Y,N,N,resident,es,${optOuts[id] ?? ''}`,
    ),
  )

/** A school of eight students with two weeks of days, its people, and the pages. */
export async function openSchool(): Promise<void> {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
  await district.send(csv('school_code,date,mode', ...november.map((day) => `101,${day},positive`)))
  const away = (id: string) => november.map((day) => `${id},101,${day},unexcused,`)
  await district.send(csv('student_id,school_code,date,status,portion', ...['S001', 'S002', 'S003'].flatMap(away)))
  await computeYear(services, district.districtId, 2027)
  // Two weeks of school are too few for a tier of the definition; the list of the school needs some.
  await inScope(services.db, district.scope, async (tx) => {
    const rows = await query(tx, 'delete from indicators.standing where absent > 0 returning *')
    await query(
      tx,
      `insert into indicators.standing select * from jsonb_populate_recordset(null::indicators.standing, $1::jsonb)`,
      [JSON.stringify(rows.map((row) => ({ ...row, flag: true, tier: 'severe' })))],
    )
  })
  await inScope(services.db, district.scope, async (tx) => {
    for (const org of await orgsOfDistrict(tx, district.districtId)) orgs.set(org.code, org.org_id)
    const who = (name: string, role: string, org_code: string) => ({
      name,
      email: `${name}@example.org`,
      lang: 'en' as const,
      roles: [{ role, org_code, from: '2024-07-01' }],
    })
    await loadCast(
      tx,
      district.scope,
      district.districtId,
      [
        who('steward', 'data_steward', '9990011'),
        who('head', 'superintendent', '9990011'),
        who('brook', 'principal', '101'),
        who('hill', 'principal', '102'),
        who('board', 'board_member', '9990011'),
        who('admin', 'administrator', '9990011'),
      ] as Parameters<typeof loadCast>[3],
      password,
    )
  })
  app = makeApp({
    services,
    routes: modules.flatMap((one) => one.routes ?? []),
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  } as Parameters<typeof makeApp>[0])
}

export async function closeSchool(): Promise<void> {
  fixToday(null)
  await services.end()
  orgs.clear()
}

export function browser() {
  const cookies = new Map<string, string>()
  let token = ''
  const go = async (path: string, form?: Record<string, string>) => {
    const response = await app.request(`http://local.test${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://local.test' } : {}),
      },
      ...(form ? { body: new URLSearchParams({ csrf: token, ...form }).toString() } : {}),
    })
    for (const one of response.headers.getSetCookie()) {
      const [pair = ''] = one.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    token = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: response.status, to: response.headers.get('location') ?? '', html, headers: response.headers }
  }
  return { go }
}
/** Signs in as one of the cast. Out: the browser. */
export async function enter(who: string) {
  const tab = browser()
  await tab.go('/sign-in')
  expect((await tab.go('/sign-in', { email: `${who}@example.org`, password, to: '/' })).status).toBe(303)
  return tab
}
/** Opens a record as somebody and prepares it as the worker does. Out: its address and id. */
export async function open(tab: Awaited<ReturnType<typeof enter>>, id: string, reason = 'the family asked to see it') {
  await tab.go('/students')
  const sent = await tab.go('/students', { student_id: id, reason })
  expect(sent.status).toBe(303)
  const record = Number(sent.to.split('/').at(-1))
  await prepareRecord(services, district.districtId, record)
  return { at: sent.to, record }
}
export const asSystem = async <T,>(work: (tx: Tx) => Promise<T>) =>
  inScope(services.db, await systemScope(services.db, 'records', district.districtId), work)
