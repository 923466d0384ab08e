import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inScope } from '../../../platform/db/scope.ts'
import { type Duck, literal, openDuck } from '../../../platform/duckdb.ts'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { current } from '../../feeds/index.ts'
import { noForgetting, systemScope, todayOf } from '../../people/index.ts'
import { knownUntil } from '../compute-outcomes.ts'
import { computeYearCubes } from '../engine/year.ts'
import { writeStanding } from '../store-warnings.ts'
import { ownCard } from './card.ts'
import { worldDistrict, worldLake } from './engine/lake.ts'
import { goldenOf, type GoldenRead, readGolden } from './golden.ts'
import type { Definition } from './language.ts'
import { readDefinition } from './read.ts'
import { endTrial, ownDefinition, trialOf } from './store.ts'

const payload = z.object({ district_id: z.int(), own_id: z.string().max(40), version: z.int() })
type Payload = z.infer<typeof payload>
/** After so many milliseconds a trial is stopped: whatever a district writes must not hold up the night. */
const mostTime = 180_000

/** Tries a version of an own definition: its worked example and a whole school year, by the compiled SQL in the engine. */
export const trialJob = defineJob({
  name: 'indicators.own-trial',
  policy: 'one-waiting',
  payload,
  retries: 1,
  expireIn: 600,
  run: (services: Services, asked) => runTrial(services, asked),
  failed: async (services: Services, asked) => {
    const scope = await systemScope(services.db, 'compute', asked.district_id)
    await inScope(services.db, scope, (tx) => endTrial(tx, asked, null))
  },
})

/** Computes it and keeps what came out; nothing happens when it was written anew meanwhile. Safe twice. */
export async function runTrial(services: Services, asked: Payload): Promise<void> {
  const { district_id: districtId, own_id: ownId, version } = asked
  const scope = await systemScope(services.db, 'compute', districtId)
  const scratch = join(services.home, 'tmp', `own-${process.pid}-${districtId}-${ownId}-${version}`)
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  const standing = ['before', 'now'].map((name) => join(scratch, `standing-${name}.csv`))
  try {
    const plan = await inScope(services.db, scope, async (tx) => {
      const [row, trial] = [await ownDefinition(tx, districtId, ownId), await trialOf(tx, districtId, ownId, version)]
      if (!row || !trial || row.content_version !== version || trial.state !== 'asked') return null
      const { definition } = readDefinition(row.content)
      if (!definition) return null
      for (const [i, path] of standing.entries()) await writeStanding(tx, districtId, trial.school_year - 1 + i, path)
      return {
        definition,
        example: readGolden(definition, goldenOf(row.content)).read,
        schoolYear: trial.school_year,
        today: await todayOf(tx, districtId),
        known: knownUntil(await current(tx, districtId), services.home, trial.school_year),
      }
    })
    if (!plan) return
    const slice = join(scratch, 'slice.csv')
    const duck = await openDuck({
      directories: [join(services.home, 'lake'), scratch],
      temp: join(scratch, 'spill'),
      threads: services.config.threads,
      memory: services.config.memory,
    })
    const stop = setTimeout(() => duck.interrupt(), mostTime)
    let agrees = false
    try {
      agrees =
        plan.example !== null && (await engineAgrees(duck, join(scratch, 'example'), plan.definition, plan.example))
      await computeYearCubes({
        duck,
        districtId,
        schoolYear: plan.schoolYear,
        today: plan.today,
        inputs: { ...plan.known.inputs, standing },
        definitions: [{ card: ownCard(plan.definition), cube: join(scratch, 'cube'), slice }],
      })
    } finally {
      clearTimeout(stop)
      duck.close()
    }
    await inScope(services.db, scope, async (tx) => {
      await noForgetting(tx, districtId)
      await endTrial(tx, asked, { slice, agrees })
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Whether the compiled SQL gives what a worked example says, school by school. In: an empty place for its files. */
export async function engineAgrees(
  duck: Duck,
  folder: string,
  definition: Definition,
  example: GoldenRead,
): Promise<boolean> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const cube = join(folder, 'cube')
  const { world, schools, expected } = example
  await computeYearCubes({
    duck,
    districtId: worldDistrict,
    schoolYear: world.schoolYear,
    today: world.today,
    inputs: await worldLake(duck, folder, world),
    definitions: [{ card: ownCard(definition), cube }],
  })
  const rows = await duck.rows<{ org_id: number; n: number; d: number }>(
    `select org_id, n, d from read_parquet(${literal(join(cube, '*.parquet'))}) where group_set = 'all' and state = 'measured' and org_id <> ${worldDistrict}`,
  )
  const got = new Map(rows.map((row) => [schools[row.org_id - 1], row]))
  const names = new Set([...expected.keys(), ...got.keys()])
  return [...names].every((name) => {
    const [a, b] = [name === undefined ? undefined : expected.get(name), got.get(name)]
    return (a?.n ?? 0) === (b?.n ?? 0) && (a?.d ?? 0) === (b?.d ?? 0)
  })
}
