import { median } from '../stats/runs.ts'
import { demandCounts, demandPositive, refuse } from '../stats/refusal.ts'

/** Enrollment of one year by grade, from the lowest grade (usually K) up: every year has the same grades. Whole numbers. */
export type YearGrades = { year: number; grades: readonly number[] }
export type ProjectionSettings = {
  /** How many of the newest year-to-year ratios count (3 to 5 are usual). */
  years: number
  /** Weights of them from the newest back, such as 3, 2, 1; null: all alike. */
  weights: readonly number[] | null
  /** Ratios are pulled to this factor of their median, up or down (1.25: at most a quarter off); null: not at all. Pulled ones are listed. */
  clipAt: number | null
}
export const usual: ProjectionSettings = { years: 3, weights: null, clipAt: null }

export type Ratio = {
  grade: number
  mean: number
  low: number
  high: number
  used: { year: number; ratio: number }[]
  clipped: number[]
}

function demandYears(history: readonly YearGrades[]): void {
  const [first] = history
  if (!first) refuse('not-a-table', 'no year')
  history.forEach((one, i) => {
    demandCounts('enrollment', ...one.grades)
    if (one.grades.length !== first.grades.length || one.year !== first.year + i)
      refuse('not-a-table', 'years one after another, the same grades in each')
  })
}

/**
 * Survival ratios from each grade to the next (methods 2.14): E(g+1, y+1) / E(g, y) over the newest years. A year that began with nobody
 * in a grade has no ratio. Out: by grade the weighted mean, the smallest and largest ratio used, and the years whose ratio was pulled;
 * null for a grade without any ratio.
 */
export function survivalRatios(history: readonly YearGrades[], settings = usual): (Ratio | null)[] {
  demandYears(history)
  demandCounts('years', settings.years)
  const { weights, clipAt } = settings
  if (settings.years < 1 || (weights && weights.length < settings.years) || (clipAt !== null && !(clipAt >= 1)))
    refuse('not-a-setting', 'years, weights or clip')
  if (weights) demandPositive('weights', ...weights)
  return history[0]!.grades.slice(1).map((_, grade) => {
    const found = history
      .slice(1)
      .flatMap((to, i) => {
        const from = history[i]!.grades[grade]!
        return from === 0 ? [] : [{ year: to.year, ratio: to.grades[grade + 1]! / from }]
      })
      .slice(-settings.years)
    if (found.length === 0) return null
    const middle = median(found.map((one) => one.ratio))
    const clipped: number[] = []
    const used = found.map(({ year, ratio }) => {
      const kept = clipAt === null || middle === 0 ? ratio : Math.min(middle * clipAt, Math.max(middle / clipAt, ratio))
      if (kept !== ratio) clipped.push(year)
      return { year, ratio: kept }
    })
    const weight = (i: number): number => (weights ? weights[used.length - 1 - i]! : 1)
    const sum = used.reduce((total, _one, i) => total + weight(i), 0)
    const mean = used.reduce((total, one, i) => total + weight(i) * one.ratio, 0) / sum
    const ratios = used.map((one) => one.ratio)
    return { grade, mean, low: Math.min(...ratios), high: Math.max(...ratios), used, clipped }
  })
}

/** Kindergarten of a year over births five years before, mean of the newest years that have both; null when none has. */
export function birthRatio(
  history: readonly YearGrades[],
  births: ReadonlyMap<number, number>,
  settings = usual,
): { mean: number; low: number; high: number } | null {
  demandYears(history)
  demandCounts('births', ...births.values())
  const ratios = history
    .flatMap((one) => {
      const born = births.get(one.year - 5) ?? 0
      return born === 0 ? [] : [one.grades[0]! / born]
    })
    .slice(-settings.years)
  if (ratios.length === 0) return null
  return {
    mean: ratios.reduce((sum, one) => sum + one, 0) / ratios.length,
    low: Math.min(...ratios),
    high: Math.max(...ratios),
  }
}

export type Projected = { year: number; grades: ({ value: number; low: number; high: number } | null)[] }

/**
 * Enrollment carried on by cohort survival (methods 2.14). In: years one after another, births by calendar year (for the lowest grade, when
 * it is kindergarten), how many years ahead. Out: students by grade, not rounded, with the span that the smallest and largest ratio of the
 * years used would give (no coverage is claimed); null where a ratio or the births are missing.
 */
export function projectEnrollment(
  history: readonly YearGrades[],
  births: ReadonlyMap<number, number>,
  ahead: number,
  settings = usual,
): Projected[] {
  demandCounts('years ahead', ahead)
  const ratios = survivalRatios(history, settings)
  const entry = birthRatio(history, births, settings)
  const last = history.at(-1)!
  const out: Projected[] = []
  let now: Projected['grades'] = last.grades.map((value) => ({ value, low: value, high: value }))
  for (let step = 1; step <= ahead; step++) {
    const year = last.year + step
    const born = births.get(year - 5)
    const lowest =
      entry && born !== undefined ? { value: entry.mean * born, low: entry.low * born, high: entry.high * born } : null
    const before = now
    now = [
      lowest,
      ...ratios.map((ratio, grade) => {
        const from = before[grade]
        if (!ratio || !from) return null
        return { value: from.value * ratio.mean, low: from.low * ratio.low, high: from.high * ratio.high }
      }),
    ]
    out.push({ year, grades: now })
  }
  return out
}

export type BackTest = { horizon: number; mape: number | null; compared: number }

/**
 * Back-test: at each past year the same method, knowing only what was known then, is compared with what came. In: as for the projection,
 * the longest horizon, and the fewest years of history to start from (at least two). Out: by horizon the mean absolute miss over grades and
 * starts, as a fraction of the true enrollment; null where nothing could be compared. Births of later years are taken as known.
 */
export function backTest(
  history: readonly YearGrades[],
  births: ReadonlyMap<number, number>,
  longest: number,
  settings = usual,
  fewest = 2,
): BackTest[] {
  demandYears(history)
  demandCounts('horizon', longest, fewest)
  if (fewest < 2) refuse('not-a-setting', 'a start needs two years')
  const misses = Array.from({ length: longest }, (): number[] => [])
  for (let known = fewest; known < history.length; known++) {
    const ahead = Math.min(longest, history.length - known)
    projectEnrollment(history.slice(0, known), births, ahead, settings).forEach((projected, i) => {
      const real = history[known + i]!
      projected.grades.forEach((one, grade) => {
        const actual = real.grades[grade]!
        if (one && actual > 0) misses[i]!.push(Math.abs(one.value - actual) / actual)
      })
    })
  }
  return misses.map((all, i) => ({
    horizon: i + 1,
    mape: all.length === 0 ? null : all.reduce((sum, one) => sum + one, 0) / all.length,
    compared: all.length,
  }))
}
