import { Worker } from 'node:worker_threads'
import type { Audited } from './audit.ts'
import type { Rules, Table } from './table.ts'

/** What the thread is given. */
export type Asked = { table: Table; seed: string; rules: Rules | undefined }

/**
 * `protectAndAttack` in a thread of its own with its own memory, so that a long table blocks nobody. In: as there; megabytes that the thread may use.
 * Out: as there. Errors: those of the thread, also when it runs out of memory.
 */
export function auditInThread(
  table: Table,
  seed: string,
  rules?: Rules,
  options: { megabytes?: number } = {},
): Promise<Audited> {
  return new Promise((done, fail) => {
    const asked: Asked = { table, seed, rules }
    const worker = new Worker(new URL('./thread-main.ts', import.meta.url), {
      workerData: asked,
      resourceLimits: { maxOldGenerationSizeMb: options.megabytes ?? 1800 },
    })
    worker.once('message', (made: Audited) => {
      done(made)
      void worker.terminate()
    })
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`The audit of small numbers ended with ${code}.`)))
  })
}
