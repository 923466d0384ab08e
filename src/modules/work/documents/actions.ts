import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict } from '../../../platform/errors.ts'
import { historyOf, merge, record } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, type Text } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { write } from '../actions.ts'
import { holdsSame } from '../artefacts/rules.ts'
import type { Content } from '../artefacts/schema.ts'
import { itemsFrom } from '../store.ts'
import { leads } from '../access.ts'
import { mayApprove, mayKeep, mustKeepDocument, noDocument, notToApprove } from './access.ts'
import { askSource, refreshDocument, reviewSource } from './asking.ts'
import { readsDocument } from './reading.ts'
import { after, leadsTo, mayGoOut, undoable } from './rules.ts'
import type { Audience, DetailsTyped, Document, Move, MoveTyped } from './schema.ts'
import {
  documentById,
  documentsOf,
  documentVersions,
  type DocumentFields,
  insertDocument,
  insertDocumentVersion,
  lockDocuments,
  type NewDocument,
  audiencesOf,
  readerOpened,
  readerSaid,
  setAudience,
  setDocument,
} from './store.ts'

export const documentObject = 'work.document'

/** A text in the writer's language; the other language of a text that was there stays only while the words stay. */
export const textIn = (words: string, lang: Lang, before: Text | null = null): Text =>
  before && before[lang] === words ? before : { [lang]: words, source: lang }

async function change(
  tx: Tx,
  visitor: Visitor,
  document: Document,
  verb: string,
  became: DocumentFields,
  more: { reason?: string; told?: Record<string, unknown> } = {},
): Promise<Document> {
  const names = Object.keys(became) as (keyof DocumentFields)[]
  const changed = names.filter((name) => !alike(document[name], became[name]))
  const row = await setDocument(tx, document.document_id, Object.fromEntries(changed.map((n) => [n, became[n]])))
  await record(tx, visitor.scope, {
    org_id: document.district_id,
    object: documentObject,
    object_id: document.document_id,
    version: row.version,
    verb,
    reason: more.reason ?? '',
    was: Object.fromEntries(changed.map((name) => [name, document[name]])),
    became: { ...Object.fromEntries(changed.map((name) => [name, became[name]])), ...more.told },
  })
  return row
}

/** A document that the visitor may change, locked. Errors: Missing `work/no-such-document`, Forbidden `work/not-your-document`. */
async function kept(tx: Tx, visitor: Visitor, id: number): Promise<Document> {
  const document = await documentById(tx, id, true)
  mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
  return document
}

/** Enters a document; its first version comes after. The same title of the same office again is the same document. */
export async function makeDocument(
  tx: Tx,
  visitor: Visitor,
  row: NewDocument,
): Promise<{ document: Document; same: boolean }> {
  await lockDocuments(tx, row.district_id)
  const known = (await documentsOf(tx, [row.district_id])).find(
    (one) =>
      one.state !== 'superseded' &&
      one.owner_org === row.owner_org &&
      one.owner_role === row.owner_role &&
      (one.title.en ?? one.title.es) === (row.title.en ?? row.title.es),
  )
  if (known) return { document: known, same: true }
  const id = await insertDocument(tx, row)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: documentObject,
    object_id: id,
    version: 1,
    verb: 'entered',
    became: { kind: row.kind, title: row.title, review_by: row.review_by, state: 'draft' },
  })
  return { document: await documentById(tx, id), same: false }
}

export type DocumentOutcome =
  | { kind: 'saved'; document: Document; same?: boolean }
  /** Somebody changed it after the form was opened. */
  | { kind: 'conflict'; document: Document }

type Details = Pick<Document, 'kind' | 'title' | 'review_by'>
const detailsOf = (one: Details): Details => ({ kind: one.kind, title: one.title, review_by: one.review_by })

/**
 * Changes title, kind or the day of review. An edit of an older version is merged where it touches other fields. Errors: Missing, Forbidden.
 */
export async function editDocument(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: DetailsTyped,
  lang: Lang,
): Promise<DocumentOutcome> {
  const document = await kept(tx, visitor, id)
  const changes = await historyOf(tx, documentObject, id)
  const seen: Details = detailsOf(
    typed.version >= document.version || typed.version < 1
      ? document
      : (Object.assign(
          {},
          ...changes
            .filter((one) => one.version <= typed.version)
            .toSorted((a, b) => a.version - b.version)
            .map((one) => one.became),
        ) as Document),
  )
  const shown = seen.title[lang] ?? seen.title.en ?? seen.title.es
  const mine: Details = {
    kind: typed.kind,
    title: typed.title === shown ? seen.title : textIn(typed.title, lang, document.title),
    review_by: typed.review_by === '' ? null : typed.review_by,
  }
  const merged = merge<Details>(seen, detailsOf(document), mine)
  if (merged.kind === 'conflict') return { kind: 'conflict', document }
  const fields = { ...detailsOf(document), ...merged.fields }
  if (alike(detailsOf(document), fields)) return { kind: 'saved', document, same: true }
  const row = await change(tx, visitor, document, 'changed', fields)
  await refreshDocument(tx, visitor.scope, row, await todayOf(tx, row.district_id))
  return { kind: 'saved', document: row }
}

/** Brings a version: a draft again, while the one in force stays with its readers. The same bytes as the newest are the newest. */
export async function addVersion(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; note: string },
  content: Content,
): Promise<DocumentOutcome> {
  const document = await kept(tx, visitor, id)
  const [newest] = await documentVersions(tx, id)
  if (newest && holdsSame(newest, content)) return { kind: 'saved', document, same: true }
  if (typed.version !== document.version || document.state === 'superseded') return { kind: 'conflict', document }
  const number = document.number + 1
  await insertDocumentVersion(
    tx,
    {
      document_id: id,
      number,
      district_id: document.district_id,
      note: typed.note,
      brought_by: visitor.account_id,
      brought_at: now(),
    },
    content,
  )
  const told = content.kind === 'file' ? { name: content.name } : { url: content.url }
  const row = await change(
    tx,
    visitor,
    document,
    'brought',
    { number, state: 'draft', approved_by: null },
    { reason: typed.note, told },
  )
  return { kind: 'saved', document: row }
}

const verbs = { submit: 'submitted', send_back: 'sent_back', approve: 'approved', supersede: 'superseded' } as const

/**
 * Moves a document from state to state. Approving takes a leader who did not bring the version. The same form twice changes nothing.
 * Errors: Missing, Forbidden `work/not-your-document`, `work/not-to-approve`.
 */
export async function moveDocument(tx: Tx, visitor: Visitor, id: number, typed: MoveTyped): Promise<DocumentOutcome> {
  const document = await kept(tx, visitor, id)
  const [newest = null] = await documentVersions(tx, id)
  if (typed.move === 'approve' && !mayApprove(visitor, document, newest)) throw notToApprove()
  const [last] = await historyOf(tx, documentObject, id)
  const twice = last?.verb === verbs[typed.move] && last.actor === visitor.scope.actor && last.reason === typed.reason
  if (twice && document.state === leadsTo(typed.move)) return { kind: 'saved', document, same: true }
  const state = after(document, typed.move)
  if (state === null || typed.version !== document.version) return { kind: 'conflict', document }
  const by = typed.by === undefined || typed.by === id ? null : await successor(tx, document, typed.by)
  const fields: DocumentFields = {
    state,
    approved_by:
      typed.move === 'approve' ? visitor.account_id : typed.move === 'supersede' ? document.approved_by : null,
    ...(typed.move === 'supersede' ? { superseded_by: by } : {}),
  }
  const row = await change(tx, visitor, document, verbs[typed.move], fields, { reason: typed.reason })
  if (typed.move === 'supersede') await refreshDocument(tx, visitor.scope, row, await todayOf(tx, row.district_id))
  return { kind: 'saved', document: row }
}

/** Another document of the district, which takes the place of one. */
const successor = async (tx: Tx, document: Document, id: number): Promise<number | null> =>
  (await documentsOf(tx, [document.district_id])).some((one) => one.document_id === id) ? id : null

/** What a visitor may do with a document now, for its page. */
export function movesFor(visitor: Visitor, document: Document, newest: { brought_by: number } | null): Move[] {
  const may: Readonly<Record<Move, boolean>> = {
    submit: mayKeep(visitor, document),
    send_back: mayKeep(visitor, document) || leads(visitor, document.district_id),
    approve: mayApprove(visitor, document, newest),
    supersede: mayKeep(visitor, document),
  }
  return (['submit', 'approve', 'send_back', 'supersede'] as const).filter(
    (move) => may[move] && after(document, move) !== null,
  )
}

/**
 * Sends the approved version to its readers: it is in force, everybody of the audience is asked, and who must acknowledge it gets a due item. Sent again with
 * another audience, whoever has read it already stays so. Errors: Missing, Forbidden, Conflict `work/not-approved`.
 */
export async function disseminate(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; audience: readonly Audience[]; acknowledge_by: string | null },
): Promise<DocumentOutcome & { asked: number }> {
  const document = await kept(tx, visitor, id)
  if (!mayGoOut(document))
    throw conflict(
      'work/not-approved',
      'Only an approved version goes to its readers.',
      'Have it approved first, then send it.',
    )
  const before = (await audiencesOf(tx, [id])).get(id) ?? []
  const told = (some: readonly Audience[]) =>
    some.map((one) => `${one.role}@${one.org_id}${one.must_acknowledge ? '!' : ''}`)
  const same = alike(told(before).toSorted(), told(typed.audience).toSorted())
  if (
    same &&
    document.state === 'disseminated' &&
    document.in_force === document.number &&
    document.acknowledge_by === typed.acknowledge_by
  )
    return { kind: 'saved', document, same: true, asked: 0 }
  if (typed.version !== document.version) return { kind: 'conflict', document, asked: 0 }
  await setAudience(tx, document, typed.audience)
  const row = await change(
    tx,
    visitor,
    document,
    'disseminated',
    { state: 'disseminated', in_force: document.number, acknowledge_by: typed.acknowledge_by },
    { told: { audience: told(typed.audience) } },
  )
  const asked = await refreshDocument(tx, visitor.scope, row, await todayOf(tx, row.district_id))
  return { kind: 'saved', document: row, asked }
}

/** Finishes a due item of a document from its own page. */
async function finish(tx: Tx, visitor: Visitor, document: Document, source: string): Promise<void> {
  const day = await todayOf(tx, document.district_id)
  for (const item of await itemsFrom(tx, document.district_id, source))
    if (item.source === source && item.state !== 'done' && item.state !== 'dropped')
      await write(tx, visitor.scope, item, { state: 'done', note: '', done_on: day }, 'updated')
}

/** Says that the visitor has read the version in force. Twice changes nothing. Errors: Missing `work/no-such-document`, Conflict `work/newer-version`. */
export async function acknowledge(tx: Tx, visitor: Visitor, id: number, number: number): Promise<void> {
  const document = await documentById(tx, id, true)
  if (!(await readsDocument(tx, visitor, document))) throw noDocument()
  if (document.in_force !== number)
    throw conflict(
      'work/newer-version',
      'There is a newer version of this document by now.',
      'Open it, read the newer one and say so there.',
    )
  const said = await readerSaid(tx, id, number, visitor.account_id, now())
  if (said) await finish(tx, visitor, document, askSource(id, number, visitor.account_id))
}

/** Notes that an asked person opened a version. */
export const opened = (tx: Tx, visitor: Visitor, id: number, number: number): Promise<void> =>
  readerOpened(tx, id, number, visitor.account_id, now())

/**
 * Somebody of the office looked through the document and it still holds: the due item is done, and the next day of review stands.
 * Out: saved, or a conflict when somebody changed it meanwhile. Errors: Missing, Forbidden.
 */
export async function stillHolds(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; review_by: string | null },
): Promise<DocumentOutcome> {
  const document = await kept(tx, visitor, id)
  const [last] = await historyOf(tx, documentObject, id)
  if (last?.verb === 'looked' && document.review_by === typed.review_by) return { kind: 'saved', document, same: true }
  if (typed.version !== document.version) return { kind: 'conflict', document }
  if (document.review_by !== null) await finish(tx, visitor, document, reviewSource(id, document.review_by))
  const row = await change(tx, visitor, document, 'looked', { review_by: typed.review_by })
  await refreshDocument(tx, visitor.scope, row, await todayOf(tx, row.district_id))
  return { kind: 'saved', document: row }
}

/** Takes back the newest change, as a new one: details, a submission, an approval, a superseding. Errors: Conflict `work/changed-since`. */
export async function undoDocument(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Document> {
  const document = await kept(tx, visitor, id)
  const found = undoable(await historyOf(tx, documentObject, id), version)
  if (!found || (found.verb === 'approved' && document.approved_by !== visitor.account_id))
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const row = await change(tx, visitor, document, 'undone', found.was as DocumentFields)
  await refreshDocument(tx, visitor.scope, row, await todayOf(tx, row.district_id))
  return row
}
