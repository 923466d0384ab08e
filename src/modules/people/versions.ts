import type { Tx } from '../../platform/db/database.ts'
import { historyOf } from '../../platform/history/history.ts'

/** The next version of something that is replaced as a whole and keeps no version of its own. */
export async function nextVersion(tx: Tx, object: string, id: string | number): Promise<number> {
  return ((await historyOf(tx, object, id))[0]?.version ?? 0) + 1
}
