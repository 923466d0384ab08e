import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/**
 * The arithmetic of attendance on small lists (methods 2.1), to check SQL against. A portion of a day is whole hundredths (0..100), so that
 * a threshold is compared in whole numbers: 18 days of 180 are a tenth, 17.5 are not. Sources: C.G.S. 10-198c(a); the state's half-day rule.
 */
export type DayPolicy = 'half_day' | 'proportional'

/** What of a day counts as absent, in hundredths. In: the portion missed. half_day: present when at least half of the day was attended. */
export function absentPart(missed: number, policy: DayPolicy): number {
  demandCounts('portion of a day', missed)
  if (missed > 100) refuse('not-a-setting', 'a portion of a day is at most 100 hundredths')
  return policy === 'proportional' ? missed : missed > 50 ? 100 : 0
}

export type ChronicSettings = {
  /** Inclusive threshold in thousandths of the days enrolled. */
  perMille: number
  /** Fewer days enrolled: the student is not tested (null). */
  minMemberDays: number
}
export const connecticut: ChronicSettings = { perMille: 100, minMemberDays: 20 }

/** Chronically absent? In: hundredths of days absent, days enrolled. Out: null when the student was enrolled too short to be tested. */
export function isChronic(absent: number, memberDays: number, settings = connecticut): boolean | null {
  demandDays(absent, memberDays)
  if (memberDays === 0 || memberDays < settings.minMemberDays) return null
  return absent * 10 >= settings.perMille * memberDays
}

export const tiers = ['satisfactory', 'at_risk', 'chronic', 'severe'] as const
/** Tier for display only: from 5, 10 and 20 percent absent. Null without days enrolled. */
export function tier(absent: number, memberDays: number): (typeof tiers)[number] | null {
  demandDays(absent, memberDays)
  if (memberDays === 0) return null
  if (absent < 5 * memberDays) return 'satisfactory'
  if (absent < 10 * memberDays) return 'at_risk'
  return absent < 20 * memberDays ? 'chronic' : 'severe'
}

function demandDays(absent: number, memberDays: number): void {
  demandCounts('days', absent, memberDays)
  if (absent > memberDays * 100) refuse('not-a-cohort', 'more days absent than enrolled')
}

export type Spell = { entry: string; exit: string | null }

/**
 * Days enrolled: instructional days inside at least one spell, each once; days in a gap never count. In: spells with ISO dates (entry and
 * exit inclusive), the instructional days of the calendar, the last day for which the school handed in.
 */
export const memberDays = (
  spells: readonly Spell[],
  instructional: readonly string[],
  through = '9999-12-31',
): number =>
  new Set(
    instructional.filter(
      (day) => day <= through && spells.some((s) => s.entry <= day && (s.exit === null || day <= s.exit)),
    ),
  ).size

/** The last day that counts in a running year: today, or the last day handed in when that is earlier. */
export const dataThrough = (today: string, handedIn: string | null): string | null =>
  handedIn === null ? null : handedIn < today ? handedIn : today

export type Days = { member: number; absent: number }

/**
 * Average daily membership and attendance, and the attendance rate as counts (hundredths of days present of hundredths enrolled).
 * The rate of a district is this over all its students, never the mean of its schools. Out: averages null without instructional days.
 */
export function dailyAverages(
  students: readonly Days[],
  instructionalDays: number,
): { adm: number | null; ada: number | null; rate: Share } {
  demandCounts('instructional days', instructionalDays)
  let member = 0
  let present = 0
  for (const one of students) {
    demandDays(one.absent, one.member)
    member += one.member
    present += one.member * 100 - one.absent
  }
  const each = (sum: number): number | null => (instructionalDays === 0 ? null : sum / instructionalDays)
  return { adm: each(member), ada: each(present / 100), rate: { k: present, n: member * 100 } }
}
