import { Temporal } from 'temporal-polyfill'

/** The only place that reads the clock. A fixed "today" (demo, tests) moves every instant by whole days, so that times and dates agree. */
let fixed: string | null = null
let offsetMs = 0

const dayMs = 86_400_000

/** Fixes the product's date (ISO date) or frees it (`null`). The time of day keeps running. */
export function fixToday(iso: string | null): void {
  fixed = iso
  offsetMs = iso === null ? 0 : Math.round((Date.parse(iso) - Math.floor(Date.now() / dayMs) * dayMs) / dayMs) * dayMs
}

/** The present instant. */
export function now(): Date {
  return new Date(Date.now() + offsetMs)
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
export function today(timeZone = 'America/New_York'): string {
  return fixed ?? dateIn(now(), timeZone)
}
