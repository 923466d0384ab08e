import { makeDice } from './dice.ts'
import { demandShare, type Interval, type Share } from './interval.ts'
import { fitLine, type Point } from './line.ts'
import { demandCounts, demandPositive, refuse } from './refusal.ts'

/**
 * A trend that tires (methods 3.7): from the last fitted value the yearly change shrinks by `damping` each year, so that a far year is
 * not a straight line to zero. In: yearly points of one definition, the years ahead (1, 2, ...), damping 0..1. Out: the value; null
 * for fewer than three points. It has no interval of its own: show that of the straight line.
 */
export function damped(points: readonly Point[], ahead: number, damping = 0.8): number | null {
  demandCounts('years ahead', ahead)
  if (!(damping >= 0 && damping <= 1)) refuse('not-a-setting', 'damping')
  const line = points.length < 3 ? null : fitLine(points)
  if (!line) return null
  const { intercept, slope } = line
  const last = intercept + slope * Math.max(...points.map((p) => p.t))
  let reach = 0
  for (let i = 1; i <= ahead; i++) reach += damping ** i
  return last + slope * reach
}

const logit = (p: number): number => Math.log(p / (1 - p))
const back = (x: number): number => 1 / (1 + Math.exp(-x))

export type Walk = Interval & {
  /** Middle of the simulated shares, fraction. */
  value: number
  /** Yearly spread of the true rate on the logit scale, with what chance alone does taken out. */
  spread: number
  runs: number
  /** Share of the simulated years at or below `limit` (a fraction), 0..1. */
  chanceAtMost: (limit: number) => number
}

/**
 * A random walk of the true rate, then the luck of a cohort (methods 3.7): without drift, so it says how far a rate strays, not where
 * to. In: yearly counts from old to new, years ahead (1 or more), the size of the future group, a seed and how many runs.
 * Out: null for fewer than three years or an empty year. The same seed gives the same answer.
 */
export function walk(
  years: readonly Share[],
  future: { ahead: number; n: number },
  { seed, runs = 2000 }: { seed: number; runs?: number },
): Walk | null {
  years.forEach(demandShare)
  demandPositive('future group, years ahead, runs', future.n, future.ahead, runs)
  demandCounts('future group, years ahead, runs', future.n, future.ahead, runs)
  const last = years.at(-1)
  if (years.length < 3 || !last || years.some((one) => one.n === 0)) return null
  const at = years.map(({ k, n }) => ({
    x: logit((k + 0.5) / (n + 1)),
    luck: 1 / (k + 0.5) + 1 / (n - k + 0.5),
  }))
  const moves = at.slice(1).map((one, i) => (one.x - at[i]!.x) ** 2 - one.luck - at[i]!.luck)
  const spread = Math.sqrt(Math.max(0, moves.reduce((sum, one) => sum + one, 0) / moves.length))
  const dice = makeDice(seed)
  const seen = Array.from({ length: runs }, () => {
    const now = Math.min(1 - 1e-12, Math.max(1e-12, dice.beta(last.k + 0.5, last.n - last.k + 0.5)))
    const then = back(logit(now) + spread * Math.sqrt(future.ahead) * dice.normal())
    return dice.binomial(future.n, then) / future.n
  }).toSorted((a, b) => a - b)
  const cut = (p: number): number => seen[Math.min(runs - 1, Math.floor(p * runs))]!
  const chanceAtMost = (limit: number): number => seen.filter((one) => one <= limit).length / runs
  return { value: cut(0.5), low: cut(0.025), high: cut(0.975), spread, runs, chanceAtMost }
}
