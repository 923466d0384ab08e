import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Keeper } from '../keeping/row.ts'
import type { Item } from '../schema.ts'
import { itemColumns } from '../store.ts'
import type { Milestone } from './schema.ts'

const columns =
  'milestone_id, district_id, org_id, kind, title, basis, owner_role, owner_org, planned, reached, due_on, ended, version'

export const noMilestone = () =>
  missing('work/no-such-milestone', 'There is no such milestone.', 'Go to the list of milestones and choose one there.')

/** One milestone, locked when `lock`. Errors: Missing `work/no-such-milestone` (also for one of another district). */
export async function milestoneById(tx: Tx, id: number, lock = false): Promise<Milestone> {
  const rows = await query<Milestone>(
    tx,
    `select ${columns} from work.milestone where milestone_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noMilestone()
  return rows[0]
}

/** The milestones of some districts, by their days. */
export const milestonesOf = (tx: Tx, districts: readonly number[]): Promise<Milestone[]> =>
  query<Milestone>(
    tx,
    `select ${columns} from work.milestone where district_id = any ($1) order by due_on, milestone_id`,
    [districts],
  )

export type MilestoneFields = Omit<Milestone, 'milestone_id' | 'district_id' | 'version'>
const names = [
  'org_id',
  'kind',
  'title',
  'basis',
  'owner_role',
  'owner_org',
  'planned',
  'reached',
  'due_on',
  'ended',
] as const satisfies readonly (keyof MilestoneFields)[]
const valueOf = (name: string, value: unknown): unknown => (name === 'title' ? JSON.stringify(value) : value)

export async function insertMilestone(tx: Tx, districtId: number, row: MilestoneFields): Promise<Milestone> {
  const rows = await query<Milestone>(
    tx,
    `insert into work.milestone (district_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) returning ${columns}`,
    [districtId, ...names.map((name) => valueOf(name, row[name]))],
  )
  if (!rows[0]) throw noMilestone()
  return rows[0]
}

/** How a milestone is kept: its name in the history, its fields, how they are written. */
export const milestoneKeeper: Keeper<Milestone, MilestoneFields> = {
  object: 'work.milestone',
  idOf: (row) => row.milestone_id,
  fieldsOf: (row) => Object.fromEntries(names.map((name) => [name, row[name]])) as MilestoneFields,
  write: async (tx, row, fields) => {
    const changed = names.filter((name) => name in fields)
    const rows = await query<Milestone>(
      tx,
      `update work.milestone set ${[...changed.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where milestone_id = $1 returning ${columns}`,
      [row.milestone_id, ...changed.map((name) => valueOf(name, fields[name]))],
    )
    if (!rows[0]) throw noMilestone()
    return rows[0]
  },
}

/** The due items of a district's milestones whose source begins with a prefix, as they are read for pages. */
export const milestoneItems = (tx: Tx, districtId: number, prefix: string): Promise<Item[]> =>
  query<Item>(
    tx,
    `select ${itemColumns('i')} from work.item i where i.district_id = $1 and starts_with(i.source, $2) order by i.item_id`,
    [districtId, prefix],
  )
