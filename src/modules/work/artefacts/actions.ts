import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict, forbidden } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { write } from '../actions.ts'
import { itemById } from '../store.ts'
import { mayErase, mustKeepArtefact, mustSign, notToBring } from './access.ts'
import { type BringProblem, holdsSame, readSubject, typedProblems, undoable } from './rules.ts'
import type { Artefact, BringTyped, Content, RemoveTyped, SignTyped } from './schema.ts'
import { hasArtefact } from './store-need.ts'
import {
  artefactById,
  artefactsOn,
  attach,
  insertArtefact,
  insertVersion,
  lockSubject,
  setArtefact,
  setErased,
  setSignature,
  subjectsOf,
  versionsOf,
} from './store.ts'
import { bringsFor, type SubjectTold, subjectTold } from './subjects.ts'

export const artefactObject = 'work.artefact'

type Told = Pick<BringTyped, 'title' | 'made_on'>

/** What the history keeps of a content: its name or address, never its bytes. */
const told = (content: Content) =>
  content.kind === 'file'
    ? { kind: 'file', name: content.name, url: null }
    : { kind: 'link', name: null, url: content.url }

/**
 * Looks before a file is read whether this person may bring something for this subject, and whether the line and the day are right.
 * Errors: Missing `work/no-such-subject`, Forbidden `work/not-to-bring`.
 */
export async function checkBring(
  tx: Tx,
  visitor: Visitor,
  subject: string,
  typed: Told,
): Promise<{ on: SubjectTold; problems: BringProblem[] }> {
  const on = await subjectTold(tx, visitor, subject, visitor.lang)
  if (!(await bringsFor(tx, visitor, on))) throw notToBring()
  return { on, problems: typedProblems(typed, await todayOf(tx, on.district_id)) }
}

/**
 * Brings an artefact for a subject. The same bytes or the same address for the same subject are the same artefact: shown, not repeated.
 * In: a transaction under the person's scope; the subject; the line and the day (checked before); what was taken. Out: its id. Errors as of `checkBring`.
 */
export async function bring(
  tx: Tx,
  visitor: Visitor,
  subject: string,
  typed: Told,
  content: Content,
): Promise<{ id: number; same: boolean }> {
  const { on } = await checkBring(tx, visitor, subject, typed)
  await lockSubject(tx, on.district_id, subject)
  const known = (await artefactsOn(tx, on.district_id, [subject])).find(
    (one) => !one.removed && holdsSame(one, content),
  )
  if (known) return { id: known.artefact_id, same: true }
  const row = { district_id: on.district_id, org_id: on.org_id }
  const id = await insertArtefact(tx, { ...row, subject })
  const brought = { ...typed, brought_by: visitor.account_id, brought_at: now() }
  await insertVersion(tx, { artefact_id: id, number: 1, district_id: row.district_id }, brought, content)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: artefactObject,
    object_id: id,
    version: 1,
    verb: 'brought',
    became: { title: typed.title, made_on: typed.made_on, ...told(content), state: 'waiting', subject },
  })
  return { id, same: false }
}

export type Kept = { kind: 'saved'; artefact: Artefact } | { kind: 'conflict'; artefact: Artefact }

/**
 * Brings a newer version of an artefact; the older ones stay, with their signatures. The same bytes as the newest are the newest.
 * Out: saved, or a conflict when somebody changed it after the form was opened. Errors: Missing, Forbidden `work/not-your-artefact`.
 */
export async function renew(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: Told & { version: number },
  content: Content,
): Promise<Kept> {
  const artefact = await artefactById(tx, id, true)
  mustKeepArtefact(visitor, artefact)
  if (!artefact.removed && holdsSame(artefact, content) && artefact.title === typed.title)
    return { kind: 'saved', artefact }
  if (artefact.removed || typed.version !== artefact.version) return { kind: 'conflict', artefact }
  const number = artefact.number + 1
  const brought = {
    title: typed.title,
    made_on: typed.made_on,
    brought_by: visitor.account_id,
    brought_at: now(),
  }
  await insertVersion(tx, { artefact_id: id, number, district_id: artefact.district_id }, brought, content)
  const version = await setArtefact(tx, id, { number })
  const was = told(contentOf(artefact))
  await record(tx, visitor.scope, {
    org_id: artefact.district_id,
    object: artefactObject,
    object_id: id,
    version,
    verb: 'renewed',
    was: { number: artefact.number, title: artefact.title, made_on: artefact.made_on, ...was, state: artefact.state },
    became: { number, title: typed.title, made_on: typed.made_on, ...told(content), state: 'waiting' },
  })
  return { kind: 'saved', artefact: await artefactById(tx, id) }
}

const contentOf = (row: Artefact): Content =>
  row.kind === 'file'
    ? { kind: 'file', sha256: row.sha256 ?? '', size: row.size ?? 0, name: row.name ?? '', type: row.type ?? '' }
    : { kind: 'link', url: row.url ?? '' }

/**
 * Signs the newest version: accepted, or sent back with a reason; never by who brought it. The same form twice changes nothing. A task that was finished with
 * nothing else goes on again when its evidence is sent back. Errors: Missing, Forbidden `work/not-to-sign`.
 */
export async function sign(tx: Tx, visitor: Visitor, id: number, typed: SignTyped): Promise<Kept> {
  const artefact = await artefactById(tx, id, true)
  mustSign(visitor, artefact)
  if (artefact.state === typed.verdict && artefact.signed_by === visitor.account_id && artefact.reason === typed.reason)
    return { kind: 'saved', artefact }
  if (typed.version !== artefact.version) return { kind: 'conflict', artefact }
  await setSignature(tx, artefact, {
    state: typed.verdict,
    signed_by: visitor.account_id,
    signed_at: now(),
    reason: typed.reason,
  })
  const version = await setArtefact(tx, id, {})
  await record(tx, visitor.scope, {
    org_id: artefact.district_id,
    object: artefactObject,
    object_id: id,
    version,
    verb: typed.verdict,
    reason: typed.reason,
    was: { state: artefact.state, reason: artefact.reason },
    became: { state: typed.verdict, reason: typed.reason },
  })
  if (typed.verdict === 'sent_back') await reopen(tx, visitor, id)
  return { kind: 'saved', artefact: await artefactById(tx, id) }
}

/** A task that needs an artefact and has none any more goes on again; its history says by whom. */
async function reopen(tx: Tx, visitor: Visitor, artefactId: number): Promise<void> {
  for (const text of await subjectsOf(tx, artefactId)) {
    const subject = readSubject(text)
    if (subject?.kind !== 'item') continue
    const item = await itemById(tx, subject.id, true)
    if (item.state !== 'done' || !item.needs_artefact || (await hasArtefact(tx, item.item_id))) continue
    await write(tx, visitor.scope, item, { state: 'going_on', done_on: null }, 'updated', artefactObject)
  }
}

/**
 * Removes an artefact: a mark with a reason; who may read it still sees that it was there. Those who lead may have its bytes taken away for good as well (a file
 * with a student's data): the next sweep of the night does it. Errors: Missing, Forbidden `work/not-your-artefact`, `work/not-to-erase`.
 */
export async function remove(tx: Tx, visitor: Visitor, id: number, typed: RemoveTyped): Promise<Kept> {
  const artefact = await artefactById(tx, id, true)
  mustKeepArtefact(visitor, artefact)
  const erase = typed.erase === 'yes'
  if (erase && !mayErase(visitor, artefact.district_id))
    throw forbidden(
      'work/not-to-erase',
      'Only the superintendent, the cabinet or an administrator may have a file taken away for good.',
      'Remove it with a reason, and ask one of them.',
    )
  const gone = (await versionsOf(tx, id)).every((one) => one.kind === 'link' || one.erased_at !== null)
  if (artefact.removed && artefact.removal === typed.reason && (!erase || gone)) return { kind: 'saved', artefact }
  if (typed.version !== artefact.version) return { kind: 'conflict', artefact }
  if (erase) await setErased(tx, id, now())
  const version = await setArtefact(tx, id, { removed: true, removal: typed.reason })
  await record(tx, visitor.scope, {
    org_id: artefact.district_id,
    object: artefactObject,
    object_id: id,
    version,
    verb: erase ? 'erased' : 'removed',
    reason: typed.reason,
    was: { removed: artefact.removed, removal: artefact.removal },
    became: { removed: true, removal: typed.reason },
  })
  await reopen(tx, visitor, id)
  return { kind: 'saved', artefact: await artefactById(tx, id) }
}

/** Takes back the newest signature or removal, as a new change. Errors: Conflict `work/changed-since`; Missing, Forbidden. */
export async function undoArtefact(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Artefact> {
  const artefact = await artefactById(tx, id, true)
  const change = undoable(await historyOf(tx, artefactObject, id), version)
  if (change?.verb === 'removed') mustKeepArtefact(visitor, artefact)
  else mustSign(visitor, artefact)
  if (!change)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const back = change.verb === 'removed'
  // A signature that was given before belongs to who gave it: taking the newer one back leaves the artefact waiting.
  if (!back) await setSignature(tx, artefact, { state: 'waiting', signed_by: null, signed_at: null, reason: '' })
  const next = await setArtefact(tx, id, back ? { removed: false, removal: '' } : {})
  await record(tx, visitor.scope, {
    org_id: artefact.district_id,
    object: artefactObject,
    object_id: id,
    version: next,
    verb: 'undone',
    was: back ? { removed: true, removal: artefact.removal } : { state: artefact.state, reason: artefact.reason },
    became: back ? { removed: false, removal: '' } : { state: 'waiting', reason: '' },
  })
  return artefactById(tx, id)
}

/** What shows one item also shows another that was done with it. In: two items of one district that the caller may change. */
export async function attachAlso(tx: Tx, visitor: Visitor, from: number, to: number): Promise<void> {
  const item = await itemById(tx, from)
  for (const one of await artefactsOn(tx, item.district_id, [`item:${from}`])) {
    if (one.removed || (await subjectsOf(tx, one.artefact_id)).includes(`item:${to}`)) continue
    await attach(tx, one.artefact_id, item.district_id, `item:${to}`)
    const version = await setArtefact(tx, one.artefact_id, {})
    await record(tx, visitor.scope, {
      org_id: item.district_id,
      object: artefactObject,
      object_id: one.artefact_id,
      version,
      verb: 'attached',
      became: { subject: `item:${to}` },
    })
  }
}
