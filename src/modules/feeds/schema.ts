import { z } from 'zod'

export const kindNames = [
  'organizations',
  'calendar',
  'students',
  'enrollment',
  'attendance',
  'submissions',
  'assessments',
  'courses',
  'course-flags',
  'discipline',
  'cohorts',
  'postsecondary',
  'programs',
  'certified-cohorts',
  'oneroster',
  'state-reports',
] as const
/** What is taken in: layouts of one file, a bundle of a roster, and published files of the state. */
export type KindName = (typeof kindNames)[number]
export const isKind = (text: unknown): text is KindName => kindNames.includes(text as KindName)

export const datasets = [
  'org',
  'calendar',
  'student_group',
  'enrollment',
  'attendance',
  'submission',
  'assessment',
  'course',
  'course_flag',
  'discipline',
  'cohort',
  'postsecondary',
  'program',
  'certified_cohort',
  'roster',
  'state_report',
] as const
/** What the lake holds. `org` and `roster` have one snapshot for all years: their school year is 0. */
export type Dataset = (typeof datasets)[number]
export const isDataset = (text: unknown): text is Dataset => datasets.includes(text as Dataset)

export const datasetOf: Readonly<Record<KindName, Dataset>> = {
  organizations: 'org',
  calendar: 'calendar',
  students: 'student_group',
  enrollment: 'enrollment',
  attendance: 'attendance',
  submissions: 'submission',
  assessments: 'assessment',
  courses: 'course',
  'course-flags': 'course_flag',
  discipline: 'discipline',
  cohorts: 'cohort',
  postsecondary: 'postsecondary',
  programs: 'program',
  'certified-cohorts': 'certified_cohort',
  oneroster: 'roster',
  'state-reports': 'state_report',
}

export const importStates = [
  'received',
  'examining',
  'examined',
  'stopped',
  'accepted',
  'loading',
  'loaded',
  'refused',
  'failed',
  'purged',
] as const
export type ImportState = (typeof importStates)[number]
export type StopCode = 'headers' | 'kind' | 'guard' | 'nothing' | 'content' | 'errors'
export const statuses = ['preliminary', 'certified', 'revised'] as const
export type DataStatus = (typeof statuses)[number]
export type Via = 'page' | 'api' | 'command'
export type Severity = 'error' | 'warning'

/** What an examination counted. */
export type Counts = {
  /** Rows of data in the file, the header not counted. */
  rows: number
  /** Rows that will be loaded. */
  usable: number
  /** Rows left out, each counted once. */
  skipped: number
  first_day: string | null
  last_day: string | null
  encoding: string
}

/** One place where the file fell too far against what is known: a school by its code, or the whole file (`code` empty). */
export type GuardHit = { code: string; school_year: number | null; before: number; after: number }

/** An organization of a roster that is none of ours. */
export type Unmatched = { sourced_id: string; name: string; kind: string; identifier: string }

export type ImportRow = {
  import_id: number
  org_id: number
  kind: KindName | null
  sha256: string
  name: string
  size: number
  state: ImportState
  stop_code: StopCode | null
  failure_code: string | null
  headers: string[]
  mapping: Record<string, string>
  counts: Partial<Counts>
  guards: GuardHit[]
  school_years: number[]
  unmatched: Unmatched[]
  override_reason: string
  override_by: string | null
  override_at: Date | null
  status: DataStatus
  embargo_until: Date | null
  embargo_accounts: number[]
  via: Via
  received_at: Date
  received_by: string
  decided_at: Date | null
  decided_by: string | null
  note: string
  loaded_at: Date | null
  file_gone_at: Date | null
  purged_at: Date | null
  purged_by: string | null
  purge_reason: string
  auto_accept: boolean
  version: number
}

export type VersionRow = {
  org_id: number
  dataset: Dataset
  school_year: number
  version: number
  path: string
  sha256: string
  size: number
  rows: number
  import_id: number
  base_version: number | null
  status: DataStatus
  made_at: Date
  through_date: string | null
  held: boolean
  embargo_until: Date | null
  embargo_accounts: number[]
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawn_reason: string
  file_gone_at: Date | null
}

export type FindingCount = { check_id: string; severity: Severity; rows: number }
export type FindingRow = {
  n: number
  check_id: string
  row_no: number | null
  column_name: string | null
  external_id: string | null
  nearest: string | null
}

export type TokenRow = {
  token_id: number
  org_id: number
  name: string
  kinds: KindName[]
  auto_accept: boolean
  made_by: string
  made_at: Date
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
  version: number
}

export type FreshnessRow = {
  school_id: number
  last_day: string | null
  days_handed_in: number
  days_expected: number
  days_since: number
}

const version = z.coerce.number().int().positive()
const reason = z.string().trim().min(3).max(500)

/** The form that accepts an import. Times come as the browser writes them: `2026-11-20T08:00`, in the district's time zone. */
export const acceptForm = z.object({
  version,
  status: z.enum(statuses),
  note: z.string().trim().max(2000).default(''),
  embargo_date: z.union([z.literal(''), z.iso.date()]).default(''),
  embargo_accounts: z.string().max(2000).default(''),
})
export const reasonForm = z.object({ version, reason })
export const rollbackForm = z.object({ to: z.coerce.number().int().positive(), reason })
export const purgeForm = z.object({ reason })
export const tokenForm = z.object({
  name: z.string().trim().min(2).max(80),
  kinds: z.string().min(1),
  days: z.coerce.number().int().min(1).max(400),
  auto_accept: z.string().optional(),
})
const days = z.coerce.number().int().min(1).max(36_500)
const daysOrNone = z.union([z.literal('').transform(() => null), days])
const seen = z.coerce.number().int().min(0)
/** Days of one kind of file: empty inherits the district's. */
export const retentionForm = z.object({ file_days: daysOrNone, version_days: daysOrNone, version: seen })
/** The district's own days, which the kinds inherit. */
export const usualForm = z.object({ file_days: days, version_days: days, version: seen })
