import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import type { EndedLine } from '../keeping/ended.tsx'
import { namesFor, workDistrict } from '../reading.ts'
import type { Item } from '../schema.ts'
import { ownerWords } from '../view.ts'
import { milestonePrefix } from './actions.ts'
import { standingOf, totals } from './rules.ts'
import type { Milestone, MilestoneKind, Standing } from './schema.ts'
import { milestoneItems, milestonesOf } from './store.ts'

export type MilestoneLine = {
  id: number
  href: string
  title: { words: string; lang: Lang }
  kind: MilestoneKind
  owner: string
  due: string
  planned: number | null
  reached: number
  standing: Standing
}

/** The due items of the milestones of a district, by milestone. */
export async function itemsByMilestone(tx: Tx, districtId: number): Promise<Map<number, Item>> {
  const items = await milestoneItems(tx, districtId, 'milestone:')
  return new Map(items.map((item) => [Number(item.source.slice('milestone:'.length, -1)), item]))
}

/** The due item of one milestone; null before there was one. */
export const itemOfMilestone = async (tx: Tx, row: Milestone): Promise<Item | null> =>
  (await milestoneItems(tx, row.district_id, milestonePrefix(row.milestone_id)))[0] ?? null

/** The owner of a milestone, as the names of owners are asked for. */
export const ownedBy = (row: Milestone) => ({ ...row, owner_account: null })

/** The milestones of the visitor's district, by their days. Nothing for whoever does not read the work. */
export async function milestonesFor(
  tx: Tx,
  visitor: Visitor,
  lang: Lang,
): Promise<{ lines: MilestoneLine[]; ended: EndedLine[]; totals: ReturnType<typeof totals>; leads: boolean }> {
  const district = workDistrict(visitor)
  const all = readable(visitor).includes(district) ? await milestonesOf(tx, [district]) : []
  const today = await todayOf(tx, district)
  const items = await itemsByMilestone(tx, district)
  const names = await namesFor(tx, all.map(ownedBy))
  const href = (row: Milestone) => `/work/milestones/${row.milestone_id}`
  const lines = all
    .filter((row) => !row.ended)
    .map((row): MilestoneLine => {
      const item = items.get(row.milestone_id) ?? null
      return {
        id: row.milestone_id,
        href: href(row),
        title: read(row.title, lang),
        kind: row.kind,
        owner: ownerWords(ownedBy(row), names, lang),
        due: item?.due_on ?? row.due_on,
        planned: row.planned,
        reached: row.reached,
        standing: standingOf(row, item, today),
      }
    })
  const ended = all.filter((row) => row.ended).map((row): EndedLine => ({ href: href(row), ...read(row.title, lang) }))
  return { lines, ended, totals: totals(lines.map((line) => line.standing)), leads: leads(visitor, district) }
}
