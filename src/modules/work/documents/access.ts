import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Role } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import type { Document, DocumentVersion } from './schema.ts'

/** Offices in whose name somebody writes documents: the roles that head something. */
export const officeRoles: readonly Role[] = [
  'office_head',
  'executive_director',
  'principal',
  'cabinet',
  'superintendent',
]

/** Keeps a document: who holds the office that owns it, and those who lead the district. */
export const mayKeep = (
  visitor: Visitor,
  document: Pick<Document, 'district_id' | 'owner_role' | 'owner_org'>,
): boolean =>
  visitor.roles.some((held) => held.role === document.owner_role && held.org_id === document.owner_org) ||
  leads(visitor, document.district_id)

/** Approves: a leader of the district who did not bring the version. */
export const mayApprove = (
  visitor: Visitor,
  document: Pick<Document, 'district_id'>,
  newest: Pick<DocumentVersion, 'brought_by'> | null,
): boolean => leads(visitor, document.district_id) && newest !== null && newest.brought_by !== visitor.account_id

/** The offices of the visitor that may own a document in a district they take part in. */
export const ownOffices = (visitor: Visitor, districtId: number): { role: string; org_id: number }[] =>
  readable(visitor).includes(districtId)
    ? visitor.roles
        .filter((held) => held.district_id === districtId && (officeRoles as readonly string[]).includes(held.role))
        .map(({ role, org_id }) => ({ role, org_id }))
    : []

export const noDocument = () =>
  missing('work/no-such-document', 'There is no such document.', 'Go to the list of documents and choose one there.')

export function mustKeepDocument(visitor: Visitor, document: Document, reads: boolean): void {
  if (mayKeep(visitor, document)) return
  if (!reads) throw noDocument()
  throw forbidden(
    'work/not-your-document',
    'Only the office that owns this document, the cabinet or an administrator may change it.',
    'Ask the office that is named on the page.',
  )
}

export const notToApprove = () =>
  forbidden(
    'work/not-to-approve',
    'You may not approve this: it takes a leader of the district who did not bring the version.',
    'Ask another member of the cabinet.',
  )

export const noOffice = () =>
  forbidden(
    'work/no-office',
    'Documents are kept by offices and schools, and you head none.',
    'Ask the head of the office to whom the document belongs.',
  )
