import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ticks } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { report } from '../../platform/db/progress.ts'
import { inScope } from '../../platform/db/scope.ts'
import { openDuck } from '../../platform/duckdb.ts'
import { unavailable } from '../../platform/errors.ts'
import { type Happening, tell } from '../../platform/events.ts'
import { faultPoint } from '../../platform/fault.ts'
import type { Services } from '../../platform/web/route.ts'
import { z } from 'zod'
import { current, freshness, stillNamed, type VersionRow } from '../feeds/index.ts'
import { noForgetting, schoolDays, systemScope, todayOf, yearOf, yearsOf } from '../people/index.ts'
import { type AttendanceId, attendance, type Dataset, datasets } from './definitions/catalog.ts'
import { type AttendanceParams, paramsOfYear } from './definitions/parameters.ts'
import { type Computed, computeCubes } from './engine/compute.ts'
import type { Inputs } from './engine/inputs.ts'
import type { RunRow } from './schema.ts'
import { currentRun, heldRun, latestStudentMonth, nextRunId, replaceStanding, replaceValues, saveRun } from './store.ts'

/** Told when the results of a school year were replaced. */
export const computed = {
  name: 'indicators/computed',
  payload: z.object({ district_id: z.int(), school_year: z.int() }),
} satisfies Happening

const codeVersion = 'engine-2'
const ids = Object.keys(attendance) as AttendanceId[]

type Year = { inputs: Inputs; versions: Record<string, number> }

/** The versions of the lake that the pointers name for a school year, as paths and version numbers. `org` has no year of its own. */
function yearOfVersions(rows: readonly VersionRow[], home: string, schoolYear: number): Year {
  const inputs = Object.fromEntries(datasets.map((dataset) => [dataset, [] as string[]])) as Record<Dataset, string[]>
  const versions: Record<string, number> = {}
  for (const row of rows) {
    const dataset = datasets.find((one) => one === row.dataset)
    if (!dataset || (dataset !== 'org' && row.school_year !== schoolYear)) continue
    inputs[dataset].push(join(home, row.path))
    versions[dataset] = row.version
  }
  return { inputs, versions }
}

/** The day of `schoolYear` that has the same number among the district's school days as `day` has in its own year; null when that year is not known. */
export function sameSchoolDay(
  days: readonly { day: string; day_number: number | null }[],
  past: readonly { day: string; day_number: number | null }[],
  day: string,
): string | null {
  const number = days.filter((one) => one.day_number !== null && one.day <= day).length
  return past.filter((one) => one.day_number !== null)[number - 1]?.day ?? null
}

/**
 * Computes the attendance measures of one district and school year and moves the pointers; `computeOutcomes` computes all others. Safe twice: the same data give the same digest.
 * In: worker's services, the district, the school year. Reads the lake as the system actor `compute`.
 */
export async function computeYear(services: Services, districtId: number, schoolYear: number): Promise<void> {
  const started = ticks()
  const subject = `compute:${districtId}:${schoolYear}`
  const scope = await systemScope(services.db, 'compute', districtId)
  await report(services.db, { subject, step: 'work.compute.reading' })
  const plan = await inScope(services.db, scope, async (tx) => {
    const day = await todayOf(tx, districtId)
    const running = await yearOf(tx, districtId, day)
    const before: Partial<Record<AttendanceId, RunRow | null>> = {}
    for (const id of ids) before[id] = await currentRun(tx, districtId, id, schoolYear)
    return {
      year: yearOfVersions(await current(tx, districtId), services.home, schoolYear),
      day,
      running,
      before,
      month: await latestStudentMonth(tx, districtId, schoolYear),
      runs: await idsFor(tx),
      days: await schoolDays(tx, districtId, running),
      past: await schoolDays(tx, districtId, schoolYear),
    }
  })
  if (plan.year.inputs.enrollment.length === 0 || plan.year.inputs.calendar.length === 0) {
    await report(services.db, { subject, step: 'work.compute.serving', state: 'done' })
    return
  }
  const folder = join(services.home, 'lake', `d${districtId}`)
  const scratch = join(services.home, 'tmp', `compute-${districtId}-${schoolYear}-${plan.runs[0] ?? 0}`)
  const cubeOf = (id: string, run: number) => join(folder, 'cube', id, String(schoolYear), `r${run}`)
  const monthPath = join(folder, 'student_month', String(schoolYear), `r${plan.runs[0] ?? 0}.parquet`)
  for (const path of [
    scratch,
    join(folder, 'student_month', String(schoolYear)),
    ...ids.map((id) => join(folder, 'cube', id, String(schoolYear))),
  ])
    mkdirSync(path, { recursive: true, mode: 0o700 })
  const params: AttendanceParams = paramsOfYear(schoolYear)
  await report(services.db, { subject, step: 'work.compute.computing' })
  const duck = await openDuck({
    directories: [join(services.home, 'lake'), scratch],
    temp: join(scratch, 'spill'),
    threads: services.config.threads,
    memory: services.config.memory,
  })
  const slice = (id: string, part: string) => join(scratch, `${id}-${part}.csv`)
  let result: Computed
  let toDate: Computed | null = null
  try {
    const job = { duck, districtId, schoolYear, inputs: plan.year.inputs, params }
    result = await computeCubes({
      ...job,
      today: plan.day,
      definitions: ids.map((id, i) => ({
        id,
        out: {
          cube: cubeOf(id, plan.runs[i] ?? 0),
          slice: slice(id, 'year'),
          ...(id === 'chronic-absenteeism' ? { standing: slice(id, 'standing') } : {}),
        },
        ...(plan.before[id] ? { previous: join(services.home, plan.before[id].cube_path) } : {}),
      })),
      studentMonth: { next: monthPath, ...(plan.month ? { previous: join(services.home, plan.month) } : {}) },
    })
    // A year that is not over is compared with the same school day a year before: that day is computed like any other.
    const last = schoolYear === plan.running ? result.throughDate : await throughOf(services, districtId, plan.running)
    const same =
      schoolYear === plan.running
        ? last
        : schoolYear === plan.running - 1 && last
          ? sameSchoolDay(plan.days, plan.past, last)
          : null
    if (same && schoolYear < plan.running) {
      toDate = await computeCubes({
        ...job,
        today: same,
        definitions: ids.map((id) => ({
          id,
          out: { cube: join(scratch, `${id}-todate`), slice: slice(id, 'todate') },
        })),
      })
    }
  } finally {
    duck.close()
  }
  await report(services.db, { subject, step: 'work.compute.serving' })
  faultPoint('indicators/cubes')
  await inScope(services.db, scope, async (tx) => {
    // A version that was purged or written anew meanwhile (a student was forgotten) must not be served any more.
    await noForgetting(tx, districtId)
    const used = Object.values(plan.year.inputs).flat()
    if (
      !(await stillNamed(
        tx,
        districtId,
        used.map((path) => relative(services.home, path)),
      ))
    ) {
      rmSync(monthPath, { force: true })
      throw unavailable(
        'indicators/overtaken',
        'A file of this school year was taken away meanwhile.',
        'Nothing was changed; the computation is started again.',
      )
    }
    // Closed months are served as the run before left them: that run must still be the newest one.
    for (const id of ids)
      if ((await heldRun(tx, districtId, id, schoolYear)) !== (plan.before[id]?.run_id ?? null))
        throw unavailable(
          'indicators/overtaken',
          'Another computation of this school year has ended first.',
          'Nothing was changed; the computation is started again.',
        )
    for (const [i, id] of ids.entries()) {
      const cube = result.cubes.find((one) => one.id === id)
      if (!cube) continue
      const run = plan.runs[i] ?? 0
      const key = { district_id: districtId, definition: id, school_year: schoolYear, run_id: run }
      await saveRun(tx, {
        ...key,
        parameters: params,
        datasets: plan.year.versions,
        code_version: codeVersion,
        digest: cube.digest,
        rows: cube.rows,
        cube_path: relative(services.home, cube.cube),
        month_path: result.studentMonth ? relative(services.home, result.studentMonth) : null,
        through_date: result.throughDate,
        took_ms: Math.round(ticks() - started),
      })
      faultPoint('indicators/run')
      await replaceValues(tx, key, {
        year: slice(id, 'year'),
        toDate: schoolYear === plan.running ? 'year' : toDate ? slice(id, 'todate') : null,
        from: result.months.first,
      })
      faultPoint('indicators/values')
      if (id === 'chronic-absenteeism')
        await replaceStanding(tx, { ...key, through_date: result.throughDate }, slice(id, 'standing'))
    }
    await tell(services, tx, scope, computed, { district_id: districtId, school_year: schoolYear })
    faultPoint('indicators/served')
  })
  faultPoint('indicators/computed')
  rmSync(scratch, { recursive: true, force: true })
  await report(services.db, { subject, step: 'work.compute.serving', state: 'done', done: 1, total: 1 })
}

/** One run id for each definition. */
async function idsFor(tx: Tx): Promise<number[]> {
  const runs: number[] = []
  for (const _ of ids) runs.push(await nextRunId(tx))
  return runs
}

/**
 * The day that at least half of the schools have reached: what two schools hand in ahead of all others does not move a comparison of the district.
 * In: the last day of each school that handed in anything. Out: null when none did.
 */
export function usualDay(reached: readonly string[]): string | null {
  return reached.toSorted().at(Math.floor(reached.length / 2)) ?? null
}

/** Through which day the running year is known: of most schools, never after the day of its last computation. */
async function throughOf(services: Services, districtId: number, schoolYear: number): Promise<string | null> {
  const scope = await systemScope(services.db, 'compute', districtId)
  return inScope(services.db, scope, async (tx) => {
    const run = await currentRun(tx, districtId, 'chronic-absenteeism', schoolYear)
    const last = run?.through_date ?? null
    const usual = usualDay((await freshness(tx, districtId, schoolYear)).flatMap((one) => one.through ?? []))
    return last && usual && usual < last ? usual : last
  })
}

/** Every school year of a district that has data, newest first: the running year first, so that "the same day last year" knows its day. */
export async function yearsToCompute(services: Services, districtId: number): Promise<number[]> {
  const scope = await systemScope(services.db, 'compute', districtId)
  const years = await inScope(services.db, scope, (tx) => yearsOf(tx, districtId))
  return [...years].sort((a, b) => b - a)
}
