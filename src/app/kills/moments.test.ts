import { describe, expect, it } from 'vitest'
import { points } from './faults.ts'
import { momentOf, type Victim } from './moments.ts'

const many = (seed: number) => Array.from({ length: 1000 }, (_, n) => momentOf(seed, n))

describe('the moments of a seed', () => {
  it('are the same each time, so that a run that was broken off goes on, and others with another seed', () => {
    expect(many(7)).toEqual(many(7))
    expect(many(7)).not.toEqual(many(8))
  })

  it('come to every named point several times, and kill everybody', () => {
    const all = many(20261120)
    for (const point of points)
      expect([point, all.filter((one) => one.point === point).length > 10]).toEqual([point, true])
    const victims: readonly (Victim | 'self')[] = [
      'self',
      'web',
      'worker',
      'both',
      'backend',
      'postgres',
      'supervisor',
      'everything',
    ]
    for (const victim of victims)
      expect([victim, all.filter((one) => one.victim === victim).length > 10]).toEqual([victim, true])
  })
})
