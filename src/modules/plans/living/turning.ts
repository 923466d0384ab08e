import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import { schoolDays, settingOf, timeZoneOf, yearOf } from '../../people/index.ts'
import { draftObject } from '../editing/drafts.ts'
import type { DraftRow } from '../editing/schema.ts'
import { draftsOf } from '../editing/store.ts'
import { bodiesOf } from '../life/rules.ts'
import type { ApprovalRow } from '../life/schema.ts'
import { approvalsOfPlan } from '../life/store.ts'
import { graphOf } from '../reading.ts'
import type { PlanRow } from '../schema.ts'
import { versionsOf } from '../store.ts'
import { type Moment, type Turn, turnsOf, workingDayAfter } from './turns.ts'

const planObject = 'plans.plan'
const mostDrafts = 100

/** A turn with its days. `draft`: the draft that it is about now; null: the plan as a whole. `key`: the same as long as the turn is the same. */
export type DatedTurn = {
  key: string
  kind: Turn['kind']
  draft: number | null
  starts_on: string
  due_on: string
  done_on: string | null
}

/** What the history of a draft says of its way; oldest first. */
function draftMoments(history: readonly Recorded[]): Moment[] {
  const out: Moment[] = []
  for (const one of history.toReversed()) {
    if (one.verb === 'frozen')
      out.push({ what: 'sent', at: one.at, digest: String(one.became.digest ?? ''), by: one.actor })
    else if (one.verb === 'reopened') out.push({ what: backOrTaken(out, one.actor), at: one.at })
    else if (one.verb === 'adopted' || one.verb === 'dropped') out.push({ what: one.verb, at: one.at })
  }
  return out
}

/** The same of a plan that goes its way as a whole. */
function planMoments(history: readonly Recorded[]): Moment[] {
  const out: Moment[] = []
  for (const one of history.toReversed()) {
    const state = one.became.state
    if (state === 'review')
      out.push({ what: 'sent', at: one.at, digest: String(one.became.digest ?? ''), by: one.actor })
    else if (out.at(-1)?.what !== 'sent') continue
    else if (state === 'draft') out.push({ what: backOrTaken(out, one.actor), at: one.at })
    else if (state === 'adopted' || state === 'archived') out.push({ what: 'adopted', at: one.at })
  }
  return out
}

function backOrTaken(before: readonly Moment[], actor: number | null): 'back' | 'taken' {
  const sent = before.findLast((one) => one.what === 'sent')
  return sent?.what === 'sent' && sent.by === actor ? 'taken' : 'back'
}

type Subject = { key: string; draft: number | null; moments: Moment[]; base: number; decisions: ApprovalRow[] }

/** Drafts that were carried over to a newer version stand as one: what came back in the old one is sent again in the new one. */
async function draftSubjects(tx: Tx, row: PlanRow, decisions: readonly ApprovalRow[]): Promise<Subject[]> {
  const out = new Map<number, Subject>()
  for (const draft of (await draftsOf(tx, row.plan_id, mostDrafts)).toReversed()) {
    const history = await historyOf(tx, draftObject, draft.draft_id)
    const from = history.at(-1)?.became.carries
    const before = typeof from === 'number' ? out.get(from) : undefined
    if (before) out.delete(before.draft ?? 0)
    out.set(draft.draft_id, subjectOf(draft, before, draftMoments(history), decisions))
  }
  return [...out.values()].filter((one) => one.moments.length > 0)
}

const subjectOf = (
  draft: DraftRow,
  before: Subject | undefined,
  moments: Moment[],
  decisions: readonly ApprovalRow[],
): Subject => ({
  key: before?.key ?? `d${draft.draft_id}`,
  draft: draft.draft_id,
  moments: [...(before?.moments ?? []).filter((one) => one.what !== 'dropped'), ...moments],
  base: draft.base_version,
  decisions: [...(before?.decisions ?? []), ...decisions.filter((one) => one.draft_id === draft.draft_id)],
})

/**
 * Whose turn it was and is with a unit's plan and its drafts, with the days by which it has to be taken: so many working days of the calendar of the unit (of the
 * district, where the unit has none) after the day on which the turn began, by the setting `plan_turn_days` that held on that day at the unit or above it.
 * In: a transaction whose scope reads the drafts of the plan.
 */
export async function turnsOfPlan(tx: Tx, row: PlanRow): Promise<DatedTurn[]> {
  const decisions = await approvalsOfPlan(tx, row.plan_id)
  const whole: Subject = {
    key: 'plan',
    draft: null,
    moments: planMoments(await historyOf(tx, planObject, row.plan_id)),
    base: row.version,
    decisions: decisions.filter((one) => one.version !== null),
  }
  const subjects = [...(await draftSubjects(tx, row, decisions)), whole].filter((one) => one.moments.length > 0)
  if (subjects.length === 0) return []
  const zone = await timeZoneOf(tx, row.district_id)
  const versions = await versionsOf(tx, row.plan_id)
  const out: DatedTurn[] = []
  for (const one of subjects) {
    const base = versions.find((each) => each.version === one.base)
    if (!base) continue
    const { plan } = (await graphOf(tx, row.plan_id, base)).graph
    for (const turn of turnsOf(one.moments, bodiesOf(plan), one.decisions)) {
      const starts_on = dateIn(turn.from, zone)
      out.push({
        key: `turn-${one.key}-${turn.kind}-${turn.n}`,
        kind: turn.kind,
        draft: one.draft,
        starts_on,
        due_on: await dueOn(tx, row, turn.kind, starts_on),
        done_on: turn.done === null ? null : dateIn(turn.done, zone),
      })
    }
  }
  return out
}

async function dueOn(tx: Tx, row: PlanRow, kind: Turn['kind'], from: string): Promise<string> {
  const unit = row.unit_id ?? row.district_id
  const count = (await settingOf(tx, unit, 'plan_turn_days', from))[kind]
  return workingDayAfter(from, count, await workCalendar(tx, row, from))
}

/** The calendar of a plan's unit (of the district, where the unit has none) for the school year of a day and the one after it. */
export async function workCalendar(
  tx: Tx,
  row: Pick<PlanRow, 'unit_id' | 'district_id'>,
  from: string,
): Promise<{ day: string; day_type: string }[]> {
  const unit = row.unit_id ?? row.district_id
  const year = await yearOf(tx, row.district_id, from)
  const days: { day: string; day_type: string }[] = []
  for (const one of [year, year + 1]) {
    const own = await schoolDays(tx, unit, one)
    days.push(...(own.length > 0 ? own : await schoolDays(tx, row.district_id, one)))
  }
  return days
}
