import { parentPort } from 'node:worker_threads'
import type { Answer, Asked } from './aside.ts'
import { printed } from './print.ts'

/** The other end of `printedAside`: runs as a file of its own, and sets one paper after the other. */
parentPort?.on('message', ({ id, doc }: Asked) => {
  let answer: Answer
  try {
    answer = { id, bytes: new Uint8Array(printed(doc)) }
  } catch {
    // What the typesetter says may quote the paper.
    answer = { id, bytes: null }
  }
  parentPort?.postMessage(answer)
})
