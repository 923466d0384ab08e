import { lnGamma } from './beta.ts'
import { demandCounts, demandNumbers } from './refusal.ts'

/** Fewest useful points (not on the median) for a run chart. A yearly indicator has four to six: no run chart. */
export const fewestUseful = 10

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)

/**
 * Limits of Anhøj and Olesen (2014) for `useful` points (methods 3.6): a longer run than `longest`, or fewer crossings of the
 * median than `fewest`, is a signal. longest = round(log2(n) + 3); fewest = 5% quantile of Binomial(n - 1, 1/2). Null below 10.
 */
export function runLimits(useful: number): { longest: number; fewest: number } | null {
  demandCounts('useful points', useful)
  if (useful < fewestUseful) return null
  const throws = useful - 1
  let below = 0
  let fewest = 0
  for (; fewest < throws; fewest++) {
    below += Math.exp(lnChoose(throws, fewest) - throws * Math.LN2)
    if (below >= 0.05) break
  }
  return { longest: Math.round(Math.log2(useful) + 3), fewest }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Sides of the median (+1 above, -1 below), points on it left out; and their runs. */
function sides(values: readonly number[], center: number): { side: number[]; runs: number[] } {
  const side = values.map((value) => Math.sign(value - center)).filter((one) => one !== 0)
  const runs: number[] = []
  side.forEach((one, i) => {
    if (one === side[i - 1]) runs[runs.length - 1]! += 1
    else runs.push(1)
  })
  return { side, runs }
}

export type RunChart = {
  center: number
  useful: number
  longest: number
  crossings: number
  limits: { longest: number; fewest: number }
  signals: ('long_run' | 'few_crossings')[]
}

/**
 * A run chart by Anhøj's rules, the default (methods 3.6). In: values in order of time; `center`: a frozen median of a baseline,
 * otherwise the median of the values. Out: null when fewer than 10 points lie off the median.
 */
export function runChart(values: readonly number[], center?: number): RunChart | null {
  demandNumbers('values', ...values, center ?? 0)
  if (values.length === 0) return null
  const middle = center ?? median(values)
  const { side, runs } = sides(values, middle)
  const limits = runLimits(side.length)
  if (!limits) return null
  const longest = Math.max(...runs)
  const crossings = runs.length - 1
  const signals: RunChart['signals'] = []
  if (longest > limits.longest) signals.push('long_run')
  if (crossings < limits.fewest) signals.push('few_crossings')
  return { center: middle, useful: side.length, longest, crossings, limits, signals }
}

/** How likely so few, and so many, runs are when `above` and `below` points fall in random order (Swed and Eisenhart 1943). */
export function runsChance(above: number, below: number, runs: number): { few: number; many: number } {
  demandCounts('points and runs', above, below, runs)
  if (above === 0 || below === 0) return { few: 1, many: 1 }
  const all = lnChoose(above + below, above)
  const pick = (n: number, k: number): number => (k < 0 || k > n ? 0 : Math.exp(lnChoose(n, k)))
  const share = (r: number): number => {
    const half = Math.floor(r / 2)
    const ways =
      r % 2 === 0
        ? 2 * pick(above - 1, half - 1) * pick(below - 1, half - 1)
        : pick(above - 1, half) * pick(below - 1, half - 1) + pick(above - 1, half - 1) * pick(below - 1, half)
    return ways * Math.exp(-all)
  }
  let few = 0
  for (let r = 2; r <= Math.min(runs, above + below); r++) few += share(r)
  let many = 0
  for (let r = Math.max(2, runs); r <= above + below; r++) many += share(r)
  return { few: Math.min(1, few), many: Math.min(1, many) }
}

/**
 * The rules of the Institute for Healthcare Improvement (methods 3.6), for comparison with other people's charts: shift (6 on one
 * side, points on the median skipped), trend (5 rising or falling, ties not counted), too few or too many runs (exact, 2.5% each
 * side). The trend rule finds hardly anything but noise (Anhøj and Olesen). An astronomical point is for the eye: not computed.
 */
export function ihiSignals(values: readonly number[]): ('shift' | 'trend' | 'few_runs' | 'many_runs')[] {
  demandNumbers('values', ...values)
  const { side, runs } = values.length === 0 ? { side: [], runs: [] } : sides(values, median(values))
  const out: ReturnType<typeof ihiSignals> = []
  if (Math.max(0, ...runs) >= 6) out.push('shift')
  const moves = values.flatMap((value, i) =>
    i === 0 || value === values[i - 1] ? [] : [Math.sign(value - values[i - 1]!)],
  )
  // Five points in a row are four moves of one direction.
  if (Math.max(0, ...sides(moves, 0).runs) >= 4) out.push('trend')
  if (side.length < fewestUseful) return out
  const above = side.filter((one) => one > 0).length
  const chance = runsChance(above, side.length - above, runs.length)
  if (chance.few <= 0.025) out.push('few_runs')
  if (chance.many <= 0.025) out.push('many_runs')
  return out
}
