import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { literal, openDuck } from '../../platform/duckdb.ts'
import { mayStand } from './allowed.ts'
import { type Mark, marksIn, patterns } from './bird.ts'

/** One place where a mark was found. */
export type Found = { place: string; mark: Mark }

/** What may not be there, of all that was found. */
export const leaks = (found: readonly Found[]): string[] =>
  [...new Set(found.filter((one) => !mayStand(one.place, one.mark)).map((one) => `${one.mark} in ${one.place}`))].sort()

/** All patterns as one, as PostgreSQL and DuckDB write it. */
const anyMark = Object.values(patterns)
  .map((one) => one.source.replaceAll('\\/', '/'))
  .join('|')

/** Every column of every table of the database (jobs, their payloads and dead letters too), and the last statements of its sessions. */
export async function searchTables(superUrl: string): Promise<{ found: Found[]; columns: number }> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  const found: Found[] = []
  try {
    const { rows } = await client.query<{ schema: string; table: string; column: string; type: string }>(
      `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
       where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
    )
    for (const { schema, table, column, type } of rows) {
      const name = client.escapeIdentifier(column)
      // What is kept as bytes is searched as bytes.
      const text = type === 'bytea' ? `encode(${name}, 'escape')` : `${name}::text`
      const kept = table === 'change' && schema === 'platform' ? 'object' : `''`
      const hits = await client.query<{ object: string; value: string }>(
        `select ${kept} as object, ${text} as value from ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)} where ${text} ~* $1`,
        [anyMark],
      )
      for (const { object, value } of hits.rows)
        for (const mark of marksIn(value))
          found.push({ place: `${schema}.${table}.${column}${object ? ` of ${object}` : ''}`, mark })
    }
    const sessions = await client.query<{ query: string }>(
      'select query from pg_stat_activity where pid <> pg_backend_pid()',
    )
    for (const mark of marksIn(sessions.rows.map((one) => one.query).join('\n')))
      found.push({ place: 'pg_stat_activity', mark })
    return { found, columns: rows.length }
  } finally {
    await client.end()
  }
}

/** Every file below a folder by its path and its bytes; what is compressed is opened first. The database's own files are not looked into. */
export async function searchFiles(home: string): Promise<{ found: Found[]; files: number }> {
  const found: Found[] = []
  const note = (place: string, all: readonly Mark[]) => found.push(...all.map((mark) => ({ place, mark })))
  const parquet: string[] = []
  let files = 0
  const folders = ['']
  while (folders.length > 0) {
    const folder = folders.pop() ?? ''
    // Not the database's own files, and not the program, which the product keeps put together in its home.
    if (folder === '/postgres/data' || folder === '/code') continue
    for (const entry of readdirSync(join(home, folder), { withFileTypes: true })) {
      const place = `${folder}/${entry.name}`
      note(`name of ${place}`, marksIn(Buffer.from(place)))
      if (entry.isDirectory()) folders.push(place)
      if (!entry.isFile()) continue
      files += 1
      const path = join(home, place)
      const bytes = readFileSync(path)
      if (place.endsWith('.parquet')) parquet.push(path)
      else if (place.endsWith('.br')) note(place, marksIn(brotliDecompressSync(bytes)))
      else if (place.endsWith('.gz')) note(place, marksIn(gunzipSync(bytes)))
      note(place, marksIn(bytes))
    }
  }
  if (parquet.length > 0) {
    const duck = await openDuck({ directories: [home], temp: join(home, 'tmp'), threads: 1, memory: '200MB' })
    try {
      for (const path of parquet) {
        const rows = await duck.rows(
          `select cast(t as varchar) as line from read_parquet(${literal(path)}, hive_partitioning = false) as t where regexp_matches(cast(t as varchar), ${literal(anyMark)}, 'i')`,
        )
        note(path.slice(home.length), marksIn(rows.map((row) => String(row.line)).join('\n')))
      }
    } finally {
      duck.close()
    }
  }
  return { found, files }
}

/** The lines of a text that hold a mark, with what they hold. */
export function searchText(place: string, text: string): Found[] {
  return text.split('\n').flatMap((line) => marksIn(line).map((mark) => ({ place, mark })))
}
