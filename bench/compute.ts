import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
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
const runs = Number(values.runs)
const root = resolve(values.data)
await mkdir(root, { recursive: true })
const world = await makeWorld(root, Number(values.students), Number(values.days))
const out = join(root, 'out')
await mkdir(out, { recursive: true })

type Run = { side: string; ms: number; mb: number; cpuMs: number; cube: string; digest?: string }

function side(name: string, run: number): Run {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./compute-side.ts', import.meta.url)), name, world.folder, out, String(run)],
    { encoding: 'utf8', maxBuffer: 1 << 24 },
  )
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}`)
  return JSON.parse(child.stdout) as Run
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

// The sides take turns, so that a busy minute of the machine hits all of them.
const results: Record<string, Run[]> = { baseline: [], full: [], next: [] }
side('before', 0)
for (let run = 0; run < runs; run++) for (const name of Object.keys(results)) results[name]?.push(side(name, run))

await sameCubes()
const of = (name: string) => ({
  ms: median((results[name] ?? []).map((r) => r.ms)),
  cpu: median((results[name] ?? []).map((r) => r.cpuMs)),
  mb: Math.max(...(results[name] ?? []).map((r) => r.mb)),
})
const [base, full, next] = [of('baseline'), of('full'), of('next')]
const line = (what: string, r: { ms: number; cpu: number; mb: number }) =>
  console.log(
    `${what.padEnd(44)} ${r.ms.toFixed(0).padStart(8)} ms ${r.cpu.toFixed(0).padStart(8)} ms cpu ${r.mb.toFixed(0).padStart(6)} MB`,
  )
console.log(
  `${world.students} students x ${world.days} days, ${world.schools} schools, medians of ${runs}, peak memory of the whole process`,
)
line('hand-written SQL over one row a day', base)
line('full recompute, served slice included', full)
line('one more day', next)
const share = (a: { ms: number; cpu: number }, b: { ms: number; cpu: number }) =>
  `${(a.ms / b.ms).toFixed(2)} by the clock, ${(a.cpu / b.cpu).toFixed(2)} of processor time`
console.log(`full recompute / hand-written: ${share(full, base)} (goal 1.00, aim 0.33)`)
console.log(`one more day / full recompute: ${share(next, full)} (goal 0.15)`)
console.log(`peak memory: ${Math.max(full.mb, next.mb).toFixed(0)} MB (goal 1024)`)

/** Stops when the cube of the product and the one of the hand-written SQL differ in any row, or the quick way and the full one in their digest. */
async function sameCubes(): Promise<void> {
  const digests = new Set([...(results.full ?? []), ...(results.next ?? [])].map((r) => r.digest))
  if (digests.size !== 1) throw new Error('One more day and the full recompute gave different cubes.')
  const duck = await openDuck({ directories: [out], temp: join(out, 'temp-check'), threads: 2, memory: '700MB' })
  const cube = (name: string) =>
    `select school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum from read_parquet(${literal(join(out, name))})`
  const without = (one: string, other: string) => `(select count(*) from ((${cube(one)}) except all (${cube(other)})))`
  const [full, next, hand] = ['full/*.parquet', 'next/*.parquet', 'baseline.parquet'] as const
  const [row] = await duck.rows(`select (select count(*) from (${cube(full)})) as rows,
    ${without(full, hand)} as more, ${without(hand, full)} as fewer, ${without(full, next)} + ${without(next, full)} as otherwise`)
  duck.close()
  if (row?.otherwise !== 0) throw new Error('One more day and the full recompute wrote different rows.')
  if (row?.more !== 0 || row.fewer !== 0)
    throw new Error(
      `The cubes differ: ${row?.more} rows only in the product's, ${row?.fewer} only in the hand-written one.`,
    )
  console.log(`All three cubes are equal: ${row.rows} rows.`)
}
