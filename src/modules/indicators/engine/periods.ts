/** A month of the school year: September is 1, June is 10. `last` is the last day it takes in. */
export type Month = { period: number; first: string; last: string }

/** `m01`..`m10`, as cubes write it. */
export const periodLabel = (period: number): string => `m${String(period).padStart(2, '0')}`

/**
 * The ten months of a school year. In: its ending year (2026 = 2025-26). July and August belong to September, everything after May to June,
 * so that every day of a calendar has a month.
 */
export function monthsOf(schoolYear: number): Month[] {
  return Array.from({ length: 10 }, (_, i) => {
    const period = i + 1
    const year = period <= 4 ? schoolYear - 1 : schoolYear
    const month = period <= 4 ? period + 8 : period - 4
    const first = new Date(Date.UTC(year, month - 1, 1))
    const last = new Date(Date.UTC(year, month, 0))
    return {
      period,
      first: period === 1 ? `${schoolYear - 1}-07-01` : iso(first),
      last: period === 10 ? `${schoolYear}-08-31` : iso(last),
    }
  })
}

/** The month a day belongs to; days outside the year go to its first or last month. */
export function periodOfDay(schoolYear: number, day: string): number {
  const months = monthsOf(schoolYear)
  return months.find((m) => day <= m.last)?.period ?? 10
}

const iso = (date: Date): string => date.toISOString().slice(0, 10)
