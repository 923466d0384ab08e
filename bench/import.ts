import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { migrateAll } from '../src/app/migrate.ts'
import { literal, openDuck } from '../src/platform/duckdb.ts'
import { startPostgres } from '../src/platform/postgres/server.ts'
import { makeWorld } from './compute-data.ts'
import { benchDistrict } from './import-district.ts'

const { values } = parseArgs({
  options: {
    students: { type: 'string' },
    rows: { type: 'string' },
    days: { type: 'string', default: '180' },
    runs: { type: 'string', default: '5' },
    data: { type: 'string', default: 'bench/.data' },
  },
})
const root = resolve(values.data)
await mkdir(root, { recursive: true })
const days = Number(values.days)
// A student has a row on 97.5 % of the days.
const students = Number(values.students ?? (values.rows ? Math.round(Number(values.rows) / days / 0.975) : 20_000))
const { folder } = await makeWorld(root, students, days)
const upload = join(folder, 'attendance.csv')
if (!existsSync(upload)) {
  const duck = await openDuck({ directories: [root], temp: join(root, 'temp'), threads: 2, memory: '1GB' })
  // Every student and day is in the file, as a positive school would send it, day by day as files are: not sorted by student.
  await duck.run(`
    copy (select 'S' || lpad(cast(student_key % 100000000000 as varchar), 11, '0') as student_id, 'MR' || org_id as school_code, day as date, status, case when portion between 1 and 99 then portion end as portion
      from read_parquet(${literal(join(folder, 'daily/*.parquet'))}) order by day, org_id, student_key) to ${literal(`${upload}.part`)} (format csv, header)`)
  duck.close()
  await rename(`${upload}.part`, upload)
}

type Done = { findings: unknown[]; kept: number; records: number; differing: number; blank: number }
type Run = { ms: number; mb: number; cpuMs: number; examineMs?: number; loadMs?: number; done?: Done }
function side(...told: string[]): Run {
  const script = fileURLToPath(new URL('./import-side.ts', import.meta.url))
  const child = spawnSync(process.execPath, ['--import', 'tsx', script, ...told], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`${told[0]} failed:\n${child.stderr}`)
  return JSON.parse(child.stdout) as Run
}
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const place = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
chmodSync(place, 0o755)
const server = await startPostgres({ folder: join(place, 'pg'), database: 'bench' })
const results: { bare: Run[]; checked: Run[] } = { bare: [], checked: [] }
try {
  await migrateAll(server.ownerUrl)
  const home = join(place, 'home')
  await mkdir(home)
  const district = await benchDistrict(folder, home, server.appUrl)
  for (let run = 0; run < Number(values.runs); run++) {
    results.bare.push(side('bare', folder))
    results.checked.push(side('checked', folder, home, server.appUrl, String(district)))
    const done = results.checked.at(-1)?.done
    if (done?.findings.length !== 0) throw new Error(`The clean file had findings: ${JSON.stringify(done?.findings)}`)
    if (done.differing !== 0) throw new Error(`${done.differing} loaded rows are not those of the file.`)
  }
} finally {
  await server.stop()
  rmSync(place, { recursive: true, force: true })
}

const of = (name: 'bare' | 'checked', what: 'ms' | 'cpuMs' | 'examineMs' | 'loadMs') =>
  median(results[name].map((run) => run[what] ?? 0))
const done = results.checked.at(-1)?.done
console.log(
  `${done?.records} records in ${(statSync(upload).size / 1e6).toFixed(0)} MB of CSV, ${done?.kept} rows kept (${done?.blank} of them no_record), medians of ${values.runs}, load average ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
)
for (const name of ['bare', 'checked'] as const)
  console.log(
    `${(name === 'bare' ? 'bare read_csv to Parquet' : 'examined and loaded').padEnd(25)} ${of(name, 'ms').toFixed(0).padStart(7)} ms wall ${of(name, 'cpuMs').toFixed(0).padStart(7)} ms cpu ${Math.max(
      ...results[name].map((run) => run.mb),
    )
      .toFixed(0)
      .padStart(6)} MB`,
  )
console.log(
  `of which examine ${of('checked', 'examineMs').toFixed(0)} ms, load ${of('checked', 'loadMs').toFixed(0)} ms`,
)
const ratio = (what: 'ms' | 'cpuMs') => (of('checked', what) / of('bare', what)).toFixed(2)
console.log(`checked / bare: ${ratio('ms')} wall, ${ratio('cpuMs')} cpu (goal 1.20)`)
