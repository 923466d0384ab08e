import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MailSettings, readMail } from './mail/settings.ts'
import { readTrust, type Trust } from './web/proxy.ts'
import { faultTrouble } from './fault.ts'

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
    name: 'DATABASE_BACKUP_URL',
    fallback: '(own PostgreSQL)',
    meaning:
      'Login that reads every row for `throughline backup` and `doctor` on a PostgreSQL of yours (docs/run/backup.md). Web and worker never use it.',
  },
  {
    name: 'THROUGHLINE_BACKUP_TO',
    fallback: '(none)',
    meaning: 'Public keys of age (`age1…`, by commas) for whom `throughline backup` locks what it writes.',
  },
  {
    name: 'THROUGHLINE_MEMORY',
    fallback: '700MB',
    meaning: 'Memory that one computation may use, as DuckDB writes it (700MB, 2GB).',
  },
  { name: 'THROUGHLINE_THREADS', fallback: '2', meaning: 'Threads that one computation may use.' },
  {
    name: 'THROUGHLINE_SECOND_FACTOR',
    fallback: 'required; optional in the demo',
    meaning:
      '`required`: whoever signs in with a password and reaches single students or administers accounts sets up a second factor first. `optional`: they may.',
  },
  {
    name: 'THROUGHLINE_SEAL_KEY',
    fallback: '(keys/seal.key in the home)',
    meaning:
      'Key of secrets sealed in the database: 32 bytes in base64url. Without it Throughline makes one in the home.',
  },
  {
    name: 'THROUGHLINE_ALLOW_HOSTS',
    fallback: '(none)',
    meaning:
      'Hosts inside your network that Throughline may call (sign-in providers, webhooks), by commas, such as login.district.example. Others must have a public address and https.',
  },
  {
    name: 'THROUGHLINE_MAIL_HOST',
    fallback: '(mail is off)',
    meaning:
      'Mail server for reminders (docs/run/mail.md). Needs THROUGHLINE_URL and THROUGHLINE_MAIL_FROM. The demo takes a loopback address only.',
  },
  {
    name: 'THROUGHLINE_MAIL_PORT',
    fallback: '587; 465 with tls, 25 with none',
    meaning: 'Port of the mail server.',
  },
  {
    name: 'THROUGHLINE_MAIL_TLS',
    fallback: 'starttls',
    meaning:
      '`starttls`: encrypted, or nothing is sent; `tls`: encrypted from the first byte; `none`: in the clear, never with a password except on this machine.',
  },
  {
    name: 'THROUGHLINE_MAIL_USER',
    fallback: '(none)',
    meaning: 'Login at the mail server. Goes with THROUGHLINE_MAIL_PASSWORD_FILE.',
  },
  {
    name: 'THROUGHLINE_MAIL_PASSWORD_FILE',
    fallback: '(none)',
    meaning: 'File with the password of the mail server; read again at each run of the sender.',
  },
  {
    name: 'THROUGHLINE_MAIL_FROM',
    fallback: '(none)',
    meaning: 'From-address of mails, such as `Throughline <plan@district.example>`. Bounces go there.',
  },
  { name: 'THROUGHLINE_UPLOAD_LIMIT', fallback: '2147483648', meaning: 'Largest upload in bytes.' },
  {
    name: 'THROUGHLINE_FAULT',
    fallback: '(none)',
    meaning:
      'For tests of the demo: a place where the process kills itself (see decision 031). Refused outside the demo.',
  },
  {
    name: 'THROUGHLINE_TRACE',
    fallback: '',
    meaning: 'Set to anything: whole errors go to the console. They may quote data, so it is refused outside the demo.',
  },
  { name: 'THROUGHLINE_LOG', fallback: 'info', meaning: 'Log level: fatal, error, warn, info, debug, silent.' },
  {
    name: 'THROUGHLINE_ACCESS_LOG',
    fallback: 'on; off in the demo',
    meaning:
      '`on` writes one line for each request: number, route, status, time, account number. Never an address or name.',
  },
  {
    name: 'THROUGHLINE_TRUST_PROXY',
    fallback: '(nobody)',
    meaning:
      'Proxies whose `x-forwarded-for`, `-proto` and `-host` are believed: addresses and networks by commas (`loopback`, `private`, `10.1.0.0/16`), or how many proxies stand in front (`1`).',
  },
  {
    name: 'THROUGHLINE_METRICS',
    fallback: '(off)',
    meaning:
      'Address of its own, such as 127.0.0.1:9464, that answers `/metrics` (Prometheus), `/health/live` and `/health/ready`. Keep it away from readers.',
  },
  {
    name: 'THROUGHLINE_WEB',
    fallback: '1',
    meaning: 'How many web processes `start` keeps (1 to 64); they share one port.',
  },
  { name: 'THROUGHLINE_WORKERS', fallback: '1', meaning: 'How many worker processes `start` keeps (0 to 16).' },
  {
    name: 'THROUGHLINE_DISK_RESERVE',
    fallback: '1073741824; 67108864 in the demo',
    meaning: 'Bytes that stay free on the disk of the home: uploads that would go below are refused.',
  },
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
  databaseBackupUrl: string | null
  /** public keys for whom backups are locked */
  backupTo: readonly string[]
  memory: string
  threads: number
  uploadLimit: number
  /** whether those who reach students must have a second factor */
  secondFactor: 'required' | 'optional'
  /** key of sealed secrets, base64url; null: the one in the home */
  sealKey: string | null
  /** hosts (or origins on a loopback address) that may be called although they lie inside the network */
  allowHosts: readonly string[]
  /** how mail leaves; null: mail is off */
  mail: MailSettings | null
  log: string
  accessLog: boolean
  /** whose forwarded headers are believed */
  trustProxy: Trust
  /** where metrics are answered; null: nowhere */
  metrics: { host: string; port: number } | null
  webProcesses: number
  workers: number
  /** bytes that uploads leave free */
  diskReserve: number
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

/** The git work tree that a folder lies in, or null. */
function trusted(text: string): Trust {
  try {
    return readTrust(text)
  } catch (error) {
    throw new WrongSetting(`THROUGHLINE_TRUST_PROXY: ${(error as Error).message}.`)
  }
}

function mailOf(env: NodeJS.ProcessEnv, demo: boolean, url: string | null): MailSettings | null {
  try {
    return readMail(env, { demo, url, isLoopback })
  } catch (error) {
    throw new WrongSetting((error as Error).message)
  }
}

/** `host:port` of the metrics; the port of the pages is refused, because what stands there is for operators. */
function metricsAt(text: string, port: number): Config['metrics'] {
  if (text === '') return null
  const found = /^(\[[0-9a-fA-F:]+\]|[^:\s[\]]+):(\d{1,5})$/.exec(text)
  const at = { host: (found?.[1] ?? '').replace(/^\[|\]$/g, ''), port: Number(found?.[2]) }
  if (!found || at.port > 65535)
    throw new WrongSetting(
      `THROUGHLINE_METRICS is "${text}", but must be an address and a port such as 127.0.0.1:9464.`,
    )
  if (at.port === port && port !== 0)
    throw new WrongSetting('THROUGHLINE_METRICS has the port of the pages (PORT), but needs one of its own.')
  return at
}

export function insideGit(folder: string): string | null {
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
  const fault = env.THROUGHLINE_FAULT ?? ''
  if (fault !== '' && !demo)
    throw new WrongSetting('THROUGHLINE_FAULT is for tests of the demo only; unset it, or set THROUGHLINE_DEMO=on.')
  if (env.THROUGHLINE_TRACE && !demo)
    throw new WrongSetting(
      'THROUGHLINE_TRACE writes whole errors, which may quote data: it is for the demo only. Unset it, or set THROUGHLINE_DEMO=on.',
    )
  const wrongFault = fault === '' ? null : faultTrouble(fault)
  if (wrongFault) throw new WrongSetting(wrongFault)
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
  const databaseBackupUrl = env.DATABASE_BACKUP_URL || null
  const backupTo = (env.THROUGHLINE_BACKUP_TO ?? '').split(/[\s,]+/).filter((one) => one !== '')
  const noKey = backupTo.find((one) => !/^age1[a-z0-9]+$/.test(one))
  if (noKey !== undefined)
    throw new WrongSetting(`THROUGHLINE_BACKUP_TO names "${noKey}", but must hold public keys of age, such as age1….`)
  const addresses = {
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: databaseOwnerUrl,
    DATABASE_BACKUP_URL: databaseBackupUrl,
  }
  for (const [name, value] of Object.entries(addresses))
    if (value !== null && !/^postgres(ql)?:\/\//.test(value))
      throw new WrongSetting(`${name} must begin with postgres:// or postgresql://.`)
  const url = env.THROUGHLINE_URL || null
  if (url !== null && !/^https?:\/\/[^/]+$/.test(url))
    throw new WrongSetting(
      `THROUGHLINE_URL is "${url}", but must be an address without a path, such as https://plan.example.org.`,
    )
  const sealKey = env.THROUGHLINE_SEAL_KEY || null
  if (sealKey !== null && !/^[A-Za-z0-9_-]{43}$/.test(sealKey))
    throw new WrongSetting('THROUGHLINE_SEAL_KEY must be 32 bytes in base64url (43 letters, digits, - or _).')
  const allowHosts = (env.THROUGHLINE_ALLOW_HOSTS ?? '').split(/[\s,]+/).filter((one) => one !== '')
  const odd = allowHosts.find(
    (one) => !/^(http:\/\/(127(\.\d{1,3}){3}|localhost|\[::1\])|[a-z0-9.-]+)(:\d{1,5})?$/i.test(one),
  )
  if (odd !== undefined)
    throw new WrongSetting(
      `THROUGHLINE_ALLOW_HOSTS names "${odd}", but must hold host names such as login.district.example, with a port if needed.`,
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
    databaseBackupUrl,
    backupTo,
    memory,
    threads: whole(env, 'THROUGHLINE_THREADS', 2, 1, 256),
    secondFactor: oneOf(env, 'THROUGHLINE_SECOND_FACTOR', demo ? 'optional' : 'required', ['required', 'optional']),
    sealKey,
    allowHosts,
    mail: mailOf(env, demo, url),
    uploadLimit: whole(env, 'THROUGHLINE_UPLOAD_LIMIT', 2 ** 31, 1, 2 ** 40),
    log: oneOf(env, 'THROUGHLINE_LOG', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    accessLog: oneOf(env, 'THROUGHLINE_ACCESS_LOG', demo ? 'off' : 'on', ['on', 'off']) === 'on',
    trustProxy: trusted(env.THROUGHLINE_TRUST_PROXY ?? ''),
    metrics: metricsAt(env.THROUGHLINE_METRICS ?? '', port),
    webProcesses: whole(env, 'THROUGHLINE_WEB', 1, 1, 64),
    workers: whole(env, 'THROUGHLINE_WORKERS', 1, 0, 16),
    diskReserve: whole(env, 'THROUGHLINE_DISK_RESERVE', demo ? 2 ** 26 : 2 ** 30, 0, 2 ** 50),
  }
}
