import type { Cell } from '../cells.ts'
import type { Share } from '../stats/interval.ts'
import { type PChart, pChart } from '../stats/p-chart.ts'
import { type RunChart, runChart } from '../stats/runs.ts'
import { lagOne } from '../stats/xmr.ts'

/** One month of a school year: 1 = September (with July and August) to 10 = June. */
export type MonthShare = { school_year: number; month: number; share: Share }

/**
 * Months one by one out of cumulative ones. In: cells of all students of one place, periods `m01` to `m10`, whose n and d are hundredths of student-days.
 * Out: in order of time, whole student-days. A month that is missing or hidden, and the one after it, have no number: nothing is guessed.
 */
export function monthsOfCells(cells: readonly Cell[]): MonthShare[] {
  const found: MonthShare[] = []
  for (const year of new Set(cells.map((cell) => cell.school_year).toSorted((a, b) => a - b))) {
    let before: { n: number; d: number } | null = { n: 0, d: 0 }
    for (let month = 1; month <= 10; month++) {
      const period = `m${String(month).padStart(2, '0')}`
      const cell = cells.find((one) => one.school_year === year && one.period === period)
      const known = cell && cell.state === 'measured' && !cell.hidden && cell.n !== null && cell.d !== null
      const now = known ? { n: cell.n ?? 0, d: cell.d ?? 0 } : null
      if (now && before) {
        const n = Math.round((now.d - before.d) / 100)
        const k = Math.min(n, Math.round((now.n - before.n) / 100))
        if (n > 0 && k >= 0) found.push({ school_year: year, month, share: { k, n } })
      }
      before = now
    }
  }
  return found
}

export type Control = {
  chart: PChart
  /** Each month less the same month a year before, oldest first; a month without its twin is left out. */
  differences: number[]
  /** Anhøj's rules over these differences; null below ten useful ones. */
  runs: RunChart | null
  /** Correlation of neighbors among them: far above zero, the rules cry wolf. */
  lag: number | null
}

/** Fewest months for a control chart: those of a whole school year. */
export const fewestMonths = 10

/**
 * A control chart of months (methods 3.6): Laney's limits, frozen on the months of complete years, and runs of the difference to the same month a year before,
 * so that the shape of the school year is no signal. In: months in order; the school year that is not over. Out: null below ten months of complete years.
 */
export function controlOf(months: readonly MonthShare[], currentYear: number): Control | null {
  const base = months.filter((one) => one.school_year < currentYear).length
  if (base < fewestMonths) return null
  const chart = pChart(
    months.map((one) => one.share),
    base,
  )
  if (!chart) return null
  const rate = (one: MonthShare): number => one.share.k / one.share.n
  const differences = months.flatMap((one) => {
    const twin = months.find((other) => other.school_year === one.school_year - 1 && other.month === one.month)
    return twin ? [rate(one) - rate(twin)] : []
  })
  return { chart, differences, runs: runChart(differences), lag: lagOne(differences) }
}
