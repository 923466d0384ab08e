import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { generateDemo, literal, type Generated, type GenerateOptions } from '../generate.ts'
import { demoSettings } from '../mill-river.ts'

export type Cell = string | number | boolean | null

/** A demo written to a folder of its own and read back; `rows` asks it with SQL of `load.sql`'s tables. */
export type Loaded = {
  dir: string
  made: Generated
  rows: (sql: string) => Promise<Record<string, Cell>[]>
  /** The first column of the first row, as a number. */
  one: (sql: string) => Promise<number>
  close: () => Promise<void>
}

export const lastDay = '2026-11-19'

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'throughline-demo-'))

/** Makes, reads and removes (with `close`) a demo at a scale. `make` may be another generator. */
export async function loadDemo(
  scale: number,
  make: (options: GenerateOptions) => Promise<Generated> = generateDemo,
): Promise<Loaded> {
  const dir = await temporaryFolder()
  const made = await make({ out: dir, scale, ...demoSettings })
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  const db = await instance.connect()
  const sql = await readFile(new URL('load.sql', import.meta.url), 'utf8')
  await db.run(sql.replaceAll('{dir}', literal(dir).slice(1, -1)).replaceAll('{last}', lastDay))
  const rows = async (query: string): Promise<Record<string, Cell>[]> => {
    const found = (await db.runAndReadAll(query)).getRowObjectsJson()
    return found.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === 'object' ? null : (value ?? null)]),
      ),
    )
  }
  return {
    dir,
    made,
    rows,
    one: async (query) => Number(Object.values((await rows(query))[0] ?? {})[0]),
    close: async () => {
      db.closeSync()
      instance.closeSync()
      await rm(dir, { recursive: true })
    },
  }
}
