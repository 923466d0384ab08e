import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { migrateAll } from '../src/app/migrate.ts'
import { setOp } from '../src/modules/plans/editing/build.ts'
import { changeDraft, freezeDraft, openDraft, takeDraft } from '../src/modules/plans/editing/drafts.ts'
import { largePlan } from '../src/modules/plans/editing/large.ts'
import type { Op } from '../src/modules/plans/editing/ops.ts'
import { planGraph } from '../src/modules/plans/graph.ts'
import { canonical } from '../src/modules/plans/file/canonical.ts'
import { loadPlan } from '../src/modules/plans/index.ts'
import { elementRows } from '../src/modules/plans/rules.ts'
import { planById } from '../src/modules/plans/store.ts'
import { makeDistrict, systemScope } from '../src/modules/people/index.ts'
import { query } from '../src/platform/db/database.ts'
import { inScope, makeScope } from '../src/platform/db/scope.ts'
import { startPostgres } from '../src/platform/postgres/server.ts'
import { benchServices } from './import-district.ts'

/**
 * What adopting a draft costs, at 200, 2,000 and 20,000 elements: check, digest, version, rows, history, promises. Against the same by hand: the old and the new
 * plan parsed and written as JSON, a digest, one INSERT of the text, and a bare DELETE and INSERT of the rows in a table without policies and indexes.
 * Processor time of node and of its PostgreSQL backend; the clock beside it.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
const place = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
chmodSync(place, 0o755)
const home = join(place, 'home')
await mkdir(home)
const server = await startPostgres({ folder: join(place, 'pg'), database: 'bench' })
type Cost = { cpu: number; wall: number }
const median = (all: readonly Cost[]): Cost => ({
  cpu: all.map((one) => one.cpu).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0,
  wall: all.map((one) => one.wall).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0,
})
/** Processor time of another process so far, in milliseconds (Linux counts in hundredths of a second). */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}
async function cost(pid: number, work: () => Promise<unknown>): Promise<Cost> {
  const [own, backend, began] = [process.cpuUsage(), cpuOf(pid), performance.now()]
  await work()
  const wall = performance.now() - began
  const { user, system } = process.cpuUsage(own)
  return { cpu: (user + system) / 1000 + cpuOf(pid) - backend, wall }
}

try {
  await migrateAll(server.ownerUrl)
  const { services, close } = await benchServices(home, server.appUrl)
  const bare = new pg.Client({ connectionString: server.superUrl })
  await bare.connect()
  const barePid = (await bare.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0
  await bare.query(`create table bench_version (canonical text, digest text);
    create table bench_element (element text, code text, old_codes text[], level text, role text, sort int, parents text[], title jsonb, owner text, owner_code text, from_date date, to_date date, words text)`)
  const founder = await systemScope(services.db, 'setup', null)
  const about = { state_code: 'CT', state_name: 'Connecticut', code: '1', name: 'Somewhere', from_date: '2020-07-01' }
  const district = await inScope(services.db, founder, (tx) => makeDistrict(tx, founder, about))
  const scope = makeScope({
    actor: 1,
    name: 'account:1',
    districts: [district],
    orgs: [],
    students: [],
    inside: [district],
  })
  console.log(
    `load average ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}, node and backend, medians of ${values.runs}`,
  )
  const each: number[] = []
  for (const size of [200, 2000, 20_000]) {
    const plan = { ...largePlan(size), id: `large-${size}` }
    const { plan_id } = await loadPlan(services, { districtId: district, plan, kind: 'own' })
    const adopted: Cost[] = []
    const byHand: Cost[] = []
    for (let run = 0; run < Number(values.runs); run++) {
      const draft = await inScope(services.db, scope, async (tx) => {
        const row = await planById(tx, plan_id)
        if (!row) throw new Error('no plan')
        return openDraft(tx, scope, row, 'bench')
      })
      await inScope(services.db, scope, (tx) =>
        changeDraft(tx, scope, draft, ({ plan: now }) => {
          const one = now.elements[run * 7]
          if (!one) return null
          const title = { ...one.title, en: `Changed ${run}` }
          return setOp({ list: 'elements', id: one.id }, one, { ...one, title }) as Op
        }),
      )
      await inScope(services.db, scope, (tx) => freezeDraft(tx, scope, draft))
      await inScope(services.db, scope, async (tx) => {
        const pid = (await query<{ pid: number }>(tx, 'select pg_backend_pid() as pid', []))[0]?.pid ?? 0
        adopted.push(await cost(pid, () => takeDraft(services, tx, scope, draft, 'bench')))
      })
      const text = canonical(plan)
      const rows = elementRows(planGraph(plan))
      byHand.push(
        await cost(barePid, async () => {
          const old: unknown = JSON.parse(text)
          const written = JSON.stringify(old)
          const digest = createHash('sha256').update(written).digest('hex')
          await bare.query('begin')
          await bare.query('insert into bench_version values ($1, $2)', [written, digest])
          await bare.query('delete from bench_element')
          await bare.query(
            'insert into bench_element select * from jsonb_populate_recordset(null::bench_element, $1::jsonb)',
            [JSON.stringify(rows)],
          )
          await bare.query('commit')
        }),
      )
    }
    const [ours, theirs] = [median(adopted), median(byHand)]
    each.push(ours.cpu / size)
    console.log(
      `${size} elements: adopted in ${ours.cpu.toFixed(0)} ms cpu (${ours.wall.toFixed(0)} wall), by hand ${theirs.cpu.toFixed(0)} (${theirs.wall.toFixed(0)} wall): ${(ours.cpu / theirs.cpu).toFixed(2)} cpu`,
    )
  }
  console.log(`100x costs ${((each[2] ?? 0) / (each[0] ?? 1)).toFixed(2)} of 1x for one element (goal: at most 1.5)`)
  await bare.end()
  await close()
} finally {
  await server.stop()
  rmSync(place, { recursive: true, force: true })
}
