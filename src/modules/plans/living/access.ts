import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, holdsAny, type Role } from '../../people/index.ts'

/** Who writes the plan of a school or an office: whoever heads it, and those who lead the district. */
export const writers: readonly Role[] = ['superintendent', 'cabinet', 'principal', 'office_head']
/** Who reviews it: whoever supervises the school, and those who lead the district. */
export const reviewers: readonly Role[] = ['superintendent', 'cabinet', 'executive_director']
/** Who reads comments and answers: writers and reviewers. */
const readers: readonly Role[] = [...new Set([...writers, ...reviewers])]

export const mayWriteUnit = (visitor: Visitor, unitId: number): boolean => holds(visitor, writers, unitId)
export const mayReviewUnit = (visitor: Visitor, unitId: number): boolean => holds(visitor, reviewers, unitId)
export const mayReadReviews = (visitor: Visitor, unitId: number): boolean => holds(visitor, readers, unitId)
/** Who begins a plan for a unit: its writers, and the reviewers, who may set it up for a school. */
export const mayBegin = (visitor: Visitor, unitId: number): boolean => holds(visitor, readers, unitId)

export function mustWriteUnit(visitor: Visitor, unitId: number): void {
  if (!mayWriteUnit(visitor, unitId)) throw notYourUnit()
}
export function mustReviewUnit(visitor: Visitor, unitId: number): void {
  if (!mayReviewUnit(visitor, unitId))
    throw forbidden(
      'plans/not-your-review',
      'Only whoever supervises this school or office may review its plan.',
      'Ask the executive director, or the cabinet.',
    )
}
/** The roll-up over all units: for whoever reviews somewhere; it shows the units that they review. */
export const mayReviewSomewhere = (visitor: Visitor): boolean => holdsAny(visitor, reviewers)
export function mustReviewSomewhere(visitor: Visitor): void {
  if (!mayReviewSomewhere(visitor))
    throw forbidden(
      'plans/not-your-review',
      'Only whoever supervises schools or offices reads how their plans are reviewed.',
      'Ask the executive director, or the cabinet.',
    )
}
export function mustReadReviews(visitor: Visitor, unitId: number): void {
  if (!mayReadReviews(visitor, unitId))
    throw forbidden(
      'plans/reviews-inside',
      'Comments on this plan are read by those who write it and those who review it.',
      'Read the plan itself.',
    )
}
const notYourUnit = () =>
  forbidden(
    'plans/not-your-unit',
    'Only whoever heads this school or office, the superintendent or the cabinet may do this.',
    'Ask one of them.',
  )
export function mustBegin(visitor: Visitor, unitId: number): void {
  if (!mayBegin(visitor, unitId)) throw notYourUnit()
}
/** The page where plans are begun: for whoever may begin one somewhere. */
export function mustBeginSomewhere(visitor: Visitor): void {
  if (!holdsAny(visitor, readers)) throw notYourUnit()
}
