import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { postgresBinaries, postgresUser, type SystemUser } from './binaries.ts'

const run = promisify(execFile)

/** Addresses of the two logins: the one that owns and migrates, and the one that web and worker use. */
export type Logins = { ownerUrl: string; appUrl: string }
/** `superUrl` is for preparing logins and for tests; no part of the product keeps it. */
export type Server = Logins & { superUrl: string; stop: () => Promise<void>; pid: number; port: number }

type Secrets = { superuser: string; owner: string; app: string }

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

function secretsIn(folder: string): Secrets {
  const file = join(folder, 'logins.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const word = () => randomBytes(24).toString('base64url')
  const secrets = { superuser: word(), owner: word(), app: word() }
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

/** State of a process: alive, or gone (a zombie counts as gone). */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** What postmaster.pid says of a server that is alive in this data folder, or null. */
function running(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !alive(pid)) {
    rmSync(file, { force: true })
    return null
  }
  // A pid may have been given to another program after a power cut: it is ours only when it is a postgres.
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) {
      rmSync(file, { force: true })
      return null
    }
  } catch {
    // no /proc on this system: trust the pid
  }
  return { pid, port }
}

async function answers(url: string, tries: number): Promise<boolean> {
  for (let i = 0; i < tries; i++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch {
      await sleep(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

async function initialise(
  bin: string,
  data: string,
  folder: string,
  secrets: Secrets,
  user: SystemUser,
): Promise<void> {
  const aside = `${data}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  const word = join(folder, 'initdb-password')
  writeFileSync(word, secrets.superuser, { mode: 0o600 })
  if (user) {
    chownSync(aside, user.uid, user.gid)
    chownSync(word, user.uid, user.gid)
  }
  const args = [
    '-D',
    aside,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${word}`,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-instructions',
  ]
  try {
    await run(join(bin, 'initdb'), args, { ...identity(user), cwd: folder })
  } finally {
    rmSync(word, { force: true })
  }
  renameSync(aside, data)
}

function identity(user: SystemUser): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }
  return user ? { uid: user.uid, gid: user.gid, env } : { env }
}

async function prepareLogins(superUrl: string, secrets: Secrets, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    const has = async (sql: string, value: string) => ((await client.query(sql, [value])).rowCount ?? 0) > 0
    for (const [role, password] of [
      ['throughline_owner', secrets.owner],
      ['throughline_app', secrets.app],
    ] as const) {
      if (!(await has('select 1 from pg_roles where rolname = $1', role)))
        await client.query(
          `create role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`,
        )
    }
    if (!(await has('select 1 from pg_database where datname = $1', database)))
      await client.query(`create database ${client.escapeIdentifier(database)} owner throughline_owner`)
  } finally {
    await client.end()
  }
}

/**
 * Starts (or attaches to) the PostgreSQL of a home folder. In: a folder of its own, the database's name, extra settings.
 * Out: the addresses of both logins and `stop`. A server that is alive is used; a pid file whose process is gone is cleared;
 * a half-made cluster is made anew. Passwords are generated once and kept in a 0600 file.
 */
export async function startPostgres(options: {
  folder: string
  database?: string
  settings?: Record<string, string>
  /** where it must listen (a restart); otherwise a free port is taken */
  port?: number
}): Promise<Server> {
  const database = options.database ?? 'throughline'
  const user = postgresUser()
  const bin = postgresBinaries(user)
  const { folder } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  const secrets = secretsIn(folder)
  const data = join(folder, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(bin, data, folder, secrets, user)
  const address = (role: string, password: string, port: number, name: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${name}`

  let at = running(data)
  if (!at) {
    const port = options.port ?? (await freePort())
    const wanted: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '100',
      shared_buffers: '256MB',
      // Messages of errors quote data (a value that is no date, the row that a rule refused): they reach the program, which keeps a code; the log
      // of the server keeps what is about the server.
      log_min_messages: 'log',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      log_statement: 'none',
      log_min_duration_statement: '-1',
      ...options.settings,
    }
    const args = Object.entries(wanted).flatMap(([key, value]) => ['-c', `${key}=${value}`])
    const log = join(folder, 'postgres.log')
    if (!existsSync(log)) writeFileSync(log, '', { mode: 0o600 })
    if (user) chownSync(log, user.uid, user.gid)
    chmodSync(log, 0o600)
    // Its own process group: Ctrl-C reaches the supervisor only, which then stops PostgreSQL in order.
    const child = spawn(
      join(bin, 'pg_ctl'),
      ['-D', data, '-l', log, '-w', '-t', '60', '-o', args.map(quote).join(' '), 'start'],
      {
        ...identity(user),
        cwd: folder,
        stdio: 'ignore',
        detached: true,
      },
    )
    const code = await new Promise<number | null>((done) => child.once('exit', done))
    at = running(data)
    if (code !== 0 || !at) throw new Error(`PostgreSQL did not start; its own words are in ${log}.`)
  }
  const superUrl = address('postgres', secrets.superuser, at.port, 'postgres')
  if (!(await answers(superUrl, 300)))
    throw new Error(`PostgreSQL (process ${at.pid}) does not answer; see ${join(folder, 'postgres.log')}.`)
  await prepareLogins(superUrl, secrets, database)
  const { pid, port } = at
  return {
    pid,
    port,
    superUrl,
    ownerUrl: address('throughline_owner', secrets.owner, port, database),
    appUrl: address('throughline_app', secrets.app, port, database),
    stop: async () => {
      await run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', '-t', '60', 'stop'], {
        ...identity(user),
        cwd: folder,
      }).catch(() => {})
    },
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
