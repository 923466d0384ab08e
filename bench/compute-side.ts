import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { computeCubes } from '../src/modules/indicators/engine/compute.ts'
import { paramsOfYear } from '../src/modules/indicators/definitions/parameters.ts'
import { literal, openDuck } from '../src/platform/duckdb.ts'

/** One measured run in a process of its own, so that its memory is its own. Arguments: side, folder of the world, output folder, run. Prints one line of JSON. */
const [side = '', folder = '', out = '', run = '0'] = process.argv.slice(2)
const duck = await openDuck({
  directories: [folder, out],
  temp: join(out, `temp-${side}`),
  threads: 2,
  memory: '700MB',
})
const at = (name: string) => join(folder, `${name}.parquet`)
const cube = join(out, side === 'baseline' ? 'baseline.parquet' : side)
await rm(cube, { recursive: true, force: true })
const began = performance.now()
const spent = process.cpuUsage()
const note = side === 'baseline' ? await baseline() : await product(side)
const ms = performance.now() - began
const cpu = process.cpuUsage(spent)
duck.close()
console.log(
  JSON.stringify({
    side,
    ms,
    mb: process.resourceUsage().maxRSS / 1024,
    cpuMs: (cpu.user + cpu.system) / 1000,
    cube,
    run,
    ...note,
  }),
)

async function baseline(): Promise<object> {
  const sql = await readFile(new URL('./baseline/chronic-absenteeism.sql', import.meta.url), 'utf8')
  const paths: Record<string, string> = {
    daily: join(folder, 'daily/*.parquet'),
    student_group: at('student_group'),
    enrollment: at('enrollment'),
    org: at('org'),
    out: cube,
  }
  await duck.run(sql.replaceAll(/\{(\w+)\}/g, (_, name: string) => literal(paths[name] ?? '')))
  return {}
}

/** full: everything from the store. before: the day before, to have something to go on from. next: one more day on top of it. */
async function product(kind: string): Promise<object> {
  const last = kind === 'before' ? '' : '-next'
  const done = await computeCubes({
    duck,
    districtId: 10,
    schoolYear: 2026,
    today: '2026-06-30',
    params: paramsOfYear(2026),
    levels: ['school', 'district', 'state'],
    inputs: {
      enrollment: [at('enrollment')],
      student_group: [at('student_group')],
      calendar: [at('calendar')],
      org: [at('org')],
      attendance: [at(`attendance${last}`)],
      submission: [at(`submission${last}`)],
    },
    definitions: [
      {
        id: 'chronic-absenteeism',
        out: { cube, slice: join(out, `${kind}.csv`) },
        ...(kind === 'next' ? { previous: join(out, 'before') } : {}),
      },
    ],
    studentMonth: {
      next: join(out, `${kind}-student-month.parquet`),
      ...(kind === 'next' ? { previous: join(out, 'before-student-month.parquet') } : {}),
    },
  })
  return { digest: done.cubes[0]?.digest, rows: done.cubes[0]?.rows, months: done.months }
}
