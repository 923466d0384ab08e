import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { conflict, invalid } from '../../platform/errors.ts'
import { digest, migrationTable, type Migration } from '../../platform/db/migrate.ts'
import type { Manifest } from './manifest.ts'
import { leftOut, ownSchemas, copyInto, copyOutOf, setSequences, settle, tablesOf } from './store-tables.ts'
import { gauge, type Measured } from './streams.ts'

const quote = (name: string) => name.split('.').map(pg.escapeIdentifier).join('.')

/** Opens the owner's connection, alone with the database as a migration is. */
export async function openOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'throughline-restore' })
  client.on('error', () => {})
  await client.connect()
  await settle(client)
  await client.query('select pg_advisory_lock(7108431)')
  return client
}

/** Whether the database holds nothing of Throughline. */
export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1::text[])`,
    [[...ownSchemas, 'pgboss']],
  )
  return rows[0]?.n === 0
}

/** Empties a database into which a restore broke off. */
export async function emptyDatabase(client: pg.ClientBase): Promise<void> {
  await client.query('begin')
  for (const schema of ['pgboss', ...ownSchemas])
    await client.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
  await client.query('commit')
}

/** The migrations that a backup was made with, as this release has them. Errors: Conflict `backup/later-release`, `backup/other-migration`. */
export function migrationsFor(manifest: Manifest, known: readonly Migration[]): Migration[] {
  return manifest.migrations.map((one) => {
    const found = known.find((other) => other.name === one.name)
    if (!found)
      throw conflict(
        'backup/later-release',
        `This backup was made by a later release (it has the migration ${one.name}).`,
        'Restore it with that release or a later one.',
      )
    if (digest(found.sql) !== one.digest)
      throw conflict(
        'backup/other-migration',
        `The migration ${one.name} of this release is not the one that the backup was made with.`,
        'Restore it with an unchanged release.',
      )
    return found
  })
}

type Held = {
  foreign: { table: string; name: string; definition: string }[]
  triggers: { table: string; name: string }[]
  forced: string[]
}

/**
 * Lays the rows of a backup into an empty database in one transaction: either all of it is there afterwards, or nothing. The tables are made by the
 * migrations of the backup's own time; foreign keys, triggers and forced row security are put aside for the loading and put back, and each table is read
 * back and compared with the digest. In: how to read a table of the backup into a sink.
 */
export async function layRows(
  client: pg.Client,
  manifest: Manifest,
  known: readonly Migration[],
  read: (table: string, sink: Writable) => Promise<Measured>,
): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migrationTable)
    for (const one of migrationsFor(manifest, known)) await client.query(one.sql)
    await settle(client)
    await client.query('set local row_security = off')
    const tables = await tablesOf(client)
    const skip = new Set(leftOut.map((one) => one.name))
    const strange = manifest.tables.find((one) => !tables.some((table) => table.name === one.name))
    const absent = tables.find(
      (one) => !skip.has(one.name) && !manifest.tables.some((table) => table.name === one.name),
    )
    if (strange || absent)
      throw invalid(
        'backup/other-tables',
        `The table ${strange?.name ?? absent?.name} is not on both sides.`,
        'The backup was changed, or the database that it was made from was: ask for help before going on.',
      )
    const held = await putAside(client)
    await client.query(`truncate ${tables.map((one) => quote(one.name)).join(', ')}`)
    for (const one of manifest.tables) {
      // A backup of an earlier release may hold what is left out by now.
      if (skip.has(one.name)) continue
      const measured = await read(one.name, client.query(copyFrom(copyInto(one))))
      const back = gauge()
      const table = tables.find((other) => other.name === one.name)
      if (table)
        await pipeline(client.query(copyTo(copyOutOf({ ...table, columns: one.columns }))), back.stream, nothing())
      if (measured.sha256 !== one.sha256 || back.read().sha256 !== one.sha256)
        throw invalid(
          'backup/not-the-same',
          `The rows of ${one.name} are not the same after they were laid into the database.`,
          'Nothing was restored. Ask for help before going on.',
        )
    }
    await setSequences(client, manifest.sequences)
    await putBack(client, held)
    // Two logins of one installation are told by its token: the restored one is another installation than the old.
    await client.query('update platform.installation set token = $1, ready_at = null', [randomUUID()])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const nothing = () => new Writable({ write: (_chunk, _encoding, done) => done() })

async function putAside(client: pg.Client): Promise<Held> {
  const foreign = await client.query<Held['foreign'][number]>(
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any ($1::text[]) order by 1, 2`,
    [ownSchemas],
  )
  const triggers = await client.query<Held['triggers'][number]>(
    `select n.nspname || '.' || c.relname as table, t.tgname as name
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgenabled = 'O' and n.nspname = any ($1::text[]) order by 1, 2`,
    [ownSchemas],
  )
  const forced = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and c.relforcerowsecurity and n.nspname = any ($1::text[])`,
    [ownSchemas],
  )
  const held = { foreign: foreign.rows, triggers: triggers.rows, forced: forced.rows.map((row) => row.name) }
  for (const one of held.foreign)
    await client.query(`alter table ${quote(one.table)} drop constraint ${pg.escapeIdentifier(one.name)}`)
  for (const one of held.triggers)
    await client.query(`alter table ${quote(one.table)} disable trigger ${pg.escapeIdentifier(one.name)}`)
  for (const one of held.forced) await client.query(`alter table ${quote(one)} no force row level security`)
  return held
}

/** A foreign key that is put back is checked against every row. */
async function putBack(client: pg.Client, held: Held): Promise<void> {
  for (const one of held.foreign)
    await client.query(
      `alter table ${quote(one.table)} add constraint ${pg.escapeIdentifier(one.name)} ${one.definition}`,
    )
  for (const one of held.triggers)
    await client.query(`alter table ${quote(one.table)} enable trigger ${pg.escapeIdentifier(one.name)}`)
  for (const one of held.forced) await client.query(`alter table ${quote(one)} force row level security`)
}

/** The restored installation is whole: from now on it may be started. */
export async function markWhole(client: pg.Client, at: string): Promise<void> {
  await client.query('update platform.installation set ready_at = $1', [at])
}
