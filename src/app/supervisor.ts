import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { now, ticks } from '../platform/clock.ts'
import { type Config, WrongSetting } from '../platform/config.ts'
import { homeFor } from '../platform/postgres/home.ts'
import { type Server, startPostgres } from '../platform/postgres/server.ts'
import { keepPart, startPart } from './children.ts'
import { checkKind, checkLogin, markKind, markReady } from './installation.ts'
import { migrateAll } from './migrate.ts'

const began = ticks()
const say = (text: string) => console.log(`${((ticks() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`)

/** One supervisor a home: takes the lock file, or says who has it. A lock whose process is gone is taken over. */
function lockHome(home: string): () => void {
  const file = join(home, 'supervisor.pid')
  for (let i = 0; i < 2; i++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch {
      const pid = Number(readFileSync(file, 'utf8'))
      if (pid && pid !== process.pid && isSupervisor(pid))
        throw new WrongSetting(
          `Throughline already runs on ${home} (process ${pid}); stop that one, or set THROUGHLINE_HOME to another folder.`,
        )
      rmSync(file, { force: true })
    }
  }
  throw new WrongSetting(`The lock file ${file} cannot be taken; remove it if no Throughline runs.`)
}

function isSupervisor(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return (
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.ts') &&
      !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    )
  } catch {
    return existsSync('/proc') === false
  }
}

/** `npm start`: PostgreSQL, migrations, the demo at the first start, then web and worker until Ctrl-C. */
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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  try {
    await begin(config, stops, () => {
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

/** A port that is taken is said before anything is made. */
function portIsFree(host: string, port: number): Promise<void> {
  if (port === 0) return Promise.resolve()
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
    probe.listen(port, host, () => probe.close(() => done()))
  })
}

/** Starts our own PostgreSQL, and again on the same port whenever it ends unasked. A stop waits for a start that is under way. */
async function ownPostgres(folder: string, stops: (() => Promise<void>)[]): Promise<Server> {
  let stopped = false
  let starting = startPostgres({ folder })
  let timer: NodeJS.Timeout | undefined
  stops.push(async () => {
    stopped = true
    clearInterval(timer)
    await (await starting.catch(() => null))?.stop()
  })
  const first = await starting
  let current = first
  let busy = false
  timer = setInterval(() => {
    if (stopped || busy || isRunning(current.pid)) return
    busy = true
    say('PostgreSQL ended; starting it again.')
    starting = startPostgres({ folder, port: first.port })
    starting.then(
      (server) => {
        current = server
        busy = false
      },
      () => {
        busy = false
      },
    )
  }, 2000)
  return first
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function begin(config: Config, stops: (() => Promise<void>)[], goOn: () => void): Promise<void> {
  await portIsFree(config.host, config.port)
  let logins: { ownerUrl: string; appUrl: string }
  if (config.databaseUrl && config.databaseOwnerUrl) {
    logins = { ownerUrl: config.databaseOwnerUrl, appUrl: config.databaseUrl }
  } else {
    say('Starting PostgreSQL.')
    logins = await ownPostgres(join(config.home, 'postgres'), stops)
  }
  goOn()
  const { fresh } = await checkKind(config, logins.ownerUrl)
  const ran = await migrateAll(logins.ownerUrl)
  if (ran.length > 0) say(`Database brought up to date (${ran.length} migrations).`)
  await markKind(config, logins.ownerUrl, now())
  await checkLogin(config, logins.appUrl, logins.ownerUrl)
  goOn()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: logins.appUrl,
    DATABASE_OWNER_URL: logins.ownerUrl,
    THROUGHLINE_HOME: config.home,
    NODE_ENV: 'production',
  }
  // Only the supervisor migrates: its children get the application's login alone.
  const childEnv = { ...env, DATABASE_OWNER_URL: logins.appUrl }
  if (config.demo && fresh) {
    say('First start: making the synthetic district Mill River Public Schools.')
    await makeDemo(childEnv, stops)
    await markReady(logins.ownerUrl, now())
  }
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

  let told = ''
  const listening = new Promise<string>((done) => {
    stops.push(
      keepPart('web', childEnv, (message) => {
        if (typeof message.address === 'string') {
          if (told && told !== message.address) say(`web is at ${message.address} now.`)
          told = message.address
          done(message.address)
        }
        if (message.failed) console.error(`\n${String(message.failed)}`)
        else if (message.ended) say(`web ended (${String(message.code ?? message.signal)}); starting it again.`)
      }),
    )
  })
  stops.push(
    keepPart('worker', childEnv, (message) => {
      if (message.ended) say(`worker ended (${String(message.code ?? message.signal)}); starting it again.`)
    }),
  )
  const address = await listening
  say('Ready.')
  const part = startPart('welcome', { ...childEnv, THROUGHLINE_ADDRESS: address })
  await new Promise((done) => part.once('exit', done))
}

function makeDemo(env: NodeJS.ProcessEnv, stops: (() => Promise<void>)[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = startPart('make-demo', env)
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
