import type { Scope } from '../../platform/db/scope.ts'
import { forbidden } from '../../platform/errors.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { holds, staff } from '../people/index.ts'

/** Numbers that no edition shows (true ones, or those that were checked for one) are for the district's staff and board; everybody else reads editions. */
export const seesNumbers = (visitor: Visitor, districtId: number): boolean =>
  visitor.roles.some((held) => held.district_id === districtId && (staff as readonly string[]).includes(held.role)) ||
  holds(visitor, staff, districtId)
export function mustSeeNumbers(visitor: Visitor, districtId: number): void {
  if (!seesNumbers(visitor, districtId))
    throw forbidden(
      'indicators/not-your-numbers',
      'These numbers are for the staff and the board of the district.',
      'What the district published is open to everybody at /public/.',
    )
}

/** The work on a computation (`compute:<district>:<year>`) is followed by who may read what it gives: the district's true numbers. */
export function watches(scope: Scope, subject: string): boolean | null {
  const district = /^compute:(\d{1,9}):\d{4}$/.exec(subject)?.[1]
  return district === undefined ? null : scope.orgs.includes(Number(district))
}

/** Single students of a school are read only inside the part of the scope that holds students. */
export function mustReadStudents(scope: Scope, orgId: number): void {
  if (!scope.students.includes(orgId))
    throw forbidden(
      'indicators/not-your-students',
      'You are not responsible for the students of this school.',
      'Ask the principal, or your administrator if your work needs it.',
    )
}
