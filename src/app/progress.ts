import { setTimeout as sleep } from 'node:timers/promises'
import { progressOf } from '../platform/db/progress.ts'
import { missing } from '../platform/errors.ts'
import type { Route } from '../platform/web/route.ts'
import type { Progress } from '../platform/db/progress.ts'
import type { Lang } from '../platform/words.ts'
import { modules } from './modules.ts'

/** What the page's progress bar takes: percent, the step in words, whether it is over. */
export function eventOf(at: Progress, lang: Lang): { percent: number | null; step: string; done: boolean } {
  const step = modules.map((one) => one.step?.(at.step, lang)).find((words) => words) ?? ''
  return {
    percent: at.total > 0 ? Math.min(100, (100 * at.done) / at.total) : null,
    step,
    done: at.state !== 'running',
  }
}

/** Streams where long work stands (server-sent events), until it is done, failed, or the reader leaves. Holds steps and counts, never data. */
export const progressRoute: Route = {
  method: 'GET',
  path: '/progress/:subject',
  access: 'signed-in',
  handle: async (ctx) => {
    const subject = ctx.param('subject')
    const { db } = ctx.services
    if (!(await progressOf(db, subject)))
      throw missing('platform/no-such-work', 'No such work is known.', 'Go back and reload the page.')
    const { signal } = ctx.request
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        let last = ''
        try {
          for (let i = 0; i < 7200 && !signal.aborted; i++) {
            const at = await progressOf(db, subject)
            const text = JSON.stringify(at ? eventOf(at, ctx.lang) : { percent: null, step: '', done: true })
            if (text !== last) {
              controller.enqueue(encoder.encode(`data: ${text}\n\n`))
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
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
}
