import { isDate } from '../rules.ts'
import type { Item } from '../schema.ts'
import type { Milestone, MilestoneTyped, Standing } from './schema.ts'

/** How a milestone stands on a day. In: the milestone, its due item (null: none was made yet). */
export function standingOf(
  one: Pick<Milestone, 'planned' | 'reached' | 'due_on'>,
  item: Pick<Item, 'state' | 'done_on' | 'due_on'> | null,
  today: string,
): Standing {
  const enough = one.planned === null || one.reached >= one.planned
  if (item?.state === 'done') {
    if (!enough) return 'partly'
    return (item.done_on ?? '') > one.due_on ? 'reached_late' : 'reached'
  }
  if (item?.state === 'dropped') return 'dropped'
  if (one.planned !== null && enough) return 'to_show'
  return today > (item?.due_on ?? one.due_on) ? 'late' : 'ahead'
}

/** Of all milestones that were not let go: how many are reached, and how many are late. */
export function totals(all: readonly Standing[]): { all: number; reached: number; late: number } {
  const counted = all.filter((one) => one !== 'dropped')
  return {
    all: counted.length,
    reached: counted.filter((one) => one === 'reached' || one === 'reached_late').length,
    late: counted.filter((one) => one === 'late').length,
  }
}

export type MilestoneProblem = {
  field: 'title' | 'owner' | 'planned' | 'due_on' | 'reached'
  code: 'title' | 'owner' | 'planned' | 'date' | 'reached'
}

/** A number of people or things, or null when the text is none. */
export const countIn = (text: string, least: number): number | null => {
  const found = /^\d{1,3}$/.test(text) ? Number(text) : null
  return found !== null && found >= least ? found : null
}

/** What is wrong with a form. In: what was typed, the offices that may own a milestone. */
export function milestoneProblems(typed: MilestoneTyped, owners: ReadonlySet<string>): MilestoneProblem[] {
  const problems: MilestoneProblem[] = []
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (!owners.has(typed.owner)) problems.push({ field: 'owner', code: 'owner' })
  if (typed.planned !== '' && countIn(typed.planned, 1) === null) problems.push({ field: 'planned', code: 'planned' })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.due_on) || !isDate(typed.due_on))
    problems.push({ field: 'due_on', code: 'date' })
  return problems
}
