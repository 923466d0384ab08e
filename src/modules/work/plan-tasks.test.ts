import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { projectRoot } from '../../platform/config.ts'
import { ask } from '../../platform/events.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { loadSample } from '../people/sample.ts'
import { importPlan, taskStates } from '../plans/index.ts'
import { answers, listeners, takePlan } from './plan-tasks.ts'
import { itemsFrom } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
const slug = 'mill-river-2026-29'
const file = readFileSync(join(projectRoot, 'plans', `${slug}.plan.yaml`), 'utf8')

beforeAll(async () => {
  fixToday('2026-11-20')
  services = { ...(await freshServices()), listeners, answers }
  district = await loadSample(services.db, 'D1')
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const load = (text: string) =>
  district.within((tx) =>
    importPlan(services, tx, district.scope, { districtId: district.id, text, kind: 'own', current: true }),
  )
const items = () => district.within((tx) => itemsFrom(tx, district.id, `plan:${slug}/`))

it('turns the tasks of a plan into due items of the offices that it names', async () => {
  await load(file)
  const all = await items()
  expect(all.length).toBe(file.match(/level: task/g)?.length)
  const first = all.find((item) => item.element === 's1-1-i-1')
  expect(first).toMatchObject({
    code: '1.1.i.1',
    due_on: '2026-08-28',
    starts_on: '2026-07-01',
    href: `/plans/${slug}/s1-1-i-1`,
    state: 'open',
    owner_role: null,
  })
  const data = all.filter((item) => item.owner_org === district.idOf('DATA'))
  expect(data.length).toBeGreaterThan(0)
  expect(data[0]).toMatchObject({ owner_role: 'office_head', org_id: district.idOf('DATA') })
  expect(await district.within((tx) => takePlan(tx, district.scope, district.id, slug))).toEqual({
    added: 0,
    changed: 0,
    dropped: 0,
    same: all.length,
  })
})

it('answers the plan’s pages how tasks stand today', async () => {
  const told = (tasks: string[] | null, lang: 'en' | 'es') =>
    district.within((tx) =>
      ask(services, tx, district.scope, taskStates, { district_id: district.id, plan: slug, tasks, lang }),
    )
  const some = await told(['s1-1-i-1', 's1-1-i-3'], 'es')
  expect(some['s1-1-i-1']).toMatchObject({ state: 'Sin empezar, 84 días de atraso', standing: 'late' })
  expect(some['s1-1-i-3']).toMatchObject({ state: 'Sin empezar', standing: 'open' })
  expect(Object.keys(some)).toHaveLength(2)
  expect(Object.keys(await told(null, 'en'))).toHaveLength((await items()).length)
})

it('drops what is still to be done when the plan ends', async () => {
  await load(file.replace('state: adopted', 'state: archived'))
  expect(new Set((await items()).map((item) => item.state))).toEqual(new Set(['dropped']))
})
