/** One school of a synthetic district: what the generator needs to know, in the order of the feed's own words. */
export type School = {
  /** Five digits, text: leading zeros count. */
  code: string
  name: string
  zone: string
  /** Grades as numbers: -1 = PK, 0 = K, 1..12. */
  low: number
  high: number
  /** Elementary: share of the neighborhood children (1 = an average school). Others: 0. */
  weight: number
  /** Code of the school that children of this one go to next. */
  feeds?: string
  /** `magnet` takes children from everywhere, `transition` only grade 12 students with a disability. */
  special?: 'magnet' | 'transition'
  /** Added to the logarithm of every student's absence rate at this school. */
  effect?: number
  /** Every student has a row every day. */
  positive?: boolean
  from?: string
  to?: string
  /** Where the students went when the school ended. */
  successor?: string
  lineage?: 'merged' | 'split' | 'closed' | 'renamed'
}

/** `poverty` and `effect` move a zone's share of low-income families and its absence rate; `mix` shifts race and ethnicity. */
export type Zone = {
  code: string
  name: string
  poverty: number
  effect: number
  mix: 'hispanic' | 'black' | 'white' | 'none'
}

export type Node = { code: string; name: string }

export type Portfolio = Node & { schools: readonly string[] }

/** From the day after `after` the school hands in nothing more, up to the end of that school year. */
export type Stop = { school: string; after: string }

/**
 * School days that differ from the district's. `storms`: days a year lost to weather of its own, made up in June.
 * `late`: so many first days are for teachers only, added at the end of the year.
 */
export type OwnCalendar = { school: string; storms: number; late: number }

/** A whole synthetic district; everything else follows from it, the seed and the day. */
export type District = {
  state: Node
  code: string
  name: string
  town: string
  zones: readonly Zone[]
  schools: readonly School[]
  offices: readonly Node[]
  portfolios: readonly Portfolio[]
  stops: readonly Stop[]
  ownCalendars: readonly OwnCalendar[]
  /** Children who are in the district at some time, for each year in which children begin kindergarten. */
  cohort: number
}
