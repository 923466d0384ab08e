import type { Scope } from '../../platform/db/scope.ts'
import { forbidden } from '../../platform/errors.ts'

/** Single students of a school are read only inside the part of the scope that holds students. */
export function mustReadStudents(scope: Scope, orgId: number): void {
  if (!scope.students.includes(orgId))
    throw forbidden(
      'indicators/not-your-students',
      'You are not responsible for the students of this school.',
      'Ask the principal, or your administrator if your work needs it.',
    )
}
