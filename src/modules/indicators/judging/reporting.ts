import type { Cell } from '../cells.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'
import { type Caution, cautionOf } from '../rules/caution.ts'
import type { Share } from '../stats/interval.ts'

/** A caution with its companion measure: schools that recorded anything at all, of those where it applies, in both years. */
export type Reporting = { caution: Caution; companion: { now: Share; before: Share } | null }

/** Whether a measure counts only what somebody writes down, so that a fall may be less reporting. */
export const dependsOnReports = (definition: Pick<DefinitionCard, 'datasets' | 'direction'>): boolean =>
  definition.direction === 'lower' && (definition.datasets as readonly string[]).includes('discipline')

/** Schools that recorded at least one, of those that were measured; null when none was, or when a number is hidden from this reader. */
export function recorded(cells: readonly (Cell | undefined)[]): Share | null {
  const measured = cells.filter((cell) => cell?.state === 'measured')
  if (measured.length === 0 || measured.some((cell) => cell?.hidden)) return null
  return { k: measured.filter((cell) => (cell?.n ?? 0) > 0).length, n: measured.length }
}

/**
 * The caution beside a falling count (issue 5). In: the definition, the cells of two years of the place, and the cells of its schools in both years.
 * Out: null when the measure does not depend on reports, when a count is not known, or when it does not fall.
 */
export function reportingOf(
  definition: Pick<DefinitionCard, 'datasets' | 'direction'>,
  now: Cell | undefined,
  before: Cell | undefined,
  schools: { now: readonly (Cell | undefined)[]; before: readonly (Cell | undefined)[] },
): Reporting | null {
  if (!dependsOnReports(definition) || now?.hidden || before?.hidden) return null
  if (now?.n == null || before?.n == null) return null
  const [nowShare, beforeShare] = [recorded(schools.now), recorded(schools.before)]
  const companion = nowShare && beforeShare ? { now: nowShare, before: beforeShare } : null
  const caution = cautionOf({ now: now.n, before: before.n, companion })
  return caution.falls ? { caution, companion } : null
}
