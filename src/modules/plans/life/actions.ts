import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import type { Text } from '../../../platform/words.ts'
import { mustDecide, mustStep } from '../access.ts'
import { type Imported, importPlan, object } from '../actions.ts'
import { draftObject, draftPlan, freezeDraft, takeDraft, thawDraft } from '../editing/drafts.ts'
import type { DraftRow } from '../editing/schema.ts'
import { stepsBare } from '../editing/store.ts'
import type { Plan } from '../file/format.ts'
import { tellTurn } from '../living/telling.ts'
import { graphOf } from '../reading.ts'
import type { PlanRow, State } from '../schema.ts'
import { lockPlans, planById, versionsOf } from '../store.ts'
import {
  type Approvals,
  approvalsOf,
  bodiesOf,
  type Decided,
  earlierBodies,
  inState,
  missingBefore,
  nextStates,
  sameBody,
} from './rules.ts'
import type { ApprovalRow } from './schema.ts'
import { approvalsOfPlan, insertApproval } from './store.ts'

/** What is decided on: a draft, or the plan in its newest version. `digest`: of its text; null while it may still change. */
export type Subject = {
  row: PlanRow
  draft: DraftRow | null
  digest: string | null
  /** the digest of the text that is shown: of a version always, of a draft once it is in review */
  text: string | null
  /** bodies that have a say: of the version that the draft begins from */
  bodies: readonly Text[]
  /** bodies that decide before one of them, as the plan tells it */
  earlier: (body: Text) => readonly Text[]
  decisions: readonly ApprovalRow[]
  approvals: Approvals
}

async function basePlan(tx: Tx, planId: number, version: number): Promise<Plan> {
  const found = (await versionsOf(tx, planId)).find((one) => one.version === version)
  if (!found)
    throw missing('plans/no-version', 'This version of the plan is not here.', 'Open the plan without a date.')
  return (await graphOf(tx, planId, found)).graph.plan
}

/** What is decided on, with everything that was decided about it. A plan that is adopted or ended is decided on through drafts only. */
export async function subjectOf(tx: Tx, row: PlanRow, draft: DraftRow | null): Promise<Subject> {
  const base = await basePlan(tx, row.plan_id, draft?.base_version ?? row.version)
  const bodies = bodiesOf(base)
  const earlier = (body: Text) => earlierBodies(base, body)
  const all = await approvalsOfPlan(tx, row.plan_id)
  // A version keeps what was decided about its very text while it was a draft.
  const decisions = all.filter((one) =>
    draft ? one.draft_id === draft.draft_id : one.version !== null || one.digest === row.digest,
  )
  const digest = draft ? (draft.state === 'review' ? draft.digest : null) : row.state === 'review' ? row.digest : null
  const text = draft ? digest : row.digest
  return { row, draft, digest, text, bodies, earlier, decisions, approvals: approvalsOf(bodies, decisions, text) }
}

/** The draft of a number within a plan. Errors: Missing `plans/no-draft`. */
export async function draftWithin(tx: Tx, row: PlanRow, draftId: number): Promise<DraftRow> {
  const draft = (await draftPlan(tx, draftId)).row
  if (draft.plan_id !== row.plan_id)
    throw missing('plans/no-draft', 'There is no such draft.', 'Choose one from the drafts of the plan.')
  return draft
}

/** True when a decision says what is to be written down. */
const saysSame = (one: ApprovalRow, decided: Decided): boolean =>
  sameBody(one.body, decided.body) &&
  one.decided_on === decided.decided_on &&
  one.outcome === decided.outcome &&
  one.vote === decided.vote &&
  one.present === decided.present &&
  one.quorum === decided.quorum &&
  one.document === decided.document
/** True for what a body decided last: the same form sent twice is one decision, but the same decision after another one is a new one. */
const isNewest = (one: ApprovalRow, all: readonly ApprovalRow[]): boolean =>
  all.every((other) => other.approval_id <= one.approval_id || !sameBody(other.body, one.body))

const otherText = () =>
  conflict(
    'plans/other-text',
    'The text is not the one that was open when you filled in the form.',
    'Read what changed, then write the decision down again if it holds for the new text.',
  )

const tooEarly = () =>
  conflict(
    'plans/before-earlier',
    'Another body decides about this text before this one, and its decision is not written down or is of a later day.',
    'Write that decision down first, or correct the day.',
  )

async function locked(tx: Tx, visitor: Visitor, row: PlanRow, must = mustStep): Promise<PlanRow> {
  must(visitor, row)
  if (row.kind !== 'own')
    throw invalid(
      'plans/reference-life',
      'This is the plan of another district, kept as an example.',
      'Choose a plan of your own district.',
    )
  await lockPlans(tx, row.district_id)
  return (await planById(tx, row.plan_id)) ?? row
}

/**
 * True where somebody would decide on the own text: the plan of a school or an office is not approved by whoever sent it in or wrote a step of the draft.
 * Of the district's plan others decide, and who leads writes it down. System actors are nobody's own.
 */
export async function isOwnText(tx: Tx, visitor: Visitor, row: PlanRow, draft: DraftRow | null): Promise<boolean> {
  const { actor } = visitor.scope
  if (row.unit_id === null || actor === null) return false
  const history = await historyOf(tx, draft ? draftObject : object, draft?.draft_id ?? row.plan_id)
  const sent = history.find((one) => (draft ? one.verb === 'frozen' : one.became.state === 'review'))
  if (sent?.actor === actor) return true
  return draft !== null && (await stepsBare(tx, draft.draft_id)).some((step) => step.actor === actor)
}

async function mustNotBeOwn(tx: Tx, visitor: Visitor, row: PlanRow, draft: DraftRow | null): Promise<void> {
  if (await isOwnText(tx, visitor, row, draft))
    throw forbidden(
      'plans/own-text',
      'You wrote this text or sent it in, so somebody else decides on it.',
      'Ask another person who reviews this plan.',
    )
}

/**
 * Writes down what a body decided about the text with this digest. Access: `mayDecide`, and nobody on the own text of a school or an office. Errors: Forbidden
 * `plans/own-text`; Conflict `plans/other-text` when the text is another one by
 * now, or is not in review, `plans/before-earlier` for an approval before that of a body that comes first. Out: the number of the decision.
 */
export async function recordApproval(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  asked: { row: PlanRow; draftId: number | null; digest: string; decided: Decided },
): Promise<number> {
  const row = await locked(tx, visitor, asked.row, mustDecide)
  const draft = asked.draftId === null ? null : await draftWithin(tx, row, asked.draftId)
  const subject = await subjectOf(tx, row, draft)
  if (subject.digest === null || subject.digest !== asked.digest) throw otherText()
  await mustNotBeOwn(tx, visitor, row, draft)
  const { scope } = visitor
  const there = subject.decisions.find((one) => one.digest === asked.digest && saysSame(one, asked.decided))
  if (there && isNewest(there, subject.decisions)) return there.approval_id
  const { body, outcome, decided_on } = asked.decided
  if (outcome === 'approved' && missingBefore(subject.earlier(body), subject.approvals, decided_on).length > 0)
    throw tooEarly()
  const approval_id = await insertApproval(tx, {
    ...asked.decided,
    plan_id: row.plan_id,
    district_id: row.district_id,
    draft_id: draft?.draft_id ?? null,
    version: draft ? null : row.version,
    digest: asked.digest,
    noted_by: scope.actor,
    noted_at: now(),
  })
  await record(tx, scope, {
    org_id: row.district_id,
    object: 'plans.approval',
    object_id: approval_id,
    version: 1,
    verb: 'recorded',
    became: { plan: row.slug, draft: draft?.draft_id ?? null, ...asked.decided, digest: asked.digest },
  })
  await tellTurn(services, tx, scope, row)
  return approval_id
}

/** Sends an open draft to review: from here on its text stands still. Twice changes nothing. */
export async function sendToReview(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  planRow: PlanRow,
  draftId: number,
): Promise<void> {
  const row = await locked(tx, visitor, planRow)
  if ((await draftWithin(tx, row, draftId)).state === 'review') return
  await freezeDraft(tx, visitor.scope, draftId)
  await tellTurn(services, tx, visitor.scope, row)
}

/** Opens a draft in review again; twice changes nothing. What was approved does not count for another text; it counts again when the text comes back unchanged. */
export async function reopen(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  planRow: PlanRow,
  draftId: number,
  reason: string,
): Promise<void> {
  const row = await locked(tx, visitor, planRow)
  if ((await draftWithin(tx, row, draftId)).state === 'open') return
  await thawDraft(tx, visitor.scope, draftId, reason)
  await tellTurn(services, tx, visitor.scope, row)
}

const notReady = () =>
  conflict(
    'plans/not-approved',
    'Not every body that the plan names has approved this text.',
    'Write down the decisions that are missing, or change the draft.',
  )

/** The decision that adopts: of the adopting body, else the last one that counts. */
const deciding = ({ bodies }: Approvals): ApprovalRow | null =>
  (bodies.find((one) => one.adopts) ?? bodies.find((one) => one.counts))?.decision ?? null

const asItIs = (row: PlanRow): Imported => ({
  plan_id: row.plan_id,
  slug: row.slug,
  version: row.version,
  digest: row.digest,
  changed: false,
  difference: { added: 0, changed: 0, removed: 0 },
  problems: [],
})

async function restate(
  services: Services,
  tx: Tx,
  scope: Scope,
  row: PlanRow,
  to: State,
  by: ApprovalRow | null,
  reason: string,
): Promise<Imported> {
  const plan = await basePlan(tx, row.plan_id, row.version)
  return importPlan(services, tx, scope, {
    districtId: row.district_id,
    plan: inState(plan, to, by),
    kind: row.kind,
    reason,
  })
}

/**
 * An approved draft becomes the next version of its plan, with the very text that was approved; one that did already changes nothing. A plan that was no adopted
 * one yet becomes adopted by one more
 * version, which says by whom and when. Errors: Conflict `plans/not-approved`; those of `takeDraft`.
 */
export async function adoptDraft(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  planRow: PlanRow,
  draftId: number,
  reason: string,
): Promise<Imported> {
  const row = await locked(tx, visitor, planRow)
  const draft = await draftWithin(tx, row, draftId)
  if (draft.state === 'adopted') return asItIs(row)
  const subject = await subjectOf(tx, row, draft)
  if (!subject.approvals.ready) throw notReady()
  const taken = await takeDraft(services, tx, visitor.scope, draftId, reason)
  const after = await planById(tx, row.plan_id)
  const done =
    !after || after.state === 'adopted' || after.state === 'archived'
      ? taken
      : await restate(services, tx, visitor.scope, after, 'adopted', deciding(subject.approvals), reason)
  await tellTurn(services, tx, visitor.scope, row)
  return done
}

/**
 * Takes a plan as a whole to another state: to review and back, adopted when every body approved this version, ended with a reason (by whoever decides on it, not by
 * whoever only writes it). Twice changes nothing.
 * Errors: Conflict `plans/other-state` for a way that there is not, `plans/not-approved`, `plans/other-text` when the version is another one by now.
 */
export async function changeState(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  planRow: PlanRow,
  asked: { to: State; version: number; reason: string },
): Promise<Imported> {
  const row = await locked(tx, visitor, planRow, asked.to === 'archived' ? mustDecide : mustStep)
  // The same form twice: the plan went there from the version that was seen.
  if (row.version === asked.version + 1 && row.state === asked.to) return asItIs(row)
  if (row.version !== asked.version) throw otherText()
  if (!nextStates(row.state).includes(asked.to))
    throw conflict(
      'plans/other-state',
      'The plan cannot go there from the state it is in.',
      'Open the page again to see where it stands.',
    )
  const subject = await subjectOf(tx, row, null)
  if (asked.to === 'adopted' && !subject.approvals.ready) throw notReady()
  const by = asked.to === 'adopted' ? deciding(subject.approvals) : null
  const done = await restate(services, tx, visitor.scope, row, asked.to, by, asked.reason)
  await tellTurn(services, tx, visitor.scope, row)
  return done
}
