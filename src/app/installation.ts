import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { isLoopback, WrongSetting, type Config } from '../platform/config.ts'
import { order } from './architecture.ts'

/** The file in a home that is there while a backup is restored into it. */
export const restoring = (home: string): string => join(home, 'restoring.json')

const halfRestored =
  'A restore into this installation did not end: run throughline restore again with the same backup; it begins anew by itself.'

/** Refuses a home into which a restore broke off. */
export function checkWhole(home: string): void {
  if (existsSync(restoring(home))) throw new WrongSetting(halfRestored)
}

type Marker = { demo: boolean; ready: boolean }

async function marker(client: pg.Client): Promise<Marker | null> {
  const there = await client.query<{ t: string | null }>(`select to_regclass('platform.installation')::text as t`)
  if (!there.rows[0]?.t) return null
  const rows = (await client.query<Marker>('select demo, ready_at is not null as ready from platform.installation'))
    .rows
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
    throw new WrongSetting(
      'The demo only lives in a database on this machine (a loopback address); set THROUGHLINE_DEMO=off to use this one.',
    )
  return owner(ownerUrl, async (client) => {
    const found = await marker(client)
    if (found && found.demo !== config.demo)
      throw new WrongSetting(
        found.demo
          ? 'This database holds the synthetic demo district and can never become a real one; give a new THROUGHLINE_HOME (or another database) and set THROUGHLINE_DEMO=off.'
          : 'This database holds a real installation; the demo is refused here. Set THROUGHLINE_DEMO=off.',
      )
    if (found && !found.ready && !found.demo) throw new WrongSetting(halfRestored)
    if (found && !found.ready) {
      for (const schema of ['pgboss', 'platform', ...order.flat()])
        await client.query(`drop schema if exists ${client.escapeIdentifier(schema)} cascade`)
      for (const folder of ['lake', 'files', 'evidence', 'imports', 'public', 'tmp'])
        rmSync(join(config.home, folder), { recursive: true, force: true })
      return { fresh: true }
    }
    return { fresh: found === null }
  })
}

/** Writes what kind of installation this is, once. */
export async function markKind(config: Config, ownerUrl: string, at: Date): Promise<void> {
  await owner(ownerUrl, (client) =>
    client.query(
      `insert into platform.installation (demo, made_at, seed, token, ready_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [config.demo, at, config.demo ? 'mill-river' : '', randomUUID(), config.demo ? null : at],
    ),
  )
}

/** The demo is whole: from now on it is kept. */
export async function markReady(ownerUrl: string, at: Date): Promise<void> {
  await owner(ownerUrl, (client) => client.query('update platform.installation set ready_at = $1', [at]))
}

type Login = { demo: boolean; ready: boolean; token: string; super: boolean; bypass: boolean; owns: boolean }

/**
 * Looks at the application's login before anything is served or written: it must see the installation that the owner marked, of the kind that is
 * configured, and must have no way around row security. In: configuration, the application's address, the owner's address where it is known.
 */
export async function checkLogin(config: Config, url: string, ownerUrl?: string): Promise<void> {
  const rows = await owner(url, (client) =>
    client.query<Login>(
      `select i.demo, i.ready_at is not null as ready, i.token, r.rolsuper as super, r.rolbypassrls as bypass,
              exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname not like 'pg\\_%') as owns
       from platform.installation i, pg_roles r where r.rolname = current_user`,
    ),
  ).then(
    (found) => found.rows,
    (error: { code?: string }) => {
      if (error.code === '42P01' || error.code === '3F000' || error.code === '42501') return []
      throw error
    },
  )
  const login = rows[0]
  if (!login)
    throw new WrongSetting(
      'DATABASE_URL does not lead to a database that Throughline prepared; start it once with DATABASE_OWNER_URL set to the owner of the same database.',
    )
  if (login.super || login.bypass || login.owns)
    throw new WrongSetting(
      'The login of DATABASE_URL is a superuser, bypasses row security or owns tables: students would not be protected. Use a login that owns nothing (docs/run/settings.md).',
    )
  if (login.demo !== config.demo)
    throw new WrongSetting(
      login.demo
        ? 'This database holds the synthetic demo; set THROUGHLINE_DEMO=on.'
        : 'This database holds a real installation; set THROUGHLINE_DEMO=off.',
    )
  if (!login.demo && !login.ready) throw new WrongSetting(halfRestored)
  if (ownerUrl !== undefined) {
    const marked = await owner(ownerUrl, (client) =>
      client.query<{ token: string }>('select token from platform.installation'),
    )
    if (marked.rows[0]?.token !== login.token)
      throw new WrongSetting(
        'DATABASE_URL and DATABASE_OWNER_URL lead to two different databases; they must be two logins of one.',
      )
  }
}
