import { Temporal } from 'temporal-polyfill'

/** The ISO date `days` after (or before) a date. */
export function addDays(iso: string, days: number): string {
  return Temporal.PlainDate.from(iso).add({ days }).toString()
}
