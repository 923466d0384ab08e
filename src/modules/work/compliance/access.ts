import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import { signers } from '../artefacts/access.ts'
import type { Compliance, Policy } from './schema.ts'

export const noPolicy = () =>
  missing('work/no-such-policy', 'There is no such policy.', 'Go to the register of policies and choose one there.')

/** Policies are read by whoever reads the district's work: the board and the partners too. */
export function mustReadPolicy(visitor: Visitor, policy: Pick<Policy, 'district_id'>): void {
  if (!readable(visitor).includes(policy.district_id)) throw noPolicy()
}

/** Keeps a policy: whoever holds the office that owns it, and those who lead. */
export const mayKeepPolicy = (
  visitor: Visitor,
  policy: Pick<Policy, 'district_id' | 'owner_role' | 'owner_org'>,
): boolean =>
  visitor.roles.some((held) => held.role === policy.owner_role && held.org_id === policy.owner_org) ||
  leads(visitor, policy.district_id)

export function mustKeepPolicy(visitor: Visitor, policy: Policy): void {
  mustReadPolicy(visitor, policy)
  if (!mayKeepPolicy(visitor, policy))
    throw forbidden(
      'work/not-your-policy',
      'Only the office that owns this policy, the cabinet or an administrator may change it.',
      'Ask the office that is named on the page.',
    )
}

export function mustEnterPolicies(visitor: Visitor, districtId: number): void {
  mustReadPolicy(visitor, { district_id: districtId })
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/not-to-enter-policies',
      'Only the superintendent, the cabinet or an administrator may enter a policy.',
      'Ask one of them to enter it.',
    )
}

/** Assesses an obligation: whoever keeps the policy, and who leads the organization or one above it. */
export const mayAssess = (visitor: Visitor, policy: Policy, orgId: number): boolean =>
  mayKeepPolicy(visitor, policy) || holds(visitor, signers, orgId)

/** Signs an assessment: who leads the organization or one above it, and never who made it. */
export const maySignCompliance = (
  visitor: Visitor,
  orgId: number,
  row: Pick<Compliance, 'assessed_by' | 'signed_by'>,
): boolean =>
  row.assessed_by !== null &&
  row.signed_by === null &&
  row.assessed_by !== visitor.account_id &&
  holds(visitor, signers, orgId)

export function mustAssess(visitor: Visitor, policy: Policy, orgId: number): void {
  mustReadPolicy(visitor, policy)
  if (!mayAssess(visitor, policy, orgId))
    throw forbidden(
      'work/not-to-assess',
      'Only the office that owns this policy, or who leads the school or the district, may say how it is kept.',
      'Ask the office that is named on the page.',
    )
}

export const notToSignCompliance = () =>
  forbidden(
    'work/not-to-sign-compliance',
    'You may not sign this: it takes a second person, who leads the school, the office or the district.',
    'Ask the head of the office or the cabinet.',
  )
