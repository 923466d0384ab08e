import { addDays } from '../../../platform/dates.ts'

/** The text of a cell; null when nothing stands there. */
export const blank = (cell: string | number | null | undefined): string | null =>
  cell == null ? null : String(cell).trim() || null

/** True for a real date written yyyy-mm-dd. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

/** A grade as files write it (PK, K, 1..12) to its number (-1, 0, 1..12); null when it is none. */
export function gradeOf(text: string): number | null {
  const up = text.trim().toUpperCase()
  if (up === 'PK') return -1
  if (up === 'K') return 0
  return /^(0?[1-9]|1[0-2])$/.test(up) ? Number(up) : null
}

/** The school year (its ending year) that a date lies in, when years begin on `begins` (mm-dd). */
export function schoolYearOf(date: string, begins = '07-01'): number {
  return Number(date.slice(0, 4)) + (date.slice(5) >= begins ? 1 : 0)
}

/** Stays in the line of command (not in portfolios) that overlap: an organization has one line at a time. */
export function overlapping(places: readonly { from: string; to: string | null }[]): boolean {
  const sorted = [...places].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.some((place, index) => {
    const next = sorted[index + 1]
    return next !== undefined && (place.to === null || place.to >= next.from)
  })
}

/** The day on which the next organization begins: the day after the last of the old one. */
export const dayAfter = (to: string): string => addDays(to, 1)
