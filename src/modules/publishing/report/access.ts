import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'

const at = (visitor: Visitor, districtId: number, roles: readonly string[]): boolean =>
  visitor.roles.some((held) => held.org_id === districtId && roles.includes(held.role))

/** Makes reports and writes their words: those who lead the district and its publishers, who may read the editions that the numbers come from. */
export const mayWrite = (visitor: Visitor, districtId: number): boolean =>
  at(visitor, districtId, ['superintendent', 'cabinet', 'publisher'])
/** Signs a report for the district. */
export const maySign = (visitor: Visitor, districtId: number): boolean => at(visitor, districtId, ['superintendent'])

export function mustWrite(visitor: Visitor, districtId: number): void {
  if (!mayWrite(visitor, districtId))
    throw forbidden(
      'publishing/not-a-reporter',
      'Only the superintendent, the cabinet and publishers write annual reports.',
      'Ask one of them.',
    )
}
export function mustSign(visitor: Visitor, districtId: number): void {
  if (!maySign(visitor, districtId))
    throw forbidden(
      'publishing/not-the-signer',
      'Only the superintendent signs an annual report.',
      'Ask the superintendent.',
    )
}
