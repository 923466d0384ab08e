import { today } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { inScope, type Scope } from '../../platform/db/scope.ts'
import { conflict, forbidden, invalid, type Trouble } from '../../platform/errors.ts'
import { faultPoint } from '../../platform/fault.ts'
import { record } from '../../platform/history/history.ts'
import type { Services, Visitor } from '../../platform/web/route.ts'
import type { Text } from '../../platform/words.ts'
import { mustApprove, mustDraft } from './access.ts'
import { draftJob, publishJob } from './sending.ts'
import { exposureWords } from './naming.ts'
import { mustNameNobody, studentsNamed } from './naming-students.ts'
import { blocksOf, gateOf, moveTo, type Verb } from './rules.ts'
import { notePacket } from './packet/history.ts'
import { handOut, takeBack } from './packet/store.ts'
import type { EditionRow } from './schema.ts'
import type { Based, Sources } from './sources.ts'
import { dropBasis } from './store-basis.ts'
import { addEdition, editionOf, editionsOf, lockDistrict, setEdition } from './store.ts'

const notAsSeen = (): Trouble =>
  conflict(
    'publishing/not-what-you-saw',
    'The draft changed after you opened it.',
    'Open it again and read it before you approve it.',
  )

/** The texts that a person gives to an edition. */
export type Words = { title: Text; note: Text }

const wrongState = (): Trouble =>
  conflict(
    'publishing/wrong-state',
    'This edition is not in a state where that is possible; perhaps somebody was faster.',
    'Open it again to see where it stands.',
  )

/**
 * Starts an edition and asks the worker to collect it. With the day of a meeting it is a board packet: the same numbers on the same way, and what the board reads.
 * Errors: Conflict `publishing/one-at-a-time` while another is on its way.
 */
export async function startDraft(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  districtId: number,
  words: Words,
  meetingOn: string | null = null,
): Promise<EditionRow> {
  mustDraft(visitor, districtId)
  return inScope(services.db, visitor.scope, async (tx) =>
    begin(services, sources, tx, visitor, districtId, words, { corrects: null, correction: {}, meetingOn }),
  )
}

/** Starts a correction of a published edition: a new edition that says what was wrong and why. The old one keeps its bytes. */
export async function startCorrection(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  editionId: number,
  words: Words & { correction: Text },
): Promise<EditionRow> {
  return inScope(services.db, visitor.scope, async (tx) => {
    const old = await editionOf(tx, editionId)
    mustDraft(visitor, old.district_id)
    if (old.state !== 'published' && old.state !== 'superseded') throw wrongState()
    if (!words.correction.en || !words.correction.es)
      throw invalid(
        'publishing/say-why',
        'A correction must say what was wrong and why, in both languages.',
        'Write one or two plain sentences in English and in Spanish.',
      )
    return begin(services, sources, tx, visitor, old.district_id, words, {
      corrects: old.edition_id,
      correction: words.correction,
      meetingOn: old.meeting_on,
    })
  })
}

async function begin(
  services: Services,
  sources: Sources,
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  words: Words,
  { corrects, correction, meetingOn }: { corrects: number | null; correction: Text; meetingOn: string | null },
): Promise<EditionRow> {
  await lockDistrict(tx, districtId)
  const open = (await editionsOf(tx, districtId)).find(
    (one) => one.state === 'draft' || one.state === 'submitted' || one.state === 'approved',
  )
  if (open)
    throw conflict(
      'publishing/one-at-a-time',
      'Edition {number} is still on its way.',
      'Publish or withdraw it first: each edition is checked against all that went before.',
      [
        {
          path: `/publish/editions/${open.edition_id}`,
          message: `Edition ${open.number}`,
          es: { message: `Edición ${open.number}` },
        },
      ],
      { number: open.number },
    )
  const edition = await addEdition(tx, {
    district_id: districtId,
    kind: meetingOn === null ? 'scorecard' : 'packet',
    meeting_on: meetingOn,
    title: words.title,
    note: words.note,
    as_of: today(await sources.timeZone(tx, districtId)),
    corrects,
    correction,
    drafted_by: visitor.account_id,
  })
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: 'edition',
    object_id: edition.edition_id,
    version: edition.version,
    verb: corrects ? 'correct' : 'draft',
    became: { state: 'draft', title: words.title },
  })
  await services.queue.send(tx, draftJob, { edition_id: edition.edition_id, district_id: districtId })
  return edition
}

/** Changes title and note and collects the draft again; whoever does it becomes an author and can no longer approve. */
export async function redraft(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  editionId: number,
  version: number,
  words: Words,
): Promise<EditionRow> {
  return move(services, visitor, editionId, version, 'redraft', '', async (tx, edition) => {
    mustDraft(visitor, edition.district_id)
    await takeBack(tx, edition.edition_id)
    await services.queue.send(tx, draftJob, { edition_id: edition.edition_id, district_id: edition.district_id })
    return {
      ...words,
      as_of: today(await sources.timeZone(tx, edition.district_id)),
      content: null,
      content_digest: null,
      layers: null,
      changes: null,
      exposed: null,
      certificate: null,
      failure: null,
      submitted_by: null,
      approved_by: null,
      authors: [...new Set([...edition.authors, visitor.account_id])],
    }
  })
}

/**
 * Hands a draft to the second person.
 * Errors: Conflict `publishing/not-ready`, `publishing/exposed` (with the cells), `publishing/not-attacked`.
 */
export async function submit(
  services: Services,
  visitor: Visitor,
  editionId: number,
  version: number,
): Promise<EditionRow> {
  return move(services, visitor, editionId, version, 'submit', '', async (_tx, edition) => {
    mustDraft(visitor, edition.district_id)
    mustHold(edition)
    return { submitted_by: visitor.account_id }
  })
}

/** Refuses to go on with an edition of which the attack found a hidden number, or that it did not see as it is. Also before publication (working.ts). */
export function mustHold(edition: EditionRow): void {
  const [block] = gateOf(edition)
  if (block === 'no_content')
    throw conflict('publishing/not-ready', 'The draft is still being put together.', 'Wait until the preview is there.')
  if (block === 'exposed')
    throw conflict(
      'publishing/exposed',
      'The attack found hidden numbers that could be worked out, so this edition cannot go on.',
      'Its certificate names them. Correct the data and draft it again; if the same ones come back, tell the person who looks after the data.',
      (edition.exposed ?? []).map((one) => ({
        code: one.how,
        message: exposureWords(edition, one, 'en'),
        es: { message: exposureWords(edition, one, 'es') },
      })),
    )
  if (block === 'not_attacked')
    throw conflict(
      'publishing/not-attacked',
      'This draft has no certificate that its hidden numbers hold.',
      'Draft it again: the attack is run then, and the certificate is made.',
    )
}

/** Errors: Conflict `publishing/newer-told` when others published something about the district since an edition was attacked. */
export function mustKnowOthers(edition: Pick<EditionRow, 'told'>, based: Based): void {
  if (edition.told !== based.told)
    throw conflict(
      'publishing/newer-told',
      'Others published numbers of this district since this draft was attacked.',
      'Draft it again: the attack is then made with what readers know today. Submit it once more.',
    )
}

/**
 * Approves exactly what is shown. In: the digest that the page showed.
 * Errors: Forbidden `publishing/second-person`; Conflict `publishing/exposed` (with the cells), `publishing/not-attacked`, `publishing/newer-run`, `publishing/newer-told`, `publishing/not-what-you-saw`,
 * `publishing/names-a-student` (with the words).
 */
export async function approve(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  editionId: number,
  version: number,
  seenDigest: string,
): Promise<EditionRow> {
  const named = await studentsNamed(services, sources, visitor, editionId)
  return move(services, visitor, editionId, version, 'approve', '', async (tx, edition) => {
    mustApprove(visitor, edition.district_id)
    const based = await sources.based(tx, edition.district_id)
    const blocks = blocksOf(edition, visitor.account_id, based)
    if (blocks.includes('same_person'))
      throw forbidden(
        'publishing/second-person',
        'You wrote or submitted this edition, so somebody else must approve it.',
        'Ask another publisher or the superintendent.',
      )
    mustHold(edition)
    if (blocks.includes('newer_run'))
      throw conflict(
        'publishing/newer-run',
        'The numbers were computed again since this draft was made.',
        'Draft it again, look at what changed, and submit it once more.',
      )
    mustKnowOthers(edition, based)
    if (seenDigest !== edition.content_digest) throw notAsSeen()
    mustNameNobody(named)
    return { approved_by: visitor.account_id }
  })
}

/** Sends a submitted or approved edition back to its authors. In: why, in words. */
export async function sendBack(
  services: Services,
  visitor: Visitor,
  editionId: number,
  version: number,
  reason: string,
): Promise<EditionRow> {
  return move(services, visitor, editionId, version, 'send_back', reason, async (tx, edition) => {
    mustApprove(visitor, edition.district_id)
    await takeBack(tx, edition.edition_id)
    return { submitted_by: null, approved_by: null }
  })
}

/** Gives up an edition that is not published yet. In: why, in words. */
export async function withdraw(
  services: Services,
  visitor: Visitor,
  editionId: number,
  version: number,
  reason: string,
): Promise<EditionRow> {
  return move(services, visitor, editionId, version, 'withdraw', reason, async (tx, edition) => {
    mustDraft(visitor, edition.district_id)
    await dropBasis(tx, edition.edition_id)
    await takeBack(tx, edition.edition_id)
    return {}
  })
}

/**
 * Asks the worker to publish an approved edition: exactly the text that is approved now. In: the digest that the page showed, when a page asks. Safe twice: the job
 * publishes once. Errors: those of `mustHold`; Conflict `publishing/not-what-you-saw`.
 */
export async function askPublish(
  services: Services,
  visitor: Visitor,
  editionId: number,
  seenDigest?: string,
): Promise<EditionRow> {
  return inScope(services.db, visitor.scope, async (tx) => {
    const edition = await editionOf(tx, editionId, true)
    mustApprove(visitor, edition.district_id)
    if (moveTo(edition.state, 'publish') === null) throw wrongState()
    mustHold(edition)
    if (seenDigest !== undefined && seenDigest !== edition.content_digest) throw notAsSeen()
    await services.queue.send(tx, publishJob, {
      edition_id: edition.edition_id,
      district_id: edition.district_id,
      content_digest: edition.content_digest ?? undefined,
    })
    return edition.failure === null ? edition : setEdition(tx, editionId, { failure: null })
  })
}

type Settable = Parameters<typeof setEdition>[2]

/** One move of an edition between states: lock, check the version that the person saw, act, write history. */
async function move(
  services: Services,
  visitor: Visitor,
  editionId: number,
  version: number,
  verb: Verb,
  reason: string,
  act: (tx: Tx, edition: EditionRow) => Promise<Settable>,
): Promise<EditionRow> {
  return inScope(services.db, visitor.scope, async (tx) => {
    const edition = await editionOf(tx, editionId, true)
    const state = moveTo(edition.state, verb)
    if (state === null || edition.version !== version) {
      mustApprove(visitor, edition.district_id)
      throw wrongState()
    }
    const fields = await act(tx, edition)
    const after = await setEdition(tx, editionId, { ...fields, state })
    // The board reads an approved packet before the public does.
    if (after.kind === 'packet' && after.state === 'approved') await handOut(tx, after)
    await note(tx, visitor.scope, edition, after, verb, reason)
    await notePacket(tx, visitor.scope, edition, after, reason)
    faultPoint('publishing/moved')
    return after
  })
}

/** History of a move: state and people, not the whole content. */
export async function note(
  tx: Tx,
  scope: Scope,
  before: EditionRow,
  after: EditionRow,
  verb: string,
  reason: string,
): Promise<void> {
  const brief = (row: EditionRow) => ({
    state: row.state,
    title: row.title,
    note: row.note,
    content_digest: row.content_digest,
    digest: row.digest,
  })
  await record(tx, scope, {
    org_id: after.district_id,
    object: 'edition',
    object_id: after.edition_id,
    version: after.version,
    verb,
    reason,
    was: brief(before),
    became: brief(after),
  })
}
