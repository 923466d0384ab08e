import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { orgById, orgsUnder, roleName, todayOf } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import { homeDistrict } from '../reading.ts'
import { mayKeep, noDocument, ownOffices } from './access.ts'
import { belowOf } from './asking.ts'
import { isFor, reachOf, stateForReaders } from './rules.ts'
import type { Audience, Document, ListQuery, Reach } from './schema.ts'
import { audiencesOf, documentsOf, readersOf } from './store.ts'

/** May the visitor read a document: its office, those who lead, and those for whom its version in force is. */
export async function readsDocument(tx: Tx, visitor: Visitor, document: Document): Promise<boolean> {
  if (!readable(visitor).includes(document.district_id)) return false
  if (mayKeep(visitor, document)) return true
  if (document.in_force === null) return false
  const audience = (await audiencesOf(tx, [document.document_id])).get(document.document_id) ?? []
  const below = await belowOf(tx, audience, await todayOf(tx, document.district_id))
  return isFor(visitor.roles, audience, below) !== null
}

/** Errors: Missing `work/no-such-document` for whoever may not read it. */
export async function mustReadDocument(tx: Tx, visitor: Visitor, document: Document): Promise<void> {
  if (!(await readsDocument(tx, visitor, document))) throw noDocument()
}

/** A document as a line of the list. */
export type DocumentLine = {
  id: number
  href: string
  title: { words: string; lang: Lang }
  kind: Document['kind']
  state: Document['state']
  owner: string
  review_by: string | null
  /** the day of review is over */
  overdue: boolean
  inForce: boolean
  reach: Reach
  keeps: boolean
}

/** Names of organizations, each read once. */
export function orgNames(tx: Tx): (id: number) => Promise<string> {
  const known = new Map<number, Promise<string>>()
  return (id) => {
    const found = known.get(id) ?? orgById(tx, id).then((org) => org?.name ?? '')
    known.set(id, found)
    return found
  }
}

/** The owner of a document in words: the office, or the role at a school. */
export const ownerWords = async (
  name: (id: number) => Promise<string>,
  document: Pick<Document, 'owner_role' | 'owner_org'>,
  lang: Lang,
): Promise<string> =>
  document.owner_role === 'office_head'
    ? name(document.owner_org)
    : `${roleName(document.owner_role, lang)}, ${await name(document.owner_org)}`

/** For whom, in words: `Principals, Mill River; Coaches, North Zone`. */
export async function audienceWords(
  name: (id: number) => Promise<string>,
  audience: readonly Audience[],
  lang: Lang,
  everybody: string,
): Promise<string> {
  const parts: string[] = []
  for (const one of audience)
    parts.push(`${one.role === '' ? everybody : roleName(one.role, lang)}, ${await name(one.org_id)}`)
  return parts.join('; ')
}

/** What the list shows: the documents that the visitor may read, and how many of the approved ones have gone out. */
export type DocumentsListed = {
  lines: DocumentLine[]
  approved: number
  out: number
  /** asked to acknowledge and have, over all that the visitor keeps */
  must: number
  acknowledged: number
  mayMake: boolean
  today: string
}

/** The register of documents for a visitor. Drafts are seen by their office and by those who lead. */
export async function documentsListed(
  tx: Tx,
  visitor: Visitor,
  asked: ListQuery & { lang: Lang },
): Promise<DocumentsListed> {
  const { lang } = asked
  const district = homeDistrict(visitor)
  const today = await todayOf(tx, district)
  const districts = readable(visitor)
  const all = await documentsOf(tx, districts)
  const ids = all.map((one) => one.document_id)
  const audiences = await audiencesOf(tx, ids)
  const readers = await readersOf(tx, ids)
  const below = await belowOf(tx, [...audiences.values()].flat(), today)
  const name = orgNames(tx)
  const lines: DocumentLine[] = []
  for (const one of all) {
    const keeps = mayKeep(visitor, one)
    const audience = audiences.get(one.document_id) ?? []
    if (!keeps && (one.in_force === null || isFor(visitor.roles, audience, below) === null)) continue
    lines.push({
      id: one.document_id,
      href: `/work/documents/${one.document_id}`,
      title: read(one.title, lang),
      kind: one.kind,
      state: keeps ? one.state : stateForReaders(one),
      owner: await ownerWords(name, one, lang),
      review_by: one.review_by,
      overdue: one.review_by !== null && one.review_by < today && one.state !== 'superseded',
      inForce: one.in_force !== null,
      reach: reachOf(readers.get(one.document_id) ?? [], one.in_force),
      keeps,
    })
  }
  const going = lines.filter((one) => one.state === 'approved' || one.state === 'disseminated')
  const mine = lines.filter((one) => one.keeps && one.state !== 'superseded')
  return {
    lines: lines.filter(
      (one) => (!asked.state || one.state === asked.state) && (!asked.kind || one.kind === asked.kind),
    ),
    approved: going.length,
    out: going.filter((one) => one.state === 'disseminated').length,
    must: mine.reduce((sum, one) => sum + one.reach.must, 0),
    acknowledged: mine.reduce((sum, one) => sum + one.reach.acknowledged, 0),
    mayMake: (await officesFor(tx, visitor, enteringDistrict(visitor), lang)).length > 0,
    today,
  }
}

/** The district in which a visitor enters documents: the one they live by, else the first where they head something or lead. */
export function enteringDistrict(visitor: Visitor): number {
  const home = homeDistrict(visitor)
  const may = (id: number) => ownOffices(visitor, id).length > 0 || leads(visitor, id)
  return [home, ...visitor.scope.districts].find(may) ?? home
}

/** The offices that may own a document which the visitor enters: the own ones; for those who lead, every office of the district. */
export async function officesFor(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  lang: Lang,
): Promise<{ value: string; label: string }[]> {
  const name = orgNames(tx)
  const offices = ownOffices(visitor, districtId)
  if (leads(visitor, districtId))
    for (const org of await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'office'))
      if (!offices.some((one) => one.org_id === org.org_id && one.role === 'office_head'))
        offices.push({ role: 'office_head', org_id: org.org_id })
  const options: { value: string; label: string }[] = []
  for (const one of offices)
    options.push({
      value: `${one.role}@${one.org_id}`,
      label: await ownerWords(name, { owner_role: one.role, owner_org: one.org_id }, lang),
    })
  return options
}
