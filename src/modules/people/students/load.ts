import type { Readable } from 'node:stream'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { readIn, dataTrouble } from '../copy.ts'
import { todayOf } from '../orgs/settings.ts'
import { nextVersion } from '../versions.ts'
import type { BulkLoaded } from './schema.ts'
import { mergeEnrollment, mergeStudents, openStaging, recount } from './store-load.ts'
import { mergeOptOuts } from './store-opt-out.ts'

/**
 * Loads students.csv (layout `studentColumns`, values as the vocabulary writes them, Y/N flags) into a district by COPY: new students get a random key, known ones are
 * updated; rows of `student_year` of the file's school years that the file lacks are removed; nobody's identity is. The same file twice changes nothing.
 * In: a transaction whose scope holds the district's students. Out: counts (identities and yearly rows together). Errors: Invalid `people/unreadable-file`.
 */
export async function loadStudents(
  tx: Tx,
  scope: Scope,
  districtId: number,
  csv: Readable,
): Promise<BulkLoaded & { years: number[] }> {
  const { table, columns } = await openStaging(tx, 'students')
  await readIn(tx, table, columns, csv)
  const done = await telling(() => mergeStudents(tx, districtId))
  await mergeOptOuts(tx, districtId, await todayOf(tx, districtId), scope.name)
  if (done.added + done.changed + done.removed > 0)
    await recordLoad(tx, scope, districtId, 'people.students', `${districtId}`, { ...done })
  return { ...done, absent: 0, unknown_students: 0, unknown_schools: 0 }
}

/**
 * Loads enrollment.csv (layout `enrollmentColumns`) of one school year by COPY: the district's spells of that year become those of the file. Rows of an unknown student or
 * school, or of another year, are counted and left out. The same file twice changes nothing.
 */
export async function loadEnrollment(
  tx: Tx,
  scope: Scope,
  districtId: number,
  schoolYear: number,
  csv: Readable,
): Promise<BulkLoaded & { other_years: number }> {
  const { table, columns } = await openStaging(tx, 'enrollment')
  await readIn(tx, table, columns, csv)
  const done = await telling(() => mergeEnrollment(tx, districtId, schoolYear))
  await recount(tx, districtId, schoolYear, await todayOf(tx, districtId))
  if (done.added + done.removed > 0)
    await recordLoad(tx, scope, districtId, 'people.enrollment', `${districtId}:${schoolYear}`, {
      school_year: schoolYear,
      ...done,
    })
  return { ...done, changed: 0, absent: 0 }
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw dataTrouble(error)
  }
}

async function recordLoad(
  tx: Tx,
  scope: Scope,
  districtId: number,
  object: string,
  id: string,
  became: Record<string, unknown>,
): Promise<void> {
  await record(tx, scope, {
    org_id: districtId,
    object,
    object_id: id,
    version: await nextVersion(tx, object, id),
    verb: 'loaded',
    became,
  })
}
