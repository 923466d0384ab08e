import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { machineTime } from '../../../platform/clock.ts'

/** Removes scratch folders that a killed process left more than an hour ago: they may hold names. `own`: the one in use. */
export async function sweepScratch(home: string, own = ''): Promise<void> {
  for (const name of await readdir(join(home, 'tmp')).catch(() => [] as string[])) {
    const path = join(home, 'tmp', name)
    if (path === own || !/^(feeds|forget|record|compute)-/.test(name)) continue
    const seen = await stat(path).catch(() => null)
    if (seen && machineTime() - seen.mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true })
  }
}
