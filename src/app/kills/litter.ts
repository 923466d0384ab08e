import { existsSync, lstatSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { machineTime, ticks } from '../../platform/clock.ts'
import type { Product } from './product.ts'

/** What killed processes left: scratch folders, files written aside, cubes and sums of months that no run names. Paths below the home. */
async function litterOf(product: Product): Promise<string[]> {
  const { home } = product
  const all = (folder: string) =>
    existsSync(join(home, folder))
      ? (readdirSync(join(home, folder), { recursive: true }) as string[]).map((name) => join(folder, name))
      : []
  const rows = await product.sql<{ path: string }>(
    'select cube_path as path from indicators.run union select month_path from indicators.run where month_path is not null',
  )
  const named = new Set(rows.map((row) => row.path))
  return [
    ...all('tmp').filter(
      (path) => /^tmp\/(?!editions|backup)/.test(path) || /^tmp\/editions\/[^/]+\/\.aside/.test(path),
    ),
    ...all('files').filter((path) => path.startsWith('files/incoming/')),
    ...all('lake').filter((path) => /\.(aside|part)$/.test(path)),
    ...all('lake').filter(
      (path) => /\/(cube\/[^/]+|student_month)\/\d+\/r\d+(\.parquet)?$/.test(path) && !named.has(path),
    ),
    ...all('public').filter((path) => /\/\.[0-9a-f]+/.test(path)),
  ]
}

/**
 * Lets two days pass for what lies about, has the product's own worker do its nightly sweeps, and looks again.
 * Out: how much lay about, and what still does.
 */
export async function swept(product: Product): Promise<{ before: number; after: string[] }> {
  const before = await litterOf(product)
  const old = machineTime() / 1000 - 2 * 86_400
  for (const path of before.toReversed())
    if (!lstatSync(join(product.home, path)).isSymbolicLink()) utimesSync(join(product.home, path), old, old)
  await product.send(['app.sweep', 'feeds.retention'])
  const end = ticks() + 30_000
  let after = before
  while (after.length > 0 && ticks() < end) {
    await sleep(150)
    after = await litterOf(product)
  }
  return { before: before.length, after }
}
