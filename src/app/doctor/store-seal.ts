import pg from 'pg'
import type { Config } from '../../platform/config.ts'
import { openSeal } from '../../platform/seal.ts'
import { type Finding, some, wrong } from './finding.ts'

/** Whether what is sealed in the database can be opened here. In: a connection that sees every row. */
export async function sealFindings(client: pg.ClientBase, home: string, config: Config): Promise<Finding[]> {
  const columns = await client.query<{ table: string; column: string }>(
    `select n.nspname || '.' || c.relname as table, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and a.attname ~ '(^|_)sealed$' and a.attnum > 0 and not a.attisdropped and n.nspname not like 'pg\\_%' order by 1`,
  )
  const needed = new Map<string, string[]>()
  for (const { table, column } of columns.rows) {
    const from = table.split('.').map(pg.escapeIdentifier).join('.')
    const { rows } = await client.query<{ id: string }>(
      `select distinct split_part(${pg.escapeIdentifier(column)}, '.', 2) as id from ${from} where ${pg.escapeIdentifier(column)} like 'v1.%'`,
    )
    for (const { id } of rows) needed.set(id, [...(needed.get(id) ?? []), table])
  }
  if (needed.size === 0) return []
  let here: string | null
  try {
    here = openSeal(home, config.sealKey).keyId()
  } catch {
    here = null
  }
  const lost = [...needed].filter(([id]) => id !== here)
  if (lost.length === 0) return []
  return [
    wrong(
      here === null ? 'seal-key-missing' : 'seal-key-other',
      here === null
        ? 'The key of sealed secrets is gone or unreadable: sign-in by a provider and second factors do not work.'
        : 'Secrets in the database were sealed with another key than the one here.',
      some(lost.map(([id, tables]) => `${tables.join(', ')} (key ${id})`)),
      'Put keys/seal.key back from the backup (or set THROUGHLINE_SEAL_KEY as it was). If it is lost, enter the providers’ secrets again and reset second factors.',
    ),
  ]
}
