import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { forbidden } from '../../platform/errors.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { holds, orgById, type Role } from '../people/index.ts'
import { runData } from './store.ts'

/** Who runs the files of a district: takes them in, accepts, rolls back, purges. */
export const runners: readonly Role[] = ['data_steward', 'administrator']

/** The districts whose files somebody runs, in the order of their roles. */
export function districtsRun(visitor: Visitor): number[] {
  return [
    ...new Set(
      visitor.roles
        .filter((role) => runners.includes(role.role as Role) && role.org_id === role.district_id)
        .map((role) => role.district_id),
    ),
  ]
}

export const mayRun = (visitor: Visitor, districtId: number): boolean => holds(visitor, runners, districtId)

const notYours = () =>
  forbidden(
    'feeds/not-yours',
    'Only the data steward or an administrator of the district works with its files.',
    'Ask one of them; the district office knows who they are.',
  )

/** Opens the files of a district for the running transaction; throws `feeds/not-yours` unless the visitor runs them. */
export async function runFiles(tx: Tx, visitor: Visitor, districtId: number): Promise<void> {
  if (!mayRun(visitor, districtId)) throw notYours()
  // A role at a district reaches its zones and schools too, but files belong to the district.
  if ((await orgById(tx, districtId))?.kind !== 'district') throw notYours()
  await runData(tx, districtId)
}

/** True when district student ids may be shown: only to those who may see single students of the whole district. */
export const seesStudents = (scope: Scope, districtId: number): boolean => scope.students.includes(districtId)
