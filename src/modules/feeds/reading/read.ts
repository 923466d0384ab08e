import type { Kind } from '../kinds/kind.ts'
import { readLines, type Table } from './lines.ts'
import type { Session } from './session.ts'
import { mistaken, sift, siftNothing } from './sift.ts'

/**
 * Reads a file into `raw` and maps it into `mapped`: every line, or, where the layout and the file allow, only those that a check has to look at.
 * Needs what is known (`bringKnown`, the views `calendar` and `enrollment`). Out: true when the rest was sifted as sound.
 */
export async function readRows(session: Session, kind: Kind, table: Table): Promise<boolean> {
  const { duck } = session
  if (kind.sift !== '') {
    if (await sift(session, kind, table)) {
      await readLines(duck, table, kind.columns, true)
      await duck.run(kind.map)
      if (!(await mistaken(session))) return true
    }
    await siftNothing(session, kind)
  }
  await readLines(duck, table, kind.columns)
  await duck.run(kind.map)
  return false
}
