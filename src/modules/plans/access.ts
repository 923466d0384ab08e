import { forbidden } from '../../platform/errors.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { holds, type Role, staff } from '../people/index.ts'
import { mayReviewUnit, mayWriteUnit, mustReviewUnit } from './living/access.ts'
import type { PlanRow } from './schema.ts'

/** Plans are read by everybody who is signed in and has a role: what a district promised is no secret. Row security keeps other districts' own plans out. */
export const mayRead = (visitor: Visitor): boolean => visitor.roles.length > 0

/** Who loads plan files of a district. */
export const loaders: readonly Role[] = ['superintendent', 'cabinet', 'administrator']
export const mayLoad = (visitor: Visitor, districtId: number): boolean => holds(visitor, loaders, districtId)
export function mustLoad(visitor: Visitor, districtId: number): void {
  if (!mayLoad(visitor, districtId)) throw notYours()
}
export const notYours = () =>
  forbidden(
    'plans/not-yours',
    'Only the superintendent, the cabinet or an administrator of the district loads its plans.',
    'Ask one of them.',
  )

type Place = Pick<PlanRow, 'district_id' | 'unit_id'>

/** Who writes drafts of a plan: of the district's own those who load it, of a school's or an office's whoever heads it. */
export const mayWrite = (visitor: Visitor, plan: Place): boolean =>
  plan.unit_id === null ? mayLoad(visitor, plan.district_id) : mayWriteUnit(visitor, plan.unit_id)
/** Who writes down what a body decided: of the district's own plan those who load it, of a unit's plan whoever reviews it. */
export const mayDecide = (visitor: Visitor, plan: Place): boolean =>
  plan.unit_id === null ? mayLoad(visitor, plan.district_id) : mayReviewUnit(visitor, plan.unit_id)
/** Who takes a plan on its way: to review and back, and to what was approved. */
export const mayStep = (visitor: Visitor, plan: Place): boolean => mayWrite(visitor, plan) || mayDecide(visitor, plan)

const must = (allowed: boolean, plan: Place): void => {
  if (!allowed)
    throw plan.unit_id === null
      ? notYours()
      : forbidden(
          'plans/not-your-unit',
          'Only whoever heads this school or office, the superintendent or the cabinet may do this.',
          'Ask one of them.',
        )
}
export const mustWrite = (visitor: Visitor, plan: Place): void => must(mayWrite(visitor, plan), plan)
export const mustStep = (visitor: Visitor, plan: Place): void => must(mayStep(visitor, plan), plan)
export function mustDecide(visitor: Visitor, plan: Place): void {
  if (plan.unit_id === null) must(mayDecide(visitor, plan), plan)
  else mustReviewUnit(visitor, plan.unit_id)
}

const within = (visitor: Visitor, wanted: readonly Role[], districtId: number): boolean =>
  visitor.roles.some((held) => held.district_id === districtId && (wanted as readonly string[]).includes(held.role)) ||
  holds(visitor, wanted, districtId)

/** Numbers that are not published yet: for the district's staff and board (true values or the audited ones, as the indicators decide). Families, partners and the state read editions. */
export const seesNumbers = (visitor: Visitor, districtId: number): boolean => within(visitor, staff, districtId)

/** How tasks stand: for the staff, the board and the partners, who have duties in the plan. */
export const seesTasks = (visitor: Visitor, districtId: number): boolean =>
  within(visitor, [...staff, 'partner'], districtId)

/** Drafts are the district's inner affair until a body adopts them: read by those who take part in its work. */
export function mustReadDrafts(visitor: Visitor, districtId: number): void {
  if (!seesTasks(visitor, districtId))
    throw forbidden(
      'plans/drafts-inside',
      'Drafts are read by the people who take part in the work of the district.',
      'Read the plan as it was adopted.',
    )
}
