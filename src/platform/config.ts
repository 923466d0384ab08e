import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One setting of the table in docs/run/settings.md, which is written from this list (`bin/check` fails when it is stale). */
export type Setting = { name: string; fallback: string; meaning: string }

export const settings = [
  { name: 'PORT', fallback: '3000', meaning: 'Port of the web server (0 takes a free one and prints it).' },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'Address to listen on. The demo refuses anything but a loopback address.',
  },
  {
    name: 'THROUGHLINE_DEMO',
    fallback: 'on',
    meaning: '`on` runs the synthetic district; `off` starts a real, empty installation.',
  },
  {
    name: 'THROUGHLINE_HOME',
    fallback: '(see below)',
    meaning: 'Folder of everything that lasts: database, lake, uploads, editions.',
  },
  {
    name: 'THROUGHLINE_TODAY',
    fallback: '2026-11-20 in the demo',
    meaning: 'The date that the demo takes for today. Refused outside the demo.',
  },
  {
    name: 'THROUGHLINE_DEMO_SCALE',
    fallback: '1',
    meaning: 'Size of the demo district (0.02 to 1) at its first start; the tests use a small one.',
  },
  {
    name: 'THROUGHLINE_URL',
    fallback: 'http://HOST:PORT',
    meaning: 'The address people use; `https:` makes cookies secure. Needed behind a proxy.',
  },
  {
    name: 'DATABASE_URL',
    fallback: '(own PostgreSQL)',
    meaning:
      'Login of the application on a PostgreSQL 18 or later of yours. It must own nothing and not bypass row security.',
  },
  {
    name: 'DATABASE_OWNER_URL',
    fallback: '(own PostgreSQL)',
    meaning: 'Login that owns the tables and migrates. Goes with DATABASE_URL.',
  },
  {
    name: 'THROUGHLINE_MEMORY',
    fallback: '700MB',
    meaning: 'Memory that one computation may use, as DuckDB writes it (700MB, 2GB).',
  },
  { name: 'THROUGHLINE_THREADS', fallback: '2', meaning: 'Threads that one computation may use.' },
  { name: 'THROUGHLINE_UPLOAD_LIMIT', fallback: '2147483648', meaning: 'Largest upload in bytes.' },
  { name: 'THROUGHLINE_LOG', fallback: 'info', meaning: 'Log level: fatal, error, warn, info, debug, silent.' },
] as const satisfies readonly Setting[]

export type Config = {
  port: number
  host: string
  demo: boolean
  demoScale: number
  home: string
  today: string | null
  url: string | null
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  memory: string
  threads: number
  uploadLimit: number
  log: string
}

/** A wrong setting: one clear sentence, then the process ends with code 2. */
export class WrongSetting extends Error {}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The folder that holds package.json. */
export const projectRoot = root

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function whole(env: NodeJS.ProcessEnv, name: string, fallback: number, low: number, high: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < low || value > high)
    throw new WrongSetting(`${name} is "${text}", but must be a whole number from ${low} to ${high}.`)
  return value
}

function oneOf<const T extends string>(env: NodeJS.ProcessEnv, name: string, fallback: T, allowed: readonly T[]): T {
  const text = env[name] || fallback
  if (!allowed.includes(text as T))
    throw new WrongSetting(`${name} is "${text}", but must be one of: ${allowed.join(', ')}.`)
  return text as T
}

function insideGit(folder: string): string | null {
  let at = resolve(folder)
  while (!existsSync(at)) at = dirname(at)
  at = realpathSync(at)
  for (;;) {
    if (existsSync(join(at, '.git'))) return at
    const up = dirname(at)
    if (up === at) return null
    at = up
  }
}

/**
 * Reads all settings. In: an environment. Out: the configuration.
 * Errors: `WrongSetting` with one sentence that names the setting, what is wrong and what is allowed.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const demo = oneOf(env, 'THROUGHLINE_DEMO', 'on', ['on', 'off']) === 'on'
  const host = env.HOST || '127.0.0.1'
  if (demo && !isLoopback(host))
    throw new WrongSetting(
      `HOST is "${host}", but the demo is only served on a loopback address such as 127.0.0.1; set THROUGHLINE_DEMO=off for a real installation.`,
    )
  const port = whole(env, 'PORT', 3000, 0, 65535)
  const today = env.THROUGHLINE_TODAY || (demo ? '2026-11-20' : null)
  if (today !== null && !demo)
    throw new WrongSetting('THROUGHLINE_TODAY is for the demo only; unset it, or set THROUGHLINE_DEMO=on.')
  if (
    today !== null &&
    (!/^\d{4}-\d{2}-\d{2}$/.test(today) || new Date(`${today}T00:00:00Z`).toJSON()?.slice(0, 10) !== today)
  )
    throw new WrongSetting(`THROUGHLINE_TODAY is "${today}", but must be a date such as 2026-11-20.`)
  const demoScale = Number(env.THROUGHLINE_DEMO_SCALE || 1)
  if (!(demoScale >= 0.02 && demoScale <= 1))
    throw new WrongSetting(
      `THROUGHLINE_DEMO_SCALE is "${env.THROUGHLINE_DEMO_SCALE}", but must be a number from 0.02 to 1.`,
    )
  const home = resolve(
    env.THROUGHLINE_HOME || (demo ? join(root, '.throughline') : join(homedir(), '.local/share/throughline')),
  )
  const git = demo ? null : insideGit(home)
  if (git)
    throw new WrongSetting(
      `THROUGHLINE_HOME is inside the git work tree ${git}: students' records could be committed by accident; choose a folder outside it.`,
    )
  const databaseUrl = env.DATABASE_URL || null
  const databaseOwnerUrl = env.DATABASE_OWNER_URL || null
  if ((databaseUrl === null) !== (databaseOwnerUrl === null))
    throw new WrongSetting(
      'DATABASE_URL and DATABASE_OWNER_URL go together: set both, or neither to run the PostgreSQL that comes with Throughline.',
    )
  for (const [name, value] of Object.entries({ DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl }))
    if (value !== null && !/^postgres(ql)?:\/\//.test(value))
      throw new WrongSetting(`${name} must begin with postgres:// or postgresql://.`)
  const url = env.THROUGHLINE_URL || null
  if (url !== null && !/^https?:\/\/[^/]+$/.test(url))
    throw new WrongSetting(
      `THROUGHLINE_URL is "${url}", but must be an address without a path, such as https://plan.example.org.`,
    )
  const memory = env.THROUGHLINE_MEMORY || '700MB'
  if (!/^\d+(MB|GB)$/.test(memory))
    throw new WrongSetting(`THROUGHLINE_MEMORY is "${memory}", but must be a size such as 700MB or 2GB.`)
  return {
    port,
    host,
    demo,
    demoScale,
    home,
    today,
    url,
    databaseUrl,
    databaseOwnerUrl,
    memory,
    threads: whole(env, 'THROUGHLINE_THREADS', 2, 1, 256),
    uploadLimit: whole(env, 'THROUGHLINE_UPLOAD_LIMIT', 2 ** 31, 1, 2 ** 40),
    log: oneOf(env, 'THROUGHLINE_LOG', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  }
}
