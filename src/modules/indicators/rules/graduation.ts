import type { Share } from '../stats/interval.ts'
import { refuse } from '../stats/refusal.ts'

/**
 * Adjusted cohort graduation rate (methods 2.2), on lists of students, to check SQL against.
 * Sources: ESEA 8101(25); 34 CFR 200.19(b) of 2008, which the state cites. What a state may choose is a setting.
 */
export const exits = [
  'transfer', // to a school or program that leads to a regular diploma
  'home_school',
  'emigrated',
  'prison', // or a juvenile facility, with its own program and an expected diploma
  'died',
  'equivalency',
  'dropout',
  'aged_out',
  'expelled',
  'certificate',
  'moved',
  'unknown',
] as const
export type Exit = (typeof exits)[number]
/** Only these leave the cohort, and only with confirmation in writing. Everybody else stays, and did not graduate. */
const removable: readonly Exit[] = ['transfer', 'home_school', 'emigrated', 'prison', 'died']

export const diplomas = ['regular', 'state_alternate', 'equivalency', 'certificate'] as const
export type Diploma = (typeof diplomas)[number]

export type CohortStudent = {
  student: string
  /** first: in grade 9 for the first time in the cohort's year. in: transferred in, put there by that year. */
  entered: 'first' | 'in'
  /** How the student left, last of all; null while enrolled or after a diploma. `on`: ISO date. */
  exit: { kind: Exit; documented: boolean; on: string } | null
  diploma: { kind: Diploma; on: string } | null
}

export type GraduationSettings = {
  /** Length in years: 4 or, for the extended rate, 5 to 7. */
  years: 4 | 5 | 6 | 7
  /** Last day of the school year, MM-DD. */
  yearEnd: string
  /** Last day on which a summer diploma still counts for the year before, MM-DD; null: summer graduates do not count. */
  summerUntil: string | null
}
export const usual: GraduationSettings = { years: 4, yearEnd: '06-30', summerUntil: '08-31' }

export type Graduation = {
  /** Graduates of the adjusted cohort. */
  rate: Share
  first: number
  in: number
  removed: Record<'transfer' | 'home_school' | 'emigrated' | 'prison' | 'died', number>
  /** Said to have left for a reason that removes, without papers: they stay as non-graduates, and somebody can still find the papers. */
  undocumented: number
  /** Who did not graduate, by what they have instead. */
  others: Record<'equivalency' | 'certificate' | 'left' | 'enrolled', number>
}

/**
 * The rate of the cohort that began grade 9 in the fall of `startYear` (its four-year class is startYear + 4).
 * A diploma in time counts whatever came after it; a removal counts when it happened before the window closed and before any diploma.
 * Each student once (`indicators/not-a-cohort` otherwise).
 */
export function graduation(students: readonly CohortStudent[], startYear: number, settings = usual): Graduation {
  if (new Set(students.map((one) => one.student)).size !== students.length)
    refuse('not-a-cohort', 'a student is listed twice')
  const last = startYear + settings.years
  const until = `${last}-${settings.summerUntil ?? settings.yearEnd}`
  const out: Graduation = {
    rate: { k: 0, n: 0 },
    first: 0,
    in: 0,
    removed: { transfer: 0, home_school: 0, emigrated: 0, prison: 0, died: 0 },
    undocumented: 0,
    others: { equivalency: 0, certificate: 0, left: 0, enrolled: 0 },
  }
  for (const { entered, exit, diploma } of students) {
    out[entered] += 1
    const has = diploma && diploma.on <= until ? diploma.kind : null
    if (has === 'regular' || has === 'state_alternate') {
      out.rate.k += 1
      out.rate.n += 1
      continue
    }
    const gone = exit && exit.on <= until ? exit : null
    if (gone && isRemoval(gone.kind)) {
      if (gone.documented) {
        out.removed[gone.kind] += 1
        continue
      }
      out.undocumented += 1
    }
    out.rate.n += 1
    if (has === 'equivalency' || gone?.kind === 'equivalency') out.others.equivalency += 1
    else if (has === 'certificate' || gone?.kind === 'certificate') out.others.certificate += 1
    else if (gone) out.others.left += 1
    else out.others.enrolled += 1
  }
  return out
}

const isRemoval = (kind: Exit): kind is keyof Graduation['removed'] => removable.includes(kind)

export type YearStudent = {
  student: string
  grade: number
  /** Enrolled at some time of the year; left before its end, or over the summer without a return. */
  left: boolean
  /** Enrolled anywhere on the next 1 October. */
  returned: boolean
  /** graduated, documented transfer, died, long illness: not a dropout. */
  excluded: boolean
}

/**
 * Event dropout rate of one year (methods 2.3): enrolled in grades 9 to 12 during the year, left, not back by 1 October, and not excluded,
 * of all enrolled in these grades. Source: the federal event rate (NCES).
 */
export function eventDropout(students: readonly YearStudent[], grades = { low: 9, high: 12 }): Share {
  if (new Set(students.map((one) => one.student)).size !== students.length)
    refuse('not-a-cohort', 'a student is listed twice')
  const high = students.filter((one) => one.grade >= grades.low && one.grade <= grades.high)
  return { k: high.filter((one) => one.left && !one.returned && !one.excluded).length, n: high.length }
}
