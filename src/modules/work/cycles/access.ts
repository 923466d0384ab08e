import type { Scope } from '../../../platform/db/scope.ts'
import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, staff } from '../../people/index.ts'
import { leads, readable } from '../access.ts'

/** Cycles are read by whoever reads the district's work. */
export function mustReadCycle(visitor: Visitor, districtId: number): void {
  if (!readable(visitor).includes(districtId))
    throw missing(
      'work/no-such-cycle',
      'There is no such cycle.',
      'Go to the list of reporting cycles and choose one there.',
    )
}

/** Who begins and ends series and closes a cycle: those who lead the district. */
export function mustLeadCycles(visitor: Visitor, districtId: number): void {
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/cycle-leaders-only',
      'Only the superintendent, the cabinet or an administrator may set reporting cycles.',
      'Ask one of them to do it.',
    )
}

/** Numbers that were checked for release are for the district's staff and board; partners read editions. */
export const seesNumbers = (visitor: Visitor, districtId: number): boolean =>
  holds(visitor, staff, districtId) ||
  visitor.roles.some((held) => held.district_id === districtId && (staff as readonly string[]).includes(held.role))

/**
 * A scope without true numbers: everybody who reads a cycle reads the same, checked ones. What is kept at the closing is read by the whole district, so a
 * number that only some may see must never get into it.
 */
export const checkedOnly = (scope: Scope): Scope => ({ ...scope, orgs: [] })
