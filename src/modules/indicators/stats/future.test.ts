import { describe, expect, it } from 'vitest'
import { chanceOfMeeting, chanceWord } from './chance.ts'
import { makeDice } from './dice.ts'
import { project } from './projection.ts'
import { damped, walk } from './walk.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}` })
const points = [25.4, 25, 24.1, 23.6].map((y, t) => ({ t, y }))

describe('3.7 words for a chance', () => {
  it.each([
    [0, 'unlikely'],
    [0.0999, 'unlikely'],
    [0.1, 'doubtful'],
    [0.3299, 'doubtful'],
    [0.33, 'toss_up'],
    [0.5, 'toss_up'],
    [0.67, 'toss_up'],
    [0.6701, 'likely'],
    [0.9, 'likely'],
    [0.9001, 'very_likely'],
    [1, 'very_likely'],
  ])('3.7 %f is %s', (chance, word) => expect(chanceWord(chance)).toBe(word))
  it('3.7 18% or less in the sixth year: .0021, unlikely at the present rate', () => {
    expect(chanceOfMeeting(project(points, 5)!, 18, 'down')).toEqual({
      chance: expect.closeTo(0.0021, 4),
      word: 'unlikely',
    })
    expect(chanceOfMeeting(project(points, 5)!, 18, 'up')).toEqual({
      chance: expect.closeTo(0.9979, 4),
      word: 'very_likely',
    })
  })
  it('3.7 three points are shown and never judged; two are no line', () => {
    expect(chanceOfMeeting(project(points.slice(0, 3), 5)!, 18, 'down')).toBeNull()
    expect(project(points.slice(0, 2), 5)).toBeNull()
  })
  it('3.7 the luck of the future cohort widens the interval by p(1-p)/n', () => {
    const fractions = points.map(({ t, y }) => ({ t, y: y / 100 }))
    const plain = project(fractions, 5)!
    const wide = project(fractions, 5, (0.2232 * 0.7768) / 500)!
    const error = (high: number, value: number): number => (high - value) / 4.302652729911275
    expect(error(wide.high, wide.value) ** 2 - error(plain.high, plain.value) ** 2).toBeCloseTo(
      (0.2232 * 0.7768) / 500,
      12,
    )
  })
  it('3.7 refuses what is no number', () => {
    expect(() => project([...points, { t: 4, y: Number.NaN }], 5)).toThrow(refusal('not-a-number'))
    expect(() => chanceWord(1.1)).toThrow(refusal('not-a-fraction'))
  })
})

describe('3.7 other ways to carry on', () => {
  it('3.7 a damped trend falls by .63, .504, ... each year', () => {
    expect(damped(points, 1, 1)).toBeCloseTo(25.47 - 0.63 * 4, 9)
    expect(damped(points, 2)).toBeCloseTo(25.47 - 0.63 * 3 - 0.63 * (0.8 + 0.64), 9)
    expect(damped(points, 2, 0)).toBeCloseTo(25.47 - 0.63 * 3, 9)
    expect(damped(points.slice(0, 2), 2)).toBeNull()
    expect(() => damped(points, 2, 1.5)).toThrow(refusal('not-a-setting'))
  })
  const years = [120, 118, 121, 117].map((k) => ({ k, n: 500 }))
  it('3.7 a random walk can be replayed from its seed, and strays further the further it goes', () => {
    const one = walk(years, { ahead: 1, n: 500 }, { seed: 7, runs: 400 })!
    const again = walk(years, { ahead: 1, n: 500 }, { seed: 7, runs: 400 })!
    expect([again.value, again.low, again.high]).toEqual([one.value, one.low, one.high])
    const wild = [60, 160, 90, 200].map((k) => ({ k, n: 500 }))
    const near = walk(wild, { ahead: 1, n: 500 }, { seed: 7, runs: 400 })!
    const far = walk(wild, { ahead: 5, n: 500 }, { seed: 7, runs: 400 })!
    expect(far.high - far.low).toBeGreaterThan(near.high - near.low)
    expect([one.spread, one.chanceAtMost(1), one.chanceAtMost(-0.1)]).toEqual([0, 1, 0])
  })
  it('3.7 years that differ by luck alone give the interval of two lucky draws', () => {
    const found = walk(years, { ahead: 3, n: 500 }, { seed: 7, runs: 1000 })!
    const spread = Math.sqrt((2 * 0.234 * 0.766) / 500)
    expect((found.high - found.low) / (2 * 1.96 * spread)).toBeCloseTo(1, 0)
    expect(found.value).toBeCloseTo(0.234, 1)
  })
  it('3.7 two years, an empty year: no walk; a group of nobody is refused', () => {
    expect(walk(years.slice(0, 2), { ahead: 1, n: 10 }, { seed: 1 })).toBeNull()
    expect(walk([...years, { k: 0, n: 0 }], { ahead: 1, n: 10 }, { seed: 1 })).toBeNull()
    expect(() => walk(years, { ahead: 1, n: 0 }, { seed: 1 })).toThrow(refusal('not-positive'))
  })
  it('3.7 seeded dice have the mean and the spread that they should', () => {
    const dice = makeDice(3)
    const many = (draw: () => number): { mean: number; variance: number } => {
      const all = Array.from({ length: 3000 }, draw)
      const mean = all.reduce((sum, x) => sum + x, 0) / all.length
      return { mean, variance: all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length }
    }
    const binomial = many(() => dice.binomial(200, 0.3))
    expect(Math.abs(binomial.mean - 60)).toBeLessThan(0.5)
    expect(Math.abs(binomial.variance - 42)).toBeLessThan(4)
    const beta = many(() => dice.beta(2, 6))
    expect(Math.abs(beta.mean - 0.25)).toBeLessThan(0.01)
    expect(Math.abs(beta.variance - 12 / (64 * 9))).toBeLessThan(0.002)
  })
})
