import { type Server, startPostgres } from '../platform/postgres/server.ts'

/** True while a process of this number lives on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Starts our own PostgreSQL, and again on the same port whenever it ends unasked. A stop waits for a start that is under way.
 * In: its folder, the list of what to stop (it adds itself), and who is told.
 */
export async function ownPostgres(
  folder: string,
  stops: (() => Promise<void>)[],
  say: (text: string) => void,
): Promise<Server> {
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
