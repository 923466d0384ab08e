import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { now } from '../../platform/clock.ts'
import { projectRoot, readConfig } from '../../platform/config.ts'
import { startPostgres } from '../../platform/postgres/server.ts'
import { markKind, markReady } from '../installation.ts'
import { migrateAll } from '../migrate.ts'

/** The whole product as a person starts it, on an empty home that counts as a demo (so that today is fixed), with all that it says kept. */
export type Product = {
  address: string
  metrics: string
  home: string
  child: ChildProcess
  superUrl: string
  appUrl: string
  env: Record<string, string>
  /** Everything that supervisor, web and worker wrote. */
  said: () => string
  /** What PostgreSQL wrote into its own log. */
  databaseLog: () => string
  /** Runs a command of the product. Out: what it wrote, and how it ended. */
  command: (...args: string[]) => { text: string; code: number | null }
  stop: () => Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** Starts it and waits until it says its address. Errors: what it said when it ended instead. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'throughline-canary-'))
  chmodSync(home, 0o755)
  // A demo whose making is done already: nothing is in it.
  const server = await startPostgres({ folder: join(home, 'postgres') })
  await migrateAll(server.ownerUrl)
  const metrics = `127.0.0.1:${await freePort()}`
  const env = {
    PORT: '0',
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    THROUGHLINE_HOME: home,
    THROUGHLINE_DEMO: 'on',
    THROUGHLINE_TODAY: '2026-11-20',
    THROUGHLINE_METRICS: metrics,
    THROUGHLINE_LOG: 'debug',
  }
  await markKind(readConfig(env), server.ownerUrl, now())
  await markReady(server.ownerUrl, now())
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/app/main.ts'), 'start'], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const address = await new Promise<string>((done, fail) => {
    const hear = (chunk: Buffer) => {
      text += String(chunk)
      const found = /Throughline is at (\S+)[\s\S]*Ctrl-C/.exec(text)
      if (found?.[1]) done(found[1])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`The product ended (${code}):\n${text}`)))
  })
  return {
    address,
    metrics: `http://${metrics}`,
    home,
    child,
    superUrl: server.superUrl.replace(/\/[^/]*$/, '/throughline'),
    appUrl: server.appUrl,
    env,
    said: () => text,
    databaseLog: () => readFileSync(join(home, 'postgres', 'postgres.log'), 'utf8'),
    command: (...args) => {
      const done = spawnSync(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/app/main.ts'), ...args], {
        cwd: projectRoot,
        encoding: 'utf8',
        env: { ...process.env, ...env, THROUGHLINE_METRICS: '' },
      })
      return { text: `${done.stdout}${done.stderr}`, code: done.status }
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((done) => child.once('exit', done))
        child.kill('SIGTERM')
        await gone
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}
