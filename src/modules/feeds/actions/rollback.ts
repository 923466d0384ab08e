import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { hasState } from '../oneroster/bring.ts'
import type { Dataset } from '../schema.ts'
import { reloadJob, rosterBackJob } from '../sent-jobs.ts'
import { importById } from '../store.ts'
import { currentVersion, type Key, lockDataset, versionBy } from '../store-version.ts'
import { point } from './version.ts'

/** Datasets with rows in `people` that go back with them. All others are the lake's alone: their pointer simply moves back. */
const inPeople: readonly Dataset[] = ['org', 'calendar', 'student_group', 'enrollment', 'roster']

/**
 * Goes back (or forward) to another version of a dataset and year. Attendance, submissions and all else that is the lake's alone: the pointer moves in this transaction, and the news is told.
 * Rosters, calendars and the tree: a job loads the file of that version again, so that names and enrollment follow; the result is a new version.
 */
export async function rollBack(
  services: Services,
  tx: Tx,
  scope: Scope,
  key: Key,
  version: number,
  reason: string,
): Promise<'moved' | 'sent'> {
  await lockDataset(tx, key.org_id, key.dataset)
  const wanted = await versionBy(tx, key, version)
  if (!wanted) throw missing('feeds/no-such-version', 'There is no such version.', 'Choose one from the list.')
  if (wanted.withdrawn_at !== null || wanted.file_gone_at !== null || !existsSync(join(services.home, wanted.path)))
    throw conflict(
      'feeds/version-gone',
      'This version is no longer kept.',
      'Choose another one, or send its file again.',
    )
  if (wanted.held)
    throw conflict('feeds/version-held', 'This version is under embargo.', 'Wait until its embargo is over.')
  const current = await currentVersion(tx, key)
  if (current?.version === version)
    throw conflict('feeds/already-current', 'This version is the current one.', 'Nothing was changed.')
  if (!inPeople.includes(key.dataset)) {
    await point(services, tx, scope, key, version, 'rolled back', current?.version ?? null, reason)
    return 'moved'
  }
  const roster = key.dataset === 'roster'
  if (roster && !hasState(services.home, wanted))
    throw conflict(
      'feeds/version-gone',
      'This version is no longer kept.',
      'Choose another one, or send a bulk bundle.',
    )
  const row = await importById(tx, wanted.import_id, true)
  if (!row || row.file_gone_at !== null || row.state !== 'loaded')
    throw conflict('feeds/file-gone', 'The file of this version is no longer kept.', 'Send it again.')
  await record(tx, scope, {
    org_id: key.org_id,
    object: 'feeds.rollback',
    object_id: `${key.org_id}:${key.dataset}:${key.school_year}:${current?.version ?? 0}`,
    version: 1,
    verb: 'asked to go back',
    reason,
    was: { version: current?.version ?? null },
    became: { version },
  })
  const ids = { district_id: key.org_id, import_id: row.import_id }
  if (roster) await services.queue.send(tx, rosterBackJob, { ...ids, version })
  else await services.queue.send(tx, reloadJob, { ...ids, school_year: key.school_year, dataset: key.dataset })
  return 'sent'
}
