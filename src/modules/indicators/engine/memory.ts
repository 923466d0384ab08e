import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { attendanceSteps, definitionSql, type DefinitionId } from '../definitions/catalog.ts'

/** One step of the engine that is written in DuckDB's own SQL. */
export const engineSql = (name: string): string =>
  readFileSync(new URL(`./duckdb/${name}.sql`, import.meta.url), 'utf8')

const engineSteps = [
  'student-code',
  'coded',
  'spread',
  'group-code',
  'words',
  'org-period',
  'fresh',
  'digest',
  'fingerprint',
] as const

/** Digest of every SQL text that a cube of this definition depends on, and of the DuckDB that runs it: what was made by other code is never reused. */
export async function codeVersion(duck: Duck, definitions: readonly DefinitionId[]): Promise<string> {
  const [version] = await duck.rows<{ v: string }>('select version() as v')
  const hash = createHash('sha256').update(version?.v ?? '')
  for (const name of [...attendanceSteps, ...definitions]) hash.update(definitionSql(name).sql)
  for (const name of engineSteps) hash.update(engineSql(name))
  return hash.digest('hex')
}

/** What a file of the engine says about itself, kept inside the Parquet file. */
export type Note = Record<string, string>

export const noteSql = (note: Note): string =>
  `kv_metadata {${Object.entries(note)
    .map(([key, value]) => `${key}: ${literal(value)}`)
    .join(', ')}}`

/** Reads the note of a Parquet file; null when the file is gone or says nothing: then everything is computed anew. */
export async function readNote(duck: Duck, path: string): Promise<Note | null> {
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return null
  const rows = await duck.rows<{ key: string; value: string }>(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${literal(path)})`,
  )
  return rows.length === 0 ? null : Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

/**
 * Fingerprint of everything that the months up to a day were made of. In: the last closed day; fact views, param, measured_day and
 * student_trait must be there. Out: SHA-256 over sums of row hashes, so that the order of rows and the file they came in do not matter.
 */
export async function fingerprint(duck: Duck, baseDay: string, version: string): Promise<string> {
  await duck.run(`create or replace temp table closed as select date ${literal(baseDay)} as base_day`)
  const [row] = await duck.rows<{ fingerprint: string }>(engineSql('fingerprint'))
  return createHash('sha256').update(`${version}|${baseDay}|${row?.fingerprint}`).digest('hex')
}
