import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { mayUpdate, readable } from '../access.ts'
import type { Duty } from './schema.ts'

type Owned = Pick<Duty, 'district_id' | 'owner_account' | 'owner_role' | 'owner_org'>

/** May this visitor settle a duty or report an event: its owner, and those who lead the district. */
export const mayKeep = (visitor: Visitor, duty: Owned): boolean => mayUpdate(visitor, duty)

/** Duties are read by whoever reads the district's work. */
export function mustReadDuty(visitor: Visitor, duty: Owned): void {
  if (!readable(visitor).includes(duty.district_id))
    throw missing('work/no-such-duty', 'There is no such duty.', 'Go to the list of duties and choose one there.')
}

export function mustKeep(visitor: Visitor, duty: Owned): void {
  mustReadDuty(visitor, duty)
  if (!mayKeep(visitor, duty))
    throw forbidden(
      'work/not-your-duty',
      'Only its owner, the cabinet or an administrator may change this duty.',
      'Ask the owner who is named on the page.',
    )
}
