import { addDays } from '../../../platform/dates.ts'
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

/** Whether two names are of one person as far as a roster tells: the same words, whatever their case and spaces. */
export const sameName = (a: string, b: string): boolean => folded(a) === folded(b)
const folded = (name: string) => name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/**
 * The stays that a roster wants of each role at each place, in order of time: entries that overlap or follow one another day by day are one stay, a gap parts them.
 * In: entries; those without a first or last day reach as far as there is.
 */
export function stays(all: readonly Wanted[]): Map<string, Wanted[]> {
  const byKey = new Map<string, Wanted[]>()
  for (const one of all.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))) {
    const known = byKey.get(keyOf(one)) ?? []
    const last = known.at(-1)
    if (!last) byKey.set(keyOf(one), [{ ...one }])
    else if (last.to === null || one.from === null || one.from <= addDays(last.to, 1))
      last.to = last.to === null || one.to === null ? null : last.to > one.to ? last.to : one.to
    else known.push({ ...one })
  }
  return byKey
}

/**
 * What has to change so that the roles that a roster gives are those that it wants. In: what it wants, the roles held in the district (newest first), today and
 * yesterday (ISO dates). A role that a person gave or changed is never touched, and stands in the way of the same one from the roster.
 * Who is no longer wanted loses the role with yesterday as its last day, or altogether when it began today: from now on it opens nothing.
 * What is wanted from a later day on is given with that day, and opens nothing until then.
 */
export function roleSteps(wanted: readonly Wanted[], held: readonly Held[], today: string, yesterday: string): Step[] {
  const asked = stays(wanted)
  const groups = Map.groupBy(held, keyOf)
  return [...new Set([...groups.keys(), ...asked.keys()])].flatMap((key) =>
    stepsOfOne(asked.get(key) ?? [], groups.get(key) ?? [], today, yesterday),
  )
}

/** The steps for one role of one account at one place. */
function stepsOfOne(wanted: readonly Wanted[], rows: readonly Held[], today: string, yesterday: string): Step[] {
  const steps: Step[] = []
  const current = wanted.find((one) => (one.from === null || one.from <= today) && (one.to === null || one.to >= today))
  const later = wanted.filter((one) => one.from !== null && one.from > today)
  const over = wanted.findLast((one) => one.to !== null && one.to < today)?.to ?? yesterday
  const open = (row: Held) => row.to_date === null || row.to_date >= today
  const mine = rows.filter((row) => row.source === 'roster' && !row.changed_by_hand)
  const running = mine.filter((row) => row.from_date <= today && open(row))
  const coming = mine.filter((row) => row.from_date > today)
  const barred = rows.some((row) => (row.source === 'hand' ? open(row) : row.changed_by_hand))

  for (const row of running) {
    if (current && row.to_date !== current.to) steps.push({ do: 'end', held: row, to: current.to })
    if (current) continue
    if (row.from_date > over) steps.push({ do: 'take-back', held: row })
    else steps.push({ do: 'end', held: row, to: over })
  }
  for (const row of coming) {
    const one = later.find((stay) => stay.from === row.from_date)
    if (!one) steps.push({ do: 'take-back', held: row })
    else if (row.to_date !== one.to) steps.push({ do: 'end', held: row, to: one.to })
  }
  if (barred) return steps

  if (current && running.length === 0) {
    const paused = mine.find((row) => row.to_date === yesterday)
    const after = rows.reduce(
      (last, row) => (row.from_date <= today && row.to_date !== null && row.to_date > last ? row.to_date : last),
      '',
    )
    const from = current.from !== null && current.from > after ? current.from : today
    if (paused) steps.push({ do: 'end', held: paused, to: current.to })
    else steps.push({ do: 'give', wanted: current, from, to: current.to })
  }
  for (const one of later)
    if (one.from !== null && !coming.some((row) => row.from_date === one.from))
      steps.push({ do: 'give', wanted: one, from: one.from, to: one.to })
  return steps
}
