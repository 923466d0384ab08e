import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** A member of staff on one snapshot (methods 2.10). `place`: the school, district or role whose retention is asked for. */
export type StaffRow = { staff: string; place: string; temporary: boolean }
/** Why somebody is not on the next snapshot, where it is known. */
export type Leaving = 'retired' | 'died' | 'other'

export type Retention = {
  /** Still in the same place, of those on the first snapshot. */
  stayed: Share
  /** On the second snapshot in another place, and on neither. */
  movers: number
  leavers: number
  /** The same share without those who retired in between. Both are to be shown. */
  withoutRetired: Share
  /** Left out: temporary on the first snapshot, died in between. */
  leftOut: number
}

/**
 * Headcount retention between two snapshots; attrition is one minus it. In: both snapshots (a person may stand in several places: each
 * pair of person and place is one), reasons of leaving, and optionally who counts (for "effective" staff: rated before the first
 * snapshot; give that set).
 */
export function retention(
  before: readonly StaffRow[],
  after: readonly StaffRow[],
  reasons: ReadonlyMap<string, Leaving> = new Map(),
  only: ReadonlySet<string> | null = null,
): Retention {
  const key = (one: StaffRow): string => JSON.stringify([one.staff, one.place])
  if (new Set(before.map(key)).size !== before.length) refuse('not-a-cohort', 'a person is listed twice in one place')
  const there = new Set(after.map(key))
  const anywhere = new Set(after.map((one) => one.staff))
  const out: Retention = { stayed: { k: 0, n: 0 }, movers: 0, leavers: 0, withoutRetired: { k: 0, n: 0 }, leftOut: 0 }
  for (const one of before) {
    if (only && !only.has(one.staff)) continue
    const still = there.has(key(one))
    const reason = anywhere.has(one.staff) ? null : (reasons.get(one.staff) ?? null)
    if (one.temporary || reason === 'died') {
      out.leftOut += 1
      continue
    }
    out.stayed.n += 1
    if (reason !== 'retired') out.withoutRetired.n += 1
    if (still) {
      out.stayed.k += 1
      out.withoutRetired.k += 1
    } else if (anywhere.has(one.staff)) out.movers += 1
    else out.leavers += 1
  }
  return out
}

/** Hours in whole hundredths. `leave`: approved leave among the absent hours. Days of professional learning are no absence: leave them out. */
export type StaffHours = { scheduled: number; absent: number; leave: number }
/** Staff attendance as hours present of hours scheduled: with approved leave as absence, and without it (then not scheduled either). */
export function staffAttendance(rows: readonly StaffHours[]): { all: Share; withoutLeave: Share } {
  const all = { k: 0, n: 0 }
  const withoutLeave = { k: 0, n: 0 }
  for (const { scheduled, absent, leave } of rows) {
    demandCounts('hours', scheduled, absent, leave)
    if (absent > scheduled || leave > absent)
      refuse('not-a-cohort', 'leave is part of absence, absence of the schedule')
    all.n += scheduled
    all.k += scheduled - absent
    withoutLeave.n += scheduled - leave
    withoutLeave.k += scheduled - absent
  }
  return { all, withoutLeave }
}

export type Position = {
  /** Full-time equivalents in whole hundredths. */
  fte: number
  /** Authorized and budgeted, and not frozen, on the day. A frozen position leaves the denominator, and the freeze is logged. */
  open: boolean
  filledBy: 'permanent' | 'long_term_substitute' | null
}
/** Filled positions on a day, in hundredths of FTE; vacancy is the rest. On the first day of students: "filled on day one". */
export function filled(positions: readonly Position[], substituteCounts = false): Share {
  const out = { k: 0, n: 0 }
  for (const one of positions) {
    demandCounts('FTE', one.fte)
    if (!one.open) continue
    out.n += one.fte
    if (one.filledBy === 'permanent' || (substituteCounts && one.filledBy !== null)) out.k += one.fte
  }
  return out
}

/** Positions for next year known to be vacant by a day, and those of them with an accepted offer by then. ISO dates; both inclusive. */
export function hiredBy(vacancies: readonly { knownOn: string; acceptedOn: string | null }[], day: string): Share {
  const known = vacancies.filter((one) => one.knownOn <= day)
  return { k: known.filter((one) => one.acceptedOn !== null && one.acceptedOn <= day).length, n: known.length }
}

/** Share of people who said something of themselves (race, language): those who did not say are counted beside it, never as "no". */
export function selfReported(answers: readonly (boolean | null)[]): { share: Share; unknown: number } {
  const said = answers.filter((one) => one !== null)
  return { share: { k: said.filter(Boolean).length, n: said.length }, unknown: answers.length - said.length }
}
