import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { ticks } from '../clock.ts'

export type Listening = {
  port: number
  /**
   * Ends. `drainMs` 0 (a stop): running answers end, idle connections are closed at once. More (a rolling restart, another process listens already): so long
   * connections that are kept open may send one more request, whose answer says that the connection ends; no request meets a closed door. A second call with
   * 0 makes haste.
   */
  close: (options?: { drainMs?: number }) => Promise<void>
}

/**
 * An idle connection is closed after so long: longer than proxies keep one (nginx and most others 60 s), so that none of them sends a request into a
 * connection that is just being closed.
 */
const keepAliveMs = 65_000
/** Running answers of a stop get so long. */
const stopMs = 5000

const isStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')

/** Listens. Errors: Error with one sentence when the port is in use. */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const answer = getRequestListener(app.fetch)
  const open = new Set<ServerResponse>()
  let ending = false
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (ending) response.shouldKeepAlive = false
    open.add(response)
    response.once('close', () => open.delete(response))
    void answer(request, response)
  })
  server.requestTimeout = 3_600_000
  server.headersTimeout = keepAliveMs + 5000
  server.keepAliveTimeout = keepAliveMs

  let until = 0
  let idleUntil = 0
  let closing: Promise<void> | null = null
  const wait = async (closed: Promise<void>): Promise<void> => {
    while (ticks() < until && ([...open].some((one) => !isStream(one)) || ticks() < idleUntil)) {
      if (ticks() >= idleUntil) server.closeIdleConnections()
      const left = await Promise.race([closed.then(() => false), sleep(50, true)])
      if (!left) return
    }
    // What is left follows long work (`/progress`): the browser asks again by itself.
    server.closeAllConnections()
    await closed
  }
  const close = ({ drainMs = 0 }: { drainMs?: number } = {}): Promise<void> => {
    ending = true
    until = ticks() + (drainMs || stopMs)
    idleUntil = ticks() + Math.min(drainMs, keepAliveMs + 1500)
    for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false
    if (closing === null) {
      const closed = new Promise<void>((done) => server.once('close', () => done()))
      // Takes no new connections, but leaves those that are open to their own end.
      NetServer.prototype.close.call(server)
      closing = wait(closed)
    }
    return closing
  }

  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use; set PORT to another one (0 takes a free one).`)
          : error,
      ),
    )
    server.listen(port, host, () => done({ port: (server.address() as { port: number }).port, close }))
  })
}
