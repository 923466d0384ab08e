import { betaQuantile, lnGamma } from './beta.ts'
import { digamma, trigamma } from './gamma.ts'
import { demandShare, type Interval, pooled, type Share } from './interval.ts'

/** Fewest units (schools with students) for a fit. */
export const fewestUnits = 5

/**
 * What schools have in common: rates drawn from Beta(a, b). `strength` = a + b, the number of students at which a school's own
 * rate and the common mean weigh the same.
 */
export type Fit = { kind: 'fit'; a: number; b: number; mean: number; strength: number }
/** few: fewer than five units. alike: no evidence that they differ. apart: all or nothing in each, nothing to share. */
export type NoFit = { kind: 'none'; why: 'few' | 'alike' | 'apart' }

/**
 * Weighted moments (methods 3.5). Out: pooled mean, correlation `rho` of two students of one unit (at or below zero: no sign
 * that units differ), and `strength` = 1/rho - 1 or null. Null when the pooled rate is 0 or 1, or fewer than two units have students.
 */
export function moments(units: readonly Share[]): { mean: number; rho: number; strength: number | null } | null {
  units.forEach(demandShare)
  const some = units.filter((unit) => unit.n > 0)
  const all = pooled(some)
  if (some.length < 2 || all.k === 0 || all.k === all.n) return null
  const mean = all.k / all.n
  const spread = mean * (1 - mean)
  let around = 0
  let c = 0
  let nc = 0
  for (const { k, n } of some) {
    around += n * (k / n - mean) ** 2
    c += 1 - n / all.n
    nc += n * (1 - n / all.n)
  }
  if (nc - c <= 0) return null
  const rho = (around - spread * c) / (spread * (nc - c))
  return { mean, rho, strength: rho > 0 ? 1 / rho - 1 : null }
}

type Slope = { value: number; da: number; db: number; aa: number; bb: number; ab: number }

/** Marginal log likelihood of Beta(a, b) with its first and second derivatives. */
function slopeAt(units: readonly Share[], a: number, b: number): Slope {
  const m = a + b
  const [la, lb, lm] = [lnGamma(a), lnGamma(b), lnGamma(m)]
  const [pa, pb, pm] = [digamma(a), digamma(b), digamma(m)]
  const [ta, tb, tm] = [trigamma(a), trigamma(b), trigamma(m)]
  const sum: Slope = { value: 0, da: 0, db: 0, aa: 0, bb: 0, ab: 0 }
  for (const { k, n } of units) {
    sum.value += lnGamma(a + k) - la + lnGamma(b + n - k) - lb - lnGamma(m + n) + lm
    const common = pm - digamma(m + n)
    const bend = tm - trigamma(m + n)
    sum.da += digamma(a + k) - pa + common
    sum.db += digamma(b + n - k) - pb + common
    sum.aa += trigamma(a + k) - ta + bend
    sum.bb += trigamma(b + n - k) - tb + bend
    sum.ab += bend
  }
  return sum
}

/** Newton's step in (ln a, ln b); uphill by the slope alone where the surface does not bend down. */
function step(at: Slope, a: number, b: number): [number, number] {
  const [ga, gb] = [a * at.da, b * at.db]
  const haa = a * a * at.aa + ga
  const hbb = b * b * at.bb + gb
  const hab = a * b * at.ab
  const det = haa * hbb - hab * hab
  const raw: [number, number] =
    haa < 0 && det > 0 ? [(hab * gb - hbb * ga) / det, (hab * ga - haa * gb) / det] : [ga, gb]
  const longest = Math.max(Math.abs(raw[0]), Math.abs(raw[1]))
  return longest > 1 ? [raw[0] / longest, raw[1] / longest] : raw
}

/**
 * Fits Beta(a, b) by maximum marginal likelihood (methods 3.5). In: one share a unit; empty units are left out. Out: the fit, or why
 * there is none. Data with less spread than chance alone (rho <= 0) would pull every school to the mean: that is said, not shown.
 */
export function fitBeta(units: readonly Share[]): Fit | NoFit {
  units.forEach(demandShare)
  const some = units.filter((unit) => unit.n > 0)
  if (some.length < fewestUnits) return { kind: 'none', why: 'few' }
  const start = moments(some)
  if (!start || start.rho <= 0) return { kind: 'none', why: 'alike' }
  const strength = Math.min(1e4, Math.max(0.5, start.strength ?? 1))
  let a = start.mean * strength
  let b = (1 - start.mean) * strength
  let here = slopeAt(some, a, b)
  for (let round = 0; round < 200; round++) {
    const [da, db] = step(here, a, b)
    if (Math.max(Math.abs(da), Math.abs(db)) < 1e-10) break
    let size = 1
    let next = slopeAt(some, a * Math.exp(da), b * Math.exp(db))
    // Sums of logarithms are good to about a billionth: a step that loses less is not a step down.
    const down = (): boolean => !(next.value >= here.value - 1e-9)
    while (down() && size > 1e-6) {
      size /= 2
      next = slopeAt(some, a * Math.exp(da * size), b * Math.exp(db * size))
    }
    if (down()) break
    a *= Math.exp(da * size)
    b *= Math.exp(db * size)
    here = next
    if (a + b > 1e6) return { kind: 'none', why: 'alike' }
    if (a + b < 1e-2) return { kind: 'none', why: 'apart' }
  }
  return { kind: 'fit', a, b, mean: a / (a + b), strength: a + b }
}

/** A rate drawn to the common mean, with its 95% interval, beside the raw counts that stay the published ones. */
export type Shrunken = Interval & { value: number; raw: Share }

/**
 * The shrunken rate of one unit (methods 3.5): mean and quantiles of Beta(a + k, b + n - k). For ranking and outliers only, and as
 * what to expect of the same school next year by luck alone (3.7: the worst improve); never the published rate.
 */
export function shrunken(unit: Share, fit: Fit): Shrunken {
  demandShare(unit)
  const a = fit.a + unit.k
  const b = fit.b + unit.n - unit.k
  return { value: a / (a + b), low: betaQuantile(0.025, a, b), high: betaQuantile(0.975, a, b), raw: unit }
}

/** Places of the units from the lowest shrunken rate to the highest (ties keep their order), and those whose interval leaves the mean out. */
export function ranked(units: readonly Share[], fit: Fit): { order: number[]; outliers: number[] } {
  const all = units.map((unit) => shrunken(unit, fit))
  const order = all.map((_, i) => i).toSorted((i, j) => all[i]!.value - all[j]!.value || i - j)
  return { order, outliers: order.filter((i) => all[i]!.low > fit.mean || all[i]!.high < fit.mean) }
}
