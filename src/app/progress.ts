import { setTimeout as sleep } from 'node:timers/promises'
import { progressOf } from '../platform/db/progress.ts'
import { missing } from '../platform/errors.ts'
import type { Route } from '../platform/web/route.ts'

/** Streams where long work stands (server-sent events), until it is done, failed, or the reader leaves. Holds steps and counts, never data. */
export const progressRoute: Route = {
  method: 'GET',
  path: '/progress/:subject',
  access: 'signed-in',
  handle: async (ctx) => {
    const subject = ctx.param('subject')
    const { db } = ctx.services
    if (!(await progressOf(db, subject))) throw missing('platform/no-such-work', 'No such work is known.', 'Go back and reload the page.')
    const { signal } = ctx.request
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        let last = ''
        try {
          for (let i = 0; i < 7200 && !signal.aborted; i++) {
            const at = await progressOf(db, subject)
            const text = JSON.stringify(at)
            if (text !== last) {
              controller.enqueue(encoder.encode(`event: ${at?.state === 'running' ? 'progress' : 'end'}\ndata: ${text}\n\n`))
              last = text
            } else if (i % 30 === 29) controller.enqueue(encoder.encode(': still here\n\n'))
            if (at?.state !== 'running') break
            await sleep(500)
          }
        } catch {
          // The reader is gone or the database restarts: the browser asks again by itself.
        }
        try {
          controller.close()
        } catch {
          // already closed by the reader
        }
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
  },
}
