import { gradeOf, isYearly } from './measures.ts'
import type { CellKey, Collected, TrueCell } from './sources.ts'

/** The declared tables of a scorecard edition: few, so that everything which is public at once can be checked at once. */
export const tableNames = ['district_years', 'district_to_date', 'schools', 'district_groups', 'schools_high_needs'] as const
export type TableName = (typeof tableNames)[number]

/** Group sets that the district's table by groups shows. Crossings stay out: they are nearly all small. */
export const publicGroupSets = ['race', 'econ', 'el', 'swd', 'gender', 'grade', 'residency', 'high_needs'] as const

export type Years = { current: number; latest: number; previous: number | null; closed: number[] }

/** The years of an edition: closed ones count in full, the running one only to date. Without a closed year the running one is the latest. */
export function yearsOf(cells: readonly CellKey[], current: number): Years {
  const all = [...new Set(cells.filter((cell) => cell.period === 'year').map((cell) => cell.school_year))].sort((a, b) => a - b)
  const closed = all.filter((year) => year < current)
  const latest = closed.at(-1) ?? current
  return { current, latest, previous: closed.includes(latest - 1) ? latest - 1 : null, closed }
}

/** Which declared table a cell belongs to, or null when it is not for the public. */
export function tableOf(cell: CellKey, districtId: number, schools: ReadonlySet<number>, years: Years): TableName | null {
  const whole = cell.group_set === 'all'
  if (cell.org_id === districtId) {
    if (cell.period === 'todate') return whole ? 'district_to_date' : null
    if (cell.period !== 'year') return null
    if (whole) return cell.school_year < years.current || cell.school_year === years.latest ? 'district_years' : null
    return cell.school_year === years.latest && (publicGroupSets as readonly string[]).includes(cell.group_set) ? 'district_groups' : null
  }
  if (!schools.has(cell.org_id) || cell.period !== 'year') return null
  if (whole) return cell.school_year === years.latest || cell.school_year === years.previous ? 'schools' : null
  return cell.group_set === 'high_needs' && cell.school_year === years.latest ? 'schools_high_needs' : null
}

/** The declared table of each cell of a district, or null when it is not for the public. */
export function placer(collected: Pick<Collected, 'schools' | 'cells' | 'current_year' | 'district'>): (cell: CellKey) => TableName | null {
  const schools = new Set(collected.schools.map((school) => school.org_id))
  const years = yearsOf(collected.cells, collected.current_year)
  return (cell) => tableOf(cell, collected.district.org_id, schools, years)
}

/** The true cells that an edition releases, in a fixed order. */
export function declared(collected: Collected): TrueCell[] {
  const place = placer(collected)
  const days = new Set(collected.definitions.filter((card) => card.counts === 'days').map((card) => card.id))
  return collected.cells
    .filter((cell) => {
      const table = place(cell)
      if (isYearly(cell.definition) && !fits(cell, collected.current_year)) return false
      // Rates of days are published for the whole district only: their counts are days, which the rule for students does not fit.
      return table !== null && (!days.has(cell.definition) || table === 'district_years' || table === 'district_to_date')
    })
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/**
 * A measure of a school year is published once the year is over, of places that have its grades; of one grade only, the table by grade says nothing new.
 */
const fits = (cell: TrueCell, currentYear: number): boolean =>
  cell.school_year < currentYear &&
  cell.state !== 'not_applicable' &&
  !(cell.group_set === 'grade' && gradeOf(cell.definition) !== null)

/** One string for a cell's key, for maps and order. */
export const keyOf = (cell: CellKey): string =>
  `${cell.definition}|${String(cell.school_year).padStart(4, '0')}|${cell.period}|${String(cell.org_id).padStart(9, '0')}|${cell.group_set}|${cell.group_value}`

/** True for a number of a year that was not over: the same key means something else on every other day. */
export const isToDate = (cell: CellKey, currentYear: number): boolean =>
  cell.period === 'todate' || cell.school_year >= currentYear

/**
 * The name of a number through all editions: the same name is the same number. Of a year that was not over it bears the day, for on every other day it is
 * another number.
 */
export const numberOf = (cell: CellKey & { through_date: string | null }, currentYear: number): string =>
  isToDate(cell, currentYear) ? `${keyOf(cell)}|${cell.through_date}` : keyOf(cell)

/**
 * A cell's key in the ledger of all editions. In: `through_date` only for numbers of an unfinished year (`isToDate`), otherwise null. To date and the
 * running year so far are one number through one day, so they have one key.
 */
export const ledgerKeyOf = (cell: CellKey & { through_date: string | null }): string =>
  cell.through_date === null ? keyOf(cell) : `${keyOf({ ...cell, period: 'todate' })}|${cell.through_date}`
