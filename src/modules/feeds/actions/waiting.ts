import { report } from '../../../platform/db/progress.ts'
import type { Tx } from '../../../platform/db/database.ts'

/** Says in the transaction that sends a job that its work waits: whoever opens the page at once has something to follow. */
export const waiting = (tx: Tx, importId: number): Promise<void> =>
  report(tx, { subject: `import:${importId}`, step: 'feeds.waiting', done: 0, total: 4 })
