import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { type Imported, importPlan } from '../actions.ts'
import { checkPlan } from '../check.ts'
import { changeCount, diffPlans } from '../diff/plan-diff.ts'
import { digest } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { type PlanGraph, planGraph } from '../graph.ts'
import { sayProblem } from '../problems/say.ts'
import type { PlanRow } from '../schema.ts'
import { planById } from '../store.ts'
import { draftState } from './memory.ts'
import { rebase } from './merge.ts'
import { apply, invert, type Op } from './ops.ts'
import type { DraftRow, StepRow } from './schema.ts'
import { addStep, draftOf, insertDraft, lockDraft, setDraftState, stepsBare, stepsFrom } from './store.ts'
import { undoable } from './undo.ts'
import { mustBeValid } from './valid.ts'

/** The object of history: what happened to a draft as a whole. Its single steps are kept in `plans.draft_op`. */
export const draftObject = 'plans.draft'

const noDraft = () => missing('plans/no-draft', 'There is no such draft.', 'Choose one from the drafts of the plan.')
const closed = () =>
  conflict(
    'plans/draft-closed',
    'This draft is not open any more: it is in review, was adopted or was dropped.',
    'Begin a new draft to change the plan.',
  )

/** A draft with its plan as it is now, and the plan it begins from. `row.ops` is the number of the last operation in that plan. The graph is built when it is asked for. */
export type Draft = { row: DraftRow; plan: Plan; from: Plan; readonly graph: PlanGraph }

const graphs = new WeakMap<Plan, PlanGraph>()
/** The graph of a plan in memory, built once. */
export function graphOf(plan: Plan): PlanGraph {
  const known = graphs.get(plan)
  if (known) return known
  const made = planGraph(plan)
  graphs.set(plan, made)
  return made
}

const draftWith = (row: DraftRow, plan: Plan, from: Plan): Draft => ({
  row,
  plan,
  from,
  get graph() {
    return graphOf(plan)
  },
})

async function withPlan(tx: Tx, row: DraftRow): Promise<Draft> {
  const { plan, n, from } = await draftState(tx, row)
  return draftWith({ ...row, ops: n }, plan, from)
}

/** Opens a draft. In: a transaction whose scope may read it. Errors: Missing `plans/no-draft`. */
export async function draftPlan(tx: Tx, draftId: number): Promise<Draft> {
  const row = await draftOf(tx, draftId)
  if (!row) throw noDraft()
  return withPlan(tx, row)
}

async function lockedDraft(tx: Tx, draftId: number): Promise<Draft> {
  const row = await lockDraft(tx, draftId)
  if (!row) throw noDraft()
  return withPlan(tx, row)
}

async function noted(
  tx: Tx,
  scope: Scope,
  row: Pick<DraftRow, 'draft_id' | 'district_id'>,
  verb: string,
  became: Record<string, unknown>,
  reason = '',
): Promise<void> {
  const version = ((await historyOf(tx, draftObject, row.draft_id))[0]?.version ?? 0) + 1
  await record(tx, scope, {
    org_id: row.district_id,
    object: draftObject,
    object_id: row.draft_id,
    version,
    verb,
    became,
    ...(reason ? { reason } : {}),
  })
}

/**
 * Begins a draft from the newest version of an own plan. Access is the caller's (`mustLoad`). In: the plan, what the draft is for, and the
 * draft that it carries on, if it carries one over. Out: its number. Errors: Invalid `plans/reference-draft` for the plan of somebody else.
 */
export async function openDraft(
  tx: Tx,
  scope: Scope,
  plan: PlanRow,
  why: string,
  carries: number | null = null,
): Promise<number> {
  if (plan.kind !== 'own')
    throw invalid(
      'plans/reference-draft',
      'This is the plan of another district, kept as an example.',
      'Draft a plan of your own district.',
    )
  const draft = {
    plan_id: plan.plan_id,
    district_id: plan.district_id,
    base_version: plan.version,
    why: why.trim().slice(0, 500),
    made_by: scope.actor,
    made_at: now(),
  }
  const draft_id = await insertDraft(tx, draft)
  await noted(tx, scope, { ...draft, draft_id }, 'opened', {
    plan: plan.slug,
    version: plan.version,
    why: draft.why,
    ...(carries === null ? {} : { carries }),
  })
  return draft_id
}

const counted = new WeakMap<Plan, { from: Plan; count: number }>()
/** How many changes a draft makes to the version it begins from, counted as the page of the difference counts them. Steps that were undone are none. */
export function changesOf({ plan, from }: Pick<Draft, 'plan' | 'from'>): number {
  const known = counted.get(plan)
  if (known?.from === from) return known.count
  const count = changeCount(diffPlans(from, plan))
  counted.set(plan, { from, count })
  return count
}

/** Gives a draft up. It stays readable; nothing comes of it. Only an open draft. */
export async function dropDraft(tx: Tx, scope: Scope, draftId: number): Promise<void> {
  const row = await lockDraft(tx, draftId)
  if (!row) throw noDraft()
  if (row.state !== 'open') throw closed()
  await setDraftState(tx, draftId, 'dropped', null)
  await noted(tx, scope, row, 'dropped', { state: 'dropped', ops: row.ops })
}

/** What came of a change: the draft after it; `step` is null when there was nothing to change. */
export type Done = { draft: Draft; step: StepRow | null }

const isEmpty = (op: Op): boolean =>
  op.kind === 'set' ? Object.keys(op.fields).length === 0 : op.kind === 'all' && op.ops.every(isEmpty)

/**
 * Appends one operation to an open draft. In: what makes the operation from the plan of now (null: nothing to do); nobody else changes the draft meanwhile.
 * Out: the draft after it. Errors: Conflict `plans/draft-closed`, `plans/other-state`; Invalid `plans/bad-value`.
 */
export async function changeDraft(
  tx: Tx,
  scope: Scope,
  draftId: number,
  make: (draft: Draft) => Op | null | Promise<Op | null>,
  of_n: number | null = null,
): Promise<Done> {
  const draft = await lockedDraft(tx, draftId)
  if (draft.row.state !== 'open') throw closed()
  const op = await make(draft)
  // An undo of what somebody changed back already is still a step: the next undo goes on from there.
  if (op === null || (isEmpty(op) && of_n === null)) return { draft, step: null }
  const plan = apply(draft.plan, op)
  mustBeValid(plan, op)
  const step = await addStep(tx, draft.row, { op, actor: scope.actor, at: now(), of_n })
  return { draft: draftWith({ ...draft.row, ops: step.n }, plan, draft.from), step }
}

/**
 * Undoes the last own step that stands, or does the last undone one again, as a step of its own. Others' later changes of other fields stay.
 * Errors: Invalid `plans/nothing-to-undo`; Conflict `plans/changed-since` when somebody changed the same since: their words are not taken away.
 */
export async function undoStep(tx: Tx, scope: Scope, draftId: number, what: 'undo' | 'redo'): Promise<Done> {
  if (!(await lockDraft(tx, draftId))) throw noDraft()
  const of = undoable(await stepsBare(tx, draftId), scope.actor)[what]
  const step = of === null ? undefined : (await stepsFrom(tx, draftId, of))[0]
  if (!step)
    throw invalid(
      'plans/nothing-to-undo',
      'You have no step in this draft that could be undone or done again.',
      'Change the plan by hand.',
    )
  return changeDraft(
    tx,
    scope,
    draftId,
    ({ plan }) => {
      const { op } = rebase(plan, invert(step.op))
      if (op) return op
      throw conflict(
        'plans/changed-since',
        'Somebody changed the same since, so your step cannot be undone without taking theirs away.',
        'Open the part and change it by hand.',
      )
    },
    step.n,
  )
}

const mustBe = (row: DraftRow, state: DraftRow['state']): void => {
  if (row.state !== state)
    throw conflict('plans/other-draft-state', 'The draft is in another state by now.', 'Open it again.')
}

/**
 * Freezes an open draft for review: open to review, with the digest of the plan that results. Out: the draft. Errors: Invalid `plans/draft-errors` with
 * every error that would keep the plan from being taken; Conflict `plans/other-draft-state`.
 */
export async function freezeDraft(tx: Tx, scope: Scope, draftId: number): Promise<Draft> {
  const draft = await lockedDraft(tx, draftId)
  mustBe(draft.row, 'open')
  const errors = checkPlan(draft.plan).filter((one) => one.severity === 'error')
  if (errors.length > 0)
    throw invalid(
      'plans/draft-errors',
      'The draft has errors that would keep it from becoming the plan.',
      'Repair what is named below, then send it to review.',
      errors.slice(0, 100).map((one) => {
        const { what, fix } = sayProblem(one, 'en')
        const es = sayProblem(one, 'es')
        return {
          path: one.element ?? '',
          code: `plans/${one.rule}`,
          message: what,
          hint: fix,
          es: { message: es.what, hint: es.fix },
        }
      }),
    )
  const print = digest(draft.plan)
  await setDraftState(tx, draftId, 'review', print)
  await noted(tx, scope, draft.row, 'frozen', { state: 'review', digest: print, ops: draft.row.ops })
  return draftWith({ ...draft.row, state: 'review', digest: print }, draft.plan, draft.from)
}

/** Opens a draft again that is in review, for further changes; its digest, and what was approved of it, holds no more. */
export async function thawDraft(tx: Tx, scope: Scope, draftId: number, reason: string): Promise<void> {
  const row = await lockDraft(tx, draftId)
  if (!row) throw noDraft()
  mustBe(row, 'review')
  await setDraftState(tx, draftId, 'open', null)
  await noted(tx, scope, row, 'reopened', { state: 'open' }, reason)
}

/**
 * A draft in review becomes the next version of its plan, by the same way as a plan file. Access and approvals are the caller's.
 * Errors: Conflict `plans/other-base` when the plan got another version since the draft began, `plans/other-digest` when the frozen plan is not what was
 * approved; those of `importPlan`.
 */
export async function takeDraft(
  services: Services,
  tx: Tx,
  scope: Scope,
  draftId: number,
  reason: string,
): Promise<Imported> {
  const draft = await lockedDraft(tx, draftId)
  mustBe(draft.row, 'review')
  const row = await planById(tx, draft.row.plan_id)
  if (!row || row.version !== draft.row.base_version)
    throw conflict(
      'plans/other-base',
      'The plan got another version since this draft began.',
      'Open it for changes again and carry it over to the version of today.',
    )
  const taken = await importPlan(services, tx, scope, {
    districtId: row.district_id,
    plan: draft.plan,
    digest: draft.row.digest ?? '',
    kind: row.kind,
    reason,
  })
  await setDraftState(tx, draftId, 'adopted', draft.row.digest)
  await noted(tx, scope, draft.row, 'adopted', { state: 'adopted', version: taken.version }, reason)
  return taken
}
