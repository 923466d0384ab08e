import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, orgById, type Role } from '../../people/index.ts'
import type { Tx } from '../../../platform/db/database.ts'

/** Who writes definitions of the district's own: those who answer for its data and for what it publishes. */
export const keepers: readonly Role[] = ['data_steward', 'publisher', 'superintendent']

const notYours = () =>
  forbidden(
    'indicators/own-not-yours',
    'Only the data steward, the publisher or the superintendent of the district changes its own definitions.',
    'Ask one of them.',
  )

export const mayKeep = (visitor: Visitor, districtId: number): boolean => holds(visitor, keepers, districtId)

/** Throws `indicators/own-not-yours` unless the visitor keeps the definitions of this district, at the district itself. */
export async function mustKeep(tx: Tx, visitor: Visitor, districtId: number): Promise<void> {
  if (!mayKeep(visitor, districtId) || (await orgById(tx, districtId))?.kind !== 'district') throw notYours()
}
