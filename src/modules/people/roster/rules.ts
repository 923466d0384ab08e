import type { Role } from '../access.ts'
import type { RosterStaffRole } from './schema.ts'

/** The roles here that a roster may give. An administrator, a superintendent or a steward is named by a person. */
export const grantable: readonly Role[] = ['teacher', 'counselor', 'coach', 'principal', 'office_head']

/** What a roster's role gives where nobody chose: a teacher is a teacher, and that is all. */
export const usualGrant = (role: RosterStaffRole): Role | null => (role === 'teacher' ? 'teacher' : null)

export type Wanted = { account_id: number; role: Role; org_id: number; from: string | null; to: string | null }
export type Held = {
  role_id: number
  account_id: number
  role: Role
  org_id: number
  from_date: string
  to_date: string | null
  source: 'hand' | 'roster'
  changed_by_hand: boolean
}
export type Step =
  | { do: 'give'; wanted: Wanted; from: string; to: string | null }
  | { do: 'end'; held: Held; to: string | null }
  | { do: 'take-back'; held: Held }

const keyOf = (one: { account_id: number; role: string; org_id: number }) =>
  `${one.account_id} ${one.role} ${one.org_id}`

/** Several entries of the roster for the same role at the same place as one: from the first day of any to the last day of any. */
export function joined(all: readonly Wanted[]): Wanted[] {
  const byKey = new Map<string, Wanted>()
  for (const one of all) {
    const known = byKey.get(keyOf(one))
    if (!known) byKey.set(keyOf(one), { ...one })
    else {
      known.from = known.from === null || one.from === null ? null : known.from < one.from ? known.from : one.from
      known.to = known.to === null || one.to === null ? null : known.to > one.to ? known.to : one.to
    }
  }
  return [...byKey.values()]
}

/**
 * What has to change so that the roles that a roster gives are those that it wants. In: what it wants, the roles held in the district (newest first), today and
 * yesterday (ISO dates). A role that a person gave or changed is never touched, and stands in the way of the same one from the roster.
 * Who is no longer wanted loses the role with yesterday as its last day, or altogether when it began today: from now on it opens nothing.
 */
export function roleSteps(wanted: readonly Wanted[], held: readonly Held[], today: string, yesterday: string): Step[] {
  const steps: Step[] = []
  const groups = Map.groupBy(held, keyOf)
  const asked = new Map(joined(wanted).map((one) => [keyOf(one), one]))
  for (const [key, rows] of groups) {
    const one = asked.get(key)
    if (one && (one.to === null || one.to >= today)) continue
    for (const row of rows) {
      if (row.source !== 'roster' || row.changed_by_hand || (row.to_date !== null && row.to_date < today)) continue
      const last = one?.to && one.to < yesterday ? one.to : yesterday
      if (row.from_date > last) steps.push({ do: 'take-back', held: row })
      else steps.push({ do: 'end', held: row, to: last })
    }
  }
  for (const [key, one] of asked) {
    if (one.to !== null && one.to < today) continue
    const rows = groups.get(key) ?? []
    const latest = rows.find((row) => row.source === 'roster')
    if (latest?.changed_by_hand) continue
    if (rows.some((row) => row.source === 'hand' && (row.to_date === null || row.to_date >= today))) continue
    if (latest && (latest.to_date === null || latest.to_date >= yesterday)) {
      if (latest.to_date !== one.to) steps.push({ do: 'end', held: latest, to: one.to })
      continue
    }
    const after = rows.reduce((last, row) => (row.to_date !== null && row.to_date > last ? row.to_date : last), '')
    steps.push({ do: 'give', wanted: one, from: one.from !== null && one.from > after ? one.from : today, to: one.to })
  }
  return steps
}
