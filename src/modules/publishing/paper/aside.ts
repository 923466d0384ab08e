import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { unavailable } from '../../../platform/errors.ts'
import type { Doc } from './doc.ts'

/** What the thread is asked and what it answers; no bytes: the paper could not be set. */
export type Asked = { id: number; doc: Doc }
export type Answer = { id: number; bytes: Uint8Array | null }

type Waiting = {
  done: (bytes: Buffer) => void
  fail: (error: unknown) => void
}
type Thread = {
  worker: Worker
  waiting: Map<number, Waiting>
  rest: NodeJS.Timeout | null
}

/** A thread without work ends after a minute: it holds about 80 MB. */
const restMs = 60_000
/** Papers that may wait: half a minute of work. */
const mostWaiting = 100
/** Papers that were set last stay at hand, about 0.1 MB each: at a meeting everybody opens the same one. */
const mostKept = 16

let thread: Thread | null = null
let asks = 0
const kept = new Map<string, Promise<Buffer>>()

const notSet = () =>
  unavailable(
    'publishing/paper-not-set',
    'This paper could not be set as a PDF.',
    'Read it as a page, and tell the person who looks after the installation.',
  )

function rest(one: Thread): void {
  one.worker.unref()
  one.rest = setTimeout(() => {
    if (thread === one) thread = null
    void one.worker.terminate()
  }, restMs).unref()
}

function begin(): Thread {
  const worker = new Worker(new URL('./aside-main.ts', import.meta.url))
  const one: Thread = { worker, waiting: new Map(), rest: null }
  worker.on('message', ({ id, bytes }: Answer) => {
    const asked = one.waiting.get(id)
    one.waiting.delete(id)
    if (bytes === null) asked?.fail(notSet())
    else asked?.done(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (one.waiting.size === 0) rest(one)
  })
  const gone = () => {
    if (thread === one) thread = null
    for (const { fail } of one.waiting.values()) fail(notSet())
    one.waiting.clear()
  }
  worker.on('error', gone)
  worker.on('exit', gone)
  return one
}

function set(doc: Doc): Promise<Buffer> {
  const one = thread ?? begin()
  thread = one
  if (one.waiting.size >= mostWaiting)
    throw unavailable(
      'publishing/papers-waiting',
      'Many papers are being set as PDFs just now.',
      'Read it as a page, or try the PDF again in a minute.',
    )
  if (one.rest) clearTimeout(one.rest)
  one.rest = null
  one.worker.ref()
  asks += 1
  const id = asks
  return new Promise((done, fail) => {
    one.waiting.set(id, { done, fail })
    const asked: Asked = { id, doc }
    one.worker.postMessage(asked)
  })
}

/**
 * Prints a paper in a thread of its own, so that nobody else waits for it. In and out: as `printed`, the same bytes. The same paper asked for again is at hand.
 * Errors: Unavailable `publishing/paper-not-set`, `publishing/papers-waiting`.
 */
export async function printedAside(doc: Doc): Promise<Buffer> {
  const digest = createHash('sha256').update(JSON.stringify(doc)).digest('hex')
  const known = kept.get(digest)
  kept.delete(digest)
  const made = known ?? set(doc)
  kept.set(digest, made)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  try {
    return await made
  } catch (error) {
    if (kept.get(digest) === made) kept.delete(digest)
    throw error
  }
}
