import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inScope } from '../../platform/db/scope.ts'
import type { Services } from '../../platform/web/route.ts'
import { everyDistrict, systemScope } from '../people/index.ts'
import { pathsOfRuns } from './store.ts'

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/**
 * Removes cubes and sums of months that a killed computation left in the lake: no run names them, and they are older than `olderThanMs`.
 * In: services, age, the machine's time. Out: how many were removed.
 */
export async function sweepCubes(services: Services, olderThanMs: number, nowMs: number): Promise<number> {
  let removed = 0
  for (const { org_id } of await everyDistrict(services.db)) {
    const scope = await systemScope(services.db, 'compute', org_id)
    const lake = `lake/d${org_id}`
    const found: string[] = []
    for (const definition of await names(join(services.home, lake, 'cube')))
      found.push(...(await runsBelow(services.home, `${lake}/cube/${definition}`)))
    found.push(...(await runsBelow(services.home, `${lake}/student_month`)))
    // The rows after the files: a run that is written meanwhile names its cube.
    const known = await inScope(services.db, scope, (tx) => pathsOfRuns(tx, org_id))
    for (const path of found) {
      if (known.has(path)) continue
      const at = await stat(join(services.home, path)).catch(() => null)
      if (!at || nowMs - at.mtimeMs < olderThanMs) continue
      await rm(join(services.home, path), { recursive: true, force: true })
      removed += 1
    }
  }
  return removed
}

/** What lies in the folders of the years: `r12`, `r12.parquet`, and what is still being written (`r12.part`). */
async function runsBelow(home: string, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const year of await names(join(home, folder)))
    for (const name of await names(join(home, folder, year)))
      if (/^r\d+(\.parquet)?(\.part)?$/.test(name)) found.push(`${folder}/${year}/${name}`)
  return found
}
