import { connect } from 'node:net'
import { ticks } from '../../platform/clock.ts'
import { type Ask, bytesOf } from './ask.ts'

/** What came back: the first line's number (0 when nothing came), the head, the body, and how long it took. */
export type Answer = { status: number; head: string; body: string; ms: number; cut: boolean }

/** An answer longer than this is not read to its end. */
const enough = 4_000_000

/**
 * Sends a request and reads until the server closes. An endless stream of events is left as soon as it begins.
 * In: the port, the request, how many milliseconds to wait at most. Out: the answer; `cut` when time ran out.
 */
export function send(port: number, ask: Ask, patience: number): Promise<Answer> {
  return new Promise((done) => {
    const began = ticks()
    const parts: Buffer[] = []
    let size = 0
    let over = false
    let leave: NodeJS.Timeout | undefined
    const socket = connect(port, '127.0.0.1')
    const finish = (cut: boolean) => {
      if (over) return
      over = true
      clearTimeout(limit)
      clearTimeout(leave)
      socket.destroy()
      const text = Buffer.concat(parts).toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      const head = end < 0 ? text : text.slice(0, end)
      done({
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
        head,
        body: end < 0 ? '' : text.slice(end + 4),
        ms: ticks() - began,
        cut,
      })
    }
    const limit = setTimeout(() => finish(true), patience)
    socket.on('data', (part) => {
      parts.push(part)
      size += part.length
      if (size > enough || (parts.length === 1 && part.includes('text/event-stream'))) finish(false)
    })
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
    // Not ended from this side: a server takes that for somebody who left. Only what lies about its length is left after a moment.
    socket.write(bytesOf(ask))
    const half = ask.raw || ask.length !== undefined || ask.method === 'CONNECT'
    if (half) leave = setTimeout(() => socket.end(), 250)
  })
}
