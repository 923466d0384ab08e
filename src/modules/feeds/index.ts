import { join } from 'node:path'
import type { Tx } from '../../platform/db/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { runFiles } from './access.ts'
import { answers } from './absences.ts'
import { jobs } from './jobs.ts'
import { menu, routes, watches } from './routes.ts'
import { stoppedAfter } from './rules.ts'
import { stepWords } from './say.ts'
import type { Dataset, VersionRow } from './schema.ts'
import { countWaiting } from './store.ts'
import { kept } from './store-kept.ts'
import { currentVersions, freshnessOf, heldFor } from './store-version.ts'
import { troubles } from './troubles.es.ts'

export { type FileToImport, type Imported, importFile } from './actions/import-file.ts'
export * from './edsight/door.ts'
export * from './ed-fi/door.ts'
export { examine } from './actions/examine.ts'
export { forget, type ForgetFaults } from './actions/forget.ts'
export { forgetAgain } from './actions/forget-again.ts'
export { load } from './actions/load.ts'
export { datasetChanged } from './events.ts'
export { lakeColumns } from './kinds/all.ts'
export {
  type DataStatus,
  type Dataset,
  datasets,
  type ImportRow,
  type KindName,
  kindNames,
  type VersionRow,
} from './schema.ts'
export {
  accountabilityFile,
  type PrintedState,
  type StateFile,
  type StateRow,
} from './state-reports/rows.ts'
export { neededFiles } from './store.ts'
export { stillNamed } from './store-forget.ts'

/**
 * The versions that are current in a district, one a dataset and school year (`org`: school year 0), with their paths below the home folder.
 * `account`: that person's view: versions under embargo that name the account stand in place of the current ones.
 */
export async function current(tx: Tx, districtId: number, options: { account?: number } = {}): Promise<VersionRow[]> {
  const rows = await currentVersions(tx, districtId)
  if (options.account === undefined) return rows
  const held = await heldFor(tx, districtId, options.account)
  const key = (row: VersionRow) => `${row.dataset} ${row.school_year}`
  const names = new Set(held.map(key))
  return [...rows.filter((row) => !names.has(key(row))), ...held]
}

/** The last day that the data of a school year knows (ISO date), by its submissions; null when there are none. */
export async function throughDate(
  tx: Tx,
  districtId: number,
  schoolYear: number,
  dataset: Dataset = 'submission',
): Promise<string | null> {
  const rows = await currentVersions(tx, districtId)
  return rows.find((row) => row.dataset === dataset && row.school_year === schoolYear)?.through_date ?? null
}

/** How far a school has handed in its attendance. `through`: its last day. `stopped`: nothing for five days of school or more while others did. */
export type SchoolFreshness = {
  org_id: number
  through: string | null
  days_handed_in: number
  days_expected: number
  days_since: number
  stopped: boolean
}

/** How far each school of a district has handed in its attendance in a school year, the furthest behind first. */
export async function freshness(tx: Tx, districtId: number, schoolYear: number): Promise<SchoolFreshness[]> {
  const rows = await freshnessOf(tx, districtId, schoolYear)
  return rows.map((row) => ({
    org_id: row.school_id,
    through: row.last_day,
    days_handed_in: row.days_handed_in,
    days_expected: row.days_expected,
    days_since: row.days_since,
    stopped: row.days_since >= stoppedAfter,
  }))
}

/** How many files of a district wait for a person: to be accepted, for an answer, after a failure. Throws `feeds/not-yours` unless the visitor runs its files. */
export async function waiting(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
): Promise<{ examined: number; stopped: number; failed: number }> {
  await runFiles(tx, visitor, districtId)
  return countWaiting(tx, districtId)
}

/** Files in, trusted datasets out. */
export const module: Module = {
  name: 'feeds',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  menu,
  jobs,
  step: stepWords,
  answers,
  watches,
  kept,
  schedules: [{ job: 'feeds.retention', cron: '15 3 * * *' }],
  systems: { 'PLAT-01': '/data/tokens', 'PLAT-05': '/data', 'STU-06': '/data' },
}
