import type { RetentionRow } from './store-retention.ts'

/** How long files and superseded versions are kept, in days. */
export type Days = { file_days: number; version_days: number }

/** Where nobody set it: two years. A usual of this product, since 2026-11; a state's records schedule goes before it. */
export const usualDays: Days = { file_days: 730, version_days: 730 }

/** What counts for one kind: its own days, else the district's, else the usual. Pure. */
export function daysFor(rows: readonly RetentionRow[], kind: string): Days {
  const own = rows.find((row) => row.kind === kind)
  const base = rows.find((row) => row.kind === '')
  return {
    file_days: own?.file_days ?? base?.file_days ?? usualDays.file_days,
    version_days: own?.version_days ?? base?.version_days ?? usualDays.version_days,
  }
}
