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
import { query } from '../src/platform/db/database.ts'
import { makeApp, sessionCookie } from '../src/platform/web/server.ts'
import { chainRoutes } from '../src/modules/work/chain/routes.tsx'
import { routes } from '../src/modules/work/routes.tsx'
import { itemsFrom } from '../src/modules/work/store.ts'
import { viewRoutes } from '../src/modules/work/views/routes.tsx'
import { bareTable } from './work-baseline.ts'
import { startPostgres } from '../src/platform/postgres/server.ts'
import type { Visitor } from '../src/platform/web/route.ts'
import { benchServices } from './import-district.ts'

/**
 * 10,000 tasks on one plan: the list with its totals, the filters, one's own items, the tasks of the plan by date, and 50 rows saved in one post. Milliseconds by the
 * clock of this process, each call in a transaction of its own under row security; the aim is 100 ms. Pages are not rendered here (50 rows a page).
 *
 * Then whole pages, from address to HTML without the frame: list, filters, timeline with what waits for what, board; and 200 people who update the same items at once. These
 * stand beside a bare table with plain SQL in the same run (`work-baseline.ts`): what counts is the ratio.
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
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
  console.log(`load average ${load}`)
  // First all of them; then the same list again; then every one with another title.
  const taken: Record<string, readonly NewItem[]> = {
    'items taken': tasks,
    'items taken again': tasks,
    'items changed': tasks.map((task) => ({ ...task, title: { ...task.title, en: `${task.title.en}, longer` } })),
  }
  for (const [what, list] of Object.entries(taken)) {
    const began = performance.now()
    await inScope(services.db, scope, (tx) => saveItems(tx, scope, district, 'plan:large/', list))
    console.log(`${size} ${what} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }

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
  await pages()
  await close()

  /** Whole pages and many writers, each beside the same by hand. */
  async function pages(): Promise<void> {
    await inScope(services.db, scope, async (tx) => {
      // Chains of twenty: every item but the first of each waits for the one before.
      await query(
        tx,
        `insert into work.dependency (district_id, item_id, needs_item, source)
         select $1, i.item_id, i.item_id - 1, 'person' from work.item i join work.item b on b.item_id = i.item_id - 1 where i.item_id % 20 <> 0`,
        [district],
      )
    })
    const bare = await bareTable(server.ownerUrl, district, today)
    const app = makeApp({
      services,
      routes: [...chainRoutes, ...viewRoutes, ...routes],
      identify: async () => ({ ...visitor, csrf: 'bench' }),
      render: (_ctx, options) => options.body as never,
      trouble: (error) => ({ title: error.code, body: error.message }),
      files: () => null,
    })
    const cookie = `${sessionCookie}=bench`
    const get = async (path: string): Promise<void> => {
      const answer = await app.request(`http://localhost${path}`, { headers: { cookie } })
      await answer.text()
      if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}.`)
    }
    const median = async (work: () => Promise<unknown>): Promise<number> => {
      const took: number[] = []
      await work()
      for (let run = 0; run < runs; run++) {
        const start = performance.now()
        await work()
        took.push(performance.now() - start)
      }
      return took.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
    }
    const beside: Record<string, [path: string, hand: () => Promise<unknown>]> = {
      'page: list of the plan': ['/work/list?plan=large', bare.list],
      'page: list, far on': [`/work/list?plan=large&after=${addDays('2026-08-01', 300)}.1`, bare.list],
      'page: list, only late': ['/work/list?plan=large&late=yes', bare.late],
      'page: timeline of the plan': ['/work/timeline?plan=large&from=2025-07-01&to=2027-06-30', bare.timeline],
      'page: board of the plan': ['/work/board?plan=large', bare.board],
    }
    for (const [what, [path, hand]] of Object.entries(beside)) {
      const [ours, theirs] = [await median(() => get(path)), await median(hand)]
      console.log(
        `${what}: median ${ours.toFixed(1)} ms, by hand ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}${ours > 100 ? ' (over 100 ms)' : ''}`,
      )
    }
    await writers(app, cookie, bare.update)
    await bare.close()
  }

  /** 200 people at once, four on each of fifty items, all from the same version: two write the note, two the day. Nothing may be lost. */
  async function writers(
    app: ReturnType<typeof makeApp>,
    cookie: string,
    byHand: (id: number, note: string) => Promise<void>,
  ): Promise<void> {
    const people = 200
    const some = (await inScope(services.db, scope, (tx) => itemsFrom(tx, district, 'plan:large/'))).slice(-people / 4)
    const send = async (at: number): Promise<{ status: number; ms: number; fields: Record<string, string> }> => {
      const item = some[Math.floor(at / 4)]
      const fields: Record<string, string> = at % 4 < 2 ? { note: `by ${at}` } : { due_on: addDays('2027-08-01', at) }
      const start = performance.now()
      const answer = await app.request(`http://localhost/work/${item?.item_id}`, {
        method: 'POST',
        headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrf: 'bench', version: String(item?.version), ...fields }).toString(),
      })
      await answer.text()
      return { status: answer.status, ms: performance.now() - start, fields }
    }
    const all = Array.from({ length: people }, (_, at) => at)
    const answers = await Promise.all(all.map(send))
    const after = await inScope(services.db, scope, (tx) => itemsFrom(tx, district, 'plan:large/'))
    const now = new Map(after.map((item) => [item.item_id, item]))
    const history = await inScope(services.db, scope, (tx) =>
      query<{ object_id: string; version: number; became: Record<string, unknown> }>(
        tx,
        `select object_id, version, became from platform.change where object = 'work.item' and object_id = any ($1)`,
        [some.map((item) => String(item.item_id))],
      ),
    )
    for (const [at, was] of some.entries()) {
      const mine = answers.slice(at * 4, at * 4 + 4)
      const saved = mine.filter((one) => one.status === 303).length
      const item = now.get(was.item_id)
      // Of each pair that wanted the same field one is saved and one is told; every saved one is a version of its own.
      if (
        mine.some((one) => one.status !== 303 && one.status !== 409) ||
        saved !== 2 ||
        item?.version !== was.version + 2
      )
        throw new Error(`An update of item ${was.item_id} was lost: ${mine.map((one) => one.status).join(', ')}.`)
      // What was acknowledged stands in the history, what was not does not.
      for (const one of mine)
        for (const [name, value] of Object.entries(one.fields)) {
          const told = history.filter(
            (change) => change.object_id === String(was.item_id) && change.became[name] === value,
          ).length
          if (told !== (one.status === 303 ? 1 : 0))
            throw new Error(
              `The history of item ${was.item_id} says ${told} times what was answered with ${one.status}.`,
            )
        }
    }
    const hand = await Promise.all(
      all.map(async (at) => {
        const start = performance.now()
        await byHand(some[Math.floor(at / 4)]?.item_id ?? 0, `by ${at}`)
        return performance.now() - start
      }),
    )
    const told = (took: readonly number[]) => {
      const sorted = took.toSorted((a, b) => a - b)
      return { median: sorted[people / 2] ?? 0, p99: sorted[Math.floor(people * 0.99)] ?? 0, most: sorted.at(-1) ?? 0 }
    }
    const [ours, theirs] = [told(answers.map((one) => one.ms)), told(hand)]
    console.log(
      `${people} people at once: no update lost; median ${ours.median.toFixed(0)} ms, 99th ${ours.p99.toFixed(0)} ms, most ${ours.most.toFixed(0)} ms; ` +
        `by hand ${theirs.median.toFixed(0)}, ${theirs.p99.toFixed(0)}, ${theirs.most.toFixed(0)} ms; ratio of medians ${(ours.median / theirs.median).toFixed(2)}`,
    )
  }
} finally {
  await server.stop()
  rmSync(place, { recursive: true, force: true })
}
