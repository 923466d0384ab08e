import type { Tx } from '../../../platform/db/database.ts'
import { now } from '../../../platform/clock.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { tell } from '../../../platform/events.ts'
import { faultPoint } from '../../../platform/fault.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { datasetChanged } from '../events.ts'
import { versionPath, writeVersion } from '../lake.ts'
import type { Session } from '../reading/session.ts'
import type { Dataset, ImportRow, VersionRow } from '../schema.ts'
import { addVersion, currentVersion, dropPointer, type Key, movePointer, nextVersion } from '../store-version.ts'

/** For tests: something that happens between the file and its row. */
export type Faults = { afterRename?: () => void }

export type LoadContext = {
  services: Services
  tx: Tx
  scope: Scope
  session: Session
  row: ImportRow
  /** true: written, but not shown to anybody but the people named, until the embargo is over */
  held: boolean
  faults: Faults
  /** only these school years; null for all of the file */
  years: readonly number[] | null
  /** only this dataset, of a kind that makes several; null for all */
  only: Dataset | null
}

const nameOf = (key: Key): string => `${key.org_id}:${key.dataset}:${key.school_year}`

/** How far the history of a pointer goes. */
const toldOf = async (tx: Tx, key: Key): Promise<number> =>
  (await historyOf(tx, 'feeds.pointer', nameOf(key)))[0]?.version ?? 0

/** Moves a pointer: the row, its history, and the news to whoever computes with the dataset. */
export async function point(
  services: Services,
  tx: Tx,
  scope: Scope,
  key: Key,
  version: number,
  verb: string,
  was: number | null,
  reason = '',
): Promise<void> {
  const moves = await movePointer(tx, key, version, scope.name, now(), await toldOf(tx, key))
  await record(tx, scope, {
    org_id: key.org_id,
    object: 'feeds.pointer',
    object_id: nameOf(key),
    version: moves,
    verb,
    reason,
    was: { version: was },
    became: { version },
  })
  await tell(services, tx, scope, datasetChanged, {
    district_id: key.org_id,
    dataset: key.dataset,
    school_year: key.school_year,
    version,
  })
}

/** Takes a pointer away: nothing of this dataset is left for the year. */
export async function unpoint(services: Services, tx: Tx, scope: Scope, key: Key, reason: string): Promise<void> {
  // The history of a pointer counts its moves, so that the row is moved once more before it goes.
  const current = await currentVersion(tx, key)
  if (!current) return
  const moves = await movePointer(tx, key, current.version, scope.name, now(), await toldOf(tx, key))
  await record(tx, scope, {
    org_id: key.org_id,
    object: 'feeds.pointer',
    object_id: nameOf(key),
    version: moves,
    verb: 'purged',
    reason,
    was: { version: current.version },
    became: { version: null },
  })
  await dropPointer(tx, key)
  await tell(services, tx, scope, datasetChanged, {
    district_id: key.org_id,
    dataset: key.dataset,
    school_year: key.school_year,
    version: 0,
  })
}

export type Made = { key: Key; version: number; base: VersionRow | null }

/**
 * Makes the next version of a dataset and year: the file first (aside, synced, renamed), then its row, then the pointer unless it is held back.
 * In: `sql` gives the rows in their order; `base`: the version whose rows it carries on, or null when it stands alone; `through` gives the last day it knows.
 */
export async function makeVersion(
  context: LoadContext,
  dataset: Dataset,
  schoolYear: number,
  sql: string,
  told: { base: VersionRow | null; through?: string | null },
): Promise<Made> {
  const { services, tx, scope, session, row, held, faults } = context
  const key: Key = { org_id: row.org_id, dataset, school_year: schoolYear }
  const current = await currentVersion(tx, key)
  const version = await nextVersion(tx, key)
  const path = versionPath(row.org_id, dataset, schoolYear, version)
  const written = await writeVersion(session.duck, services.home, path, sql)
  faults.afterRename?.()
  faultPoint('feeds/version-file')
  await addVersion(tx, {
    ...key,
    version,
    path,
    ...written,
    import_id: row.import_id,
    base_version: told.base?.version ?? null,
    status: row.status,
    made_at: now(),
    through_date: told.through ?? null,
    held,
    embargo_until: held ? row.embargo_until : null,
    embargo_accounts: held ? row.embargo_accounts : [],
  })
  faultPoint('feeds/version-row')
  if (!held) await point(services, tx, scope, key, version, 'loaded', current?.version ?? null)
  return { key, version, base: current }
}
