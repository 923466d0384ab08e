import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, type Role } from '../../people/index.ts'
import { type Deputy, leaders, leads, mayUpdate, readable } from '../access.ts'
import type { Item } from '../schema.ts'
import type { Artefact } from './schema.ts'

/** Who may sign what was brought, at an organization or above it: those who answer for the work there. */
export const signers: readonly Role[] = [...leaders, 'executive_director', 'office_head', 'principal']

/** May this visitor bring something for a subject? For an item whoever may update it; for a plan or a meeting everybody who takes part in the district's work. */
export const mayBring = (visitor: Deputy, districtId: number, item: Item | null): boolean =>
  readable(visitor).includes(districtId) && (item === null || mayUpdate(visitor, item))

/** May this visitor sign the newest version: a leader of the organization, and never who brought it. */
export const maySign = (
  visitor: Visitor,
  artefact: Pick<Artefact, 'org_id' | 'district_id' | 'brought_by' | 'removed'>,
): boolean =>
  !artefact.removed && artefact.brought_by !== visitor.account_id && holds(visitor, signers, artefact.org_id)

/** May this visitor bring a newer version or remove it: who brought it, and who may sign or leads. */
export const mayKeepArtefact = (
  visitor: Visitor,
  artefact: Pick<Artefact, 'org_id' | 'district_id' | 'brought_by'>,
): boolean =>
  readable(visitor).includes(artefact.district_id) &&
  (artefact.brought_by === visitor.account_id || holds(visitor, signers, artefact.org_id))

/** Bytes are taken away for good only by those who lead the district. */
export const mayErase = (visitor: Visitor, districtId: number): boolean => leads(visitor, districtId)

/** Artefacts are read by whoever reads the district's work. */
export function mustReadArtefact(visitor: Visitor, artefact: Pick<Artefact, 'district_id'>): void {
  if (!readable(visitor).includes(artefact.district_id)) throw noArtefact()
}

export const noArtefact = () =>
  missing('work/no-such-artefact', 'There is no such evidence.', 'Go to the list of evidence and choose one there.')

export const notToBring = () =>
  forbidden(
    'work/not-to-bring',
    'Only who answers for this, or leads the district, may bring evidence for it.',
    'Ask the owner who is named on the page.',
  )

export function mustSign(visitor: Visitor, artefact: Artefact): void {
  mustReadArtefact(visitor, artefact)
  if (!maySign(visitor, artefact))
    throw forbidden(
      'work/not-to-sign',
      'You may not sign this: it takes somebody else, who leads the office, the school or the district.',
      'Ask the head of the office or the cabinet.',
    )
}

export function mustKeepArtefact(visitor: Visitor, artefact: Artefact): void {
  mustReadArtefact(visitor, artefact)
  if (!mayKeepArtefact(visitor, artefact))
    throw forbidden(
      'work/not-your-artefact',
      'Only who brought this, or who may sign it, may change it.',
      'Ask the person who is named on the page.',
    )
}
