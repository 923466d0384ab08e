/** States of a computed result. "Suppressed" is not among them: it belongs to a release. */
export type ResultState = 'measured' | 'zero_population' | 'not_applicable' | 'not_measured'

/** One true value of the served slice: counts are stored, rates are derived. */
export type ValueRow = {
  definition: string
  school_year: number
  /** `year`, `m01`..`m10` (cumulative months), `todate` (through the same school day as the current year's latest). */
  period: string
  through_date: string | null
  org_id: number
  group_set: string
  group_value: string
  state: ResultState
  /** numerator */
  n: number | null
  /** denominator */
  d: number | null
  sum: number | null
  run_id: number
}

/** One value of the latest audited cube. A hidden one holds no numbers. */
export type AuditedRow = Omit<ValueRow, 'sum' | 'run_id'> & { audit_id: number; shown: boolean; why: string }

export type RunRow = {
  run_id: number
  district_id: number
  definition: string
  school_year: number
  parameters: Record<string, unknown>
  datasets: Record<string, number>
  code_version: string
  digest: string
  rows: number
  cube_path: string
  through_date: string | null
  at: Date
  took_ms: number
  /** sums of closed months, relative to the home */
  month_path: string | null
}

export type StandingRow = {
  student_key: number
  org_id: number
  definition: string
  school_year: number
  /** hundredths of a day */
  absent: number
  member_days: number
  flag: boolean
  tier: string
  through_date: string | null
}

export type ReferenceRow = {
  place: string
  definition: string
  school_year: number
  value: number | null
  n: number | null
  d: number | null
  suppressed: boolean
  source: string
}

/** Which values somebody asks for; a missing list means all. */
export type Wanted = {
  definition: string
  orgIds?: readonly number[]
  schoolYears?: readonly number[]
  periods?: readonly string[]
  groupSets?: readonly string[]
}
