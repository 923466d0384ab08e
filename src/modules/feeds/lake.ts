import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Duck, literal } from '../../platform/duckdb.ts'
import { keep } from '../../platform/files/files.ts'
import type { Dataset } from './schema.ts'

/** Address of a version inside the home folder: always with slashes, never absolute, so that the home can move. */
export const versionPath = (districtId: number, dataset: Dataset, schoolYear: number, version: number): string =>
  `lake/d${districtId}/${dataset}/${schoolYear}/v${version}.parquet`

export type Written = { sha256: string; size: number; rows: number }

/**
 * Writes what a query gives as an immutable Parquet file: aside, synced, renamed. The row that names it is the caller's, afterwards; a file that
 * no row names is a leftover, which the next version of the same number replaces and `leftovers` finds. Order of rows is the query's.
 */
export async function writeVersion(duck: Duck, home: string, path: string, sql: string): Promise<Written> {
  const whole = join(home, path)
  const aside = `${whole}.aside`
  await mkdir(join(whole, '..'), { recursive: true, mode: 0o700 })
  await duck.run(`copy (${sql}) to ${literal(aside)} (format parquet, compression zstd)`)
  const [counted] = await duck.rows<{ n: number }>(`select count(*) as n from read_parquet(${literal(aside)})`)
  await keep(aside, whole)
  const hash = createHash('sha256')
  await pipeline(createReadStream(whole), hash)
  return { sha256: hash.digest('hex'), size: (await stat(whole)).size, rows: counted?.n ?? 0 }
}

/** Files of a district's lake datasets that no version names and that are older than an hour: left by a process that was killed. */
export async function leftovers(
  home: string,
  districtId: number,
  names: readonly Dataset[],
  named: ReadonlySet<string>,
  nowMs: number,
): Promise<string[]> {
  const found: string[] = []
  for (const dataset of names) {
    const folder = `lake/d${districtId}/${dataset}`
    for (const year of await readdir(join(home, folder)).catch(() => [] as string[])) {
      for (const name of await readdir(join(home, folder, year)).catch(() => [] as string[])) {
        const path = `${folder}/${year}/${name}`
        if (named.has(path)) continue
        const age = nowMs - (await stat(join(home, path))).mtimeMs
        if (age > 3_600_000) found.push(path)
      }
    }
  }
  return found
}

export const removeFile = (home: string, path: string): Promise<void> => rm(join(home, path), { force: true })

/** The folder beside an import: its findings (Parquet and CSV) and its rows as they will be loaded. */
export const importFolder = (home: string, districtId: number, importId: number): string =>
  join(home, 'imports', `d${districtId}`, String(importId))
