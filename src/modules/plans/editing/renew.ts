import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { planById } from '../store.ts'
import { draftPlan, dropDraft, openDraft } from './drafts.ts'
import { rebase } from './merge.ts'
import { apply } from './ops.ts'
import { addStep, draftOf, stepsFrom } from './store.ts'
import { mustBeValid } from './valid.ts'

/** What carrying a draft over gave: the new draft, and the numbers of the old one's steps that do not fit any more. */
export type Renewed = { draftId: number; left: readonly number[] }

/**
 * Carries an open draft over to the newest version of its plan: a new draft, with every step that still fits fitted to it, by whom it was done. Steps that
 * contradict the new version are left out and told; the old draft is dropped and stays readable. Access is the caller's (`mustLoad`).
 * Errors: Conflict `plans/newest-already`, `plans/draft-closed`; Missing `plans/no-draft`.
 */
export async function renewDraft(tx: Tx, scope: Scope, draftId: number): Promise<Renewed> {
  const old = await draftOf(tx, draftId)
  const row = old && (await planById(tx, old.plan_id))
  if (!old || !row)
    throw missing('plans/no-draft', 'There is no such draft.', 'Choose one from the drafts of the plan.')
  if (row.version === old.base_version)
    throw conflict('plans/newest-already', 'This draft begins from the newest version.', 'Go on with it.')
  await dropDraft(tx, scope, draftId)
  const made = await openDraft(tx, scope, row, old.why, draftId)
  let { plan, row: draft } = await draftPlan(tx, made)
  const numbers = new Map<number, number>()
  const left: number[] = []
  for (const step of await stepsFrom(tx, draftId, 1)) {
    const { op } = rebase(plan, step.op)
    if (!op) {
      left.push(step.n)
      continue
    }
    const next = apply(plan, op)
    mustBeValid(next, op)
    const of_n = step.of_n === null ? null : (numbers.get(step.of_n) ?? null)
    const { n } = await addStep(tx, draft, { op, actor: step.actor, at: now(), of_n })
    numbers.set(step.n, n)
    plan = next
    draft = { ...draft, ops: n }
  }
  return { draftId: made, left }
}
