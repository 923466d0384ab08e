import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { type makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems } from '../actions.ts'
import { type DueItem, onTimeRate, punctualityOf, spanOf } from './rules.ts'
import { onTimeRoutes } from './routes.tsx'

const item = (due: string, done: string | null, more: Partial<DueItem> = {}): DueItem => ({
  org_id: 1,
  state: done === null ? 'open' : 'done',
  due_on: due,
  planned_due: due,
  done_on: done,
  starts_on: null,
  held_until: null,
  ...more,
})
const span = { from: '2026-10-01', to: '2026-10-31' }

it('counts what was done by the due day of what was due, and tells moved days apart', () => {
  const counts = punctualityOf(
    [
      item('2026-10-05', '2026-10-05'),
      item('2026-10-05', '2026-10-06'),
      item('2026-10-06', null),
      // its day was moved, within the period, and it was done by the new one
      item('2026-10-20', '2026-10-19', { planned_due: '2026-10-10' }),
      // moved past the period: not due in it, told apart
      item('2026-11-20', null, { planned_due: '2026-10-10' }),
      // dropped, outside, and waiting for its wave: not counted
      item('2026-10-05', null, { state: 'dropped' }),
      item('2026-09-30', '2026-09-30'),
      item('2026-10-05', null, { held_until: '2027-01-05' }),
    ],
    span,
    '2026-11-01',
  )
  expect(counts).toEqual({ due: 4, on_time: 2, moved: 1, late: 1, open: 1, moved_out: 1 })
  expect(onTimeRate(counts)).toBe(0.5)
  expect(onTimeRate({ due: 0, on_time: 0 })).toBeNull()
})

it('ends a period yesterday: what is due today may still be done in time', () => {
  expect(spanOf('year', '2026-11-23', '2026-07-01')).toEqual({ from: '2026-07-01', to: '2026-11-22' })
  expect(spanOf('days30', '2026-11-23', '2026-07-01')).toEqual({ from: '2026-10-24', to: '2026-11-22' })
})

let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const page = async (who: string, path: string) => {
  const email = `${who}@d1.example.org`
  const { token } = await signIn(services.db, { email, password: samplePassword, address: who })
  const response = await app.request(`http://localhost${path}`, { headers: { cookie: `${sessionCookie}=${token}` } })
  return { status: response.status, html: await response.text() }
}
beforeAll(async () => {
  fixToday('2026-11-20')
  services = { ...(await freshServices()), listeners: [], answers: [] }
  district = await loadSample(services.db, 'D1')
  const org_id = district.idOf('DATA')
  await district.within((tx) =>
    saveItems(
      tx,
      district.scope,
      district.id,
      't:',
      ['2026-10-05', '2026-11-12', '2026-11-20'].map((due_on) => ({
        source: `t:${due_on}`,
        kind: 'task' as const,
        org_id,
        title: { en: due_on, es: due_on },
        owner: { role: 'office_head', org_id },
        starts_on: null,
        due_on,
      })),
    ),
  )
  app = signedSiteOf(services, onTimeRoutes)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

it('shows counts by office for a period, and nothing to families', async () => {
  const year = await page('superintendent', '/work/on-time')
  expect(year.html).toContain('<small>0 of 2</small>')
  const month = await page('superintendent', '/work/on-time?period=days30&kind=task')
  expect(month.html).toContain('<small>0 of 1</small>')
  expect((await page('superintendent', '/work/on-time?kind=duty')).html).toContain('Nothing was due in this period')
  expect((await page('superintendent', '/work/on-time?lang=es')).html).toContain('Hecho a tiempo')
  expect((await page('family', '/work/on-time')).status).toBe(404)
})
