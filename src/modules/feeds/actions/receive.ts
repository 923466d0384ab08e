import type { Readable } from 'node:stream'
import { now } from '../../../platform/clock.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import { faultPoint } from '../../../platform/fault.ts'
import { nameFile } from '../../../platform/files/rows.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { examineJob } from '../sent-jobs.ts'
import { sameArchive } from '../oneroster/archive.ts'
import { fileName } from '../rules.ts'
import type { ImportRow, KindName, Via } from '../schema.ts'
import { waiting } from './waiting.ts'
import { addImport, importOf, noteFile, runData } from '../store.ts'

export type Received = { row: ImportRow /** the same bytes were here before: nothing new was begun */; same: boolean }

export type Arrival = {
  districtId: number
  kind: KindName | null
  name: string
  via: Via
  /** who brought it, as pages show it */
  by: string
  autoAccept?: boolean
  /** false: the caller examines it itself */
  send?: boolean
}

/**
 * Takes a file in: streams it to disk under its digest, then writes the import and its job in one transaction. The same bytes in the same district are the
 * same import, shown and not repeated. Access is the caller's (`runFiles`, or a token). Errors: those of the file store (too large, disk full).
 */
export async function receive(services: Services, scope: Scope, body: Readable, arrival: Arrival): Promise<Received> {
  const { districtId } = arrival
  const stored = await services.files.put(body, { limit: services.config.uploadLimit })
  faultPoint('feeds/stored')
  const at = now()
  const stray: { sha256: string | null } = { sha256: null }
  const received = await inScope(services.db, scope, async (tx): Promise<Received> => {
    await runData(tx, districtId)
    const name = fileName(arrival.name)
    const known = await importOf(tx, districtId, stored.sha256)
    if (known) {
      stray.sha256 = await sameArchive(tx, known)
      return { row: known, same: true }
    }
    const row = await addImport(tx, {
      org_id: districtId,
      kind: arrival.kind,
      ...stored,
      name,
      via: arrival.via,
      received_at: at,
      received_by: arrival.by,
      auto_accept: arrival.autoAccept ?? false,
    })
    if (!row) {
      const other = await importOf(tx, districtId, stored.sha256)
      if (!other) throw conflict('feeds/same-moment', 'The same file came twice at the same moment.', 'Send it again.')
      return { row: other, same: true }
    }
    await noteFile(tx, districtId, stored.sha256)
    await nameFile(tx, {
      org_id: districtId,
      ...stored,
      name,
      kind: `feeds/${arrival.kind ?? 'file'}`,
      added_by: scope.actor,
      added_at: at,
    })
    await record(tx, scope, {
      org_id: districtId,
      object: 'feeds.import',
      object_id: row.import_id,
      version: 1,
      verb: 'received',
      became: { state: 'received', name, sha256: stored.sha256, size: stored.size, via: arrival.via, by: arrival.by },
    })
    await waiting(tx, row.import_id)
    faultPoint('feeds/row')
    if (arrival.send !== false)
      await services.queue.send(tx, examineJob, { district_id: districtId, import_id: row.import_id })
    faultPoint('feeds/sent')
    return { row, same: false }
  })
  faultPoint('feeds/received')
  if (stray.sha256) await services.files.remove(stray.sha256)
  return received
}
