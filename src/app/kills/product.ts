import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { ticks } from '../../platform/clock.ts'
import { projectRoot } from '../../platform/config.ts'
import { killNow, partsOn, postgresOn } from './processes.ts'

/** The whole product on a home, as a person starts it, whose processes may be killed at any moment. */
export type Product = {
  home: string
  /** folder in which points are armed (`src/platform/fault.ts`) */
  faults: string
  address: () => string | null
  /** Starts the supervisor when it is not running. */
  start: () => void
  running: () => boolean
  output: () => string
  /** One statement as PostgreSQL's superuser, whom row security does not hold; waits while the database is away. */
  sql: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** What every worker does each quarter of a minute: gives the jobs of dead workers to others. */
  supervise: () => Promise<void>
  /** Sends jobs without a payload, as a schedule does. */
  send: (names: readonly string[]) => Promise<void>
  /** Several statements in one snapshot. */
  snapshot: <T>(work: (ask: Product['sql']) => Promise<T>) => Promise<T>
  end: () => Promise<void>
  /** Kills whatever of it runs, at once. */
  kill: () => void
}

/** Opens the product on a home that `makeGround` made; it is not started yet. */
export function productOn(home: string): Product {
  const faults = join(home, '..', 'faults')
  mkdirSync(faults, { recursive: true, mode: 0o777 })
  let child: ChildProcess | null = null
  let generation = ''
  let all = ''
  let pool: { port: number; pool: pg.Pool; url: string } | null = null

  const start = () => {
    generation = ''
    const one = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'start'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        VITEST: '',
        THROUGHLINE_PART: '',
        DATABASE_URL: '',
        DATABASE_OWNER_URL: '',
        PORT: '0',
        THROUGHLINE_HOME: home,
        THROUGHLINE_DEMO: 'on',
        THROUGHLINE_TODAY: '',
        THROUGHLINE_FAULT: `folder:${faults}`,
        THROUGHLINE_LOG: 'warn',
        THROUGHLINE_THREADS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = one
    const hear = (chunk: Buffer) => {
      all = (all + String(chunk)).slice(-200_000)
      if (child === one) generation += String(chunk)
    }
    one.stdout.on('data', hear)
    one.stderr.on('data', hear)
  }
  /** Nothing of the loop goes on when the loop itself ends, however it ends. */
  const leave = () => {
    const server = postgresOn(home)
    killNow([...partsOn(home).map((one) => one.pid), ...(server ? [server.pid, ...server.children] : [])])
  }
  process.once('exit', leave)
  const running = () => child !== null && child.exitCode === null && child.signalCode === null

  /** Connections to wherever PostgreSQL listens now; after a new start that is another port. */
  const connections = async (): Promise<pg.Pool> => {
    const end = ticks() + 60_000
    while (ticks() < end) {
      const server = postgresOn(home)
      if (server && server.port === pool?.port) return pool.pool
      await pool?.pool.end().catch(() => {})
      pool = null
      if (server) {
        const { superuser } = JSON.parse(readFileSync(join(home, 'postgres', 'logins.json'), 'utf8')) as {
          superuser: string
        }
        const url = `postgres://postgres:${superuser}@127.0.0.1:${server.port}/throughline`
        const opened = new pg.Pool({
          connectionString: url,
          max: 4,
          connectionTimeoutMillis: 2000,
          application_name: 'kills',
        })
        opened.on('error', () => {})
        opened.on('connect', (client) => client.on('error', () => {}))
        pool = { port: server.port, pool: opened, url }
        return opened
      }
      await sleep(30)
    }
    throw new Error(`PostgreSQL did not come back:\n${all.slice(-3000)}`)
  }
  /** Tries again when the connection was lost under it; an error of the statement itself is thrown. */
  const again = async <T>(work: (one: pg.PoolClient) => Promise<T>): Promise<T> => {
    const end = ticks() + 60_000
    for (;;) {
      let one: pg.PoolClient | null = null
      try {
        one = await (await connections()).connect()
        const result = await work(one)
        one.release()
        return result
      } catch (error) {
        one?.release(true)
        const code = (error as { code?: string }).code ?? ''
        const ofStatement = /^[0-9A-Z]{5}$/.test(code) && !/^(57|08)/.test(code)
        if (ticks() > end || ofStatement) throw error
        await sleep(30)
      }
    }
  }
  const asking =
    (one: pg.PoolClient): Product['sql'] =>
    async (text, values = []) =>
      (await one.query(text, [...values])).rows
  const queue = async (work: (boss: PgBoss) => Promise<void>) => {
    await connections()
    const boss = new PgBoss({
      connectionString: pool?.url ?? '',
      schema: 'pgboss',
      max: 1,
      migrate: false,
      supervise: false,
      schedule: false,
    })
    boss.on('error', () => {})
    // PostgreSQL may die under it: then the worker's own quarter of a minute must do.
    await boss
      .start()
      .then(() => work(boss))
      .catch(() => {})
    await boss.stop({ graceful: false, close: true }).catch(() => {})
  }
  return {
    home,
    faults,
    start,
    running,
    output: () => all,
    address: () => [...generation.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].at(-1)?.[0] ?? null,
    sql: (text, values) => again((one) => asking(one)(text, values)),
    snapshot: (work) =>
      again(async (one) => {
        await one.query('begin isolation level repeatable read read only')
        try {
          return await work(asking(one))
        } finally {
          await one.query('rollback').catch(() => {})
        }
      }),
    supervise: () => queue((boss) => boss.supervise()),
    send: (names) =>
      queue(async (boss) => {
        for (const name of names) await boss.send(name, {})
      }),
    end: async () => {
      const last = pool
      pool = null
      await last?.pool.end().catch(() => {})
      if (running()) {
        child?.kill('SIGTERM')
        for (let i = 0; i < 100 && running(); i++) await sleep(100)
      }
      leave()
      process.off('exit', leave)
    },
    kill: () => {
      leave()
      process.off('exit', leave)
    },
  }
}
