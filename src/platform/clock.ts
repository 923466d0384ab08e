import { Temporal } from 'temporal-polyfill'

/** The only place that reads the clock. A fixed "today" (demo, tests) moves every instant, so that times and dates agree. */
let fixed: string | null = null
let offsetMs = 0
/** What a test adds to the machine's clock (`jumpClock`). */
let jumpedMs = 0

const usualZone = 'America/New_York'

const wall = (): number => Date.now() + jumpedMs
const wallAtStart = Date.now()
const ticksAtStart = performance.now()

/** Fixes the product's date (ISO date) or frees it (`null`). The time of day in `timeZone` keeps running, on that date. */
export function fixToday(iso: string | null, timeZone = usualZone): void {
  fixed = iso
  offsetMs = iso === null ? 0 : sameHourOn(iso, timeZone) - wall()
}

/** The milliseconds at which a clock of the place shows, on that date, the hour that it shows now: daylight saving may begin or end between. */
function sameHourOn(iso: string, timeZone: string): number {
  const { year, month, day } = Temporal.PlainDate.from(iso)
  return Temporal.Instant.fromEpochMilliseconds(wall()).toZonedDateTimeISO(timeZone).with({ year, month, day })
    .epochMilliseconds
}

/** The present instant. */
export function now(): Date {
  return new Date(wall() + offsetMs)
}

/** The machine's own time in milliseconds, whatever today is fixed to: for the age of files. */
export function machineTime(): number {
  return wall()
}

/** Milliseconds for measuring durations, never for dates. */
export function ticks(): number {
  return performance.now()
}

/**
 * Milliseconds by which the machine's clock went ahead (or back, negative) of time that passed since this process began: 0 but for small corrections, unless
 * somebody set the clock or the machine slept.
 */
export function clockJump(): number {
  return Math.round(wall() - wallAtStart - (ticks() - ticksAtStart))
}

/** For tests: the machine's clock jumps by so many milliseconds, for everything in this process that asks here; 0 sets it right. */
export function jumpClock(ms: number): void {
  jumpedMs = ms
}

/** The date at an instant in a time zone (IANA name), as yyyy-mm-dd. */
export function dateIn(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** "Today" is the district's date; a fixed date is the same in every time zone. */
export function today(timeZone = usualZone): string {
  return fixed ?? dateIn(now(), timeZone)
}
