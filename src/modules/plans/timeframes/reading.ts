import type { cadences } from '../file/element.ts'
import type { Interval } from './calendar.ts'

export type Cadence = (typeof cadences)[number]
/** Months of a year, from one to another, both included; from 11 to 2 goes over New Year. */
export type MonthSpan = { from: number; to: number }

/** Where in its period a recurring duty falls. */
export type Anchor =
  | { kind: 'dayOfMonth'; day: number }
  /** The n-th whole week of a month, Monday to Friday. */
  | { kind: 'weekOfMonth'; week: number }
  | { kind: 'dayOfYear'; month: number; day: number }
  | { kind: 'months'; spans: readonly MonthSpan[] }
  | { kind: 'weeks'; weeks: number }
  | { kind: 'yearEnd' }

/** Why a reading is this one. `as-written`: the words leave no choice. The others stand beside at least one more. */
export type ReadingId =
  | 'as-written'
  | 'calendar-year'
  | 'school-year-ending'
  | 'school-year-beginning'
  | 'season-begins'
  | 'season-ends'
  | 'before-it'
  | 'by-its-end'
  | 'budget-year'
  | 'budget-making'
  | 'first-of-plan'
  | Cadence

/** One way to read the words of a timeframe. */
export type Reading = {
  id: ReadingId
  /** In order. The last one has no `to` when it goes on. Empty: the words name no days. */
  intervals: readonly Interval[]
  /** True when it goes on without an end. */
  open: boolean
  every: Cadence | null
  on: Anchor | null
  /** A longest wait in days, when the words name a length of time and no moment. */
  limitDays: number | null
}

/** What a reading takes for granted: said to whoever looks, so that it is no silent guess. */
export type Assumption =
  | 'season-days'
  | 'marking-period-days'
  | 'quarter-days'
  | 'dash-lost'
  | 'no-year'
  | 'two-weeks'
  | 'week-of-month'
  | 'plan-start'

/** Why a person has to settle it. */
export const findings = [
  'bare-year',
  'season-in-two-years',
  'two-cadences',
  'by-a-span',
  'budget-cycle',
  'year-one',
  'student-stage',
  'no-start',
  'no-year',
  'vague',
  'unknown',
] as const
export type FindingCode = (typeof findings)[number]

/**
 * What the words of a timeframe come to. With a finding there is no `reading`: `readings` are the ways in which the words can be read (none when
 * they are unknown), and a person chooses. `remark` is what the words say besides time.
 */
export type Resolution = {
  words: string
  reading: Reading | null
  readings: readonly Reading[]
  finding: FindingCode | null
  assumed: readonly Assumption[]
  remark: string | null
}

const plain = { open: false, every: null, on: null, limitDays: null } as const
/** A reading of closed days. */
export const reading = (id: ReadingId, intervals: readonly Interval[], more: Partial<Reading> = {}): Reading => ({
  ...plain,
  ...more,
  id,
  intervals,
})
