import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from './own-postgres.ts'

const hourMs = 3_600_000

/**
 * Longer than any job may run: what is older belongs to nobody who lives. Hours and not days, because names pass through scratch folders.
 * (The longest job, the computation of all years, counts as dead after two hours.)
 */
const scratchMs = 3 * hourMs

const scratch = /^(feeds|compute|outcomes|own|state|pack|forget|record|health|backup)-/

/** True for the name of a scratch folder or file that the sweep knows. */
export const isScratch = (name: string): boolean => scratch.test(name)

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

/**
 * Removes what killed processes left behind where only they knew of it: scratch folders of `tmp`, editions that were being made ready, files that were being
 * written aside in `public`. In: the home, the machine's time. Out: how many were removed. What rows name is not touched.
 */
export async function sweepLeftovers(home: string, nowMs: number): Promise<number> {
  const found = (await names(join(home, 'tmp')))
    .filter((name) => scratch.test(name))
    .map((name) => join(home, 'tmp', name))
  const ready = join(home, 'tmp', 'editions')
  for (const slug of await names(ready))
    for (const name of await names(join(ready, slug)))
      if (name.startsWith('.aside-')) found.push(join(ready, slug, name))
  const open = join(home, 'public')
  for (const name of await readdir(open, { recursive: true }).catch(() => [] as string[]))
    if (/(^|\/)\.[0-9a-f]{12}(\.br|\.gz)?$/.test(name)) found.push(join(open, name))
  let removed = 0
  for (const path of found) {
    const at = await lstat(path).catch(() => null)
    if (!at || nowMs - at.mtimeMs < scratchMs) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}

/** Scratch folders that carry the number of their process. */
const owned = /^(?:feeds|outcomes|own|state|pack|forget|record)-(\d+)-[0-9a-f-]+$/

/**
 * Removes scratch folders of processes of this machine that are dead: a worker does so when it begins, because ids and names pass through them. In: the home.
 * Out: how many were removed. A number that another process has by now keeps its folder until `sweepLeftovers`.
 */
export async function sweepScratch(home: string): Promise<number> {
  let removed = 0
  for (const name of await names(join(home, 'tmp'))) {
    const pid = Number(owned.exec(name)?.[1] ?? 0)
    if (pid === 0 || pid === process.pid || isRunning(pid)) continue
    await rm(join(home, 'tmp', name), { recursive: true, force: true })
    removed += 1
  }
  return removed
}
