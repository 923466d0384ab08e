import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ticks } from '../../platform/clock.ts'
import { inScope } from '../../platform/db/scope.ts'
import { openDuck } from '../../platform/duckdb.ts'
import { unavailable } from '../../platform/errors.ts'
import { tell } from '../../platform/events.ts'
import { faultPoint } from '../../platform/fault.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/web/route.ts'
import { current, stillNamed, type VersionRow } from '../feeds/index.ts'
import { noForgetting, systemScope, todayOf, yearOf } from '../people/index.ts'
import { computed } from './compute.ts'
import { outcomeDatasets, type OutcomeCard } from './definitions/outcomes.ts'
import { listedCards, listedMeasures } from './definitions/student-lists.ts'
import { listId, warningsNow } from './definitions/warnings.ts'
import { yearMeasures } from './definitions/yearly.ts'
import { computeYearCubes } from './engine/year.ts'
import { paramsUsed } from './engine/year-inputs.ts'
import { activeCards } from './own/active.ts'
import { computeOwnCubes } from './own/engine/compute.ts'
import { ownPrefix } from './own/id.ts'
import { noteFailures } from './own/store.ts'
import { currentRun, heldRun, nextRunId, replaceValues, saveRun } from './store.ts'
import { replaceNamed, writeStanding } from './store-warnings.ts'

const codeVersion = 'year-1'
const datasets = ['enrollment', 'student_group', 'org', ...outcomeDatasets] as const

type Known = { inputs: Record<(typeof datasets)[number], string[]>; versions: Record<string, number> }

/** Versions that the pointers name, of the school year and of all before it: a graduate is looked for a year later, a cohort goes on for six. */
export function knownUntil(rows: readonly VersionRow[], home: string, schoolYear: number): Known {
  const inputs = Object.fromEntries(datasets.map((one) => [one, [] as string[]])) as Record<
    (typeof datasets)[number],
    string[]
  >
  const versions: Record<string, number> = {}
  for (const row of rows) {
    const dataset = datasets.find((one) => one === row.dataset)
    if (!dataset || row.school_year > schoolYear) continue
    inputs[dataset].push(join(home, row.path))
    versions[row.school_year === 0 ? dataset : `${dataset} ${row.school_year}`] = row.version
  }
  return { inputs, versions }
}

const hasData = (card: OutcomeCard, versions: Record<string, number>, schoolYear: number): boolean =>
  versions[`${card.needs.dataset} ${schoolYear - card.needs.yearsBack}`] !== undefined &&
  card.datasets.every((one) => Object.keys(versions).some((name) => name.startsWith(`${one} `)))

/** The versions that a definition may have read. */
const readBy = (card: OutcomeCard, versions: Record<string, number>): Record<string, number> => {
  const own: readonly string[] = ['enrollment', 'student_group', 'org', ...card.datasets]
  return Object.fromEntries(Object.entries(versions).filter(([name]) => own.includes(name.split(' ')[0] ?? '')))
}

/**
 * Computes every definition of a school year for which there are rows (or were: then it becomes "not measured"), and moves the pointers.
 * Safe twice: the same data give the same digest. In: worker's services, the district, the school year. Reads the lake as the system actor `compute`.
 */
export async function computeOutcomes(services: Services, districtId: number, schoolYear: number): Promise<void> {
  const started = ticks()
  const scope = await systemScope(services.db, 'compute', districtId)
  const plan = await inScope(services.db, scope, async (tx) => {
    const known = knownUntil(await current(tx, districtId), services.home, schoolYear)
    const today = await todayOf(tx, districtId)
    const wanted: { card: OutcomeCard; before: number | null; run: number }[] = []
    // A year that has not begun asks for nothing yet: a cohort's sixth year may lie ahead.
    const running = await yearOf(tx, districtId, today)
    if (schoolYear > running) return { known, wanted, today, isRunning: false, isRecent: false }
    const own = await activeCards(tx, districtId)
    for (const card of [...(yearMeasures as readonly OutcomeCard[]), ...own]) {
      const before = (await currentRun(tx, districtId, card.id, schoolYear))?.run_id ?? null
      if (before !== null || hasData(card, known.versions, schoolYear))
        wanted.push({ card, before, run: await nextRunId(tx) })
    }
    return { known, wanted, today, isRunning: schoolYear === running, isRecent: schoolYear >= running - 1 }
  })
  const first = plan.wanted[0]
  if (!first) return
  const folder = join(services.home, 'lake', `d${districtId}`)
  const scratch = join(services.home, 'tmp', `outcomes-${process.pid}-${districtId}-${schoolYear}-${first.run}`)
  const placed = plan.wanted.map((one) => ({
    ...one,
    cube: join(folder, 'cube', one.card.id, String(schoolYear), `r${one.run}`),
    slice: join(scratch, `${one.card.id}.csv`),
    onlyIfThere: one.card.steps.includes('named-test') && one.before === null,
  }))
  const standing = [schoolYear - 1, schoolYear].map((year) => ({ year, path: join(scratch, `standing-${year}.csv`) }))
  // Who is named by a rule is asked of the running year alone; who does not count yet, of it and of the one that closed last.
  const fileOf = (id: string) => join(scratch, `list-${id}.csv`)
  const warned = plan.isRunning
    ? warningsNow.map(({ rule, card }) => ({ kind: 'warned' as const, id: listId(rule), card, path: fileOf(rule) }))
    : []
  const behind = plan.isRecent
    ? listedCards
        .filter((card) => plan.wanted.some((one) => one.card.id === card.id))
        .map((card) => ({ kind: 'not_yet' as const, id: card.id, card, path: fileOf(card.id) }))
    : []
  const lists = [...warned, ...behind]
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  try {
    for (const one of standing)
      await inScope(services.db, scope, (tx) => writeStanding(tx, districtId, one.year, one.path))
    const duck = await openDuck({
      directories: [join(services.home, 'lake'), scratch],
      temp: join(scratch, 'spill'),
      threads: services.config.threads,
      memory: services.config.memory,
    })
    const job = {
      duck,
      districtId,
      schoolYear,
      today: plan.today,
      inputs: { ...plan.known.inputs, standing: standing.map((one) => one.path) },
    }
    const isOwn = ({ card }: { card: OutcomeCard }) => card.ownSql !== undefined
    const [own, ours] = [placed.filter(isOwn), placed.filter((one) => !isOwn(one))]
    const made = await Promise.resolve()
      .then(async () => ({
        ours: await computeYearCubes({ ...job, definitions: ours, lists }),
        own: await computeOwnCubes({ ...job, definitions: own }),
      }))
      .finally(() => duck.close())
    const cubes = [...made.ours, ...made.own.cubes]
    for (const id of made.own.failed)
      log.error({ code: 'indicators/own-failed', district: districtId, definition: id, school_year: schoolYear })
    faultPoint('indicators/cubes')
    const through = plan.today < `${schoolYear}-06-30` ? plan.today : `${schoolYear}-06-30`
    await inScope(services.db, scope, async (tx) => {
      await noForgetting(tx, districtId)
      const used = Object.values(plan.known.inputs).flat()
      const overtaken = unavailable(
        'indicators/overtaken',
        'A file of this school year was taken away meanwhile.',
        'Nothing was changed; the computation is started again.',
      )
      if (
        !(await stillNamed(
          tx,
          districtId,
          used.map((path) => relative(services.home, path)),
        ))
      )
        throw overtaken
      for (const one of placed) {
        const cube = cubes.find((made) => made.cube === one.cube)
        if (!cube) continue
        if ((await heldRun(tx, districtId, one.card.id, schoolYear)) !== one.before) throw overtaken
        const key = { district_id: districtId, definition: one.card.id, school_year: schoolYear, run_id: one.run }
        await saveRun(tx, {
          ...key,
          parameters: paramsUsed(one.card, schoolYear),
          datasets: readBy(one.card, plan.known.versions),
          code_version: codeVersion,
          digest: cube.digest,
          rows: cube.rows,
          cube_path: relative(services.home, cube.cube),
          month_path: null,
          through_date: through,
          took_ms: Math.round(ticks() - started),
        })
        await replaceValues(tx, key, { year: one.slice, toDate: null, from: 1 })
      }
      const bare = (id: string) => id.slice(ownPrefix.length)
      await noteFailures(
        tx,
        { district_id: districtId, school_year: schoolYear },
        own.map((one) => bare(one.card.id)),
        made.own.failed.map(bare),
      )
      for (const definition of [...warningsNow.map(({ rule }) => listId(rule)), ...listedMeasures]) {
        const run_id = placed.find((one) => one.card.id === definition)?.run ?? (await nextRunId(tx))
        const csv = lists.find((one) => one.id === definition)?.path ?? null
        await replaceNamed(tx, { district_id: districtId, definition, school_year: schoolYear, run_id, through }, csv)
      }
      await tell(services, tx, scope, computed, { district_id: districtId, school_year: schoolYear })
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
