import { afterAll, beforeAll, expect, it } from 'vitest'
import { castOn } from '../../demo/cast.ts'
import { demoUnits } from '../../demo/unit-plans.ts'
import { identify, loadCast, loadOrganizations, signIn, systemScope } from '../modules/people/index.ts'
import { org } from '../modules/people/sample.ts'
import { loadPlan } from '../modules/plans/index.ts'
import { fixToday, today } from '../platform/clock.ts'
import { query } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import { freshServices } from '../platform/testing/database.ts'
import { planText } from '../platform/testing/plan-site.tsx'
import type { Visitor } from '../platform/web/route.ts'
import { demoUnitPlans } from './demo-units.ts'

const day = '2026-11-20'
const password = 'correct horse battery'
let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  fixToday(day)
  services = await freshServices()
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

it('the demo writes plans of schools and offices at four points of their life, with comments', async () => {
  const code = '9990011'
  const founder = await systemScope(services.db, 'setup', null)
  const row = (org_code: string, kind: string, parent_code: string) => org({ org_code, kind, parent_code })
  const { district_id: district } = await inScope(services.db, founder, (tx) =>
    loadOrganizations(tx, founder, null, [
      row('CT', 'state', ''),
      row(code, 'district', 'CT'),
      row('RIVER', 'zone', code),
      row('NORTH', 'zone', code),
      row('OSS', 'office', code),
      row('SCHOOLS', 'office', code),
      { ...row('53011', 'school', 'RIVER'), low_grade: '6', high_grade: '8' },
      { ...row('01011', 'school', 'NORTH'), low_grade: 'K', high_grade: '5' },
    ]),
  )
  const scope = await systemScope(services.db, 'demo', district)
  const keys = new Set(demoUnits.flatMap((one) => [one.writer, one.reviewer]))
  const cast = castOn(day).filter((one) => keys.has(one.key))
  await inScope(services.db, scope, (tx) => loadCast(tx, scope, district, cast, password))
  await loadPlan(services, { districtId: district, text: planText('mill-river-2026-29'), kind: 'own', current: true })
  const known = new Map<string, Visitor>()
  const person = async (key: string): Promise<Visitor> => {
    const found = known.get(key)
    if (found) return found
    const { token } = await signIn(services.db, { email: `${key}@millriver.example`, password, address: key })
    const visitor = await identify(services.db, token)
    if (!visitor) throw new Error(key)
    known.set(key, visitor)
    return visitor
  }
  expect(await demoUnitPlans(services, district, person)).toBe(4)
  expect(today()).toBe(day)
  const plans = await inScope(services.db, scope, (tx) =>
    query<{ slug: string; state: string; drafts: string | null; named: number; comments: number; open: number }>(
      tx,
      `select p.slug, p.state, (select max(d.state) from plans.draft d where d.plan_id = p.plan_id) as drafts, a.named,
         (select count(*)::int from plans.review_comment c where c.plan_id = p.plan_id) as comments,
         (select count(*)::int from plans.review_comment c where c.plan_id = p.plan_id and c.state = 'open') as open
       from plans.plan p join plans.alignment a on a.plan_id = p.plan_id where p.unit_id is not null order by p.plan_id`,
    ),
  )
  expect(plans).toEqual([
    { slug: 'school-53011-2027', state: 'adopted', drafts: 'adopted', named: 2, comments: 3, open: 1 },
    { slug: 'school-01011-2027', state: 'draft', drafts: 'open', named: 0, comments: 2, open: 2 },
    { slug: 'office-oss-2027', state: 'draft', drafts: 'review', named: 0, comments: 0, open: 0 },
    { slug: 'office-schools-2027', state: 'draft', drafts: null, named: 0, comments: 0, open: 0 },
  ])
})
