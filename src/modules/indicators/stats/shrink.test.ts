import { describe, expect, it } from 'vitest'
import { digamma, trigamma } from './gamma.ts'
import type { Share } from './interval.ts'
import { type Fit, fitBeta, moments, ranked, shrunken } from './shrink.ts'

const units = (k: number[], n: number[]): Share[] => k.map((one, i) => ({ k: one, n: n[i]! }))
/** Tumors in 71 groups of rats (Tarone 1982; Gelman and others, Bayesian Data Analysis, 5.1): k/n by the number of groups. */
const rats = (
  '0/20x7 0/19x4 0/18x2 0/17 1/20x4 1/19x2 1/18x2 2/25 2/24 2/23 2/20x6 1/10 5/49 2/19 5/46 3/27 2/17 7/49 7/47 3/20x2 ' +
  '2/13 9/48 10/50 4/20x7 10/48 4/19x3 4/19x0 5/22 11/46 12/49 5/20x2 6/23 5/19 6/22 6/20x3 16/52 15/47 15/46 9/24 4/14'
)
  .split(' ')
  .flatMap((word) => {
    const [, k, n, times = '1'] = /^(\d+)\/(\d+)(?:x(\d+))?$/.exec(word)!
    return Array.from({ length: Number(times) }, () => ({ k: Number(k), n: Number(n) }))
  })
const schools = units([3, 4, 15, 9, 44, 31, 92, 2], [9, 31, 52, 77, 120, 190, 240, 28])
const fitOf = (some: Share[]): Fit => {
  const fit = fitBeta(some)
  if (fit.kind !== 'fit') throw new Error(fit.why)
  return fit
}
const round = (x: number, digits: number): number => Math.round(x * 10 ** digits) / 10 ** digits

describe('3.5 shrinkage', () => {
  it('3.5 the rats: 71 groups, 267 of 1,739', () => {
    expect([rats.length, rats.reduce((s, r) => s + r.k, 0), rats.reduce((s, r) => s + r.n, 0)]).toEqual([71, 267, 1739])
  })
  it('3.5 the rats by plain moments of 70 groups: mean .1360, sd .1035, Beta(1.356, 8.615)', () => {
    const rates = rats.slice(0, 70).map(({ k, n }) => k / n)
    const mean = rates.reduce((s, p) => s + p, 0) / 70
    const variance = rates.reduce((s, p) => s + (p - mean) ** 2, 0) / 69
    const strength = (mean * (1 - mean)) / variance - 1
    expect([round(mean, 4), round(Math.sqrt(variance), 4)]).toEqual([0.136, 0.1035])
    expect([round(mean * strength, 3), round((1 - mean) * strength, 3)]).toEqual([1.356, 8.615])
  })
  it('3.5 the rats by likelihood: a 2.3416, b 14.1148, and 4 of 14 becomes .2082', () => {
    const fit = fitOf(rats)
    expect([round(fit.a, 4), round(fit.b, 4)]).toEqual([2.3416, 14.1148])
    expect(round(shrunken({ k: 4, n: 14 }, fit).value, 4)).toBe(0.2082)
  })
  it('3.5 eight schools: a 3.6812, b 12.0810, mean .23354, strength 15.7622', () => {
    const fit = fitOf(schools)
    expect([round(fit.a, 4), round(fit.b, 4), round(fit.mean, 5), round(fit.strength, 4)]).toEqual([
      3.6812, 12.081, 0.23354, 15.7622,
    ])
  })
  it.each([
    [3, 9, [0.2698, 0.1182, 0.4566]],
    [4, 31, [0.1643, 0.0738, 0.2818]],
    [2, 28, [0.1298, 0.0486, 0.2428]],
    [92, 240, [0.3741, 0.3159, 0.4342]],
  ])('3.5 %i of %i among them', (k, n, wanted) => {
    const { value, low, high, raw } = shrunken({ k, n }, fitOf(schools))
    expect([value, low, high].map((x) => round(x, 4))).toEqual(wanted)
    expect(raw).toEqual({ k, n })
  })
  it('3.5 weighted moments: rho .075251, strength 12.2889', () => {
    const found = moments(schools)!
    expect([round(found.rho, 6), round(found.strength!, 4)]).toEqual([0.075251, 12.2889])
  })
  it('3.5 less spread than chance: rho -.00131, no evidence that schools differ, no number', () => {
    const alike = units([2, 5, 9, 12, 30, 41, 60, 3], [8, 25, 40, 70, 110, 190, 240, 30])
    expect(round(moments(alike)!.rho, 5)).toBe(-0.00131)
    expect(moments(alike)!.strength).toBeNull()
    expect(fitBeta(alike)).toEqual({ kind: 'none', why: 'alike' })
  })
  it('3.5 five units with students are needed; all or nothing everywhere has nothing to share', () => {
    expect(fitBeta([...schools.slice(0, 4), { k: 0, n: 0 }])).toEqual({ kind: 'none', why: 'few' })
    expect(fitBeta(units([0, 50, 0, 50, 50, 0], [50, 50, 50, 50, 50, 50]))).toEqual({ kind: 'none', why: 'apart' })
    expect(fitBeta(units([0, 0, 0, 0, 0], [9, 9, 9, 9, 9]))).toEqual({ kind: 'none', why: 'alike' })
  })
  it('3.5 ranks by shrunken rates: 3 of 9 is not the worst school, and outliers are those clear of the mean', () => {
    const { order, outliers } = ranked(schools, fitOf(schools))
    expect(order.at(-1)).toBe(6)
    expect(order.indexOf(0)).toBeLessThan(order.indexOf(2))
    expect(outliers).toEqual([3, 5, 4, 6])
  })
  it('3.7 regression to the mean: what to expect of 3 of 9 next year is .27, not .33', () =>
    expect(shrunken({ k: 3, n: 9 }, fitOf(schools)).value).toBeLessThan(1 / 3))
  it('3.5 digamma and trigamma have their known values', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12)
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12)
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 12)
    expect(trigamma(0.5)).toBeCloseTo(Math.PI ** 2 / 2, 11)
  })
})
