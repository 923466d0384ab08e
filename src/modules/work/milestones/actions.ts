import type { Tx } from '../../../platform/db/database.ts'
import { forbidden } from '../../../platform/errors.ts'
import { alike } from '../../../platform/json.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { leads, mayUpdate, readable } from '../access.ts'
import { saveItems } from '../actions.ts'
import { dutyOwners } from '../duties/keep/actions.ts'
import { type Kept, keepRow, recordEntered, textOver, undoRow } from '../keeping/row.ts'
import { lockDistrict } from '../store.ts'
import { countIn, type MilestoneProblem, milestoneProblems } from './rules.ts'
import type { Milestone, MilestoneTyped } from './schema.ts'
import {
  insertMilestone,
  milestoneById,
  type MilestoneFields,
  milestoneKeeper,
  milestonesOf,
  noMilestone,
} from './store.ts'

type Problems = { kind: 'problems'; problems: MilestoneProblem[] }

/** All items of a milestone begin with this. */
export const milestonePrefix = (id: number): string => `milestone:${id}/`

/** Milestones are entered and changed by those who lead the district. */
export function mustKeepMilestones(visitor: Visitor, districtId: number): void {
  if (!readable(visitor).includes(districtId)) throw noMilestone()
  if (!leads(visitor, districtId))
    throw forbidden(
      'work/not-your-milestones',
      'Only the superintendent, the cabinet or an administrator may enter or change a milestone.',
      'Ask one of them to do it; its owner says how many are reached.',
    )
}

/** The offices that may own a milestone, in words; the one that it has stays one, also when nobody holds the role today. */
export const milestoneOwners = (tx: Tx, districtId: number, lang: Lang, row: Milestone | null = null) =>
  dutyOwners(tx, districtId, lang, row)

const ownersFor = async (tx: Tx, districtId: number, row: Milestone | null): Promise<Set<string>> => {
  return new Set((await milestoneOwners(tx, districtId, 'en', row)).map((one) => one.value))
}
export const ownerText = (row: Pick<Milestone, 'owner_role' | 'owner_org'>): string =>
  `${row.owner_role}@${row.owner_org}`

/** The due item of a milestone: as the milestone says, or none once it has ended. */
async function follow(tx: Tx, visitor: Visitor, row: Milestone): Promise<void> {
  const prefix = milestonePrefix(row.milestone_id)
  const item = {
    source: prefix,
    kind: 'task' as const,
    org_id: row.org_id,
    title: row.title,
    href: `/work/milestones/${row.milestone_id}`,
    owner: { role: row.owner_role, org_id: row.owner_org },
    starts_on: null,
    due_on: row.due_on,
    needs_artefact: true,
  }
  await saveItems(tx, visitor.scope, row.district_id, prefix, row.ended ? [] : [item])
}

/** The columns that a form stands for, over those that its author saw. */
function fieldsOf(typed: MilestoneTyped, lang: Lang, seen: MilestoneFields | null): MilestoneFields {
  const [role = '', org = ''] = typed.owner.split('@')
  return {
    org_id: Number(org),
    kind: typed.kind,
    title: seen ? textOver(typed.title, lang, seen.title) : { [lang]: typed.title, source: lang },
    basis: typed.basis,
    owner_role: role,
    owner_org: Number(org),
    planned: typed.planned === '' ? null : countIn(typed.planned, 1),
    reached: seen?.reached ?? 0,
    due_on: typed.due_on,
    ended: seen !== null && typed.ended === 'yes',
  }
}

/** Enters a milestone; it is a due item of its owner at once. The same form twice is one milestone. Errors: Missing, Forbidden `work/not-your-milestones`. */
export async function enterMilestone(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: MilestoneTyped,
  lang: Lang,
): Promise<Kept<Milestone> | Problems> {
  mustKeepMilestones(visitor, districtId)
  await lockDistrict(tx, districtId)
  const problems = milestoneProblems(typed, await ownersFor(tx, districtId, null))
  if (problems.length > 0) return { kind: 'problems', problems }
  const fields = fieldsOf(typed, lang, null)
  const { reached: _, ...told } = fields
  const names = Object.keys(told) as (keyof typeof told)[]
  const known = (await milestonesOf(tx, [districtId])).find((row) =>
    names.every((name) => alike(row[name], told[name])),
  )
  if (known) return { kind: 'saved', row: known, same: true }
  const row = await insertMilestone(tx, districtId, fields)
  await recordEntered(tx, visitor.scope, milestoneKeeper, row)
  await follow(tx, visitor, row)
  return { kind: 'saved', row, same: false }
}

async function keep(
  tx: Tx,
  visitor: Visitor,
  row: Milestone,
  typed: { version: number; verb?: string; fields: (seen: MilestoneFields) => MilestoneFields },
): Promise<Kept<Milestone>> {
  const outcome = await keepRow(tx, visitor.scope, milestoneKeeper, row, typed)
  if (outcome.kind === 'saved' && !outcome.same) await follow(tx, visitor, outcome.row)
  return outcome
}

/** Changes a milestone, or takes it off the list. Errors: Missing, Forbidden `work/not-your-milestones`. */
export async function changeMilestone(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: MilestoneTyped,
  lang: Lang,
): Promise<Kept<Milestone> | Problems> {
  const row = await milestoneById(tx, id, true)
  mustKeepMilestones(visitor, row.district_id)
  const problems = milestoneProblems(typed, await ownersFor(tx, row.district_id, row))
  if (problems.length > 0) return { kind: 'problems', problems }
  return keep(tx, visitor, row, { version: typed.version, fields: (seen) => fieldsOf(typed, lang, seen) })
}

/** May this visitor say how many are reached: its owner, and those who lead the district. */
export const mayCount = (visitor: Visitor, row: Milestone): boolean =>
  mayUpdate(visitor, { ...row, owner_account: null })

/** Says how many are reached by now. Errors: Missing, Forbidden `work/not-yours`. */
export async function countReached(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; reached: string },
): Promise<Kept<Milestone> | Problems> {
  const row = await milestoneById(tx, id, true)
  if (!readable(visitor).includes(row.district_id)) throw noMilestone()
  if (!mayCount(visitor, row))
    throw forbidden(
      'work/not-yours',
      'Only its owner, the cabinet or an administrator may change this.',
      'Ask the owner who is named on the page.',
    )
  const reached = countIn(typed.reached, 0)
  if (reached === null || row.planned === null)
    return { kind: 'problems', problems: [{ field: 'reached', code: 'reached' }] }
  return keep(tx, visitor, row, {
    version: typed.version,
    verb: 'counted',
    fields: (seen) => ({ ...seen, reached }),
  })
}

/** Takes back the newest change. Errors: Missing, Forbidden, Conflict `work/changed-since`. */
export async function undoMilestone(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Milestone> {
  const row = await milestoneById(tx, id, true)
  if (!readable(visitor).includes(row.district_id)) throw noMilestone()
  // Whoever may only count takes back only a count.
  const verbs = leads(visitor, row.district_id) ? ['changed', 'counted'] : ['counted']
  if (!mayCount(visitor, row)) mustKeepMilestones(visitor, row.district_id)
  const back = await undoRow(tx, visitor.scope, milestoneKeeper, row, version, verbs)
  await follow(tx, visitor, back)
  return back
}
