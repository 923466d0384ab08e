import { spawnSync } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { paramsOfYear } from '../src/modules/indicators/definitions/parameters.ts'
import { yearMeasures } from '../src/modules/indicators/definitions/yearly.ts'
import { computeCubes } from '../src/modules/indicators/engine/compute.ts'
import { computeYearCubes } from '../src/modules/indicators/engine/year.ts'
import { openDuck } from '../src/platform/duckdb.ts'
import { makeWorld } from './compute-data.ts'
import { makeOutcomes } from './outcomes-data.ts'

/** All indicators of a district in one go, against the attendance cube alone. Each side is measured in a process of its own. */
const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '20000' },
    days: { type: 'string', default: '180' },
    runs: { type: 'string', default: '3' },
    data: { type: 'string', default: 'bench/.data' },
    side: { type: 'string' },
    folder: { type: 'string', default: '' },
  },
})
const root = resolve(values.data)
const out = join(root, 'out')

type Side = { ms: number; cpu: number; mb: number }

async function measured(kind: string, folder: string): Promise<Side> {
  const at = (name: string) => [join(folder, `${name}.parquet`)]
  const place = join(out, `outcomes-${kind}`)
  await rm(place, { recursive: true, force: true })
  await mkdir(place, { recursive: true })
  const duck = await openDuck({
    directories: [folder, out],
    temp: join(out, `temp-${kind}`),
    threads: 2,
    memory: '700MB',
  })
  const began = performance.now()
  const spent = process.cpuUsage()
  const levels = ['school', 'district', 'state'] as const
  const people = { enrollment: at('enrollment'), student_group: at('student_group'), org: at('org') }
  const frame = { duck, districtId: 10, schoolYear: 2026, today: '2026-06-30', levels }
  await computeCubes({
    ...frame,
    params: paramsOfYear(2026),
    inputs: {
      ...people,
      attendance: at('attendance-next'),
      submission: at('submission-next'),
      calendar: at('calendar'),
    },
    definitions: (['chronic-absenteeism', 'average-daily-attendance'] as const).map((id) => ({
      id,
      out: { cube: join(place, id) },
    })),
  })
  if (kind === 'all')
    await computeYearCubes({
      ...frame,
      inputs: {
        ...people,
        assessment: at('assessment'),
        course: at('course'),
        course_flag: at('course_flag'),
        discipline: at('discipline'),
        cohort: at('cohort'),
        postsecondary: at('postsecondary'),
        program: at('program'),
      },
      definitions: yearMeasures.map((card) => ({
        card,
        cube: join(place, card.id),
        onlyIfThere: card.steps.includes('named-test'),
      })),
    })
  const cpu = process.cpuUsage(spent)
  const ms = performance.now() - began
  duck.close()
  return { ms, cpu: (cpu.user + cpu.system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }
}

if (values.side) console.log(JSON.stringify(await measured(values.side, values.folder)))
else {
  await mkdir(out, { recursive: true })
  const world = await makeWorld(root, Number(values.students), Number(values.days))
  await makeOutcomes(world.folder)
  const run = (side: string): Side => {
    const args = [
      '--import',
      'tsx',
      fileURLToPath(import.meta.url),
      '--side',
      side,
      '--folder',
      world.folder,
      '--data',
      root,
    ]
    const child = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (child.status !== 0) throw new Error(`${side} failed:\n${child.stderr}`)
    return JSON.parse(child.stdout) as Side
  }
  const sides: Record<string, Side[]> = { attendance: [], all: [] }
  for (let i = 0; i < Number(values.runs); i++) for (const [name, list] of Object.entries(sides)) list.push(run(name))
  const of = (name: string, key: keyof Side) =>
    (sides[name] ?? []).map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(Number(values.runs) / 2)] ?? 0
  console.log(
    `${world.students} students, ${yearMeasures.length + 2} definitions, medians of ${values.runs}, peak memory of the whole process`,
  )
  for (const name of Object.keys(sides))
    console.log(
      `${name.padEnd(12)} ${of(name, 'ms').toFixed(0).padStart(8)} ms ${of(name, 'cpu').toFixed(0).padStart(8)} ms cpu ${of(name, 'mb').toFixed(0).padStart(6)} MB`,
    )
  const share = (key: keyof Side) => (of('all', key) / of('attendance', key)).toFixed(2)
  console.log(
    `all indicators / attendance alone: ${share('ms')} by the clock, ${share('cpu')} of processor time (goal 2.00)`,
  )
}
