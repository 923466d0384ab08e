import { setTimeout as sleep } from 'node:timers/promises'
import { progressOf } from '../platform/db/progress.ts'
import { missing, unavailable } from '../platform/errors.ts'
import type { Ctx, Route } from '../platform/web/route.ts'
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

/** So many streams a session may hold open in one process: a page holds one, and a few windows are fine. */
export const mostStreams = 4
const open = new Map<string, number>()

/** Takes a place for one more stream of a session. Out: what gives it back (once). Errors: Unavailable when the session has enough of them. */
export function takeStream(session: string): () => void {
  const now = open.get(session) ?? 0
  if (now >= mostStreams)
    throw unavailable(
      'platform/too-many-streams',
      'Too many windows follow long work at once.',
      'Close one of them; the page also shows how far the work is when it is loaded again.',
    )
  open.set(session, now + 1)
  let given = false
  return () => {
    if (given) return
    given = true
    const left = (open.get(session) ?? 1) - 1
    if (left > 0) open.set(session, left)
    else open.delete(session)
  }
}

/** Only who may see the subject may follow the work on it: the module that the subject belongs to says. Anything else is as good as unknown. */
async function mustWatch(ctx: Ctx, subject: string): Promise<void> {
  const visitor = ctx.who()
  const may = await ctx.inScope(async (tx) => {
    for (const one of modules) {
      const told = await one.watches?.(tx, visitor, subject)
      if (told !== undefined && told !== null) return told
    }
    return false
  })
  if (!may || !(await progressOf(ctx.services.db, subject)))
    throw missing('platform/no-such-work', 'No such work is known.', 'Go back and reload the page.')
}

/** Streams where long work stands (server-sent events), until it is done, failed, or the reader leaves. Holds steps and counts, never data. */
export const progressRoute: Route = {
  method: 'GET',
  path: '/progress/:subject',
  access: 'signed-in',
  handle: async (ctx) => {
    const subject = ctx.param('subject')
    await mustWatch(ctx, subject)
    const giveBack = takeStream(ctx.csrf)
    const { db } = ctx.services
    const { signal } = ctx.request
    const encoder = new TextEncoder()
    let left = false
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        let last = ''
        try {
          for (let i = 0; i < 7200 && !signal.aborted && !left; i++) {
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
        giveBack()
        try {
          controller.close()
        } catch {
          // already closed by the reader
        }
      },
      cancel() {
        left = true
        giveBack()
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
