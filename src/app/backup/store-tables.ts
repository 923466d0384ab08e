import pg from 'pg'
import { order } from '../architecture.ts'

/** Schemas of Throughline whose tables a backup holds. The queue's own schema is carried as waiting jobs. */
export const ownSchemas: readonly string[] = ['platform', ...order.flat()]

/** Tables whose rows a backup does not hold. Everybody signs in again on a restored installation. */
export const leftOut: readonly { name: string; why: string }[] = [
  { name: 'people.one_time_link', why: 'a link that was used or taken back must not open an account again' },
  { name: 'people.session', why: 'a session of the old installation must not open the new one' },
  { name: 'people.sign_in_try', why: 'somebody on the way to a provider begins again' },
  { name: 'platform.attempt', why: 'counts of the last minutes' },
  { name: 'platform.process', why: 'signs of life of running processes' },
]

export type TableInfo = { name: string; columns: string[]; orderBy: string }

const quote = (name: string) => name.split('.').map(pg.escapeIdentifier).join('.')

/** Makes values come out alike on every server. */
export async function settle(client: pg.ClientBase): Promise<void> {
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex';
     set client_encoding = 'UTF8'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`,
  )
}

/** Every table of our schemas, with its columns that are stored (not generated) and an order of its rows that is the same on every server. */
export async function tablesOf(client: pg.ClientBase): Promise<TableInfo[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; keys: string[] | null; texts: string[] }>(
    `select n.nspname || '.' || c.relname as name,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            (select array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int))
             from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
             where i.indrelid = c.oid and i.indisprimary) as keys,
            coalesce((select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attcollation <> 0), '{}') as texts
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ($1::text[])
     order by n.nspname collate "C", c.relname collate "C"`,
    [ownSchemas],
  )
  return rows.map((row) => ({
    name: row.name,
    columns: row.columns,
    orderBy: row.keys
      ? row.keys
          .map((key) => `t.${pg.escapeIdentifier(key)}${row.texts.includes(key) ? ' collate "C"' : ''}`)
          .join(', ')
      : 't::text collate "C"',
  }))
}

/** Tables of schemas that are not Throughline's: a backup says that it leaves them out. */
export async function foreignTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname <> all ($1::text[]) and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
    [[...ownSchemas, 'pgboss']],
  )
  return rows.map((row) => row.name)
}

/** The statement that gives all rows of a table as CSV. */
export const copyOutOf = (table: TableInfo): string =>
  `copy (select ${table.columns.map((one) => `t.${pg.escapeIdentifier(one)}`).join(', ')} from ${quote(table.name)} t order by ${table.orderBy})
   to stdout (format csv, header)`

/** The statement that takes them back. */
export const copyInto = (table: { name: string; columns: readonly string[] }): string =>
  `copy ${quote(table.name)} (${table.columns.map(pg.escapeIdentifier).join(', ')}) from stdin (format csv, header match)`

export type SequenceState = { name: string; last: string; called: boolean }

/** Where each sequence of our schemas stands. Read after the snapshot was taken, it is never behind a row of it. */
export async function sequencesOf(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any ($1::text[]) order by n.nspname collate "C", c.relname collate "C"`,
    [ownSchemas],
  )
  const found: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quote(name)}`,
    )
    if (state.rows[0]) found.push({ name, ...state.rows[0] })
  }
  return found
}

/** Sets the sequences of the manifest that exist. */
export async function setSequences(client: pg.ClientBase, states: readonly SequenceState[]): Promise<void> {
  for (const one of states)
    await client.query('select setval(to_regclass($1::text), $2::bigint, $3) where to_regclass($1::text) is not null', [
      quote(one.name),
      one.last,
      one.called,
    ])
}
