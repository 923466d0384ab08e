import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { isLoopback, WrongSetting, type Config } from '../platform/config.ts'

type Marker = { demo: boolean; ready: boolean }

async function marker(client: pg.Client): Promise<Marker | null> {
  const there = await client.query<{ t: string | null }>(`select to_regclass('platform.installation')::text as t`)
  if (!there.rows[0]?.t) return null
  const rows = (await client.query<Marker>('select demo, ready_at is not null as ready from platform.installation')).rows
  return rows[0] ?? null
}

async function owner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Refuses a database that is of the other kind: a demo can never become a real installation, nor the other way.
 * A demo whose making broke off is emptied, so that it is made anew. Out: true when the demo has still to be made.
 */
export async function checkKind(config: Config, ownerUrl: string): Promise<{ fresh: boolean }> {
  if (config.demo && !isLoopback(new URL(ownerUrl).hostname))
    throw new WrongSetting('The demo only lives in a database on this machine (a loopback address); set THROUGHLINE_DEMO=off to use this one.')
  return owner(ownerUrl, async (client) => {
    const found = await marker(client)
    if (found && found.demo !== config.demo)
      throw new WrongSetting(
        found.demo
          ? 'This database holds the synthetic demo district and can never become a real one; give a new THROUGHLINE_HOME (or another database) and set THROUGHLINE_DEMO=off.'
          : 'This database holds a real installation; the demo is refused here. Set THROUGHLINE_DEMO=off.',
      )
    if (found && !found.ready && found.demo) {
      const schemas = await client.query<{ n: string }>(
        `select nspname as n from pg_namespace where nspowner = (select oid from pg_roles where rolname = current_user) and nspname not like 'pg\\_%' and nspname <> 'public'`,
      )
      for (const { n } of schemas.rows) await client.query(`drop schema ${client.escapeIdentifier(n)} cascade`)
      for (const folder of ['lake', 'files', 'public', 'tmp']) rmSync(join(config.home, folder), { recursive: true, force: true })
      return { fresh: true }
    }
    return { fresh: found === null }
  })
}

/** Writes what kind of installation this is, once. */
export async function markKind(config: Config, ownerUrl: string, at: Date): Promise<void> {
  await owner(ownerUrl, (client) =>
    client.query(
      `insert into platform.installation (demo, made_at, seed, ready_at) values ($1, $2, $3, $4) on conflict do nothing`,
      [config.demo, at, config.demo ? 'mill-river' : '', config.demo ? null : at],
    ),
  )
}

/** The demo is whole: from now on it is kept. */
export async function markReady(ownerUrl: string, at: Date): Promise<void> {
  await owner(ownerUrl, (client) => client.query('update platform.installation set ready_at = $1', [at]))
}
