import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrateAll } from '../src/app/migrate.ts'
import { makeDistrict, systemScope } from '../src/modules/people/index.ts'
import { saveItems } from '../src/modules/work/actions.ts'
import { updateMany } from '../src/modules/work/table/actions.ts'
import { itemsOf } from '../src/modules/work/reading.ts'
import { type NewItem, states, unfinished } from '../src/modules/work/schema.ts'
import { listItems, totalsOf } from '../src/modules/work/store.ts'
import type { Tx } from '../src/platform/db/database.ts'
import { inScope, makeScope } from '../src/platform/db/scope.ts'
import { addDays } from '../src/platform/dates.ts'
import { startPostgres } from '../src/platform/postgres/server.ts'
import type { Visitor } from '../src/platform/web/route.ts'
import { benchServices } from './import-district.ts'

/**
 * 10,000 tasks on one plan: the list with its totals, the filters, one's own items, the tasks of the plan by date, and 50 rows saved in one post. Milliseconds by the
 * clock of this process, each call in a transaction of its own under row security; the aim is 100 ms. Pages are not rendered here (50 rows a page).
 */
const { values } = parseArgs({
  options: { items: { type: 'string', default: '10000' }, runs: { type: 'string', default: '9' } },
})
const size = Number(values.items)
const runs = Number(values.runs)
const place = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
chmodSync(place, 0o755)
const home = join(place, 'home')
await mkdir(home)
const server = await startPostgres({ folder: join(place, 'pg'), database: 'bench' })
const today = '2026-11-20'

try {
  await migrateAll(server.ownerUrl)
  const { services, close } = await benchServices(home, server.appUrl)
  const founder = await systemScope(services.db, 'setup', null)
  const about = { state_code: 'CT', state_name: 'Connecticut', code: '1', name: 'Somewhere', from_date: '2020-07-01' }
  const district = await inScope(services.db, founder, (tx) => makeDistrict(tx, founder, about))
  const parts = { districts: [district], orgs: [], students: [], inside: [district] }
  const scope = makeScope({ actor: null, name: 'system:bench', ...parts })
  const owned = (i: number): NewItem['owner'] =>
    i % 4 === 0 ? { role: 'superintendent', org_id: district } : { role: 'office_head', org_id: district }
  const tasks = Array.from(
    { length: size },
    (_, i): NewItem => ({
      source: `plan:large/t${i}`,
      kind: 'task',
      org_id: district,
      title: { en: `Task ${i}`, es: `Tarea ${i}` },
      plan: { slug: 'large', element: `t${i}`, code: `1.${i}` },
      owner: owned(i),
      starts_on: '2026-07-01',
      due_on: addDays('2026-08-01', i % 330),
    }),
  )
  const began = performance.now()
  await inScope(services.db, scope, (tx) => saveItems(tx, scope, district, 'plan:large/', tasks))
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
  console.log(`${size} items taken in ${((performance.now() - began) / 1000).toFixed(1)} s; load average ${load}`)

  const visitor: Visitor = {
    account_id: 1,
    name: 'Bench',
    lang: 'en',
    roles: [{ role: 'superintendent', org_id: district, district_id: district }],
    scope,
    csrf: '',
  }
  const all = { districts: [district], states: unfinished, today }
  const both = async (tx: Tx, filter: Parameters<typeof listItems>[1], offset = 0): Promise<void> => {
    await totalsOf(tx, filter)
    await listItems(tx, filter, { limit: 50, offset })
  }
  const measured: Record<string, (tx: Tx, run: number) => Promise<unknown>> = {
    'list of the district, first page': (tx) => both(tx, all),
    'list of the district, last page': (tx) => both(tx, all, size - 50),
    'only late ones': (tx) => both(tx, { ...all, late: true }),
    'every state': (tx) => both(tx, { ...all, states }),
    'my own': (tx) => both(tx, { owner: visitor, states: unfinished, today }),
    'tasks of the plan by date': (tx) => itemsOf(tx, { districtId: district, planSlug: 'large', today }),
    '50 rows saved in one post': async (tx, run) => {
      const rows = await listItems(tx, { owner: visitor, states: unfinished, today }, { limit: 50, offset: run * 50 })
      const typed = rows.map((row) => ({ id: row.item_id, typed: { version: row.version, note: `run ${run}` } }))
      const done = await updateMany(tx, visitor, typed)
      if (done.some((one) => one.kind !== 'saved')) throw new Error('A row was not saved.')
    },
  }
  for (const [what, work] of Object.entries(measured)) {
    const took: number[] = []
    for (let run = 0; run < runs; run++) {
      const start = performance.now()
      await inScope(services.db, scope, (tx) => work(tx, run))
      took.push(performance.now() - start)
    }
    const sorted = took.toSorted((a, b) => a - b)
    const median = sorted[Math.floor(runs / 2)] ?? 0
    console.log(`${what}: median ${median.toFixed(1)} ms, most ${(sorted.at(-1) ?? 0).toFixed(1)} ms`)
  }
  await close()
} finally {
  await server.stop()
  rmSync(place, { recursive: true, force: true })
}
