import type { Tx } from '../../../platform/db/database.ts'
import { conflict } from '../../../platform/errors.ts'
import { fileFor } from '../editions/content.ts'
import { releasedIn } from '../store.ts'
import { reportsToGive, standsInLedger } from './rules.ts'
import type { ReleasedReport } from './schema.ts'
import { reportsOut, signedReports } from './store.ts'

/**
 * The signed reports that an edition gives out, as they were signed. In: a transaction under a scope that reads the district's editions. Their numbers were released
 * with the edition that they come from: each is looked up in the ledger, so that nothing goes out here that did not go through the check.
 * Errors: Conflict `publishing/report-not-released`.
 */
export async function reportsFor(tx: Tx, districtId: number): Promise<ReleasedReport[]> {
  const given: ReleasedReport[] = []
  for (const row of reportsToGive(await signedReports(tx, districtId), new Set(await reportsOut(tx, districtId)))) {
    if (row.signed_on === null) continue
    if (!standsInLedger(row.content, await releasedIn(tx, row.edition_id)))
      throw conflict(
        'publishing/report-not-released',
        'A signed annual report holds a number that its edition did not release.',
        'Tell the person who looks after the installation: the report and the ledger do not fit together.',
      )
    given.push({
      id: row.progress_report_id,
      file: fileFor(`${row.school_year}-${row.goal}`),
      content: row.content,
      content_digest: row.content_digest,
      signed_on: row.signed_on,
    })
  }
  return given
}
