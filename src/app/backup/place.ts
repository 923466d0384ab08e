import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig, WrongSetting } from '../../platform/config.ts'
import { homeFor } from '../../platform/postgres/home.ts'
import { startPostgres } from '../../platform/postgres/server.ts'
import { lockHome, supervisorOf } from '../home-lock.ts'
import { backupRole, type ReaderAddress } from './store-reader.ts'

/** An installation on this machine, opened for a command of its operator. */
export type Place = {
  config: Config
  home: string
  /** whether a supervisor runs on this home */
  running: boolean
  /** whether the database is the PostgreSQL that comes with Throughline */
  own: boolean
  /** null when only a running installation on a PostgreSQL of the operator's is known */
  ownerUrl: string | null
  appUrl: string
  /** null when nobody was named who sees every row */
  reader: ReaderAddress | null
  close: () => Promise<void>
}

/** Settings of the installation on a home: those of the environment, completed by what the running one wrote there. */
export function settingsOf(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; home: string } {
  const first = readConfig(env)
  const home = existsSync(first.home) || !first.demo ? first.home : homeFor(first.home, first.demo)
  const file = join(home, 'environment.json')
  if (!existsSync(file)) return { env, home }
  const noted = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const merged: NodeJS.ProcessEnv = { ...noted, ...env, THROUGHLINE_DEMO: noted.THROUGHLINE_DEMO }
  if (!env.DATABASE_URL) merged.DATABASE_URL = noted.DATABASE_URL
  if (isOwn(home, merged.DATABASE_URL)) return { env: { ...merged, DATABASE_URL: '', DATABASE_OWNER_URL: '' }, home }
  return { env: { ...merged, DATABASE_OWNER_URL: merged.DATABASE_OWNER_URL || merged.DATABASE_URL }, home }
}

/** Whether an address is a login of the PostgreSQL in this home: it carries the password that was made there. */
function isOwn(home: string, url: string | undefined): boolean {
  const file = join(home, 'postgres', 'logins.json')
  if (!url || !existsSync(file)) return false
  const { app } = JSON.parse(readFileSync(file, 'utf8')) as { app: string }
  return new URL(url).password === app
}

/** The same server's address for the database that another address names. */
const onDatabaseOf = (url: string, other: string): string => {
  const address = new URL(url)
  address.pathname = new URL(other).pathname
  return address.href
}

/**
 * Opens the installation that the settings name. When it runs, its PostgreSQL is used; otherwise its own PostgreSQL is started under the lock of the
 * home and stopped by `close`. Errors: WrongSetting when there is none.
 */
export async function openPlace(given: NodeJS.ProcessEnv): Promise<Place> {
  const { env, home } = settingsOf(given)
  const config = { ...readConfig(env), home }
  const running = supervisorOf(home) !== null
  if (config.databaseUrl !== null) {
    const known = config.databaseOwnerUrl !== config.databaseUrl
    return {
      config,
      home,
      running,
      own: false,
      ownerUrl: known ? config.databaseOwnerUrl : null,
      appUrl: config.databaseUrl,
      reader: config.databaseBackupUrl === null ? null : { url: config.databaseBackupUrl, role: null },
      close: async () => {},
    }
  }
  if (!existsSync(join(home, 'postgres', 'data', 'PG_VERSION')))
    throw new WrongSetting(
      `There is no installation in ${home}: set THROUGHLINE_HOME to its home (and DATABASE_URL, DATABASE_OWNER_URL with a PostgreSQL of your own).`,
    )
  const unlock = running ? () => {} : lockHome(home)
  try {
    const server = await startPostgres({ folder: join(home, 'postgres') })
    return {
      config,
      home,
      running,
      own: true,
      ownerUrl: server.ownerUrl,
      appUrl: server.appUrl,
      reader: { url: onDatabaseOf(server.superUrl, server.appUrl), role: backupRole },
      close: async () => {
        if (!running) await server.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
