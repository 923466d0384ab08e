import type { Tx } from '../../../platform/db/database.ts'
import { forbidden } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { leads, mustUpdate, readable } from '../access.ts'
import { updateItem } from '../actions.ts'
import { artefactsOf } from '../artefacts/reading.ts'
import { hasArtefact } from '../artefacts/store-need.ts'
import { standingIn } from '../delegation/reading.ts'
import { graceOn } from '../duties/rules.ts'
import { dutiesOf, dutyById } from '../duties/store.ts'
import { codeTaken, fieldsAt, type Kept, keepRow, recordEntered, undoRow } from '../keeping/row.ts'
import type { Item } from '../schema.ts'
import { itemById } from '../store.ts'
import { type SubmissionProblem, sendingProblems, submissionProblems } from './rules.ts'
import type { BackTyped, Sending, SendingTyped, Submission, SubmissionTyped } from './schema.ts'
import {
  insertSending,
  insertSubmission,
  lockSubmissions,
  noSubmission,
  sendingKeeper,
  sendingsOf,
  submissionById,
  submissionKeeper,
  submissionsOf,
} from './store.ts'

type Problems = { kind: 'problems'; problems: SubmissionProblem[] }

/** The register is kept by those who lead the district. */
export function mustKeepRegister(visitor: Visitor, districtId: number): void {
  if (!readable(visitor).includes(districtId)) throw noSubmission()
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/not-your-register',
      'Only the superintendent, the cabinet or an administrator may change the register of submissions.',
      'Ask one of them to enter it.',
    )
}

/** The duties of a district that are no submission yet. */
export async function freeDuties(tx: Tx, districtId: number) {
  const taken = new Set((await submissionsOf(tx, [districtId])).map((one) => one.duty_id))
  return (await dutiesOf(tx, [districtId])).filter((duty) => !taken.has(duty.duty_id))
}

/** Enters a duty as a submission. The same entry again changes nothing. Errors: Missing, Forbidden `work/not-your-register`. */
export async function register(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: SubmissionTyped,
): Promise<Kept<Submission> | Problems> {
  mustKeepRegister(visitor, districtId)
  await lockSubmissions(tx, districtId)
  const all = await submissionsOf(tx, [districtId])
  // The same form twice: with another recipient it is another entry, and its code is taken.
  const same = (one: Submission) => one.code === typed.code && one.recipient === typed.recipient && !one.ended
  const known = all.find((one) => one.duty_id === typed.duty && same(one))
  if (known) return { kind: 'saved', row: known, same: true }
  const duties = new Set((await freeDuties(tx, districtId)).map((duty) => duty.duty_id))
  const problems = submissionProblems(typed, new Set(all.map((one) => one.code)), duties)
  if (problems.length > 0) return { kind: 'problems', problems }
  const { duty: duty_id, code, recipient } = typed
  const row = await insertSubmission(tx, { district_id: districtId, duty_id, code, recipient })
  await recordEntered(tx, visitor.scope, submissionKeeper, row)
  return { kind: 'saved', row, same: false }
}

/** Changes code or recipient, or ends an entry. Errors: Missing, Forbidden `work/not-your-register`. */
export async function editSubmission(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: SubmissionTyped,
): Promise<Kept<Submission> | Problems> {
  const row = await submissionById(tx, id, true)
  mustKeepRegister(visitor, row.district_id)
  await lockSubmissions(tx, row.district_id)
  const others = (await submissionsOf(tx, [row.district_id])).filter((one) => one.submission_id !== id)
  const problems = submissionProblems(typed, new Set(others.map((one) => one.code)), null)
  if (problems.length > 0) return { kind: 'problems', problems }
  const { code, recipient } = typed
  const fields = () => ({ code, recipient, ended: typed.ended === 'yes' })
  return keepRow(tx, visitor.scope, submissionKeeper, row, { version: typed.version, fields })
}

/** Takes back the newest change of an entry. Errors: Missing, Forbidden, Conflict `work/changed-since`, `work/code-taken`. */
export async function undoSubmission(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Submission> {
  const row = await submissionById(tx, id, true)
  mustKeepRegister(visitor, row.district_id)
  await lockSubmissions(tx, row.district_id)
  const others = (await submissionsOf(tx, [row.district_id])).filter((one) => one.submission_id !== id)
  const before = fieldsAt(await historyOf(tx, submissionKeeper.object, id), version - 1)
  if (row.version === version && others.some((one) => one.code === before.code)) throw codeTaken()
  return undoRow(tx, visitor.scope, submissionKeeper, row, version)
}

/** An occurrence of a submission: the due item has to come from its duty. Errors: Missing `work/no-such-submission`. */
export async function occurrenceOf(
  tx: Tx,
  submission: Submission,
  itemId: number,
  lock = false,
): Promise<{ item: Item; grace: number }> {
  const duty = await dutyById(tx, submission.duty_id)
  const item = await itemById(tx, itemId, lock)
  if (item.district_id !== submission.district_id || !item.source.startsWith(`duty:${duty.slug}/`)) throw noSubmission()
  return { item, grace: graceOn(duty, item.planned_due) }
}

/**
 * Records what was sent, when, and the receipt; the due item is done on that day. Said again otherwise, it is corrected, with its history.
 * Errors: Missing, Forbidden `work/not-yours`.
 */
export async function recordSending(
  tx: Tx,
  visitor: Visitor,
  submissionId: number,
  itemId: number,
  typed: SendingTyped,
): Promise<Kept<Sending> | Problems | { kind: 'conflict'; row: null }> {
  const submission = await submissionById(tx, submissionId)
  if (!readable(visitor).includes(submission.district_id)) throw noSubmission()
  const { item } = await occurrenceOf(tx, submission, itemId, true)
  mustUpdate(await standingIn(tx, visitor), item)
  const subject = `item:${itemId}`
  const artefacts = (await artefactsOf(tx, visitor, [subject])).get(subject) ?? []
  const today = await todayOf(tx, item.district_id)
  const problems = sendingProblems(typed, new Set(artefacts.map((one) => one.artefact_id)), today)
  // Before anything is written: a correction must not stand beside an item that cannot be done.
  if (item.needs_artefact && item.state !== 'done' && !(await hasArtefact(tx, itemId)))
    problems.push({ field: 'receipt', code: 'artefact' })
  if (problems.length > 0) return { kind: 'problems', problems }
  const { what, sent_on } = typed
  const receipt_id = typed.receipt === 0 ? null : typed.receipt
  const before = (await sendingsOf(tx, [itemId])).get(itemId)
  // Whoever saw nothing sent yet did not see what somebody else recorded meanwhile.
  if (before && typed.version === 0 && !alike({ what, sent_on, receipt_id }, sendingKeeper.fieldsOf(before)))
    return { kind: 'conflict', row: before }
  const kept = before
    ? await keepRow(tx, visitor.scope, sendingKeeper, before, {
        version: typed.version,
        fields: () => ({ what, sent_on, receipt_id }),
      })
    : null
  if (kept?.kind === 'conflict') return kept
  const day = kept?.row.sent_on ?? sent_on
  const done = await updateItem(tx, visitor, itemId, {
    version: item.version,
    state: 'done',
    note: item.note || what,
    done_on: day,
  })
  if (done.kind === 'problems') return { kind: 'problems', problems: [{ field: 'receipt', code: 'artefact' }] }
  if (done.kind === 'conflict') return { kind: 'conflict', row: null }
  if (kept) return kept
  const row = await insertSending(tx, {
    item_id: itemId,
    district_id: item.district_id,
    what,
    sent_on,
    sent_by: visitor.account_id,
    receipt_id,
  })
  await recordEntered(tx, visitor.scope, sendingKeeper, row)
  return { kind: 'saved', row, same: false }
}

/**
 * Takes back what was recorded of a sending: it was not sent, or not as it was said. Its due item is open again; what was recorded stays in the history, with the
 * reason, and can be recorded anew. Twice changes nothing. Errors: Missing, Forbidden `work/not-yours`.
 */
export async function takeBack(
  tx: Tx,
  visitor: Visitor,
  submissionId: number,
  itemId: number,
  typed: BackTyped,
): Promise<Kept<Sending> | Problems> {
  const submission = await submissionById(tx, submissionId)
  if (!readable(visitor).includes(submission.district_id)) throw noSubmission()
  const { item } = await occurrenceOf(tx, submission, itemId, true)
  mustUpdate(await standingIn(tx, visitor), item)
  const sending = (await sendingsOf(tx, [itemId])).get(itemId)
  if (!sending) throw noSubmission()
  if (item.state !== 'done') return { kind: 'saved', row: sending, same: true }
  if (typed.reason === '' || typed.reason.length > 300)
    return { kind: 'problems', problems: [{ field: 'reason', code: 'reason' }] }
  if (typed.version !== sending.version) return { kind: 'conflict', row: sending }
  const open = { version: item.version, state: 'open' as const, note: typed.reason }
  if ((await updateItem(tx, visitor, itemId, open, typed.reason)).kind !== 'saved')
    return { kind: 'conflict', row: sending }
  const row = await sendingKeeper.write(tx, sending, {})
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: sendingKeeper.object,
    object_id: itemId,
    version: row.version,
    verb: 'taken_back',
    reason: typed.reason,
  })
  return { kind: 'saved', row, same: false }
}
