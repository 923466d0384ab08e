export const orgKinds = ['state', 'district', 'zone', 'portfolio', 'school', 'office'] as const
export type OrgKind = (typeof orgKinds)[number]
export const lineageKinds = ['merged', 'split', 'closed', 'renamed'] as const
export type LineageKind = (typeof lineageKinds)[number]
export const dayTypes = ['instructional', 'half_day', 'make_up', 'holiday', 'weather', 'teacher_only', 'break'] as const
export type DayType = (typeof dayTypes)[number]

/** An organization. Dates are ISO texts; grades -1 = PK, 0 = K, 1..12. `district_id` is its own id for a district, null for a state. */
export type Org = {
  org_id: number
  district_id: number | null
  kind: OrgKind
  code: string
  name: string
  parent_id: number | null
  from_date: string
  to_date: string | null
  low_grade: number | null
  high_grade: number | null
  phone: string | null
  address: string | null
  version: number
}

export type Lineage = { from_org: number; to_org: number | null; kind: LineageKind; on_date: string }

/** One day of a school (or of a whole district). `day_number` runs over the days of school of the year. */
export type SchoolDay = {
  org_id: number
  school_year: number
  day: string
  day_type: DayType
  is_instructional: boolean
  day_number: number | null
  marking_period: string | null
  season: string | null
}

type Cell = string | null | undefined
/** One row of organizations.csv as it was read: texts, blank or null where nothing stands. */
export type OrganizationRow = Record<
  | 'org_code'
  | 'name'
  | 'kind'
  | 'parent_code'
  | 'from_date'
  | 'to_date'
  | 'low_grade'
  | 'high_grade'
  | 'phone'
  | 'address'
  | 'successor_code'
  | 'lineage',
  Cell
>
/** One row of calendar.csv as it was read. */
export type CalendarRow = Record<'school_year' | 'org_code' | 'date' | 'day_type' | 'marking_period' | 'season', Cell>

/** What a load did, in rows of the result. `absent`: known before, not in the file, left as they are. */
export type Loaded = { added: number; changed: number; same: number; removed: number; absent: number }

/** What is wrong with a row of a file (`row` counts from 1 below the header). `value` is the cell: codes and dates, never a student's. */
export type RowProblem = { row: number; code: string; field: string; value: string; message: string; hint: string }
