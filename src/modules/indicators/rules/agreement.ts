import { demandCounts, refuse } from '../stats/refusal.ts'

/** Agreement of raters (methods 2.12). Kappa is null where it says nothing: no ratings, or all of one level (expected agreement 1). */
export type Agreement =
  | { observed: number; expected: number; kappa: number }
  | { kappa: null; why: 'empty' | 'one_level' }
export type Weights = 'none' | 'linear' | 'quadratic'

function square(table: readonly (readonly number[])[]): void {
  if (table.some((row) => row.length !== table.length)) refuse('not-a-table', 'levels of both raters')
  demandCounts('ratings', ...table.flat())
}

/**
 * Cohen's kappa of two raters, plain or weighted. In: a square table, row = level by the first rater, column = by the second. Linear
 * weights 1 - |i - j| / (k - 1), quadratic 1 - (i - j)^2 / (k - 1)^2.
 */
export function cohen(table: readonly (readonly number[])[], weights: Weights = 'none'): Agreement {
  square(table)
  const k = table.length
  const n = table.flat().reduce((sum, one) => sum + one, 0)
  if (n === 0) return { kappa: null, why: 'empty' }
  const rows = table.map((row) => row.reduce((sum, one) => sum + one, 0))
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0))
  const weight = (i: number, j: number): number => {
    if (weights === 'none' || i === j) return Number(i === j)
    const far = Math.abs(i - j) / (k - 1)
    return 1 - (weights === 'linear' ? far : far * far)
  }
  let seen = 0
  let chance = 0
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      seen += weight(i, j) * count
      chance += weight(i, j) * rows[i]! * columns[j]!
    }),
  )
  return kappaOf(seen / n, chance / (n * n))
}

function kappaOf(observed: number, expected: number): Agreement {
  if (1 - expected < 1e-12) return { kappa: null, why: 'one_level' }
  return { observed, expected, kappa: (observed - expected) / (1 - expected) }
}

/**
 * Fleiss' kappa of several raters. In: one row a subject, one column a level, in each cell how many raters chose it; every subject has the
 * same number of raters, at least two.
 */
export function fleiss(table: readonly (readonly number[])[]): Agreement {
  const [first] = table
  if (!first) return { kappa: null, why: 'empty' }
  demandCounts('ratings', ...table.flat())
  const raters = first.reduce((sum, one) => sum + one, 0)
  if (
    raters < 2 ||
    table.some((row) => row.length !== first.length || row.reduce((sum, one) => sum + one, 0) !== raters)
  )
    refuse('not-a-table', 'every subject needs the same number of raters, at least two')
  const each = table.map((row) => (row.reduce((sum, one) => sum + one * one, 0) - raters) / (raters * (raters - 1)))
  const observed = each.reduce((sum, one) => sum + one, 0) / table.length
  const levels = first.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0) / (table.length * raters))
  return kappaOf(
    observed,
    levels.reduce((sum, one) => sum + one * one, 0),
  )
}

/** Share of units (schools, teams) at or above a level; with one rater only where a second rating is missing. */
export function atLevel(
  units: readonly { ratings: readonly number[] }[],
  least: number,
): { k: number; n: number; singleRater: number } {
  const rated = units.filter((one) => one.ratings.length > 0)
  // Two raters who disagree: the lower rating counts, so that no level is claimed that one of them denies.
  const k = rated.filter((one) => Math.min(...one.ratings) >= least).length
  return { k, n: rated.length, singleRater: rated.filter((one) => one.ratings.length === 1).length }
}
