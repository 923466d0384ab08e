import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { literal, openDuck } from '../../platform/duckdb.ts'
import { type Answer, answer } from '../../platform/events.ts'
import { absencesAsked } from '../people/index.ts'
import { currentVersions } from './store-version.ts'

/** Every absence of one student in the current versions of all years, oldest first. Opens the lake: in the worker only. */
const absences = answer(absencesAsked, async (services, tx, _scope, { district_id, student_key }) => {
  const paths = (await currentVersions(tx, district_id))
    .filter((one) => one.dataset === 'attendance')
    .map((one) => ({ school_year: one.school_year, path: join(services.home, one.path) }))
    .filter((one) => existsSync(one.path))
  if (paths.length === 0) return []
  const scratch = join(services.home, 'tmp', `record-${process.pid}-${randomBytes(8).toString('hex')}`)
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  const duck = await openDuck({
    directories: [join(services.home, 'lake', `d${district_id}`), scratch],
    temp: join(scratch, 'spill'),
    threads: 1,
    memory: services.config.memory,
  })
  try {
    const years = paths.map(
      ({ school_year, path }) =>
        `select cast(${school_year} as integer) as school_year, strftime(day, '%Y-%m-%d') as day, org_id, kind, cast(portion as integer) as portion
         from read_parquet(${literal(path)}) where student_key = ${Math.trunc(student_key)}`,
    )
    return await duck.rows<{ school_year: number; day: string; org_id: number; kind: string; portion: number }>(
      `select * from (${years.join(' union all ')}) order by day, org_id`,
    )
  } finally {
    duck.close()
    await rm(scratch, { recursive: true, force: true })
  }
})

/** What this module knows that `people` may ask. */
export const answers: readonly Answer[] = [absences]
