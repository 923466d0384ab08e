import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { Op } from './ops.ts'
import type { DraftRow, DraftState, StepRow } from './schema.ts'
import type { Step } from './undo.ts'

const columns =
  'd.draft_id, d.plan_id, d.district_id, d.base_version, v.digest as base_digest, d.state, d.why, d.made_by, d.made_at, d.ops, d.digest'
const from = 'plans.draft d join plans.plan_version v on v.plan_id = d.plan_id and v.version = d.base_version'

export async function insertDraft(
  tx: Tx,
  draft: Pick<DraftRow, 'plan_id' | 'district_id' | 'base_version' | 'why' | 'made_by' | 'made_at'>,
): Promise<number> {
  const rows = await query<{ draft_id: number }>(
    tx,
    `insert into plans.draft (plan_id, district_id, base_version, why, made_by, made_at) values ($1, $2, $3, $4, $5, $6) returning draft_id`,
    [draft.plan_id, draft.district_id, draft.base_version, draft.why, draft.made_by, draft.made_at],
  )
  return rows[0]?.draft_id ?? 0
}

export async function draftOf(tx: Tx, draftId: number): Promise<DraftRow | null> {
  return (await query<DraftRow>(tx, `select ${columns} from ${from} where d.draft_id = $1`, [draftId]))[0] ?? null
}

/** The same, and nobody else changes the draft until the transaction ends. */
export async function lockDraft(tx: Tx, draftId: number): Promise<DraftRow | null> {
  const rows = await query<DraftRow>(tx, `select ${columns} from ${from} where d.draft_id = $1 for update of d`, [
    draftId,
  ])
  return rows[0] ?? null
}

/** Drafts of a plan, newest first. */
export const draftsOf = (tx: Tx, planId: number, limit: number): Promise<DraftRow[]> =>
  query<DraftRow>(
    tx,
    `select ${columns} from ${from} where d.plan_id = $1 order by d.draft_id desc limit ${Math.trunc(limit)}`,
    [planId],
  )

/** Operations from number `n` on, in order. */
export const stepsFrom = (tx: Tx, draftId: number, n: number): Promise<StepRow[]> =>
  query<StepRow>(
    tx,
    'select n, op, actor, at, of_n, key from plans.draft_op where draft_id = $1 and n >= $2 order by n',
    [draftId, n],
  )

/** Who did which step, without what was done. */
export const stepsBare = (tx: Tx, draftId: number): Promise<Step[]> =>
  query<Step>(tx, 'select n, actor, of_n from plans.draft_op where draft_id = $1 order by n', [draftId])

/** The last operations, newest first. */
export const stepsLast = (tx: Tx, draftId: number, limit: number): Promise<StepRow[]> =>
  query<StepRow>(
    tx,
    `select n, op, actor, at, of_n, key from plans.draft_op where draft_id = $1 order by n desc limit ${Math.trunc(limit)}`,
    [draftId],
  )

/** Appends the operation that follows the last one. The draft must be locked. */
export async function addStep(
  tx: Tx,
  draft: Pick<DraftRow, 'draft_id' | 'district_id' | 'ops'>,
  step: { op: Op; actor: number | null; at: Date; of_n: number | null },
): Promise<StepRow> {
  const n = draft.ops + 1
  const rows = await query<{ key: string }>(
    tx,
    'insert into plans.draft_op (draft_id, n, district_id, op, actor, at, of_n) values ($1, $2, $3, $4, $5, $6, $7) returning key',
    [draft.draft_id, n, draft.district_id, JSON.stringify(step.op), step.actor, step.at, step.of_n],
  )
  await query(tx, 'update plans.draft set ops = $2 where draft_id = $1', [draft.draft_id, n])
  return { n, ...step, key: rows[0]?.key ?? '' }
}

export async function setDraftState(tx: Tx, draftId: number, state: DraftState, digest: string | null): Promise<void> {
  await query(tx, 'update plans.draft set state = $2, digest = $3 where draft_id = $1', [draftId, state, digest])
}
