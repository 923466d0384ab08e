import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import type { Duck } from '../../../platform/duckdb.ts'
import { markPurged, nameFile } from '../../../platform/files/rows.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { cleanFolder, type Whom } from '../forgetting/lake.ts'
import { linesAbout, type Search, withoutLines } from '../forgetting/uploads.ts'
import { kindOf } from '../kinds/all.ts'
import { importFolder } from '../lake.ts'
import { decodeTo } from '../reading/decode.ts'
import { sniff } from '../reading/sniff.ts'
import { isKind } from '../schema.ts'
import { changeImport, dropFile, importById, noteFile } from '../store.ts'
import { addRewritten, everyImport, replaceUpload } from '../store-forget.ts'

type Upload = Awaited<ReturnType<typeof everyImport>>[number]
type Work = { districtId: number; forgettingId: number; whom: Whom }
type Found = { lines: number; text: string; search: Search } | 'unreadable' | null

/**
 * Searches every upload of a district and everything beside its imports. Lines about the person are emptied (their separators stay, so that rows keep their
 * numbers) and the file gets its new digest; a file that cannot be read as a table is removed, because nobody can say whom it holds. Out: counts.
 */
export async function cleanUploads(
  services: Services,
  scope: Scope,
  duck: Duck,
  scratch: string,
  work: Work,
): Promise<{ uploads: number; lines: number; beside: number }> {
  const counts = { uploads: 0, lines: 0, beside: 0 }
  const imports = await inScope(services.db, scope, (tx) => everyImport(tx, work.districtId))
  for (const row of imports) {
    counts.beside += await cleanFolder(duck, importFolder(services.home, work.districtId, row.import_id), work.whom)
    if (row.file_gone_at !== null || row.state === 'purged') continue
    const found = await look(services, scratch, row, work.whom)
    if (found === null) continue
    counts.uploads += 1
    if (found === 'unreadable') {
      await remove(services, scope, row, work)
      continue
    }
    counts.lines += found.lines
    await rewrite(services, scope, row, work, found)
  }
  return counts
}

/** True when the layout of an import is known for sure, so that only its column of ids counts. */
const understood = (row: Upload): boolean =>
  row.kind !== null && !['headers', 'kind', 'content'].includes(row.stop_code ?? '') && row.state !== 'failed'

async function look(services: Services, scratch: string, row: Upload, whom: Whom): Promise<Found> {
  const stored = services.files.pathOf(row.sha256)
  if (!existsSync(stored)) return null
  const kind = row.kind && isKind(row.kind) && understood(row) ? kindOf(row.kind) : null
  // The tree, the calendar and submissions that were understood name no student.
  if (kind && !kind.aboutStudents) return null
  const seen = await sniff(stored)
  if (seen.kind === 'empty') return null
  if (seen.kind === 'other') return 'unreadable'
  let text = stored
  if (seen.encoding !== 'utf-8') {
    text = join(scratch, `decoded-${row.import_id}.csv`)
    if (!(await decodeTo(stored, text, seen.encoding))) return 'unreadable'
  }
  const search = { whom, idHeader: kind ? (row.mapping.student_id ?? null) : null }
  try {
    const lines = await linesAbout(text, search)
    return lines === 0 ? null : { lines, text, search }
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable'
    throw error
  }
}

/** New bytes first, then one transaction with the rows that name them, then the old bytes go. */
async function rewrite(
  services: Services,
  scope: Scope,
  row: Upload,
  work: Work,
  found: { lines: number; text: string; search: Search },
): Promise<void> {
  const stored = await services.files.put(withoutLines(found.text, found.search), {
    limit: Math.max(services.config.uploadLimit, row.size * 4 + 1024),
  })
  const alone = await inScope(services.db, scope, async (tx) => {
    if (!(await replaceUpload(tx, row, stored))) return 'twin' as const
    await noteFile(tx, row.org_id, stored.sha256)
    await nameFile(tx, {
      org_id: row.org_id,
      ...stored,
      name: row.name,
      kind: `feeds/${row.kind ?? 'file'}`,
      added_by: null,
      added_at: now(),
    })
    await tellImport(tx, scope, row, { sha256: stored.sha256 })
    await addRewritten(tx, rewritten(scope, row, work, stored.sha256, found.lines))
    return gone(tx, row)
  })
  // Another import has the same bytes by now: this one goes without its file.
  if (alone === 'twin') await remove(services, scope, row, work, found.lines)
  else if (alone) await services.files.remove(row.sha256)
}

async function remove(services: Services, scope: Scope, row: Upload, work: Work, lines = 0): Promise<void> {
  const alone = await inScope(services.db, scope, async (tx) => {
    await changeImport(tx, row.import_id, { file_gone_at: now() })
    await tellImport(tx, scope, row, { sha256: null })
    await addRewritten(tx, rewritten(scope, row, work, null, lines))
    return gone(tx, row)
  })
  if (alone) await services.files.remove(row.sha256)
}

const rewritten = (scope: Scope, row: Upload, work: Work, sha256: string | null, lines: number) => ({
  org_id: row.org_id,
  forgetting_id: work.forgettingId,
  what: 'upload' as const,
  dataset: null,
  school_year: null,
  version: null,
  import_id: row.import_id,
  old_sha256: row.sha256,
  new_sha256: sha256,
  rows_gone: lines,
  at: now(),
  by_name: scope.name,
})

/** Takes the old bytes off the district. Out: true when no other district needs them. */
async function gone(tx: Tx, row: Upload): Promise<boolean> {
  await markPurged(tx, { org_id: row.org_id, sha256: row.sha256, at: now() })
  return dropFile(tx, row.org_id, row.sha256)
}

async function tellImport(tx: Tx, scope: Scope, row: Upload, became: { sha256: string | null }): Promise<void> {
  const now_ = await importById(tx, row.import_id)
  await record(tx, scope, {
    org_id: row.org_id,
    object: 'feeds.import',
    object_id: row.import_id,
    version: now_?.version ?? row.version + 1,
    verb: became.sha256 === null ? 'file removed' : 'file rewritten',
    reason: 'a student was forgotten',
    was: { sha256: row.sha256 },
    became,
  })
}
