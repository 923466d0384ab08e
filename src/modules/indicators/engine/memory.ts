import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { attendanceSteps, definitionSql, type DefinitionId } from '../definitions/catalog.ts'
import type { Inputs } from './inputs.ts'
import { isThere } from './write.ts'

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
  'fingerprint-people',
  'student-month',
  'unsettled',
  'known-stay',
  'known-code',
  'missed-since',
  'go-on',
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
  if (!(await isThere(path))) return null
  const rows = await duck.rows<{ key: string; value: string }>(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${literal(path)})`,
  )
  return rows.length === 0 ? null : Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

/** Names the content of the files of spells and groups without reading them: versions of the lake never change, so path, size and time say which they are. */
export async function peopleFiles(inputs: Inputs): Promise<string> {
  const files = [...inputs.enrollment, '|', ...inputs.student_group]
  const known = await Promise.all(
    files.map(async (path) => {
      const seen = path === '|' ? null : await stat(path)
      return seen ? `${path}:${seen.size}:${seen.mtimeMs}` : path
    }),
  )
  return createHash('sha256').update(known.join('\n')).digest('hex')
}

/** A day and month after which nothing is taken over. */
export type ClosedMonth = { period: number; last: string }

/** Names the last closed day and its month for the SQL of the engine. */
export const nameClosed = (duck: Duck, month: ClosedMonth): Promise<void> =>
  duck.run(`
    create or replace temp table closed as select date ${literal(month.last)} as base_day, ${month.period} as period;
    create or replace temp view closed_attendance as select * from all_attendance where day <= date ${literal(month.last)}`)

/** Fingerprint of spells and groups up to the closed month. student_trait must hold every student. */
export async function peopleMark(duck: Duck): Promise<string> {
  const [row] = await duck.rows<{ fingerprint: string }>(engineSql('fingerprint-people'))
  return row?.fingerprint ?? ''
}

/**
 * Fingerprint of everything that the months up to the closed one were made of. In: the code's version and the fingerprint of spells and groups; fact
 * views, param, closed and measured_day must be there. Out: SHA-256 over sums of row hashes, so that the order of rows and their file do not matter.
 */
export async function fingerprint(duck: Duck, month: ClosedMonth, version: string, people: string): Promise<string> {
  const [row] = await duck.rows<{ fingerprint: string }>(engineSql('fingerprint'))
  return createHash('sha256').update(`${version}|${month.last}|${people}|${row?.fingerprint}`).digest('hex')
}
