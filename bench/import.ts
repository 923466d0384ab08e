import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { literal, openDuck } from '../src/platform/duckdb.ts'
import { makeWorld } from './compute-data.ts'

const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '20000' },
    days: { type: 'string', default: '180' },
    runs: { type: 'string', default: '5' },
    data: { type: 'string', default: 'bench/.data' },
  },
})
const root = resolve(values.data)
await mkdir(root, { recursive: true })
const { folder } = await makeWorld(root, Number(values.students), Number(values.days))
const upload = join(folder, 'attendance.csv')
if (!existsSync(upload)) {
  const duck = await openDuck({ directories: [root], temp: join(root, 'temp'), threads: 2, memory: '1GB' })
  const at = (name: string) => literal(join(folder, name))
  // Every student and day is in the file, as a positive school would send it, day by day as files are: not sorted by student.
  await duck.run(`
    copy (select distinct 'S' || lpad(cast(student_key % 100000000000 as varchar), 11, '0') as student_id, student_key from read_parquet(${at('enrollment.parquet')})) to ${at('student-ids.parquet')} (format parquet);
    copy (select 'MR' || org_id as school_code, org_id from read_parquet(${at('org.parquet')})) to ${at('schools.parquet')} (format parquet);
    copy (select 'S' || lpad(cast(student_key % 100000000000 as varchar), 11, '0') as student_id, 'MR' || org_id as school_code, day as date, status, case when portion between 1 and 99 then portion end as portion
      from read_parquet(${at('daily/*.parquet')}) order by day, org_id, student_key) to ${literal(`${upload}.part`)} (format csv, header)`)
  duck.close()
  await rename(`${upload}.part`, upload)
}

type Run = { ms: number; mb: number; cpuMs: number; done: { records?: number; kept?: number; checks?: unknown[] } }
function side(name: string): Run {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./import-side.ts', import.meta.url)), name, folder],
    { encoding: 'utf8' },
  )
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}`)
  return JSON.parse(child.stdout) as Run
}
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const results = { bare: [] as Run[], checked: [] as Run[] }
for (let run = 0; run < Number(values.runs); run++)
  for (const name of ['bare', 'checked'] as const) results[name].push(side(name))
const last = results.checked.at(-1)?.done
if (last?.checks?.length !== 0) throw new Error(`The clean file had findings: ${JSON.stringify(last?.checks)}`)
const ms = (name: 'bare' | 'checked') => median(results[name].map((r) => r.ms))
console.log(
  `${last.records} records in ${(statSync(upload).size / 1e6).toFixed(0)} MB of CSV, ${last.kept} rows kept, medians of ${values.runs}`,
)
for (const name of ['bare', 'checked'] as const)
  console.log(
    `${name === 'bare' ? 'bare read_csv to Parquet' : 'mapped and checked'.padEnd(24)} ${ms(name).toFixed(0).padStart(8)} ms ${median(
      results[name].map((r) => r.cpuMs),
    )
      .toFixed(0)
      .padStart(8)} ms cpu ${Math.max(...results[name].map((r) => r.mb))
      .toFixed(0)
      .padStart(6)} MB`,
  )
console.log(`checked / bare: ${(ms('checked') / ms('bare')).toFixed(2)} (goal 1.20)`)
