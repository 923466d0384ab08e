import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { accept } from '../src/modules/feeds/actions/decide.ts'
import { examine } from '../src/modules/feeds/actions/examine.ts'
import { load } from '../src/modules/feeds/actions/load.ts'
import { finishPurge, purge } from '../src/modules/feeds/actions/purge.ts'
import { receive } from '../src/modules/feeds/actions/receive.ts'
import { runData } from '../src/modules/feeds/store.ts'
import { findingCounts } from '../src/modules/feeds/store.ts'
import { versionsOfImport } from '../src/modules/feeds/store-version.ts'
import { copyOrgs, copyStudentKeys, systemScope } from '../src/modules/people/index.ts'
import { inScope } from '../src/platform/db/scope.ts'
import { literal, openDuck } from '../src/platform/duckdb.ts'
import { benchServices } from './import-district.ts'

/**
 * One measured run in a process of its own. Arguments: side (bare | checked), folder of the files; for `checked` also the home folder, the address of the
 * database and the district. Prints one line of JSON.
 *
 * `checked` is the product's own way from the received file to the committed version: `examine`, then `load`, with everything that they do in PostgreSQL
 * (what is known comes out, findings, versions, source of every school-day, submissions and freshness go in). Not measured: receiving, a person's decision.
 */
const [side = '', folder = '', home = '', url = '', district = ''] = process.argv.slice(2)
const upload = join(folder, 'attendance.csv')

type Measured = { ms: number; cpuMs: number; mb: number }
async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const before = process.cpuUsage()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }
}

async function bare() {
  const duck = await openDuck({ directories: [folder], temp: join(folder, 'temp-bare'), threads: 2, memory: '700MB' })
  const result = await measured(() =>
    duck.run(
      `copy (select * from read_csv(${literal(upload)})) to ${literal(join(folder, 'bare.parquet'))} (format parquet, compression zstd)`,
    ),
  )
  duck.close()
  return result
}

async function checked() {
  const { services, close } = await benchServices(home, url)
  const districtId = Number(district)
  const scope = await systemScope(services.db, 'feeds', districtId)
  const told = { districtId, kind: null, name: 'attendance.csv', via: 'command' as const, by: 'bench', send: false }
  const { row } = await receive(services, scope, createReadStream(upload), told)
  const id = row.import_id
  const yes = { status: 'preliminary' as const, note: '', embargoUntil: null, embargoAccounts: [] }
  const decider = { scope, name: 'bench', version: null }
  const part = [await measured(() => examine(services, districtId, id))]
  await inScope(services.db, scope, (tx) => accept(services, tx, id, decider, yes, false))
  part.push(await measured(() => load(services, districtId, id)))
  const seen = await inScope(services.db, scope, async (tx) => {
    await runData(tx, districtId)
    await copyStudentKeys(tx, districtId, join(home, 'tmp', 'keys.csv'))
    await copyOrgs(tx, districtId, join(home, 'tmp', 'orgs.csv'))
    return { findings: await findingCounts(tx, id), versions: await versionsOfImport(tx, id) }
  })
  const version = seen.versions.find((one) => one.dataset === 'attendance')
  const done = {
    findings: seen.findings,
    kept: version?.rows ?? 0,
    ...(await compare(join(home, version?.path ?? ''))),
  }
  await finishPurge(
    services,
    await inScope(services.db, scope, (tx) => purge(services, tx, scope, id, 'bench', 'next run')),
  )
  await close()
  const sum = (name: keyof Measured) => part.reduce((all, one) => all + one[name], 0)
  return {
    ms: sum('ms'),
    cpuMs: sum('cpuMs'),
    mb: part[1]?.mb ?? 0,
    examineMs: part[0]?.ms ?? 0,
    loadMs: part[1]?.ms ?? 0,
    done,
  }
}

/** Holds the loaded rows against the file itself, read in the simplest way. `differing` must be 0. */
async function compare(version: string) {
  const duck = await openDuck({
    directories: [folder, home],
    temp: join(folder, 'temp-compare'),
    threads: 2,
    memory: '700MB',
  })
  const csv = (name: string) => `read_csv(${literal(join(home, 'tmp', name))}, all_varchar = true)`
  const [row] = await duck.rows<{ records: number; differing: number; blank: number }>(`
    with wanted as (
      select cast(k.student_key as bigint) as student_key, cast(o.org_id as integer) as org_id, f.date as day, f.status as kind,
        cast(coalesce(f.portion, if(f.status = 'tardy', 0, 100)) as smallint) as portion
      from read_csv(${literal(upload)}) f join ${csv('keys.csv')} k on k.external_id = f.student_id join ${csv('orgs.csv')} o on o.code = f.school_code
      where f.status <> 'present'
    ),
    loaded as (
      select student_key, org_id, day, kind, portion from read_parquet(${literal(version)}) where kind <> 'no_record'
    )
    select (select count(*) from read_csv(${literal(upload)})) as records, (select count(*) from read_parquet(${literal(version)}) where kind = 'no_record') as blank,
      (select count(*) from ((select * from wanted except all select * from loaded) union all (select * from loaded except all select * from wanted))) as differing`)
  duck.close()
  return row
}

const result = side === 'bare' ? await bare() : await checked()
console.log(JSON.stringify({ side, ...result }))
process.exit(0)
