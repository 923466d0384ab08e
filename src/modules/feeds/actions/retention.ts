import { rm } from 'node:fs/promises'
import { machineTime, now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import { markPurged } from '../../../platform/files/rows.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { everyDistrict, systemScope } from '../../people/index.ts'
import { daysFor } from '../keeping.ts'
import { importFolder, leftovers, removeFile } from '../lake.ts'
import { type Dataset, datasetOf, datasets } from '../schema.ts'
import { changeImport, dropFile, importsIn, neededFiles } from '../store.ts'
import { type RetentionRow, retentionRows, writeRetention } from '../store-retention.ts'
import { allVersions, buryVersion, currentVersions } from '../store-version.ts'

const dayMs = 86_400_000

/** The kind of file that a dataset comes from: its days count for the dataset's versions. */
const kindOfDataset = (dataset: Dataset): string =>
  Object.entries(datasetOf).find(([, one]) => one === dataset)?.[0] ?? ''

/** Sets how long one kind of file is kept; `seen`: the version that the person saw (0: there was no row). Null days are inherited. */
export async function setRetention(
  tx: Tx,
  scope: Scope,
  districtId: number,
  row: Omit<RetentionRow, 'version'>,
  seen?: number,
): Promise<void> {
  const was = (await retentionRows(tx, districtId)).find((one) => one.kind === row.kind)
  if (seen !== undefined && (was?.version ?? 0) !== seen)
    throw conflict(
      'feeds/changed-meanwhile',
      'Somebody else changed this meanwhile.',
      'Open it again and see what changed.',
    )
  if (was && was.file_days === row.file_days && was.version_days === row.version_days) return
  const version = await writeRetention(tx, districtId, row)
  await record(tx, scope, {
    org_id: districtId,
    object: 'feeds.retention',
    object_id: row.kind === '' ? districtId : `${districtId}:${row.kind}`,
    version,
    verb: 'set',
    was: was ? { file_days: was.file_days, version_days: was.version_days } : {},
    became: { file_days: row.file_days, version_days: row.version_days },
  })
}

/** Removes what is older than each district's settings, and what a killed process or a cut-short purge left. Current versions are never removed. */
export async function sweep(services: Services): Promise<void> {
  for (const district of await everyDistrict(services.db)) await sweepDistrict(services, district.org_id)
}

export async function sweepDistrict(services: Services, districtId: number): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const at = now()
  const before = (count: number) => new Date(at.getTime() - count * dayMs)
  const left = await inScope(services.db, scope, async (tx) => {
    const rows = await retentionRows(tx, districtId)
    const { paths, all } = await sweepVersions(tx, scope, districtId, rows, at, before)
    const folders: string[] = []
    const shas: string[] = []
    for (const one of await importsIn(tx, districtId, [
      'received',
      'examined',
      'stopped',
      'loaded',
      'refused',
      'failed',
      'purged',
    ])) {
      if (one.state === 'purged') {
        folders.push(importFolder(services.home, districtId, one.import_id))
        shas.push(one.sha256)
        continue
      }
      const days = daysFor(rows, one.kind ?? '').file_days
      if (one.file_gone_at !== null || one.received_at > before(days)) continue
      const after = await changeImport(tx, one.import_id, { file_gone_at: at })
      await record(tx, scope, {
        org_id: districtId,
        object: 'feeds.import',
        object_id: one.import_id,
        version: after.version,
        verb: 'file removed',
        reason: `kept ${days} days`,
      })
      await markPurged(tx, { org_id: districtId, sha256: one.sha256, at })
      if (await dropFile(tx, districtId, one.sha256)) shas.push(one.sha256)
      folders.push(importFolder(services.home, districtId, one.import_id))
    }
    for (const one of all) if (one.file_gone_at !== null) paths.push(one.path)
    const named = new Set(
      all.filter((one) => one.file_gone_at === null && !paths.includes(one.path)).map((one) => one.path),
    )
    paths.push(...(await leftovers(services.home, districtId, datasets, named, machineTime())))
    return { paths, folders, shas }
  })
  for (const path of left.paths) await removeFile(services.home, path)
  for (const folder of left.folders) await rm(folder, { recursive: true, force: true })
  const needed = await neededFiles(services.db)
  for (const sha256 of left.shas) if (!needed.has(sha256)) await services.files.remove(sha256)
}

/** Buries versions that are past their time, with a row of history for each. */
async function sweepVersions(
  tx: Tx,
  scope: Scope,
  districtId: number,
  rows: readonly RetentionRow[],
  at: Date,
  before: (days: number) => Date,
) {
  const paths: string[] = []
  const current = new Set((await currentVersions(tx, districtId)).map((one) => one.path))
  const all = await allVersions(tx, districtId)
  for (const one of all) {
    const days = daysFor(rows, kindOfDataset(one.dataset)).version_days
    if (one.withdrawn_at !== null || one.held || current.has(one.path) || one.made_at > before(days)) continue
    const reason = `kept ${days} days`
    await buryVersion(tx, one, one.version, { at, by: scope.name, reason })
    await record(tx, scope, {
      org_id: districtId,
      object: 'feeds.version',
      object_id: `${districtId}:${one.dataset}:${one.school_year}:${one.version}`,
      version: 1,
      verb: 'version removed',
      reason,
      was: { sha256: one.sha256, rows: one.rows },
      became: { sha256: null, rows: null },
    })
    paths.push(one.path)
  }
  return { paths, all }
}
