import { rm } from 'node:fs/promises'
import { machineTime, now } from '../../../platform/clock.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { markPurged } from '../../../platform/files/rows.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { everyDistrict, systemScope } from '../../people/index.ts'
import { importFolder, leftovers, removeFile } from '../lake.ts'
import { datasets } from '../schema.ts'
import { changeImport, dropFile, importsIn, neededFiles } from '../store.ts'
import { retentionOf } from '../store-token.ts'
import { allVersions, buryVersion, currentVersions } from '../store-version.ts'

/** How long files and superseded versions are kept where nobody set it: two years. */
export const usualDays = { file_days: 730, version_days: 730 }

const dayMs = 86_400_000

/** Removes what is older than each district's setting, and what a killed process or a cut-short purge left. Current versions are never removed. */
export async function sweep(services: Services): Promise<void> {
  for (const district of await everyDistrict(services.db)) await sweepDistrict(services, district.org_id)
}

export async function sweepDistrict(services: Services, districtId: number): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const at = now()
  const left = await inScope(services.db, scope, async (tx) => {
    const days = (await retentionOf(tx, districtId)) ?? usualDays
    const before = (count: number) => new Date(at.getTime() - count * dayMs)
    const paths: string[] = []
    const folders: string[] = []
    const shas: string[] = []
    const current = new Set((await currentVersions(tx, districtId)).map((one) => one.path))
    const all = await allVersions(tx, districtId)
    for (const one of all) {
      if (one.withdrawn_at !== null || one.held || current.has(one.path) || one.made_at > before(days.version_days))
        continue
      await buryVersion(tx, one, one.version, { at, by: scope.name, reason: `kept ${days.version_days} days` })
      paths.push(one.path)
    }
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
      if (one.file_gone_at !== null || one.received_at > before(days.file_days)) continue
      const after = await changeImport(tx, one.import_id, { file_gone_at: at })
      await record(tx, scope, {
        org_id: districtId,
        object: 'feeds.import',
        object_id: one.import_id,
        version: after.version,
        verb: 'file removed',
        reason: `kept ${days.file_days} days`,
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
