import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { founded, planText, siteOf, visitorAt } from '../../../platform/testing/plan-site.tsx'
import { sessionCookie } from '../../../platform/web/server.ts'
import { loadPlan } from '../actions.ts'
import { loadedPlan } from '../exchange/loaded.ts'
import { receivePlan } from '../exchange/formats.ts'
import { canonical } from '../file/canonical.ts'
import { readPlan } from '../file/read.ts'
import { apiRoutes } from './routes.ts'
import { elementAnswerSchema, planAnswerSchema, planListSchema, troubleSchema } from './schema.ts'
import { openapi } from './table.ts'

const text = planText('two-brooks-2026-29')
let services: Awaited<ReturnType<typeof freshServices>>
let app: ReturnType<typeof siteOf>
let first = 0
let second = 0

const get = async (path: string, who = 'chief') => {
  const response = await app.request(`http://local.test${path}`, {
    headers: { cookie: `${sessionCookie}=${who}`, accept: 'application/json' },
  })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const json = async (path: string, who = 'chief'): Promise<unknown> => {
  const { bytes } = await get(path, who)
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  first = await founded(services, '9990022', 'Two Brooks School District')
  second = await founded(services, '9990033', 'Three Hills School District')
  await loadPlan(services, { districtId: first, text, kind: 'own', current: true })
  await loadPlan(services, { districtId: second, text: text.replace("'9990022'", "'9990033'"), kind: 'own' })
  app = siteOf(services, apiRoutes, {
    chief: visitorAt('superintendent', [first], [first]),
    both: visitorAt('superintendent', [first, second], [first, second]),
    none: visitorAt('superintendent', []),
  })
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('the REST interface of plans', () => {
  it('lists, opens a plan, opens an element by id and by code', async () => {
    const list = planListSchema.parse(await json('/api/plans'))
    expect(list.plans.map((one) => [one.id, one.district, one.current])).toEqual([['two-brooks-2026-29', first, true]])
    const answer = planAnswerSchema.parse(await json('/api/plans/two-brooks-2026-29'))
    const again = readPlan(JSON.stringify(answer.plan)).plan
    expect(again && canonical(again)).toBe(canonical(await loadedPlan(services, first, 'two-brooks-2026-29')))
    const byCode = elementAnswerSchema.parse(await json('/api/plans/two-brooks-2026-29/elements/2.1.ii'))
    expect(byCode.up.map((one) => one.id)).toEqual(['p2', 'g2', 's2-1'])
    const goal = elementAnswerSchema.parse(await json('/api/plans/two-brooks-2026-29/elements/g2'))
    expect([goal.measures.length, goal.down.map((one) => one.code)]).toEqual([1, ['2.1']])
  })
  it('exports in every format as a download, and what it exports comes back', async () => {
    for (const format of ['stratml1', 'stratml2', 'csv', 'xlsx', 'json'] as const) {
      const { status, headers, bytes } = await get(`/api/plans/two-brooks-2026-29/export/${format}`)
      expect([format, status]).toEqual([format, 200])
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="two-brooks-2026-29\./)
      expect([format, headers.get('x-not-carried') === '']).toEqual([format, !format.startsWith('stratml')])
      const came = await receivePlan(bytes, format, { language: 'en', lang: 'en' })
      expect(came.plan?.elements.length).toBe(8)
    }
    const { bytes } = await get('/api/plans/two-brooks-2026-29/export/html?words=es')
    const html = new TextDecoder().decode(bytes)
    expect(html).toContain('Llamar cada mañana')
    expect(html).not.toContain('<script')
  })
  it('refuses as JSON', async () => {
    const refused = async (path: string, who = 'chief') => {
      const { status } = await get(path, who)
      return [status, troubleSchema.parse(await json(path, who)).code]
    }
    expect(await refused('/api/plans/none')).toEqual([404, 'plans/no-plan'])
    expect(await refused('/api/plans/two-brooks-2026-29/elements/zz')).toEqual([404, 'plans/no-element'])
    expect(await refused('/api/plans/two-brooks-2026-29/export/doc')).toEqual([404, 'plans/no-format'])
    expect(await refused('/api/plans/two-brooks-2026-29?asof=2020-01-01')).toEqual([404, 'plans/not-yet'])
    expect(await refused('/api/plans', 'none')).toEqual([403, 'plans/no-role'])
    expect(await refused('/api/plans/two-brooks-2026-29', 'both')).toEqual([409, 'plans/which-district'])
    const one = planAnswerSchema.parse(await json(`/api/plans/two-brooks-2026-29?district=${second}`, 'both'))
    expect(one.district).toBe(second)
    expect((await get('/api/plans', 'nobody')).status).toBe(303)
  })
  it('describes itself: every route, every reference leads somewhere', async () => {
    const document = (await json('/api/openapi.json')) as ReturnType<typeof openapi>
    expect(document['openapi']).toBe('3.1.0')
    expect(Object.keys(document['paths'] as object)).toEqual(
      apiRoutes.map((route) => route.path.replaceAll(/:(\w+)/g, '{$1}')),
    )
    const { schemas } = document['components'] as { schemas: Record<string, unknown> }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((one) => one[1] ?? '')
    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((one) => !Object.hasOwn(schemas, one.replace('#/components/schemas/', '')))).toEqual([])
  })
})
