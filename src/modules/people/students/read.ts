import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid, missing } from '../../../platform/errors.ts'
import { orgById } from '../orgs/store.ts'
import { todayOf } from '../orgs/settings.ts'
import { yearOf } from '../orgs/store-calendar.ts'
import type { StudentName, StudentsAsked } from './schema.ts'
import { logRead, namesOf, openFrom } from './store.ts'
import { optedOutAt, optedOutOf } from './store-opt-out.ts'

/**
 * Opens, for the rest of the transaction, students with a spell of the district's current school year or a later one at an organization of the scope.
 * Without it a school's people see no student. Out: that year.
 */
export async function seeFrom(tx: Tx, districtId: number): Promise<number> {
  const year = await yearOf(tx, districtId, await todayOf(tx, districtId))
  await openFrom(tx, year)
  return year
}

/**
 * Names of students, for those who may, and the log of it in the same transaction. In: where, which keys, what for; an export says why.
 * Out: those of the keys that the scope opens at that organization, by name; a list or a file never holds somebody with a directory opt-out (34 CFR 99.37,
 * decision 033). Errors: Forbidden when the organization's students are not in scope; Invalid.
 */
export async function readStudents(tx: Tx, scope: Scope, asked: StudentsAsked): Promise<StudentName[]> {
  const org = await orgById(tx, asked.org_id)
  if (!org || org.district_id === null)
    throw missing('people/no-organization', 'There is no such organization.', 'Choose it again.')
  if (!scope.students.includes(asked.org_id))
    throw forbidden(
      'people/no-students',
      'Your roles do not cover the students of this organization.',
      'Ask the administrator of your district if you need them for your work.',
    )
  const reason = asked.reason?.trim() ?? ''
  if (asked.purpose === 'export' && reason.length < 8)
    throw invalid('people/no-reason', 'An export needs a reason.', 'Write in a few words what the file is for.', [
      { path: 'reason', message: 'Write in a few words what the file is for.' },
    ])
  if (asked.keys.length === 0) return []
  // Students who left are named to those alone who answer for all students of the district.
  const past = asked.former === true && scope.students.includes(org.district_id)
  const year = past ? 0 : await seeFrom(tx, org.district_id)
  const all = await namesOf(tx, asked.org_id, asked.keys, year)
  const listed = asked.purpose === 'list' || asked.purpose === 'export'
  const out = new Set(
    listed
      ? await optedOutOf(
          tx,
          all.map((one) => one.student_key),
        )
      : [],
  )
  const found = all.filter((one) => !out.has(one.student_key))
  await logRead(tx, {
    at: now(),
    actor: scope.actor,
    actor_name: scope.name,
    org_id: asked.org_id,
    purpose: asked.purpose,
    reason,
    keys: found.map((one) => one.student_key),
  })
  return found
}

/**
 * Keys of the students whom no list at or below an organization may hold, of those that the scope opens: so that a list counts them and leaves them out
 * before it cuts its pages. Never their names.
 */
export async function hiddenFromLists(tx: Tx, scope: Scope, orgId: number): Promise<number[]> {
  const org = await orgById(tx, orgId)
  if (!org || org.district_id === null || !scope.students.includes(orgId)) return []
  const year = await seeFrom(tx, org.district_id)
  return optedOutAt(tx, orgId, year)
}
