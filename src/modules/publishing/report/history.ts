import type { Tx } from '../../../platform/db/database.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { ReportRow } from './schema.ts'

export const progressObject = 'publishing.progress_report'

/** History: state, words and digest, not the whole content. */
export async function note(
  tx: Tx,
  visitor: Visitor,
  row: ReportRow,
  was: ReportRow | null,
  verb: string,
): Promise<void> {
  const brief = (one: ReportRow) => ({
    state: one.state,
    words: one.words,
    ...(one.corrects === null ? {} : { correction: one.correction }),
    content_digest: one.content_digest,
  })
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: progressObject,
    object_id: row.progress_report_id,
    version: row.version,
    verb,
    ...(was ? { was: brief(was) } : {}),
    became: brief(row),
  })
}
