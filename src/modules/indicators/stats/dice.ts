import { demandCounts, demandFractions, demandPositive } from './refusal.ts'

/** Seeded dice: the same seed always throws the same numbers, so that a simulation can be replayed. */
export type Dice = {
  /** Above 0 and below 1. */
  uniform: () => number
  normal: () => number
  beta: (a: number, b: number) => number
  binomial: (n: number, p: number) => number
}

/** In: a whole number. Out: dice on a 32-bit generator (mulberry32): good enough for charts, not for secrets. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  /** Marsaglia and Tsang (2000); below shape 1 by the usual power of a uniform number. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const beta = (a: number, b: number): number => {
    demandPositive('beta', a, b)
    const x = gamma(a)
    const y = gamma(b)
    return x + y > 0 ? x / (x + y) : a / (a + b)
  }
  /** Exact: halves n by the middle order statistic until single throws are cheap. */
  const binomial = (n: number, p: number): number => {
    demandCounts('throws', n)
    demandFractions('chance', p)
    let left = n
    let chance = p
    let hits = 0
    while (left > 25) {
      const i = 1 + (left >> 1)
      const middle = beta(i, left + 1 - i)
      if (middle <= chance) {
        hits += i
        left -= i
        chance = middle < 1 ? Math.min(1, (chance - middle) / (1 - middle)) : 0
      } else {
        left = i - 1
        chance = Math.min(1, chance / middle)
      }
    }
    for (; left > 0; left--) if (uniform() < chance) hits += 1
    return hits
  }
  return { uniform, normal, beta, binomial }
}
