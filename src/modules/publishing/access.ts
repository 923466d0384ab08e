import { forbidden } from '../../platform/errors.ts'
import type { Visitor } from '../../platform/web/route.ts'

/*
 * Who may do what with editions of a district. Roles count when they are held at the district itself:
 * a publisher of one school does not speak for the district.
 */
const at = (visitor: Visitor, districtId: number, roles: readonly string[]): boolean =>
  visitor.roles.some((held) => held.org_id === districtId && roles.includes(held.role))

/** Drafts, edits, submits, corrects. */
export const mayDraft = (visitor: Visitor, districtId: number): boolean => at(visitor, districtId, ['publisher'])
/** Approves or sends back, as far as the person is a second one (rules.ts). */
export const mayApprove = (visitor: Visitor, districtId: number): boolean =>
  at(visitor, districtId, ['publisher', 'superintendent'])
/** Reads drafts, verdicts and the ledger. All of it is public values and reasons why cells are hidden. */
export const maySee = (visitor: Visitor, districtId: number): boolean =>
  at(visitor, districtId, ['publisher', 'superintendent', 'cabinet'])

/** The districts whose editions a person works on. */
export const districtsOf = (visitor: Visitor): number[] => [
  ...new Set(
    visitor.roles
      .filter((held) => held.org_id === held.district_id && maySee(visitor, held.org_id))
      .map((held) => held.org_id),
  ),
]

export function mustSee(visitor: Visitor, districtId: number): void {
  if (!maySee(visitor, districtId))
    throw forbidden(
      'publishing/not-yours',
      'Editions are prepared by the district’s publishers.',
      'Published editions are open to everybody at /public/.',
    )
}
export function mustDraft(visitor: Visitor, districtId: number): void {
  if (!mayDraft(visitor, districtId))
    throw forbidden(
      'publishing/not-a-publisher',
      'Only a publisher of the district may prepare an edition.',
      'Ask the administrator for the role, or ask a publisher.',
    )
}
export function mustApprove(visitor: Visitor, districtId: number): void {
  if (!mayApprove(visitor, districtId))
    throw forbidden(
      'publishing/not-an-approver',
      'Only a publisher or the superintendent may approve an edition.',
      'Ask one of them.',
    )
}
