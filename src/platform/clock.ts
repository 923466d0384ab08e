import { Temporal } from 'temporal-polyfill'

/** The only place that reads the clock. A fixed "today" (demo, tests) moves every instant by whole days, so that times and dates agree. */
let fixed: string | null = null
let offsetMs = 0

const usualZone = 'America/New_York'

/** Fixes the product's date (ISO date) or frees it (`null`). The time of day in `timeZone` keeps running, on that date. */
export function fixToday(iso: string | null, timeZone = usualZone): void {
  fixed = iso
  offsetMs = iso === null ? 0 : Date.parse(iso) - Date.parse(dateIn(new Date(Date.now()), timeZone))
}

/** The present instant. */
export function now(): Date {
  return new Date(Date.now() + offsetMs)
}

/** The machine's own time in milliseconds, whatever today is fixed to: for the age of files. */
export function machineTime(): number {
  return Date.now()
}

/** Milliseconds for measuring durations, never for dates. */
export function ticks(): number {
  return performance.now()
}

/** The date at an instant in a time zone (IANA name), as yyyy-mm-dd. */
export function dateIn(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** "Today" is the district's date; a fixed date is the same in every time zone. */
export function today(timeZone = usualZone): string {
  return fixed ?? dateIn(now(), timeZone)
}
