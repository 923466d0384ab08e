import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, staff } from '../../people/index.ts'

/** Reads the scorecards of a district's offices: its staff and its board. */
export const mayReadScorecards = (visitor: Visitor, districtId: number): boolean =>
  visitor.roles.some((held) => held.district_id === districtId && (staff as readonly string[]).includes(held.role))

const leaders = ['superintendent', 'cabinet', 'administrator'] as const

/** Keeps the scorecard of an office: its head, and those who lead the district. */
export const mayKeepScorecard = (visitor: Visitor, districtId: number, office: number): boolean =>
  holds(visitor, ['office_head'], office) ||
  visitor.roles.some((held) => held.org_id === districtId && (leaders as readonly string[]).includes(held.role))

export function mustKeepScorecard(visitor: Visitor, districtId: number, office: number): void {
  if (!mayKeepScorecard(visitor, districtId, office))
    throw forbidden(
      'publishing/not-your-scorecard',
      'Only the head of the office and those who lead the district keep its scorecard.',
      'Ask the head of the office.',
    )
}
