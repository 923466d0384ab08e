import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { report } from '../../../platform/db/progress.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { faultPoint } from '../../../platform/fault.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import { kindOf } from '../kinds/all.ts'
import { loadDays, loadRoster, loadSpells, loadTree, nameStaged } from '../loading.ts'
import { loadAttendance, loadSubmissions } from '../loading-days.ts'
import { loadYears } from '../loading-years.ts'
import { backToRoster, emptyRosterIn, loadBundle } from '../oneroster/load.ts'
import { openSession, type Session } from '../reading/session.ts'
import type { Dataset, ImportRow, KindName } from '../schema.ts'
import { releaseJob } from '../sent-jobs.ts'
import { changeImport, importById } from '../store.ts'
import { buryVersion, currentVersion, lockDataset, releaseVersion, versionsOfImport } from '../store-version.ts'
import { look } from './examine.ts'
import { type Faults, type LoadContext, type Made, point } from './version.ts'

const loaders: Readonly<Record<KindName, (context: LoadContext) => Promise<Made[]>>> = {
  organizations: loadTree,
  calendar: loadDays,
  students: loadRoster,
  enrollment: loadSpells,
  attendance: loadAttendance,
  submissions: loadSubmissions,
  assessments: loadYears,
  courses: loadYears,
  'course-flags': loadYears,
  discipline: loadYears,
  cohorts: loadYears,
  postsecondary: loadYears,
  programs: loadYears,
  'certified-cohorts': loadYears,
  oneroster: loadBundle,
  'state-reports': loadYears,
}

/** What a kind writes; locked in this order, so that two loads never wait for each other. */
const writes: Readonly<Record<KindName, readonly Dataset[]>> = {
  organizations: ['calendar', 'org'],
  calendar: ['calendar'],
  students: ['student_group'],
  enrollment: ['enrollment'],
  attendance: ['attendance', 'submission'],
  submissions: ['submission'],
  assessments: ['assessment'],
  courses: ['course'],
  'course-flags': ['course_flag'],
  discipline: ['discipline'],
  cohorts: ['cohort'],
  postsecondary: ['postsecondary'],
  programs: ['program'],
  'certified-cohorts': ['certified_cohort'],
  oneroster: ['enrollment', 'roster', 'student_group'],
  'state-reports': ['state_report'],
}

const gone = () => missing('feeds/no-such-import', 'There is no such import.', 'It may have been purged.')

/** Opens what an import keeps to be loaded as `staged` (`staged_<part>`); makes it again from the file when it is no longer there. */
async function stage(services: Services, session: Session, row: ImportRow): Promise<void> {
  const parts = row.kind ? kindOf(row.kind).parts.map((part) => part.name) : []
  if (!parts.every((part) => existsSync(join(session.folder, `${part}.parquet`)))) {
    const outcome = await look(services, session, row)
    if (!outcome.kind || (outcome.stop !== null && outcome.stop !== 'guard'))
      throw conflict('feeds/does-not-load', 'The file no longer passes its checks.', 'Examine it again.')
  }
  await nameStaged(session, parts)
}

async function run(context: LoadContext): Promise<Made[]> {
  const kind = context.row.kind
  if (!kind) throw conflict('feeds/wrong-state', 'It is not known what this file is.', 'Examine it again.')
  for (const dataset of writes[kind]) await lockDataset(context.tx, context.row.org_id, dataset)
  return loaders[kind](context)
}

/**
 * Loads an accepted import: immutable versions first (written aside, synced, renamed), then one transaction with their rows, the pointers, the history,
 * people's tables and the news. Safe twice, and safe when killed at any point: a file that no row names is replaced by the next attempt.
 */
export async function load(
  services: Services,
  districtId: number,
  importId: number,
  faults: Faults = {},
): Promise<ImportRow> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const subject = `import:${importId}`
  const begun = await inScope(services.db, scope, async (tx) => {
    const row = await importById(tx, importId, true)
    if (!row) throw gone()
    if (row.state !== 'accepted' && row.state !== 'loading') return { row, go: false }
    return { row: row.state === 'loading' ? row : await changeImport(tx, importId, { state: 'loading' }), go: true }
  })
  if (!begun.go) return begun.row
  await report(services.db, { subject, step: 'feeds.loading', done: 1, total: 3 })
  const session = await openSession(services, districtId, importId)
  try {
    await stage(services, session, begun.row)
    await report(services.db, { subject, step: 'feeds.loading', done: 2, total: 3 })
    const loaded = await inScope(services.db, scope, async (tx) => {
      const row = await importById(tx, importId, true)
      if (!row || row.state !== 'loading') throw gone()
      const held = row.embargo_until !== null && row.embargo_until > now()
      const made = await run({ services, tx, scope, session, row, held, faults, years: null, only: null })
      const after = await changeImport(tx, importId, { state: 'loaded', loaded_at: now(), failure_code: null })
      await record(tx, scope, {
        org_id: districtId,
        object: 'feeds.import',
        object_id: importId,
        version: after.version,
        verb: 'loaded',
        was: { state: 'accepted' },
        became: {
          state: 'loaded',
          versions: made.map((one) => `${one.key.dataset} ${one.key.school_year} v${one.version}`),
        },
      })
      if (held && row.embargo_until)
        await services.queue.send(
          tx,
          releaseJob,
          { district_id: districtId, import_id: importId },
          { startAfter: row.embargo_until },
        )
      await report(tx, { subject, step: 'feeds.done', done: 3, total: 3, state: 'done' })
      faultPoint('feeds/pointer')
      return after
    })
    faultPoint('feeds/loaded')
    return loaded
  } finally {
    await session.close()
  }
}

/**
 * Ends an embargo: the versions that were held back become current. When other files were loaded meanwhile, they are made anew on top of those.
 * Does nothing before the time, or twice.
 */
export async function release(services: Services, districtId: number, importId: number): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const session = await openSession(services, districtId, importId)
  try {
    await inScope(services.db, scope, async (tx) => {
      const row = await importById(tx, importId, true)
      if (!row?.kind || row.embargo_until === null || row.embargo_until > now()) return
      for (const dataset of writes[row.kind]) await lockDataset(tx, districtId, dataset)
      const held = (await versionsOfImport(tx, importId)).filter((one) => one.held && one.withdrawn_at === null)
      const current = await Promise.all(held.map((one) => currentVersion(tx, one)))
      if (held.every((one, i) => (current[i]?.version ?? null) === one.base_version)) {
        for (const [i, one] of held.entries()) {
          await releaseVersion(tx, one, one.version)
          await point(services, tx, scope, one, one.version, 'released', current[i]?.version ?? null)
        }
        return
      }
      for (const one of held)
        await buryVersion(tx, one, one.version, {
          at: now(),
          by: scope.name,
          reason: 'made anew when the embargo ended',
        })
      await stage(services, session, row)
      await run({ services, tx, scope, session, row, held: false, faults: {}, years: null, only: null })
    })
  } finally {
    await session.close()
  }
}

/**
 * Loads one school year of an earlier import again, on top of what is known: how rosters and calendars go back, because names and enrollment in
 * `people` have to go back with them. Out: the new versions.
 */
export async function reload(
  services: Services,
  districtId: number,
  importId: number,
  schoolYear: number,
  only: Dataset | null = null,
): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const session = await openSession(services, districtId, importId)
  try {
    const row = await inScope(services.db, scope, (tx) => importById(tx, importId))
    if (!row || row.state !== 'loaded') return
    await stage(services, session, row)
    await inScope(services.db, scope, async (tx: Tx) => reloadIn(services, tx, scope, session, row, schoolYear, only))
  } finally {
    await session.close()
  }
}

async function reloadIn(
  services: Services,
  tx: Tx,
  scope: Scope,
  session: Session,
  row: ImportRow,
  schoolYear: number,
  only: Dataset | null,
): Promise<void> {
  await run({
    services,
    tx,
    scope,
    session,
    row,
    held: false,
    faults: {},
    years: schoolYear === 0 ? null : [schoolYear],
    only,
  })
}

/** Goes back to an earlier version of the roster, as a new one; version 0 empties it, when a purge left nothing. Safe twice. */
export async function rosterBack(
  services: Services,
  districtId: number,
  importId: number,
  version: number,
): Promise<void> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const session = await openSession(services, districtId, importId)
  try {
    await inScope(services.db, scope, async (tx) => {
      const row = await importById(tx, importId)
      if (!row) return
      for (const dataset of writes.oneroster) await lockDataset(tx, districtId, dataset)
      const context = { services, tx, scope, session, row, held: false, faults: {}, years: null, only: null }
      if (version > 0) await backToRoster(context, version)
      else if (!(await currentVersion(tx, { org_id: districtId, dataset: 'roster', school_year: 0 })))
        await emptyRosterIn(context)
    })
  } finally {
    await session.close()
  }
}
