import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '../../../platform/db/database.ts'
import { literal } from '../../../platform/duckdb.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { copyClasses, copyEnrollment, copyStudentGroups, loadRosterState, rosterFiles } from '../../people/index.ts'
import { type LoadContext, type Made, makeVersion } from '../actions/version.ts'
import { copied, type LakeCopy } from '../loading.ts'
import type { Dataset } from '../schema.ts'
import { currentVersion, nextVersion, versionsOfImport } from '../store-version.ts'
import { bringRoster, hasState, nameVersion, rosterKey, stateFolder } from './bring.ts'
import { merged } from './look.ts'
import { nameNow, resolveState, takeNow, writeForPeople, writeState } from './merge.ts'
import { readBundle } from './read.ts'
import { restoreYear } from './restore.ts'
import { noteStanding } from './store.ts'

/** Loads an accepted bundle: merges it into the roster as it stands now, not as it stood when it was examined. */
export async function loadBundle(context: LoadContext): Promise<Made[]> {
  const { tx, session, row } = context
  if (context.years !== null) return restoreYear(context)
  const bundle = await readFirst(context)
  await merged(session, bundle)
  const carries = Object.values(bundle.modes).some((mode) => mode !== 'bulk')
  const base = carries ? await currentVersion(tx, rosterKey(row.org_id)) : null
  return writeRoster(context, base?.version ?? null)
}

async function readFirst(context: LoadContext) {
  const { tx, session, row } = context
  await bringRoster(tx, session, row.org_id)
  const bundle = await readBundle(session, null)
  if (bundle === null || typeof bundle === 'string')
    throw conflict('feeds/does-not-load', 'What was read of the bundle is no longer kept.', 'Send the bundle again.')
  return bundle
}

/**
 * Goes back to an earlier version of the roster, as a new one; or to none, when a purge left nothing (`version` 0). Names, classes, enrollment and roles follow.
 */
export async function backToRoster(context: LoadContext, version: number): Promise<Made[]> {
  const { tx, session, row } = context
  const key = rosterKey(row.org_id)
  const wanted = (await versionsOfImport(tx, row.import_id)).find(
    (one) => one.dataset === 'roster' && one.version === version,
  )
  if (!wanted || !hasState(session.home, wanted))
    throw missing('feeds/version-gone', 'This version is no longer kept.', 'Choose another one, or send a bulk bundle.')
  await bringRoster(tx, session, key.org_id, true)
  // Whom a roster knew is known by its ids still, so that nobody becomes somebody else.
  await session.duck.run('create or replace temp table known_user as select * from now_users')
  await nameVersion(session, wanted)
  await takeNow(session)
  await session.duck.run('create or replace temp table now_users as select * from known_user')
  await resolveState(session)
  return writeRoster(context, null)
}

/** Empties the roster of a district of which no version is left: students stay, as they stay when any file of theirs is purged. */
export async function emptyRosterIn(context: LoadContext): Promise<void> {
  const { tx, session, scope, row } = context
  await bringRoster(tx, session, row.org_id, true)
  await nameNow(session, null)
  await takeNow(session)
  await resolveState(session)
  const folder = join(session.scratch, 'for-people')
  await writeForPeople(session, folder)
  await loadRosterState(tx, scope, row.org_id, { folder, schoolYear: await yearOfState(context) })
  await noteStanding(tx, row.org_id, 0)
}

async function yearOfState(context: LoadContext): Promise<number> {
  const [year] = await context.session.duck.rows<{ y: number }>(
    'select cast(school_year as integer) as y from roster_year',
  )
  return year?.y ?? 0
}

/** Writes the state that was merged: the tables of people first, then the versions that follow from them, then the state itself beside the import. */
async function writeRoster(context: LoadContext, base: number | null): Promise<Made[]> {
  const { tx, scope, session, row } = context
  const folder = join(session.scratch, 'for-people')
  await writeForPeople(session, folder)
  const schoolYear = await yearOfState(context)
  await loadRosterState(tx, scope, row.org_id, { folder, schoolYear })
  const classes = join(session.scratch, 'classes.csv')
  await copyClasses(tx, row.org_id, classes)
  const key = rosterKey(row.org_id)
  const next = { ...key, org_id: row.org_id, import_id: row.import_id, version: await nextVersion(tx, key) }
  await writeStateKept(context, stateFolder(session.home, next as Parameters<typeof stateFolder>[1]))
  const made = [
    await makeVersion(
      context,
      'roster',
      0,
      `select cast(${schoolYear} as smallint) as school_year, * from read_csv(${literal(classes)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${classColumns}})`,
      { base: base === null ? null : await currentVersion(tx, key) },
    ),
  ]
  await noteStanding(tx, row.org_id, next.version)
  made.push(...(await changedOnly(context, 'student_group', schoolYear, copyStudentGroups)))
  made.push(...(await changedOnly(context, 'enrollment', schoolYear, copyEnrollment)))
  return made
}

const classColumns =
  "'student_key': 'bigint', 'staff_id': 'integer', 'class_id': 'integer', 'org_id': 'integer', 'class_code': 'varchar', 'course_code': 'varchar', 'course_title': 'varchar', 'subjects': 'varchar', 'grades': 'varchar', 'role': 'varchar', 'is_primary': 'boolean', 'begin_date': 'date', 'end_date': 'date'"

const orders = { student_group: 'student_key', enrollment: 'student_key, entry_date, org_id' } as const

/** The next version of a dataset that follows from the roster, when it is another one than the current. */
export async function changedOnly(
  context: LoadContext,
  dataset: 'student_group' | 'enrollment',
  year: number,
  copy: (tx: Tx, districtId: number, year: number, path: string) => Promise<number>,
): Promise<Made[]> {
  const { tx, session, row } = context
  const path = join(session.scratch, `${dataset}-${year}-after.csv`)
  await copy(tx, row.org_id, year, path)
  const now = copied(path, dataset satisfies LakeCopy & Dataset)
  const before = await currentVersion(tx, { org_id: row.org_id, dataset, school_year: year })
  if (before?.file_gone_at === null) {
    const there = `read_parquet(${literal(join(session.home, before.path))})`
    const [changed] = await session.duck.rows<{ n: number }>(
      `select count(*) as n from ((select * from ${now} except select * from ${there}) union all (select * from ${there} except select * from ${now}))`,
    )
    if (changed?.n === 0) return []
  } else {
    const [some] = await session.duck.rows<{ n: number }>(`select count(*) as n from ${now}`)
    if (some?.n === 0) return []
  }
  return [await makeVersion(context, dataset, year, `select * from ${now} order by ${orders[dataset]}`, { base: null })]
}

/** The state as Parquet beside the import, on the disk before the transaction that names its version ends. */
async function writeStateKept(context: LoadContext, folder: string): Promise<void> {
  await writeState(context.session, folder)
  for (const part of rosterFiles) {
    const handle = await open(join(folder, `${part}.parquet`), 'r+')
    await handle.sync()
    await handle.close()
  }
}
