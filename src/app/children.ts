import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../platform/config.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Starts a part of Throughline as a child process that ends when this one does (its IPC channel closes, even after kill -9). */
export function startPart(part: string, env: NodeJS.ProcessEnv, args: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', main, part, ...args], {
    cwd: projectRoot,
    env: { ...env, THROUGHLINE_PART: part },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Keeps a part running: when it ends unasked it is started again, more slowly each time. Out: a function that stops it in order. */
export function keepPart(
  part: string,
  env: NodeJS.ProcessEnv,
  onMessage: (message: Record<string, unknown>) => void,
): () => Promise<void> {
  let stopping = false
  let child: ChildProcess
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    const started = performance.now()
    child = startPart(part, env)
    child.on('message', (message) => onMessage(message as Record<string, unknown>))
    child.once('exit', (code, signal) => {
      if (stopping) return
      failures = performance.now() - started > 60_000 ? 0 : failures + 1
      const wait = Math.min(30_000, 250 * 2 ** failures)
      onMessage({ ended: part, code, signal, wait })
      timer = setTimeout(begin, wait)
    })
  }
  begin()
  return () =>
    new Promise((done) => {
      stopping = true
      clearTimeout(timer)
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.send({ stop: true }, () => {})
      setTimeout(() => child.kill('SIGKILL'), 35_000).unref()
      return undefined
    })
}

/** In a child: calls `close` when the supervisor says so or is gone, then ends the process. */
export function obeySupervisor(close: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  if (process.send) {
    process.on('message', (message) => {
      if ((message as { stop?: boolean }).stop) end()
    })
    process.on('disconnect', end)
    // Ctrl-C reaches every process of the terminal; the supervisor decides the order.
    process.on('SIGINT', () => {})
    process.on('SIGTERM', end)
  } else {
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
  }
}
