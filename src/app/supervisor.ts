import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { now, ticks } from '../platform/clock.ts'
import { type Config, WrongSetting } from '../platform/config.ts'
import { homeFor } from '../platform/postgres/home.ts'
import { log } from '../platform/log.ts'
import { fromSource, startPart } from './children.ts'
import { buildCode, type Program, sweepCode } from './code.ts'
import { bringUpToDate, noteCurrent } from './current.ts'
import { lockHome } from './home-lock.ts'
import { checkKind, checkLogin, checkWhole, markKind, markReady } from './installation.ts'
import { ownPostgres } from './own-postgres.ts'
import { type Parts, startParts } from './parts.ts'

const began = ticks()
let settled = false
/** Lines for people while it starts, and in a terminal; later, for a service, lines of the log. */
const say = (text: string) => {
  if (settled && !process.stdout.isTTY) log.info({ event: text })
  else console.log(`${((ticks() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`)
}

/**
 * `npm start`: PostgreSQL, migrations, the demo at the first start, then web and worker until Ctrl-C.
 * SIGUSR2 (and SIGHUP, unless a terminal closes) is a rolling restart.
 */
export async function supervise(given: Config): Promise<void> {
  const home = homeFor(given.home, given.demo)
  const config: Config = { ...given, home }
  mkdirSync(home, { recursive: true, mode: 0o700 })
  chmodSync(home, 0o700)
  const unlock = lockHome(home)
  const stops: (() => Promise<void>)[] = []
  let ending: Promise<void> | null = null
  const end = (code: number) => {
    ending ??= (async () => {
      say('Stopping.')
      for (const stop of stops.reverse()) await stop().catch(() => {})
      unlock()
      say('Stopped.')
      process.exit(code)
    })()
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))
  let roll: (() => Promise<void>) | null = null
  let rolling: Promise<void> | null = null
  const restart = () => {
    if (!roll || rolling || ending) return
    rolling = roll()
      .catch(() => {})
      .finally(() => {
        rolling = null
      })
  }
  process.on('SIGUSR2', restart)
  process.on('SIGHUP', () => (process.stdin.isTTY ? void end(0) : restart()))
  try {
    roll = await begin(config, stops, () => {
      if (ending) throw new Error('stopped while starting')
    })
  } catch (error) {
    if (ending) return
    console.error(
      error instanceof WrongSetting
        ? `\n${error.message}`
        : `\nThroughline could not start: ${(error as Error).message}`,
    )
    if (process.env.THROUGHLINE_TRACE) console.error(error)
    await end(error instanceof WrongSetting ? 2 : 1)
  }
}

/** A port that is taken is said before anything is made. Out: the port, a free one for 0: all web processes share it, also those that come later. */
function portToUse(host: string, port: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new WrongSetting(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use; set PORT to another one (0 takes a free one).`
            : `HOST ${host} with PORT ${port} cannot be listened on (${error.code}).`,
        ),
      ),
    )
    probe.listen(port, host, () => {
      const { port: taken } = probe.address() as { port: number }
      probe.close(() => done(taken))
    })
  })
}

type Logins = { ownerUrl: string; appUrl: string }

async function logIns(config: Config, stops: (() => Promise<void>)[]): Promise<Logins> {
  if (config.databaseUrl && config.databaseOwnerUrl)
    return { ownerUrl: config.databaseOwnerUrl, appUrl: config.databaseUrl }
  say('Starting PostgreSQL.')
  return ownPostgres(join(config.home, 'postgres'), stops, say)
}

/** The code to run; the source itself when it cannot be put together (slower, and says so). */
function codeFor(home: string): Promise<Program> {
  return buildCode(home).catch(() => {
    say('The code could not be put together; running from the source, which starts more slowly.')
    return fromSource
  })
}

/** Starts everything. Out: what a rolling restart does. */
async function begin(given: Config, stops: (() => Promise<void>)[], goOn: () => void): Promise<() => Promise<void>> {
  checkWhole(given.home)
  const config = { ...given, port: await portToUse(given.host, given.port) }
  const [logins, program] = await Promise.all([logIns(config, stops), codeFor(config.home)])
  goOn()
  const { fresh } = await checkKind(config, logins.ownerUrl)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(config.port),
    DATABASE_URL: logins.appUrl,
    DATABASE_OWNER_URL: logins.ownerUrl,
    THROUGHLINE_HOME: config.home,
    NODE_ENV: 'production',
  }
  const ran = await bringUpToDate(logins.ownerUrl, env, program)
  if (ran > 0) say(`Database brought up to date (${ran} migrations).`)
  await markKind(config, logins.ownerUrl, now())
  await checkLogin(config, logins.appUrl, logins.ownerUrl)
  goOn()
  // Only the supervisor migrates: its children get the application's login alone.
  const childEnv = { ...env, DATABASE_OWNER_URL: logins.appUrl, DATABASE_BACKUP_URL: '' }
  if (config.demo && fresh) {
    say('First start: making the synthetic district Mill River Public Schools.')
    await makeDemo(childEnv, stops, program)
    await markReady(logins.ownerUrl, now())
  }
  await noteCurrent(logins.ownerUrl, program)
  goOn()
  writeFileSync(
    join(config.home, 'environment.json'),
    JSON.stringify({
      DATABASE_URL: logins.appUrl,
      THROUGHLINE_HOME: config.home,
      THROUGHLINE_DEMO: config.demo ? 'on' : 'off',
    }),
    { mode: 0o600 },
  )
  const parts = startParts(config, childEnv, program, say)
  stops.push(() => parts.stop())
  await measure(config, parts, stops)
  const { welcome } = await parts.ready
  sweepCode(config.home, [program.digest])
  say('Ready.')
  console.log(welcome)
  settled = true
  let last = program
  return async () => {
    const next = await codeFor(config.home)
    const newer = await bringUpToDate(logins.ownerUrl, env, next)
    if (newer > 0) say(`Database brought up to date (${newer} migrations).`)
    await noteCurrent(logins.ownerUrl, next)
    await parts.roll(next)
    sweepCode(config.home, [last.digest, next.digest])
    last = next
  }
}

/** Answers for all processes on the address of THROUGHLINE_METRICS. */
async function measure(config: Config, parts: Parts, stops: (() => Promise<void>)[]): Promise<void> {
  if (!config.metrics) return
  const { listenMeasures } = await import('./measures.ts')
  const listening = await listenMeasures(config.metrics, parts).catch((error: NodeJS.ErrnoException) => {
    throw new WrongSetting(
      `THROUGHLINE_METRICS: ${config.metrics?.host} port ${config.metrics?.port} cannot be listened on (${error.code}).`,
    )
  })
  stops.push(listening.close)
}

function makeDemo(env: NodeJS.ProcessEnv, stops: (() => Promise<void>)[], program: Program): Promise<void> {
  return new Promise((done, fail) => {
    const child = startPart('make-demo', env, program)
    const stop = async () => {
      child.kill('SIGKILL')
    }
    stops.push(stop)
    child.on('message', (message) => {
      const { step } = message as { step?: string }
      if (step) say(step)
    })
    child.once('exit', (code) => {
      stops.splice(stops.indexOf(stop), 1)
      if (code === 0) done()
      else fail(new Error('the demo could not be made; start again, and it is made anew.'))
    })
  })
}
