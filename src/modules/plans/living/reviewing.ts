import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { openRow } from '../reading.ts'
import { isDay } from '../rules.ts'
import type { PlanRow } from '../schema.ts'
import { mustReviewUnit, mustWriteUnit } from './access.ts'
import { unitOf } from './actions.ts'
import { type AnswerKind, answerKinds, type CommentRow, type RoundRow } from './schema.ts'
import {
  type CommentFields,
  commentsOf,
  insertComment,
  insertRound,
  lockComment,
  lockRound,
  roundsOf,
  setComment,
  setRound,
} from './store.ts'
import { tellTurn } from './telling.ts'

export const roundObject = 'plans.round'
export const commentObject = 'plans.comment'

export type Mistake = { field: string; why: 'noDay' | 'past' | 'noWords' | 'noElement' | 'noKind' | 'noAnswer' }
export type Tried<T> = { done: T; mistakes: readonly [] } | { done: null; mistakes: readonly Mistake[] }
const wrong = (...mistakes: Mistake[]): { done: null; mistakes: readonly Mistake[] } => ({ done: null, mistakes })

const noComment = () =>
  missing('plans/no-comment', 'There is no such comment.', 'Open the reviews of the plan and choose one there.')
const noRound = () =>
  missing('plans/no-round', 'There is no such review.', 'Open the reviews of the plan and choose one there.')
const changedMeanwhile = () =>
  conflict(
    'plans/review-changed',
    'Somebody changed this while the page was open.',
    'Look at it as it is now, and choose again.',
  )

/**
 * Opens the review of a quarter. The same again gives the one that is there. In: the plan, the quarter, until when the reviewer comments.
 * Errors: Forbidden `plans/not-your-review`.
 */
export async function openRound(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  asked: { school_year: number; quarter: number; review_by: string },
): Promise<Tried<RoundRow>> {
  const { unit } = unitOf(row)
  mustReviewUnit(visitor, unit)
  const today = await todayOf(tx, row.district_id)
  if (!isDay(asked.review_by)) return wrong({ field: 'review_by', why: 'noDay' })
  if (asked.review_by < today) return wrong({ field: 'review_by', why: 'past' })
  const made = await insertRound(tx, {
    plan_id: row.plan_id,
    district_id: row.district_id,
    org_id: unit,
    school_year: asked.school_year,
    quarter: asked.quarter,
    opened_on: today,
    review_by: asked.review_by,
  })
  if (!made) {
    const there = (await roundsOf(tx, row.plan_id)).find(
      (one) => one.school_year === asked.school_year && one.quarter === asked.quarter,
    )
    if (!there) throw noRound()
    return { done: there, mistakes: [] }
  }
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: roundObject,
    object_id: made.round_id,
    version: 1,
    verb: 'opened',
    became: { plan: row.slug, ...asked },
  })
  await tellTurn(services, tx, visitor.scope, row)
  return { done: made, mistakes: [] }
}

/**
 * Closes a review, as the reviewer has read the plan, or opens it again. Comments stay open until they are answered or closed. Twice changes nothing.
 * Errors: Conflict `plans/review-changed`.
 */
export async function settleRound(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  asked: { round: number; version: number; to: 'closed' | 'open' },
): Promise<void> {
  mustReviewUnit(visitor, unitOf(row).unit)
  const round = await lockRound(tx, row.plan_id, asked.round)
  if (!round) throw noRound()
  if (round.state === asked.to) return
  if (round.version !== asked.version) throw changedMeanwhile()
  const closed_on = asked.to === 'closed' ? await todayOf(tx, row.district_id) : null
  await setRound(tx, round.round_id, closed_on)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: roundObject,
    object_id: round.round_id,
    version: round.version + 1,
    verb: asked.to === 'closed' ? 'closed' : 'reopened',
    was: { state: round.state, closed_on: round.closed_on },
    became: { state: asked.to, closed_on },
  })
  await tellTurn(services, tx, visitor.scope, row)
}

/**
 * A reviewer's comment in an open review, on the plan or one of its elements; with a day when an answer is asked for. The same words of the same person on the same
 * element in one review are one comment. Errors: Forbidden, Missing `plans/no-round`, Conflict `plans/round-closed`.
 */
export async function addComment(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  asked: { round: number; element: string; body: string; answer_by: string },
): Promise<Tried<number>> {
  const { unit } = unitOf(row)
  mustReviewUnit(visitor, unit)
  const round = await lockRound(tx, row.plan_id, asked.round)
  if (!round) throw noRound()
  const today = await todayOf(tx, row.district_id)
  const element = asked.element === '' ? null : asked.element
  const mistakes: Mistake[] = []
  if (asked.body === '') mistakes.push({ field: 'body', why: 'noWords' })
  if (element !== null && !(await openRow(tx, row)).graph.byId(element))
    mistakes.push({ field: 'element', why: 'noElement' })
  if (asked.answer_by !== '' && !isDay(asked.answer_by)) mistakes.push({ field: 'answer_by', why: 'noDay' })
  else if (asked.answer_by !== '' && asked.answer_by < today) mistakes.push({ field: 'answer_by', why: 'past' })
  if (mistakes.length > 0) return wrong(...mistakes)
  const there = (await commentsOf(tx, row.plan_id)).find(
    (one) =>
      one.round_id === round.round_id &&
      one.element === element &&
      one.body === asked.body &&
      one.asked_by === visitor.scope.actor,
  )
  if (there) return { done: there.comment_id, mistakes: [] }
  if (round.state === 'closed')
    throw conflict(
      'plans/round-closed',
      'This review is closed, so it takes no more comments.',
      'Open the review of the next quarter.',
    )
  const comment = {
    round_id: round.round_id,
    plan_id: row.plan_id,
    district_id: row.district_id,
    org_id: unit,
    plan_version: row.version,
    element,
    body: asked.body,
    asked_by: visitor.scope.actor,
    asked_on: today,
    answer_by: asked.answer_by === '' ? null : asked.answer_by,
  }
  const id = await insertComment(tx, comment)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: commentObject,
    object_id: id,
    version: 1,
    verb: 'asked',
    became: { ...comment, state: 'open' },
  })
  await tellTurn(services, tx, visitor.scope, row)
  return { done: id, mistakes: [] }
}

async function change(
  tx: Tx,
  scope: Scope,
  comment: CommentRow,
  became: Partial<CommentFields>,
  verb: string,
): Promise<CommentRow> {
  const changed = (Object.keys(became) as (keyof CommentFields)[]).filter((name) => comment[name] !== became[name])
  if (changed.length === 0) return comment
  const now: Partial<CommentFields> = Object.fromEntries(changed.map((name) => [name, became[name]]))
  const row = await setComment(tx, comment.comment_id, now)
  if (!row) throw noComment()
  await record(tx, scope, {
    org_id: comment.district_id,
    object: commentObject,
    object_id: comment.comment_id,
    version: row.version,
    verb,
    was: Object.fromEntries(changed.map((name) => [name, comment[name]])),
    became: now,
  })
  return row
}

/** What came of an answer. `conflict`: somebody answered or closed it meanwhile; nothing is saved, `comment` is how it stands and the form keeps what was typed. */
export type Answered =
  | { kind: 'saved'; comment: CommentRow }
  | { kind: 'mistakes'; comment: CommentRow; mistakes: readonly Mistake[] }
  | { kind: 'conflict'; comment: CommentRow }

/**
 * The unit answers a comment: it changed something, or explains why not. An answer may be bettered until the comment is closed. The same form twice changes
 * nothing. In: the version that the person saw. Errors: Forbidden `plans/not-your-unit`; Missing `plans/no-comment`.
 */
export async function answerComment(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  id: number,
  typed: { version: number; kind: string; answer: string },
): Promise<Answered> {
  mustWriteUnit(visitor, unitOf(row).unit)
  const comment = await lockComment(tx, row.plan_id, id)
  if (!comment) throw noComment()
  const kind: AnswerKind | undefined = answerKinds.find((one) => one === typed.kind)
  const mistakes: Mistake[] = []
  if (!kind) mistakes.push({ field: 'kind', why: 'noKind' })
  if (typed.answer === '') mistakes.push({ field: 'answer', why: 'noAnswer' })
  if (!kind || mistakes.length > 0) return { kind: 'mistakes', comment, mistakes }
  const same = comment.state === 'answered' && comment.answer_kind === kind && comment.answer === typed.answer
  if (same) return { kind: 'saved', comment }
  if (comment.version !== typed.version || comment.state === 'closed') return { kind: 'conflict', comment }
  const today = await todayOf(tx, row.district_id)
  const became = await change(
    tx,
    visitor.scope,
    comment,
    {
      state: 'answered',
      answer_kind: kind,
      answer: typed.answer,
      answered_by: visitor.scope.actor,
      // A bettered answer keeps the day of the first one.
      answered_on: comment.answered_on ?? today,
    },
    'answered',
  )
  await tellTurn(services, tx, visitor.scope, row)
  return { kind: 'saved', comment: became }
}

/** The reviewer closes a comment (answered or withdrawn) or opens it again, when the answer does not answer. Errors: Conflict `plans/review-changed`. */
export async function settleComment(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  id: number,
  asked: { version: number; to: 'closed' | 'open' },
): Promise<CommentRow> {
  mustReviewUnit(visitor, unitOf(row).unit)
  const comment = await lockComment(tx, row.plan_id, id)
  if (!comment) throw noComment()
  if (comment.state === asked.to) return comment
  if (comment.version !== asked.version) throw changedMeanwhile()
  const became = await change(
    tx,
    visitor.scope,
    comment,
    asked.to === 'closed' ? { state: 'closed' } : { state: 'open', answered_on: null },
    asked.to === 'closed' ? 'closed' : 'reopened',
  )
  await tellTurn(services, tx, visitor.scope, row)
  return became
}

/** Undoes the newest closing or reopening of a comment as a new change. Errors: Conflict `plans/nothing-to-undo-here`. */
export async function undoComment(
  services: Services,
  tx: Tx,
  visitor: Visitor,
  row: PlanRow,
  id: number,
  version: number,
): Promise<void> {
  mustReviewUnit(visitor, unitOf(row).unit)
  const comment = await lockComment(tx, row.plan_id, id)
  if (!comment) throw noComment()
  const [last] = await historyOf(tx, commentObject, id)
  // The same form twice: it is undone already.
  if (comment.version === version + 1 && last?.verb === 'undone') return
  if (comment.version !== version || !last || (last.verb !== 'closed' && last.verb !== 'reopened'))
    throw invalid(
      'plans/nothing-to-undo-here',
      'The last change of this comment is not one that can be undone.',
      'Look at the comment as it is now.',
    )
  await change(tx, visitor.scope, comment, last.was as Partial<CommentFields>, 'undone')
  await tellTurn(services, tx, visitor.scope, row)
}
