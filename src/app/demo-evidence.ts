import { Readable } from 'node:stream'
import { demoArtefacts, type DemoDocument, demoDocuments } from '../../demo/evidence.ts'
import { orgByCode } from '../modules/people/index.ts'
import {
  acknowledge,
  addVersion,
  bring,
  type Content,
  disseminate,
  makeDocument,
  moveDocument,
  sign,
  takeFile,
} from '../modules/work/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

export type Person = (key: string) => Promise<Visitor>

/** A file of the demo, taken in as an upload would be. */
async function contentOf(services: Services, name: string, bytes: Buffer): Promise<Content> {
  const taken = await takeFile(services, { name, body: Readable.from([bytes]) })
  if ('wrong' in taken) throw new Error(`${name} of the demo is refused: ${taken.wrong}.`)
  return taken.content
}

/**
 * A document of the demo, brought as far as it has come, each step by its own person. `written`: what else its office writes while it is a draft.
 */
export async function document(
  services: Services,
  districtId: number,
  person: Person,
  told: DemoDocument,
  written: (tx: Tx, by: Visitor, id: number) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const by = await person(told.by)
  const leader = await person('superintendent')
  const content = await contentOf(services, told.file, told.bytes)
  /** Each step is made by its own person. */
  const step = <T>(who: Visitor, work: (tx: Tx) => Promise<T>): Promise<T> => inScope(services.db, who.scope, work)
  const { document_id: id, version: first } = await step(by, async (tx) => {
    const office = await orgByCode(tx, districtId, told.office)
    if (!office) throw new Error(`The demo has no office ${told.office}.`)
    const row = { district_id: districtId, kind: told.kind, review_by: told.reviewBy }
    const title = { ...told.title, source: 'en' as const }
    const made = await makeDocument(tx, by, { ...row, title, owner_role: 'office_head', owner_org: office.org_id })
    const { document_id } = made.document
    await written(tx, by, document_id)
    return (await addVersion(tx, by, document_id, { version: made.document.version, note: '' }, content)).document
  })
  if (told.reached === 'draft') return
  let version = (await step(by, (tx) => moveDocument(tx, by, id, { version: first, move: 'submit', reason: '' })))
    .document.version
  if (told.reached === 'review') return
  version = (await step(leader, (tx) => moveDocument(tx, leader, id, { version, move: 'approve', reason: '' })))
    .document.version
  if (told.reached === 'approved') return
  const must = told.to.acknowledgeBy !== null
  const roles = told.to.roles.length === 0 ? [''] : told.to.roles
  const audience = roles.map((role) => ({ role, org_id: districtId, must_acknowledge: must }))
  await step(by, (tx) => disseminate(tx, by, id, { version, audience, acknowledge_by: told.to.acknowledgeBy }))
  for (const key of told.acknowledgedBy) {
    const reader = await person(key)
    await step(reader, (tx) => acknowledge(tx, reader, id, 1))
  }
}

/** What the people of the demo brought as evidence, and the documents of its offices. Out: how many of both. */
export async function demoEvidence(services: Services, districtId: number, person: Person): Promise<number> {
  for (const one of demoArtefacts) {
    const by = await person(one.by)
    const content =
      'url' in one.content
        ? { kind: 'link' as const, url: one.content.url }
        : await contentOf(services, one.content.file, one.content.bytes)
    const typed = { title: one.title, made_on: one.madeOn }
    const { id } = await inScope(services.db, by.scope, (tx) => bring(tx, by, one.subject, typed, content))
    const { signed } = one
    if (signed === null) continue
    const signer = await person(signed.signer)
    const { verdict, reason } = signed
    await inScope(services.db, signer.scope, (tx) => sign(tx, signer, id, { version: 1, verdict, reason }))
  }
  for (const one of demoDocuments) await document(services, districtId, person, one)
  return demoArtefacts.length + demoDocuments.length
}
