import type { Tx } from '../../../platform/db/database.ts'
import { now } from '../../../platform/clock.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { faultPoint } from '../../../platform/fault.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { kindOf } from '../kinds/all.ts'
import { keepSchools } from '../oneroster/schools.ts'
import { mayMove } from '../rules.ts'
import type { DataStatus, ImportRow, ImportState, KindName } from '../schema.ts'
import { examineJob, loadJob } from '../sent-jobs.ts'
import { waiting } from './waiting.ts'
import { changeImport, importById, type ImportChange, keepMapping } from '../store.ts'

/** Who decides: the scope for the history, the name that pages show, and the version of the import that the person saw (null: a machine). */
export type Decider = { scope: Scope; name: string; version: number | null }

async function open(tx: Tx, importId: number, decider: Decider): Promise<ImportRow> {
  const row = await importById(tx, importId, true)
  if (!row)
    throw missing(
      'feeds/no-such-import',
      'There is no such import.',
      'It may have been purged, or belong to another district.',
    )
  if (decider.version !== null && decider.version !== row.version)
    throw conflict(
      'feeds/changed-meanwhile',
      'Somebody else worked on this file meanwhile.',
      'Open it again and see what changed.',
    )
  return row
}

async function move(
  tx: Tx,
  row: ImportRow,
  to: ImportState,
  decider: Decider,
  change: ImportChange,
  verb: string,
  reason = '',
): Promise<ImportRow> {
  if (!mayMove(row.state, to))
    throw conflict('feeds/wrong-state', 'The file is in another state by now.', 'Open it again and see what happened.')
  const after = await changeImport(tx, row.import_id, { ...change, state: to })
  await record(tx, decider.scope, {
    org_id: row.org_id,
    object: 'feeds.import',
    object_id: row.import_id,
    version: after.version,
    verb,
    reason,
    was: { state: row.state },
    became: {
      state: to,
      by: decider.name,
      ...(change.status ? { status: change.status } : {}),
      ...(change.embargo_until ? { embargo_until: change.embargo_until } : {}),
    },
  })
  return after
}

export type Acceptance = {
  status: DataStatus
  note: string
  embargoUntil: Date | null
  embargoAccounts: readonly number[]
}

/** Accepts an examined import: who, when, note, status, embargo. Its load is a job of the same transaction, unless the caller loads it itself. */
export async function accept(
  services: Services,
  tx: Tx,
  importId: number,
  decider: Decider,
  told: Acceptance,
  send = true,
): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  if (told.embargoUntil) {
    if (!row.kind || !kindOf(row.kind).mayWait)
      throw invalid(
        'feeds/no-embargo',
        'Only attendance and submissions can be held back.',
        'Accept the file without an embargo.',
      )
    if (told.embargoUntil <= now())
      throw invalid('feeds/embargo-over', 'The end of the embargo lies in the past.', 'Choose a later day, or none.')
  }
  const after = await move(
    tx,
    row,
    'accepted',
    decider,
    {
      status: told.status,
      note: told.note,
      embargo_until: told.embargoUntil,
      embargo_accounts: [...told.embargoAccounts],
      decided_at: now(),
      decided_by: decider.name,
    },
    'accepted',
    told.note,
  )
  await waiting(tx, importId)
  faultPoint('feeds/accepted-row')
  if (send) await services.queue.send(tx, loadJob, { district_id: row.org_id, import_id: importId })
  return after
}

/** Refuses an import: it stays on record with the reason, nothing is loaded. */
export async function refuse(tx: Tx, importId: number, decider: Decider, reason: string): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  return move(
    tx,
    row,
    'refused',
    decider,
    { note: reason, decided_at: now(), decided_by: decider.name },
    'refused',
    reason,
  )
}

/** Answers the guard's question: the fall is right, because. The import can then be accepted. */
export async function override(tx: Tx, importId: number, decider: Decider, reason: string): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  if (row.stop_code !== 'guard') throw conflict('feeds/wrong-state', 'Nothing stopped this file.', 'Open it again.')
  return move(
    tx,
    row,
    'examined',
    decider,
    { stop_code: null, override_reason: reason, override_by: decider.name, override_at: now() },
    'guard overridden',
    reason,
  )
}

/** Examines a file again: after a refusal, a failure, or when what it is compared with has changed. */
export async function again(
  services: Services,
  tx: Tx,
  importId: number,
  decider: Decider,
  send = true,
): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  const after = await move(tx, row, 'received', decider, { stop_code: null, failure_code: null }, 'examined again')
  await waiting(tx, importId)
  if (send) await services.queue.send(tx, examineJob, { district_id: row.org_id, import_id: importId })
  return after
}

/**
 * Says what a file is and which of its headers are which columns; kept for the next file of this kind in this district. Then it is examined again.
 * In: the kind, and for each plain header a column of the kind (or an empty text: leave it out).
 */
export async function match(
  services: Services,
  tx: Tx,
  importId: number,
  decider: Decider,
  kind: KindName,
  headers: Readonly<Record<string, string>>,
  send = true,
): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  const columns = kindOf(kind).columns.map((column) => column.name)
  const taken = Object.values(headers).filter((column) => column !== '')
  if (taken.some((column) => !columns.includes(column)))
    throw invalid('feeds/no-such-column', 'There is no such column in this layout.', 'Choose from the list.')
  if (new Set(taken).size !== taken.length)
    throw invalid('feeds/column-twice', 'Two headers were given the same column.', 'Choose each column once.')
  await keepMapping(tx, row.org_id, kind, headers, now())
  const after = await move(
    tx,
    row,
    'received',
    decider,
    { kind, stop_code: null, failure_code: null },
    'headers matched',
  )
  await waiting(tx, importId)
  if (send) await services.queue.send(tx, examineJob, { district_id: row.org_id, import_id: importId })
  return after
}

/** Says which of our organizations those of a bundle are; kept for the next bundle of this district. Then it is examined again. */
export async function matchSchools(
  services: Services,
  tx: Tx,
  importId: number,
  decider: Decider,
  typed: Readonly<Record<string, string>>,
  send = true,
): Promise<ImportRow> {
  const row = await open(tx, importId, decider)
  if ((await keepSchools(tx, row, typed)) === 0)
    throw invalid('feeds/no-match', 'Nothing was chosen.', 'Say of at least one organization which it is.')
  const after = await move(tx, row, 'received', decider, { stop_code: null, failure_code: null }, 'schools matched')
  await waiting(tx, importId)
  if (send) await services.queue.send(tx, examineJob, { district_id: row.org_id, import_id: importId })
  return after
}

/** Leaves a failure on the import, where the person waits. */
export async function fail(tx: Tx, scope: Scope, importId: number, code: string): Promise<void> {
  const row = await importById(tx, importId, true)
  if (!row || !mayMove(row.state, 'failed')) return
  const after = await changeImport(tx, importId, { state: 'failed', failure_code: code })
  await record(tx, scope, {
    org_id: row.org_id,
    object: 'feeds.import',
    object_id: importId,
    version: after.version,
    verb: 'failed',
    was: { state: row.state },
    became: { state: 'failed', code },
  })
}
