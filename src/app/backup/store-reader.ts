import pg from 'pg'
import { unavailable } from '../../platform/errors.ts'
import type { Kept, KeptFile } from '../../platform/files/kept.ts'
import { settle } from './store-tables.ts'

/** Role on our own PostgreSQL that reads every row for a backup. Nobody can sign in as it: only the superuser takes it on, whose password lies in a 0600 file. */
export const backupRole = 'throughline_backup'

/** An address and, on our own PostgreSQL, the role to take on there. */
export type ReaderAddress = { url: string; role: string | null }

/**
 * Opens the connection that reads every row, whoever may see it. It can write nothing.
 * Errors: Unavailable `backup/reader-is-limited` when row security would hide rows from it.
 */
export async function openReader(address: ReaderAddress): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address.url, application_name: 'throughline-backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    if (address.role !== null) {
      const there = await client.query('select 1 from pg_roles where rolname = $1', [address.role])
      if (there.rowCount === 0)
        await client.query(
          `create role ${pg.escapeIdentifier(address.role)} nologin nosuperuser bypassrls; grant pg_read_all_data to ${pg.escapeIdentifier(address.role)}`,
        )
      await client.query(`set role ${pg.escapeIdentifier(address.role)}`)
    }
    await settle(client)
    // Rows that row security would hide end in an error instead of a backup without them.
    await client.query('set row_security = off; set default_transaction_read_only = on')
    const me = await client.query<{ bypass: boolean; reads: boolean }>(
      `select rolbypassrls or rolsuper as bypass, pg_has_role(current_user, 'pg_read_all_data', 'usage') as reads from pg_roles where rolname = current_user`,
    )
    if (!me.rows[0]?.bypass || !me.rows[0].reads)
      throw unavailable(
        'backup/reader-is-limited',
        'The login of DATABASE_BACKUP_URL does not see every row.',
        'As a superuser: alter role … bypassrls; grant pg_read_all_data to …; (docs/run/backup.md).',
      )
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** True when the database has all of these tables, named with their schema. */
export async function hasTables(client: pg.ClientBase, tables: readonly string[]): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean | null }>(
    'select bool_and(to_regclass(name) is not null) as all from unnest($1::text[]) as name',
    [tables],
  )
  return rows[0]?.all !== false
}

/** Files that rows name, all modules' together; one path once, needed when one row needs it. */
export async function keptFiles(client: pg.ClientBase, kept: readonly Kept[]): Promise<KeptFile[]> {
  const found = new Map<string, KeptFile>()
  for (const one of kept) {
    if (!(await hasTables(client, one.tables ?? []))) continue
    const { rows } = await client.query<Omit<KeptFile, 'what'>>(one.select)
    for (const row of rows) {
      const known = found.get(row.path)
      if (!known) found.set(row.path, { what: one.what, ...row })
      else if (row.needed) known.needed = true
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

export type Facts = { postgres: string; demo: boolean; migrations: { name: string; digest: string }[] }

/** What kind of database this is and how far it is migrated. */
export async function factsOf(client: pg.ClientBase): Promise<Facts> {
  const version = await client.query<{ v: string }>(`select current_setting('server_version') as v`)
  const kind = await client.query<{ demo: boolean; ready: boolean }>(
    'select demo, ready_at is not null as ready from platform.installation',
  )
  const migrations = await client.query<{ name: string; digest: string }>(
    'select name, digest from platform.migration order by at, name',
  )
  if (!kind.rows[0]?.ready)
    throw unavailable(
      'backup/not-whole',
      'This installation is not whole yet.',
      'Let its first start or its restore end first.',
    )
  return { postgres: version.rows[0]?.v ?? '', demo: kind.rows[0].demo, migrations: migrations.rows }
}

/** One backup of a database at a time; the lock ends with the connection. Out: whether it was free. */
export async function lockBackup(client: pg.ClientBase): Promise<boolean> {
  const taken = await client.query<{ free: boolean }>('select pg_try_advisory_lock(7108432) as free')
  return taken.rows[0]?.free ?? false
}
