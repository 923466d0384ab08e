import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { projectRoot } from '../../../platform/config.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { identify, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { importPlan } from '../../plans/index.ts'
import { itemsFor } from '../reading.ts'
import { headOf } from '../rules.ts'
import { itemsFrom } from '../store.ts'
import { cyclePrefix, takeSeries } from './actions.ts'
import { cyclesOf } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>

beforeAll(async () => {
  fixToday('2026-10-16')
  services = { ...(await freshServices()), listeners: [], answers: [] }
  one = await loadSample(services.db, 'D1')
  // A plan in which a school answers for what the office of data did.
  const text = readFileSync(join(projectRoot, 'plans', 'mill-river-2026-29.plan.yaml'), 'utf8').replace(
    'orgCode: DATA,',
    'orgCode: A,',
  )
  await one.within((tx) =>
    importPlan(services, tx, one.scope, { districtId: one.id, text, kind: 'own', current: true }),
  )
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

it('names the principal as the head of a school, and the head of the office elsewhere', () => {
  expect(headOf({ kind: 'school', org_id: 4 })).toEqual({ role: 'principal', org_id: 4 })
  expect(headOf({ kind: 'office', org_id: 5 })).toEqual({ role: 'office_head', org_id: 5 })
})

it('asks the principal for the part of a school, and the question stands on their list', async () => {
  await one.within((tx) =>
    takeSeries(tx, one.scope, one.id, {
      slug: 'school-report',
      title: { en: 'Report of the schools', es: 'Informe de las escuelas' },
      plan: 'mill-river-2026-29',
      chosen: { elements: ['g6', 's2-1'] },
      rule: { kind: 'recurs', every: 'three_times_a_year', days: 'office', off: 'before' },
      opens_before: 14,
      closes_after: 10,
      from: '2026-07-01',
    }),
  )
  const items = await one.within(async (tx) => {
    const [cycle] = await cyclesOf(tx, [one.id])
    return itemsFrom(tx, one.id, cyclePrefix(cycle?.cycle_id ?? 0))
  })
  expect(items.map((item) => [item.owner_role, item.owner_org])).toContainEqual(['principal', one.idOf('A')])
  expect(items.some((item) => item.owner_role === 'office_head' && item.owner_org === one.idOf('A'))).toBe(false)
  const { token } = await signIn(services.db, {
    email: 'principal.a@d1.example.org',
    password: samplePassword,
    address: 'a',
  })
  const visitor = await identify(services.db, token)
  if (!visitor) throw new Error('nobody')
  const mine = await inScope(services.db, visitor.scope, (tx) => itemsFor(tx, visitor, { lang: 'en' }))
  expect(mine.totals.total).toBeGreaterThan(0)
})
