import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** One line of a budget, in whole cents; amounts below zero are revenue or corrections. State with it which budget: adopted, amended, with transfers. */
export type BudgetLine = { line: string; budget: number; actual: number }
export type LineResult = {
  line: string
  variance: number
  /** Fraction of the budget; null when nothing was budgeted. */
  share: number | null
  /** in, over or under the band; unbudgeted: money without a budget; empty: neither. */
  state: 'in' | 'over' | 'under' | 'unbudgeted' | 'empty'
}
export type BudgetResult = {
  lines: LineResult[]
  /** Budgeted lines inside the band: what "within 1% on each line" asks for. */
  inBand: Share
  unbudgeted: number
  /** Netted over all lines; it hides lines that miss in opposite ways. */
  total: { variance: number; share: number | null }
  /** Sum of the absolute misses over the sum of the actuals; mean miss of the lines with an actual. Fractions, null without actuals. */
  wape: number | null
  mape: number | null
}

/** Cents are whole numbers of either sign. */
function demandCents(hint: string, ...values: number[]): void {
  demandCounts(hint, ...values.map(Math.abs))
}

/**
 * Budget accuracy line by line (methods 2.13). In: lines, and the half width of the band in thousandths of the budget (10 = 1%, inclusive,
 * compared in whole cents). Each line once.
 */
export function budgetAccuracy(lines: readonly BudgetLine[], bandPerMille = 10): BudgetResult {
  demandCounts('band', bandPerMille)
  if (new Set(lines.map((one) => one.line)).size !== lines.length) refuse('not-a-cohort', 'a line is listed twice')
  const results = lines.map(({ line, budget, actual }): LineResult => {
    demandCents('cents', budget, actual)
    const variance = actual - budget
    if (budget === 0) return { line, variance, share: null, state: actual === 0 ? 'empty' : 'unbudgeted' }
    const inside = Math.abs(variance) * 1000 <= bandPerMille * Math.abs(budget)
    return {
      line,
      variance,
      share: variance / Math.abs(budget),
      state: inside ? 'in' : variance > 0 ? 'over' : 'under',
    }
  })
  const budgeted = results.filter((one) => one.share !== null)
  const budget = lines.reduce((sum, one) => sum + one.budget, 0)
  const variance = results.reduce((sum, one) => sum + one.variance, 0)
  return {
    lines: results,
    inBand: { k: budgeted.filter((one) => one.state === 'in').length, n: budgeted.length },
    unbudgeted: results.filter((one) => one.state === 'unbudgeted').length,
    total: { variance, share: budget === 0 ? null : variance / Math.abs(budget) },
    ...misses(lines.map((one) => ({ forecast: one.budget, actual: one.actual }))),
  }
}

/** Weighted and mean absolute miss of forecasts (methods 2.13), as fractions. Lines without an actual are in the first only. */
export function misses(rows: readonly { forecast: number; actual: number }[]): {
  wape: number | null
  mape: number | null
} {
  demandCents('cents', ...rows.flatMap((one) => [one.forecast, one.actual]))
  const miss = (one: { forecast: number; actual: number }): number => Math.abs(one.actual - one.forecast)
  const all = rows.reduce((sum, one) => sum + Math.abs(one.actual), 0)
  const some = rows.filter((one) => one.actual !== 0)
  return {
    wape: all === 0 ? null : rows.reduce((sum, one) => sum + miss(one), 0) / all,
    mape: some.length === 0 ? null : some.reduce((sum, one) => sum + miss(one) / Math.abs(one.actual), 0) / some.length,
  }
}

/** Accuracy of one forecast as a fraction, 1 - |actual - forecast| / |actual|; below zero for a miss larger than the actual; null at zero. */
export const forecastAccuracy = (forecast: number, actual: number): number | null => {
  const { wape } = misses([{ forecast, actual }])
  return wape === null ? null : 1 - wape
}

/**
 * Projected year end: spent, promised, and what the rest of the year usually takes. In: cents; `profile`: the share of a usual year's
 * spending in each period (whole thousandths, together 1000), how many periods are over, and the full budget. Out: cents, rounded.
 */
export function yearEnd(
  line: { spent: number; encumbered: number; budget: number },
  profile: readonly number[],
  over: number,
): number {
  demandCents('cents', line.spent, line.encumbered, line.budget)
  demandCounts('profile', over, ...profile)
  if (profile.reduce((sum, one) => sum + one, 0) !== 1000 || over > profile.length)
    refuse('not-a-setting', 'a spending profile adds up to 1000 thousandths')
  const left = profile.slice(over).reduce((sum, one) => sum + one, 0)
  // What is promised already is part of what the rest of the year takes.
  return line.spent + Math.max(line.encumbered, Math.round((line.budget * left) / 1000))
}
