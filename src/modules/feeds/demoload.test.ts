import { it } from 'vitest'
import { generateDemo } from '../../../demo/generate.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { fixToday } from '../../platform/clock.ts'
import { inScope } from '../../platform/db/scope.ts'
import { systemScope } from '../people/index.ts'
import { importFile, current } from './index.ts'
it('demo', async () => {
  fixToday('2026-11-20')
  const services = await freshServices()
  const made = await generateDemo({ out: '/tmp/fx/demo', seed: 20261120, today: '2026-11-20' })
  const order = ['organizations', 'calendar', 'students', 'enrollment', 'submissions', 'attendance']
  const files = made.files.filter((f) => f.kind !== 'portfolios').sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  let districtId: number | null = null
  const begin = performance.now()
  for (const f of files) {
    const a = performance.now()
    const done: Awaited<ReturnType<typeof importFile>> = await importFile({ services, scope: await systemScope(services.db, 'demo', districtId), districtId, path: f.path, accept: true })
    districtId = done.districtId
    console.log(f.path, Math.round(performance.now() - a), done.import.state, done.import.stop_code, JSON.stringify(done.import.counts), JSON.stringify(done.findings), JSON.stringify(done.import.guards).slice(0, 300))
  }
  console.log('all', Math.round(performance.now() - begin))
  const scope = await systemScope(services.db, 'demo', districtId)
  console.log(await inScope(services.db, scope, async (tx) => (await current(tx, districtId as number)).map((v) => `${v.dataset} ${v.school_year} v${v.version} ${v.rows} ${v.through_date}`)))
  await services.end()
}, 300000)
