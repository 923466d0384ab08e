/** How well a rule is confirmed: the tags of the methods reference. */
export type Confirmation = 'checked with data' | 'read in the source' | 'standard' | 'not verified'

/** A setting of a definition from a day on, with the source that says so. The newest one whose day has come is valid. */
export type Dated<V> = { from: string; value: V; source: string; status: Confirmation }

export type HalfDayRule = 'half_day' | 'proportional'

/** Every threshold of the attendance definitions has its home here, and only here. Days and grades are whole numbers; grade -1 = PK, 0 = K. */
export const parameters = {
  /** Chronically absent from this share of days enrolled on, inclusive; in thousandths (100 = a tenth). */
  thresholdPerMille: [
    {
      from: '2011-07-01',
      value: 100,
      source: 'C.G.S. 10-198c(a): total absences at any time in the year of at least 10 % of days enrolled',
      status: 'read in the source',
    },
  ],
  /** A student enrolled for fewer days is not tested. */
  minMemberDays: [
    {
      from: '2011-07-01',
      value: 20,
      source: 'Common default of community attendance models; the number of the state calculation is not confirmed',
      status: 'not verified',
    },
  ],
  /** half_day: present when at least half of the day was attended. proportional: the portion missed counts. */
  halfDayRule: [
    {
      from: '2011-07-01',
      value: 'half_day',
      source: 'State Board definition: in attendance when present for at least half of the regular school day',
      status: 'read in the source',
    },
  ],
  /** Whether a day of in-school suspension is an absence. */
  issCountsAbsent: [
    {
      from: '2011-07-01',
      value: false,
      source: 'Local handbooks disagree; a student in in-school suspension is at school',
      status: 'not verified',
    },
  ],
  lowGrade: [
    {
      from: '2011-07-01',
      value: 0,
      source: 'State accountability counts grades K to 12',
      status: 'read in the source',
    },
  ],
  highGrade: [
    {
      from: '2011-07-01',
      value: 12,
      source: 'State accountability counts grades K to 12',
      status: 'read in the source',
    },
  ],
  /** Where the tiers begin, in thousandths of days enrolled. For display and lists only; nothing is published by tier. */
  tiersPerMille: [
    {
      from: '2011-07-01',
      value: { at_risk: 50, chronic: 100, severe: 200 },
      source: 'Common tiers of attendance work: under 5 %, 5 to 10 %, 10 to 20 %, 20 % and more',
      status: 'standard',
    },
  ],
} as const satisfies Record<string, readonly Dated<unknown>[]>

/** The values of one computation. */
export type AttendanceParams = {
  thresholdPerMille: number
  minMemberDays: number
  halfDayRule: HalfDayRule
  issCountsAbsent: boolean
  lowGrade: number
  highGrade: number
  tiersPerMille: { at_risk: number; chronic: number; severe: number }
}

/** The newest setting whose day has come. In: settings in any order, a day as ISO text. Throws when there is none yet: a year without a rule cannot be computed. */
export function settingOn<V>(settings: readonly Dated<V>[], day: string): Dated<V> {
  const valid = settings.filter((s) => s.from <= day).sort((a, b) => a.from.localeCompare(b.from))
  const newest = valid.at(-1)
  if (!newest) throw new Error(`No setting is valid on ${day}.`)
  return newest
}

/** The settings of a school year: those valid on its first day (July 1st), with what a district decided for itself put over them. */
export function paramsOfYear(schoolYear: number, own: Partial<AttendanceParams> = {}): AttendanceParams {
  const day = `${schoolYear - 1}-07-01`
  return {
    thresholdPerMille: settingOn<number>(parameters.thresholdPerMille, day).value,
    minMemberDays: settingOn<number>(parameters.minMemberDays, day).value,
    halfDayRule: settingOn<HalfDayRule>(parameters.halfDayRule, day).value,
    issCountsAbsent: settingOn<boolean>(parameters.issCountsAbsent, day).value,
    lowGrade: settingOn<number>(parameters.lowGrade, day).value,
    highGrade: settingOn<number>(parameters.highGrade, day).value,
    tiersPerMille: settingOn(parameters.tiersPerMille, day).value,
    ...own,
  }
}
