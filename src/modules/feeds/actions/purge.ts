import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { markPurged } from '../../../platform/files/rows.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { dropOrphans, dropYear, enrollmentColumns, loadEnrollment, systemScope } from '../../people/index.ts'
import { importFolder, removeFile } from '../lake.ts'
import { mayMove } from '../rules.ts'
import { datasets, type VersionRow } from '../schema.ts'
import { emptyRosterJob, loadJob, orphansJob, reloadJob, rosterBackJob } from '../sent-jobs.ts'
import { changeImport, dropFile, importById, writeFindings } from '../store.ts'
import { allVersions, buryVersion, currentVersion, currentVersions, lockDataset } from '../store-version.ts'
import { point, unpoint } from './version.ts'

/** What is left to do on disk after a purge was committed. */
export type Leftover = { paths: string[]; folder: string; sha256: string | null }

/** Versions made of an import, and every later one that carried its rows on. */
export function tainted(all: readonly VersionRow[], importId: number): VersionRow[] {
  const bad = new Set<VersionRow>()
  for (const one of [...all].sort((a, b) => a.version - b.version)) {
    const base = all.find(
      (other) =>
        other.dataset === one.dataset && other.school_year === one.school_year && other.version === one.base_version,
    )
    if (one.withdrawn_at === null && (one.import_id === importId || (base && bad.has(base)))) bad.add(one)
  }
  return [...bad]
}

/**
 * Takes a wrongly sent file away: the file, what was found in it, every version made of it and every later one that carried its rows on. Pointers move back to
 * the newest version without it; files that were loaded since are loaded again on top. A tombstone (who, when, why) stays on the import and on each version.
 * Out: what to remove from disk once the transaction is over (`finishPurge`).
 */
export async function purge(
  services: Services,
  tx: Tx,
  scope: Scope,
  importId: number,
  by: string,
  reason: string,
): Promise<Leftover> {
  const row = await importById(tx, importId, true)
  if (!row) throw missing('feeds/no-such-import', 'There is no such import.', 'It may have been purged already.')
  if (!mayMove(row.state, 'purged'))
    throw conflict('feeds/wrong-state', 'This file was purged already.', 'Nothing was changed.')
  const at = now()
  const told = { at, by, reason }
  for (const dataset of [...datasets].sort()) await lockDataset(tx, row.org_id, dataset)
  const all = await allVersions(tx, row.org_id)
  const bad = tainted(all, importId)
  const after = new Set<number>()
  for (const one of bad) {
    await buryVersion(tx, one, one.version, told)
    if (one.import_id !== importId) after.add(one.import_id)
  }
  const keys = new Map(bad.map((one) => [`${one.dataset} ${one.school_year}`, one]))
  for (const key of keys.values()) {
    const current = await currentVersion(tx, key)
    if (
      !current ||
      !bad.some(
        (one) => one.dataset === key.dataset && one.school_year === key.school_year && one.version === current.version,
      )
    )
      continue
    const last = all
      .filter(
        (one) =>
          one.dataset === key.dataset &&
          one.school_year === key.school_year &&
          !bad.includes(one) &&
          one.withdrawn_at === null &&
          !one.held &&
          one.version < current.version,
      )
      .at(-1)
    if (last) await point(services, tx, scope, key, last.version, 'purged', current.version, reason)
    else await unpoint(services, tx, scope, key, reason)
    // Names and enrollment in `people` follow the version that is left.
    const inPeople = key.dataset === 'enrollment' || key.dataset === 'student_group' || key.dataset === 'calendar'
    if (key.dataset === 'roster')
      await services.queue.send(tx, rosterBackJob, {
        district_id: row.org_id,
        import_id: last?.import_id ?? importId,
        version: last?.version ?? 0,
      })
    else if (inPeople && last)
      await services.queue.send(tx, reloadJob, {
        district_id: row.org_id,
        import_id: last.import_id,
        school_year: key.school_year,
        dataset: key.dataset,
      })
    else if (key.dataset === 'enrollment')
      await services.queue.send(tx, emptyRosterJob, { district_id: row.org_id, school_year: key.school_year })
  }
  // Names that came with this file alone go too, once the file before it is loaded again.
  if (bad.some((one) => one.dataset === 'student_group'))
    await services.queue.send(tx, orphansJob, { district_id: row.org_id, tries: 0 })
  // In the order in which they came, each on top of the one before: one worker does one load at a time.
  for (const id of [...after].sort((a, b) => a - b)) {
    const other = await importById(tx, id, true)
    if (other?.state !== 'loaded') continue
    const back = await changeImport(tx, id, { state: 'accepted' })
    await record(tx, scope, {
      org_id: row.org_id,
      object: 'feeds.import',
      object_id: id,
      version: back.version,
      verb: 'to be loaded again',
      reason,
      was: { state: 'loaded' },
      became: { state: 'accepted' },
    })
    await services.queue.send(tx, loadJob, { district_id: row.org_id, import_id: id })
  }
  await writeFindings(tx, importId, row.org_id, [], [])
  const last = await changeImport(tx, importId, {
    state: 'purged',
    purged_at: at,
    purged_by: by,
    purge_reason: reason,
    file_gone_at: at,
    headers: [],
    guards: [],
  })
  await record(tx, scope, {
    org_id: row.org_id,
    object: 'feeds.import',
    object_id: importId,
    version: last.version,
    verb: 'purged',
    reason,
    was: { state: row.state },
    became: { state: 'purged', versions: bad.map((one) => `${one.dataset} ${one.school_year} v${one.version}`) },
  })
  const alone = await dropFile(tx, row.org_id, row.sha256)
  await markPurged(tx, { org_id: row.org_id, sha256: row.sha256, at })
  return {
    paths: bad.map((one) => one.path),
    folder: importFolder(services.home, row.org_id, importId),
    sha256: alone ? row.sha256 : null,
  }
}

/** Removes from disk what a committed purge left; the retention sweep does it again if this was cut short. */
export async function finishPurge(services: Services, left: Leftover): Promise<void> {
  for (const path of left.paths) await removeFile(services.home, path)
  await rm(left.folder, { recursive: true, force: true })
  if (left.sha256) await services.files.remove(left.sha256)
}

/** Empties the enrollment of a year of which no file is left. */
export async function emptyRoster(services: Services, districtId: number, schoolYear: number): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  await inScope(services.db, scope, async (tx) => {
    if (await currentVersion(tx, { org_id: districtId, dataset: 'enrollment', school_year: schoolYear })) return
    await loadEnrollment(tx, scope, districtId, schoolYear, Readable.from([`${enrollmentColumns.join(',')}\n`]))
  })
}

/** Half a minute between looks, for two hours at most. */
const patience = { ms: 30_000, tries: 240 }

/**
 * After a purge of students: groups of school years of which no file is left go, then identities of which nothing is left at all. While the file before it is not
 * loaded again yet, it looks again later, so that nobody is taken for an orphan too early.
 */
export async function dropOrphanIdentities(services: Services, districtId: number, tries = 0): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  await inScope(services.db, scope, async (tx) => {
    for (const dataset of ['enrollment', 'student_group'] as const) await lockDataset(tx, districtId, dataset)
    const current = (await currentVersions(tx, districtId)).filter((one) => one.dataset === 'student_group')
    const newest = new Map<number, number>()
    for (const one of await allVersions(tx, districtId))
      if (one.dataset === 'student_group') newest.set(one.school_year, one.version)
    // A purge moves the pointer back; loading that file again makes one more version.
    if (current.some((one) => one.version !== newest.get(one.school_year))) {
      if (tries < patience.tries)
        await services.queue.send(
          tx,
          orphansJob,
          { district_id: districtId, tries: tries + 1 },
          { startAfter: new Date(now().getTime() + patience.ms) },
        )
      return
    }
    const kept = new Set(current.map((one) => one.school_year))
    for (const year of newest.keys()) if (!kept.has(year)) await dropYear(tx, districtId, year)
    const gone = await dropOrphans(tx, districtId)
    if (gone > 0)
      await record(tx, scope, {
        org_id: districtId,
        object: 'feeds.orphans',
        object_id: `${districtId}:${now().getTime()}`,
        version: 1,
        verb: 'identities removed',
        reason: 'their students file was purged',
        became: { identities: gone },
      })
  })
}
