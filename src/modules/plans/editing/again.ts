import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { alike } from '../../../platform/json.ts'
import type { Draft } from './drafts.ts'
import type { Flat } from './fields.ts'
import { planBefore } from './memory.ts'
import type { Op } from './ops.ts'
import { lockDraft, stepsBare, stepsFrom } from './store.ts'
import { undoable } from './undo.ts'

/** The step at which the page was made that a form stood on; null where it does not say. */
const madeAt = (form: Flat): number | null => (/^\d{1,9}$/.test(form['n'] ?? '') ? Number(form['n']) : null)

/**
 * What a form made that was sent before (a button pressed twice): null when none of this person's steps since the page was made is just what this form makes of the
 * draft as that step found it. In: the draft, locked; how the form becomes a step.
 */
export async function madeBefore<M extends { op: Op | null }>(
  tx: Tx,
  scope: Scope,
  draft: Draft,
  form: Flat,
  make: (draft: Draft) => M,
): Promise<M | null> {
  const n = madeAt(form)
  if (n === null || n >= draft.row.ops) return null
  const since = await stepsFrom(tx, draft.row.draft_id, n + 1)
  for (const [i, step] of since.entries()) {
    if (step.actor !== scope.actor || step.of_n !== null) continue
    const found = { ...draft, row: { ...draft.row, ops: step.n - 1 }, plan: planBefore(draft.plan, since.slice(i)) }
    try {
      const made = make(found)
      if (made.op !== null && alike(made.op, step.op)) return made
    } catch {
      // What this form asks for could not be made then.
    }
  }
  return null
}

/** Whether what a button undoes (or does again) was undone by the same button before. */
export async function undoneBefore(
  tx: Tx,
  scope: Scope,
  draftId: number,
  form: Flat,
  what: 'undo' | 'redo',
): Promise<boolean> {
  const n = madeAt(form)
  if (n === null || !(await lockDraft(tx, draftId))) return false
  const steps = await stepsBare(tx, draftId)
  const of = undoable(
    steps.filter((one) => one.n <= n),
    scope.actor,
  )[what]
  return of !== null && steps.some((one) => one.n > n && one.of_n === of)
}
