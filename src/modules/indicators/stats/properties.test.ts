import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { exact } from '../exact.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { type Dice, makeDice } from './dice.ts'
import { gapTo, riskRatio } from './gap.ts'
import type { Interval, Share } from './interval.ts'
import { jeffreys } from './jeffreys.ts'
import { toMove } from './move.ts'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { feasibility, newcombe } from './newcombe.ts'
import { pChart } from './p-chart.ts'
import { mcnemar, pairedChange } from './paired.ts'
import { project } from './projection.ts'
import { ihiSignals, runChart } from './runs.ts'
import { fitBeta, moments, ranked, shrunken } from './shrink.ts'
import { fisher, pooledTest } from './two-by-two.ts'
import { damped, walk } from './walk.ts'
import { wilson } from './wilson.ts'
import { xmr } from './xmr.ts'

/** Every number anywhere inside is finite. */
function sound(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`not finite: ${value}`)
  if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) sound(inner)
}
const runs = { numRuns: amount(30, 3000), seed: seed() }
const share = fc.tuple(fc.nat(600), fc.nat(600)).map(([a, b]): Share => ({ k: Math.min(a, b), n: Math.max(a, b) }))

describe('3.2 and 3.3 intervals cover', () => {
  const shares = Array.from({ length: 19 }, (_, i) => 0.05 * (i + 1))
  /** Chance that the interval of k of n holds p, over all k, for each n and p: no dice needed. */
  function coverage(method: (s: Share) => Interval | null): number[] {
    return [5, 20, 60, 12, 50, 100, 150].slice(0, amount(3, 7)).flatMap(at)
    function at(n: number): number[] {
      const ends = Array.from({ length: n + 1 }, (_, k) => method({ k, n })!)
      return shares.map((p) => {
        let chance = (1 - p) ** n
        let sum = 0
        ends.forEach(({ low, high }, k) => {
          if (low <= p && p <= high) sum += chance
          chance *= ((n - k) / (k + 1)) * (p / (1 - p))
        })
        return sum
      })
    }
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
  it("3.2 Wilson's and Jeffreys' cover 95% on average and never far less; Clopper-Pearson's always", () => {
    const [w, j, cp] = [wilson, jeffreys, clopperPearson].map(coverage)
    expect(mean(w!)).toBeGreaterThan(0.945)
    expect(Math.min(...w!)).toBeGreaterThan(0.87)
    expect(mean(j!)).toBeGreaterThan(0.94)
    expect(Math.min(...j!)).toBeGreaterThan(0.85)
    expect(Math.min(...cp!)).toBeGreaterThanOrEqual(0.95 - 1e-9)
  })
  const simulated = (rounds: number, one: (dice: Dice) => boolean): number => {
    const dice = makeDice(seed())
    return Array.from({ length: rounds }, () => Number(one(dice))).reduce((sum, hit) => sum + hit, 0) / rounds
  }
  const rounds = amount(500, 30_000)
  it("3.3 Newcombe's interval of a change covers, by seeded dice", () => {
    const hits = simulated(rounds, (dice) => {
      const [p, q] = [dice.beta(2, 5), dice.beta(2, 5)]
      const [n, m] = [30 + dice.binomial(200, 0.5), 30 + dice.binomial(200, 0.5)]
      const found = newcombe({ k: dice.binomial(n, p), n }, { k: dice.binomial(m, q), n: m })!
      return found.low <= p - q && p - q <= found.high
    })
    figure('coverage of the interval of a change, seeded', hits, 'share')
    expect(hits).toBeGreaterThan(amount(0.92, 0.94))
  })
  it('3.3 for the same students twice the paired interval covers, and the independent one is wider', () => {
    let [narrower, all] = [0, 0]
    const hits = simulated(rounds, (dice) => {
      const n = 120
      const [stay, start] = [0.8, dice.beta(3, 6)]
      // A student keeps the state with chance `stay`, otherwise draws it anew.
      let [both, first, second] = [0, 0, 0]
      for (let i = 0; i < n; i++) {
        const before = dice.uniform() < start
        const after = dice.uniform() < stay ? before : dice.uniform() < 0.2
        if (before && after) both += 1
        else if (before) first += 1
        else if (after) second += 1
      }
      const pairs = { both, first, second, neither: n - both - first - second }
      const truth = start - (stay * start + (1 - stay) * 0.2)
      const found = pairedChange(pairs)!
      const apart = newcombe({ k: both + first, n }, { k: both + second, n })!
      all += 1
      if (found.high - found.low <= apart.high - apart.low + 1e-12) narrower += 1
      return found.low <= truth && truth <= found.high
    })
    expect(hits).toBeGreaterThan(amount(0.92, 0.94))
    expect(narrower / all).toBeGreaterThan(0.98)
  })
  it('3.7 the prediction interval of a line covers, by seeded dice', () => {
    const hits = simulated(rounds, (dice) => {
      const at = (t: number): number => 25 - 0.6 * t + 0.8 * dice.normal()
      const found = project(
        [0, 1, 2, 3, 4].map((t) => ({ t, y: at(t) })),
        6,
      )!
      const future = at(6)
      return found.low <= future && future <= found.high
    })
    expect(Math.abs(hits - 0.95)).toBeLessThan(amount(0.035, 0.01))
  })
  it('3.5 shrunken intervals cover schools drawn from one district', () => {
    const hits = simulated(amount(20, 1500), (dice) => {
      const rates = Array.from({ length: 12 }, () => dice.beta(6, 18))
      const units = rates.map((p) => ({ k: dice.binomial(60, p), n: 60 }))
      const fit = fitBeta(units)
      if (fit.kind === 'none') return true
      const covered = units.filter((unit, i) => {
        const { low, high } = shrunken(unit, fit)
        return low <= rates[i]! && rates[i]! <= high
      }).length
      return covered >= 9
    })
    expect(hits).toBeGreaterThan(0.9)
  })
})

describe('statistics take any legal input: finite numbers, no order, mirrored sides', () => {
  it('3.3 two groups: changing places turns the sign, tests stay within 0..1', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [there, back] = [newcombe(a, b), newcombe(b, a)]
        sound([there, pooledTest(a, b), fisher(a, b), riskRatio(a, b)])
        if (!there || !back) return
        expect(there.difference).toBeCloseTo(-back.difference, 12)
        expect(there.low).toBeCloseTo(-back.high, 12)
        expect(there.low).toBeGreaterThanOrEqual(-1)
        expect(fisher(a, b)).toBeCloseTo(fisher(b, a)!, 6)
        const gap = gapTo(a, { kind: 'counts', share: { k: a.k + b.k, n: a.n + b.n }, holdsOwn: true }, 'down')
        sound(gap)
        expect(gap!.low).toBeLessThanOrEqual(gap!.gap)
        expect(gap!.gap).toBeCloseTo(a.k / a.n - (a.k + b.k) / (a.n + b.n), 12)
      }),
      runs,
    )
  })
  it('3.3 pairs: finite, inside -1..1, the difference inside the interval', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60), (both, first, second, neither) => {
        const pairs = { both, first, second, neither }
        const found = pairedChange(pairs)
        sound([found, mcnemar(pairs)])
        expect(mcnemar(pairs).p).toBeLessThanOrEqual(1)
        if (!found) return
        expect(found.low).toBeLessThanOrEqual(found.difference)
        expect(found.high).toBeGreaterThanOrEqual(found.difference)
        expect(found.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(found.high).toBeLessThanOrEqual(1 + 1e-12)
      }),
      runs,
    )
  })
  it('3.5 shrinkage: between raw and mean, order-free, stronger for the smaller school', () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 14 }), (units) => {
        sound(moments(units))
        const fit = fitBeta(units)
        sound(fit)
        const turned = fitBeta(units.toReversed())
        expect(turned.kind).toBe(fit.kind)
        if (fit.kind === 'none' || turned.kind === 'none') return
        expect(turned.mean).toBeCloseTo(fit.mean, 6)
        sound(ranked(units, fit))
        for (const unit of units) {
          const { value, low, high } = shrunken(unit, fit)
          const raw = unit.n === 0 ? fit.mean : unit.k / unit.n
          expect(value).toBeGreaterThanOrEqual(Math.min(raw, fit.mean) - 1e-12)
          expect(value).toBeLessThanOrEqual(Math.max(raw, fit.mean) + 1e-12)
          expect(low).toBeLessThanOrEqual(high)
        }
      }),
      { ...runs, numRuns: amount(20, 1000) },
    )
  })
  it('3.6 charts: finite; frozen limits ignore what comes later; turning the values over turns the chart', () => {
    const value = fc.integer({ min: -50, max: 50 })
    fc.assert(
      fc.property(fc.array(share, { maxLength: 16 }), fc.array(value, { maxLength: 24 }), (counts, values) => {
        sound([pChart(counts), xmr(values), runChart(values)])
        const base = Math.min(8, values.length)
        expect(xmr(values, base)?.limits).toEqual(xmr(values.slice(0, base))?.limits)
        const turned = values.map((one) => -one)
        expect(ihiSignals(turned)).toEqual(ihiSignals(values))
        expect(runChart(turned)?.signals).toEqual(runChart(values)?.signals)
        for (const point of pChart(counts)?.points ?? []) {
          expect(point.limits.low).toBeGreaterThanOrEqual(0)
          expect(point.laney.high).toBeLessThanOrEqual(1)
        }
      }),
      runs,
    )
  })
  it('3.7 projections: finite, a higher limit is never less likely, damping never overshoots the line', () => {
    const y = fc.double({ min: -1000, max: 1000, noNaN: true })
    fc.assert(
      fc.property(fc.array(y, { maxLength: 8 }), y, y, fc.nat(8), (ys, a, b, ahead) => {
        const points = ys.map((one, t) => ({ t, y: one }))
        const line = project(points, ys.length + ahead, 0.001)
        const tired = damped(points, ahead)
        sound([line, tired])
        if (!line || tired === null) return
        expect(line.chanceAtMost(Math.max(a, b))).toBeGreaterThanOrEqual(line.chanceAtMost(Math.min(a, b)))
        expect(line.chanceAtMost(a) + line.chanceAtLeast(a)).toBeCloseTo(1, 9)
        const straight = Math.abs(line.slope) * ahead
        const last = line.intercept + line.slope * (ys.length - 1)
        expect(Math.abs(tired - last)).toBeLessThanOrEqual(straight + 1e-6)
        const turned = project(points.toReversed(), ys.length + ahead, 0.001)!
        expect(turned.value).toBeCloseTo(line.value, 6)
      }),
      runs,
    )
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 5 }), fc.integer({ min: 1, max: 600 }), (years, n) => {
        const found = walk(years, { ahead: 2, n }, { seed: 5, runs: 40 })
        sound(found)
        if (found) expect([found.low <= found.value, found.value <= found.high]).toEqual([true, true])
      }),
      { ...runs, numRuns: amount(15, 1000) },
    )
  })
  it('3.8 adjusted p values: never below the raw one, order-free, Holm never below Benjamini-Hochberg', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const [h, bh] = [holm(ps), benjaminiHochberg(ps)]
        ps.forEach((p, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(p)
          expect(h[i]! - bh[i]!).toBeGreaterThanOrEqual(-1e-12)
          expect(h[i]).toBeLessThanOrEqual(1)
        })
        expect(holm(ps.toReversed())).toEqual(h.toReversed())
      }),
      runs,
    )
  })
  it('3.9 students to move: enough and not one more, monotone in the line', () => {
    const line = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(share, line, line, fc.constantFrom('>=', '>', '<=', '<'), (own, a, b, operator) => {
        const at = (perMille: number) => toMove(own, { num: BigInt(perMille), den: 1000n }, operator)
        const found = at(a)
        sound(found)
        if (!found) return
        const up = operator.startsWith('>')
        const meets = (k: number): boolean => {
          const order = (k * 1000 - a * own.n) * (up ? 1 : -1)
          return order > 0 || (order === 0 && operator.endsWith('='))
        }
        const reached = own.k + (up ? found.count : -found.count)
        expect(meets(reached)).toBe(true)
        if (found.count > 0) expect(meets(reached - (up ? 1 : -1))).toBe(false)
        expect(found.fewest).toBeLessThanOrEqual(found.count)
        expect(found.most).toBeGreaterThanOrEqual(found.count)
        if (found.beyondLuck !== null) expect(found.beyondLuck).toBeGreaterThanOrEqual(found.count)
        const other = at(b)
        if (other && up === b >= a) expect(other.count).toBeGreaterThanOrEqual(found.count)
      }),
      runs,
    )
  })
  it('3.3 feasibility: a larger group never sees less', () => {
    const p = fc.integer({ min: 0, max: 100 }).map((x) => x / 100)
    const rank = { hidden: 0, maybe: 1, clear: 2 }
    fc.assert(
      fc.property(p, p, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (from, to, n, m) => {
        const [small, large] = [feasibility(from, to, Math.min(n, m)), feasibility(from, to, Math.max(n, m))]
        sound([small, large])
        if (!small || !large) return
        expect(rank[large.verdict]).toBeGreaterThanOrEqual(rank[small.verdict])
        expect(feasibility(from, to, small.sizeNeeded)?.verdict).toBe('clear')
      }),
      runs,
    )
  })
  it('every door refuses what is no number, with a code', () => {
    const code = (rest: string): unknown => expect.objectContaining({ kind: 'Invalid', code: `indicators/${rest}` })
    const bad = { k: Number.NaN, n: 3 }
    for (const door of [
      () => wilson(bad),
      () => newcombe(bad, { k: 1, n: 2 }),
      () => pooledTest({ k: 1, n: 2 }, bad),
      () => fisher(bad, bad),
      () => fitBeta([bad]),
      () => pChart([bad]),
      () => toMove(bad, exact(0.1), '<='),
      () => gapTo(bad, { kind: 'rate', value: 0.1 }, 'up'),
    ])
      expect(door).toThrow(code('not-a-share'))
    expect(() => runChart([Number.POSITIVE_INFINITY])).toThrow(code('not-a-number'))
    expect(() =>
      damped(
        [
          { t: 0, y: Number.NaN },
          { t: 1, y: 1 },
          { t: 2, y: 1 },
        ],
        1,
      ),
    ).toThrow(code('not-a-number'))
    expect(() => makeDice(1).binomial(2, 2)).toThrow(code('not-a-fraction'))
  })
})
