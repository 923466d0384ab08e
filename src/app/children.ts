import { type ChildProcess, spawn } from 'node:child_process'
import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../platform/config.ts'
import type { Program } from './code.ts'

/** The source itself, compiled as it is loaded. */
export const fromSource: Program = {
  main: fileURLToPath(new URL('./main.ts', import.meta.url)),
  flags: ['--import', 'tsx'],
  digest: '',
}

export type Message = Record<string, unknown>

/** Starts a part of Throughline as a child process that ends when this one does (its IPC channel closes, even after kill -9). */
export function startPart(part: string, env: NodeJS.ProcessEnv, program: Program = fromSource): ChildProcess {
  return spawn(process.execPath, [...program.flags, program.main, part], {
    cwd: projectRoot,
    env: { ...env, THROUGHLINE_PART: part },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/**
 * Starts one of several processes of a part that share one port: this process holds the port and hands connections to them in turn; what one that ends
 * does not take goes to another (decision 030).
 */
export function startSharing(part: string, env: NodeJS.ProcessEnv, program: Program): ChildProcess {
  cluster.schedulingPolicy = cluster.SCHED_RR
  cluster.setupPrimary({
    exec: program.main,
    execArgv: [...program.flags],
    args: [part],
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  } as Parameters<typeof cluster.setupPrimary>[0])
  return cluster.fork({ ...env, THROUGHLINE_PART: part }).process
}

/** A process that is kept running. `slot`: its number among those of the same part. */
export type Kept = {
  part: string
  slot: number
  pid: () => number | undefined
  /**
   * Puts a new process in its place: the old one ends only when the new one is ready, and may take `drainMs` for that. Out: when it is gone.
   * Errors: Error when the new one did not come; the old one stays.
   */
  roll: (drainMs: number) => Promise<{ gone: Promise<void> }>
  stop: () => Promise<void>
  /** Asks the process something; null when it does not answer within two seconds. */
  ask: (question: string) => Promise<unknown>
}

/** A new process must be ready within so long. */
const readyMs = 60_000
/** A stop gives so long before it kills. */
const stopMs = 35_000

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Asks a process to end, and kills it when it does not within `ms`. */
function end(child: ChildProcess, drainMs: number, ms: number): Promise<void> {
  return new Promise((done) => {
    if (gone(child)) return done()
    const timer = setTimeout(() => child.kill('SIGKILL'), ms)
    child.once('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.send({ stop: true, drainMs }, () => {})
    return undefined
  })
}

/**
 * Keeps a part running: when it ends unasked it is started again, more slowly each time. In: how it is started, and who hears of it
 * (`{ended, code, signal}` when it ended, and whatever it says itself).
 */
export function keepPart(options: {
  part: string
  slot: number
  start: () => ChildProcess
  hear: (message: Message) => void
}): Kept {
  const { part, slot, hear } = options
  let stopping = false
  let child: ChildProcess
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let asked = 0
  const leaving = new Set<ChildProcess>()

  const begin = (): ChildProcess => {
    const started = performance.now()
    const made = options.start()
    made.on('message', (message) => hear(message as Message))
    made.once('exit', (code, signal) => {
      leaving.delete(made)
      if (stopping || made !== child) return
      failures = performance.now() - started > 60_000 ? 0 : failures + 1
      const wait = Math.min(30_000, 250 * 2 ** failures)
      hear({ ended: part, code, signal, wait })
      timer = setTimeout(() => {
        child = begin()
      }, wait)
    })
    return made
  }
  child = begin()

  return {
    part,
    slot,
    pid: () => child.pid,
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await Promise.all([child, ...leaving].map((one) => end(one, 0, stopMs)))
    },
    roll: async (drainMs) => {
      const made = begin()
      leaving.add(made)
      const ready = await new Promise<boolean>((done) => {
        const late = setTimeout(() => done(false), readyMs)
        made.on('message', (message) => {
          if (!(message as Message).ready) return
          clearTimeout(late)
          done(true)
        })
        made.once('exit', () => {
          clearTimeout(late)
          done(false)
        })
      })
      if (!ready || stopping) {
        made.kill('SIGKILL')
        throw new Error(`a new ${part} process did not become ready; the old one goes on`)
      }
      clearTimeout(timer)
      const old = child
      leaving.delete(made)
      child = made
      failures = 0
      leaving.add(old)
      return { gone: end(old, drainMs, drainMs + stopMs) }
    },
    ask: (question) =>
      new Promise((done) => {
        if (gone(child)) return done(null)
        asked += 1
        const number = asked
        const from = child
        const late = setTimeout(() => finish(null), 2000)
        const finish = (value: unknown) => {
          clearTimeout(late)
          from.off('message', listen)
          done(value)
        }
        const listen = (message: unknown) => {
          const { answer, value } = message as Message
          if (answer === number) finish(value)
        }
        from.on('message', listen)
        from.send({ ask: question, number }, (error) => {
          if (error) finish(null)
        })
        return undefined
      }),
  }
}

/** In a child: answers what the supervisor asks (`metrics`, `ready`). */
export function answerSupervisor(answers: Readonly<Record<string, () => Promise<unknown>>>): void {
  if (!process.send) return
  process.on('message', (message) => {
    const { ask, number } = message as { ask?: string; number?: number }
    const given = ask === undefined ? undefined : answers[ask]
    given?.().then(
      (value) => process.send?.({ answer: number, value }),
      () => process.send?.({ answer: number, value: null }),
    )
  })
}

/** In a child: calls `close` when the supervisor says so or is gone, then ends the process. `close` may be called again, to make haste. */
export function obeySupervisor(close: (options: { drainMs: number }) => Promise<void>): void {
  const stop = (drainMs: number) => {
    // A second word may ask for more haste; whoever closes knows what is under way.
    close({ drainMs }).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  if (process.send) {
    process.on('message', (message) => {
      const { stop: asked, drainMs } = message as { stop?: boolean; drainMs?: number }
      if (asked) stop(drainMs ?? 0)
    })
    process.on('disconnect', () => stop(0))
    // Ctrl-C reaches every process of the terminal; the supervisor decides the order.
    process.on('SIGINT', () => {})
    process.on('SIGHUP', () => {})
    process.on('SIGTERM', () => stop(0))
  } else {
    process.on('SIGINT', () => stop(0))
    process.on('SIGTERM', () => stop(0))
  }
}
