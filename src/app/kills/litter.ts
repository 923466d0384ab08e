import { existsSync, lstatSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { machineTime, ticks } from '../../platform/clock.ts'
import type { Product } from './product.ts'

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Everything below a folder of the home, from the home. The product is at work meanwhile: a folder that goes while it is read is read again. */
function below(home: string, folder: string): string[] {
  for (;;)
    try {
      const names = readdirSync(join(home, folder), { recursive: true }) as string[]
      return names.map((name) => join(folder, name))
    } catch (error) {
      if (!isGone(error)) throw error
      if (!existsSync(join(home, folder))) return []
    }
}

/** Makes a thing look old; what the product has taken away meanwhile needs it no more. */
function age(path: string, seconds: number): void {
  try {
    if (!lstatSync(path).isSymbolicLink()) utimesSync(path, seconds, seconds)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** What killed processes left: scratch folders, files written aside, cubes and sums of months that no run names. Paths below the home. */
async function litterOf(product: Product): Promise<string[]> {
  const { home } = product
  const all = (folder: string) => below(home, folder)
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
  for (const path of before.toReversed()) age(join(product.home, path), old)
  await product.send(['app.sweep', 'feeds.retention'])
  const end = ticks() + 30_000
  let after = before
  while (after.length > 0 && ticks() < end) {
    await sleep(150)
    after = await litterOf(product)
  }
  return { before: before.length, after }
}
