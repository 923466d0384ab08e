import { daysBetween } from '../rules.ts'
import { type Covered, type Delegation, type Given, longest } from './schema.ts'

type Dated = Pick<Delegation, 'first_day' | 'last_day' | 'ended_at'>
export type Standing = 'ahead' | 'now' | 'over' | 'ended'

/** How a delegation stands on a day of the district. Both its first and its last day belong to it; ended early it stops at once. */
export function standingOf(one: Dated, today: string): Standing {
  if (one.ended_at !== null) return 'ended'
  if (today < one.first_day) return 'ahead'
  return today > one.last_day ? 'over' : 'now'
}

export type DateProblem = { field: 'first_day' | 'last_day'; code: 'past' | 'before' | 'long' }

/** What is wrong with the days of a new delegation. */
export function dateProblems(
  { first_day, last_day }: Pick<Given, 'first_day' | 'last_day'>,
  today: string,
): DateProblem[] {
  if (first_day < today) return [{ field: 'first_day', code: 'past' }]
  if (last_day < first_day) return [{ field: 'last_day', code: 'before' }]
  return daysBetween(first_day, last_day) >= longest ? [{ field: 'last_day', code: 'long' }] : []
}

/** True when two lists cover the same, whatever their order. */
export function sameCovered(one: readonly Covered[], other: readonly Covered[]): boolean {
  const key = (part: Covered) => [part.owner_account, part.owner_role, part.owner_org, part.item_id].join('/')
  return one.map(key).toSorted().join('\n') === other.map(key).toSorted().join('\n')
}

/** Does whoever gave it still answer for what a part covers? In: the account that gave it, the roles that it holds today (none: it has left). */
export function stillTheirs(part: Covered, giver: number, roles: readonly { role: string; org_id: number }[]): boolean {
  if (roles.length === 0) return false
  if (part.owner_account !== null) return part.owner_account === giver
  return roles.some((held) => held.role === part.owner_role && held.org_id === part.owner_org)
}
