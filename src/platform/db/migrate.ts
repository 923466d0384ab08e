import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'

/** One forward-only migration: `name` = module/file, ordered across modules by the date that begins the file's name. */
export type Migration = { name: string; file: string; sql: string }

/** Reads the migrations of some folders (`<module>/migrations/*.sql`), in the order in which they run. */
export function readMigrations(folders: readonly string[]): Migration[] {
  const all = folders.flatMap((folder) => {
    const module = basename(join(folder, '..'))
    return readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => ({ name: `${module}/${file}`, file, sql: readFileSync(join(folder, file), 'utf8') }))
  })
  for (const one of all)
    if (!/^\d{4}-\d{2}-\d{2}-\d{2}-[a-z0-9-]+\.sql$/.test(one.file))
      throw new Error(`Migration ${one.name} is not named yyyy-mm-dd-nn-what.sql.`)
  return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.name < b.name ? -1 : 1))
}

/** The digest by which a migration that ran is known. */
export const digest = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/** Makes the table of migrations that ran. */
export const migrationTable = `create schema if not exists platform;
  create table if not exists platform.migration (name text primary key, digest text not null, at timestamptz not null default clock_timestamp())`

/**
 * Brings a database up to date as its owner: under an advisory lock, each migration in a transaction of its own, recorded with its digest.
 * Errors: PostgreSQL older than 18; a migration that was changed after it ran; a database that is newer than this release.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[],
  after: (client: pg.Client) => Promise<void> = async () => {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const ran: string[] = []
  try {
    const version = Number(
      (await client.query<{ v: string }>("select current_setting('server_version_num') as v")).rows[0]?.v,
    )
    if (version < 180000)
      throw new Error(
        `This PostgreSQL is version ${Math.floor(version / 10000)}, but Throughline needs 18 or later; point DATABASE_URL and DATABASE_OWNER_URL at a newer one.`,
      )
    await client.query('select pg_advisory_lock(7108431)')
    await client.query(migrationTable)
    const done = new Map(
      (await client.query<{ name: string; digest: string }>('select name, digest from platform.migration')).rows.map(
        (r) => [r.name, r.digest],
      ),
    )
    for (const one of migrations) {
      const known = done.get(one.name)
      if (known === digest(one.sql)) continue
      if (known) throw new Error(`Migration ${one.name} was changed after it ran; write a new one instead.`)
      await client.query('begin')
      try {
        await client.query(one.sql)
        await client.query('insert into platform.migration (name, digest) values ($1, $2)', [one.name, digest(one.sql)])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${one.name} failed: ${(error as Error).message}`, { cause: error })
      }
      ran.push(one.name)
    }
    const names = new Set(migrations.map((one) => one.name))
    const unknown = [...done.keys()].filter((name) => !names.has(name))
    if (unknown.length > 0)
      throw new Error(
        `This database was made by a later release (it has ${unknown[0]}); start that release, or restore an older backup.`,
      )
    await after(client)
    return ran
  } finally {
    await client.end()
  }
}
