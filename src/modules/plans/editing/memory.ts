import type { Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import { fromCanonical } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { canonicalOf } from '../store.ts'
import { apply, invert } from './ops.ts'
import type { DraftRow, StepRow } from './schema.ts'
import { stepsFrom } from './store.ts'

/** The plan of a draft after operation `n`. `key`: of that operation; of the base version its digest. */
type Kept = { n: number; key: string; base: string; from: Plan; plan: Plan }
// Plans share what did not change, so a kept one costs little more than its base. A key never comes twice: what a transaction left that was rolled
// back, or another database, is noticed and read anew.
const kept = new Map<number, Kept>()
const mostKept = 8

function keep(draftId: number, state: Kept): void {
  kept.delete(draftId)
  kept.set(draftId, state)
  const oldest = kept.keys().next().value
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

/** Forgets what is kept in memory: for measuring, and for tests of the whole reading. */
export function forgetDrafts(): void {
  kept.clear()
}

async function basePlan(tx: Tx, row: DraftRow): Promise<Kept> {
  const text = await canonicalOf(tx, row.plan_id, row.base_version)
  if (text === null)
    throw missing('plans/no-version', 'The version that this draft begins from is not here.', 'Begin a new draft.')
  const plan = fromCanonical(text)
  return { n: 0, key: row.base_digest, base: row.base_digest, from: plan, plan }
}

/**
 * The plan of a draft as it is now. The base version is read once; afterwards only the operations since. In: the row of the draft.
 * Out: the plan, the number of the last operation in it (which may be newer than the row), and the plan it begins from.
 */
export async function draftState(tx: Tx, row: DraftRow): Promise<{ plan: Plan; n: number; from: Plan }> {
  const known = kept.get(row.draft_id)
  let state = known && known.base === row.base_digest ? known : await basePlan(tx, row)
  let steps = await stepsFrom(tx, row.draft_id, Math.max(state.n, 1))
  if (state.n > 0 && (steps[0]?.n !== state.n || steps[0].key !== state.key)) {
    state = await basePlan(tx, row)
    steps = await stepsFrom(tx, row.draft_id, 1)
  }
  let { plan, n, key } = state
  for (const step of steps) {
    if (step.n <= n) continue
    plan = apply(plan, step.op)
    ;({ n, key } = step)
  }
  keep(row.draft_id, { n, key, base: row.base_digest, from: state.from, plan })
  return { plan, n, from: state.from }
}

/** The plan as it was before some operations: the last ones of a draft, in order. Nothing is read for it. */
export const planBefore = (plan: Plan, steps: readonly Pick<StepRow, 'op'>[]): Plan =>
  steps.toReversed().reduce((now, step) => apply(now, invert(step.op)), plan)
