import type { Cell } from './cells.ts'
import { type BackTest, backTest, type Projected, projectEnrollment, type YearGrades } from './rules/enrollment.ts'
import { totalRanges } from './rules/enrollment-range.ts'

/** The enrollment of one place carried on. `lowest`: its lowest grade (0 = K), where `grades` begin. */
export type Carried = {
  lowest: number
  history: { year: number; total: number; grades: readonly number[] }[]
  /** `low`, `high`: what the totals of past projections missed by at that horizon, and always the total itself; null where that was never compared. */
  ahead: { year: number; total: number; low: number | null; high: number | null; grades: Projected['grades'] }[]
  test: BackTest[]
}

const gradeOf = (value: string): number => (value === 'PK' ? -1 : value === 'K' ? 0 : Number(value))
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const longest = 3

/**
 * Carries the enrollment of one place on (methods 2.14). In: its cells of `fall-enrollment` by grade, through the last school year that is counted.
 * Prekindergarten is left out: nobody has to come. Without births the lowest grade is the mean of its last three years, which is what one birth a year gives.
 * Out: null with fewer than three school years in a row, or where the newest class is hidden.
 */
export function carriedOn(cells: readonly Cell[], throughYear: number): Carried | null {
  const byYear = new Map<number, Map<number, number>>()
  for (const cell of cells) {
    if (cell.group_set !== 'grade' || cell.period !== 'year' || cell.state !== 'measured' || cell.hidden) continue
    const grade = gradeOf(cell.group_value)
    if (grade < 0 || cell.n === null || cell.school_year > throughYear) continue
    byYear.set(cell.school_year, (byYear.get(cell.school_year) ?? new Map<number, number>()).set(grade, cell.n))
  }
  const years: number[] = []
  for (let year = throughYear; byYear.has(year); year--) years.unshift(year)
  if (years.length < 3) return null
  const known = years.flatMap((year) => [...(byYear.get(year)?.keys() ?? [])])
  const [lowest, highest] = [Math.min(...known), Math.max(...known)]
  const history: YearGrades[] = years.map((year) => ({
    year,
    grades: Array.from({ length: highest - lowest + 1 }, (_, i) => byYear.get(year)?.get(lowest + i) ?? 0),
  }))
  const first = years[0] ?? throughYear
  const births = new Map(
    Array.from({ length: throughYear - first + longest + 1 }, (_, i): [number, number] => [first - 5 + i, 1]),
  )
  const ranges = totalRanges(history, births, longest)
  return {
    lowest,
    history: history.map((one) => ({ ...one, total: sum(one.grades) })),
    ahead: projectEnrollment(history, births, longest).map((one, i) => {
      const total = sum(one.grades.map((grade) => grade?.value ?? 0))
      const range = ranges.find((found) => found.horizon === i + 1)
      return {
        year: one.year,
        total,
        low: range ? total * Math.min(1, range.low) : null,
        high: range ? total * Math.max(1, range.high) : null,
        grades: one.grades,
      }
    }),
    test: backTest(history, births, longest),
  }
}
