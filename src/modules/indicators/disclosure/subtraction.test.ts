import { describe, expect, it } from 'vitest'
import { narrow } from './bounds.ts'
import { crosstab } from './crosstab.ts'
import { determined } from './elimination.ts'
import { countsBehind, peopleBehind } from './rates.ts'
import { findExposed, type Published, type PublishedCell } from './subtraction.ts'
import { systemOf, unbounded, variable } from './system.ts'
import type { Cell, Relation } from './table.ts'

const publish = (cells: readonly Cell[], stars: readonly string[], most?: number): PublishedCell[] =>
  cells.map(({ id, n }) => ({
    id,
    n: stars.includes(id) ? null : n,
    k: null,
    outcome: false,
    ...(most === undefined ? {} : { most: { n: most } }),
  }))
const found = (published: Published): Record<string, number> =>
  Object.fromEntries(
    findExposed(published).exposed.map(({ id, part, value }) => [part === 'n' ? id : `${part}|${id}`, value]),
  )
const line = (values: number[], total: number): { cells: Cell[]; relations: Relation[] } => ({
  cells: [...values.map((n, i) => ({ id: `c${i}`, n, k: null })), { id: 'total', n: total, k: null }],
  relations: [{ id: 'line', total: 'total', parts: values.map((_, i) => `c${i}`) }],
})

describe('methods 4.2, the sum attack', () => {
  it('one star follows by subtraction', () => {
    const { cells, relations } = line([40, 23, 2], 65)
    expect(findExposed({ cells: publish(cells, ['c2']), relations }).exposed).toEqual([
      { id: 'c2', part: 'n', value: 2, how: 'subtraction', through: 'line' },
    ])
  })
  it('two stars that sum to 2 are both 1, since zeros are shown', () => {
    const { cells, relations } = line([40, 23, 1, 1], 65)
    const { exposed } = findExposed({ cells: publish(cells, ['c2', 'c3']), relations })
    expect(exposed.map(({ id, value, how }) => [id, value, how])).toEqual([
      ['c2', 1, 'range'],
      ['c3', 1, 'range'],
    ])
  })
  it('two stars that sum to 10 are both 5, when both are known to be at most 5', () => {
    const { cells, relations } = line([40, 5, 5], 50)
    expect(found({ cells: publish(cells, ['c1', 'c2'], 5), relations })).toEqual({ c1: 5, c2: 5 })
    expect(found({ cells: publish(cells, ['c1', 'c2']), relations })).toEqual({})
  })
  it('three stars that sum to 4 stay open', () => {
    const { cells, relations } = line([40, 1, 1, 2], 44)
    expect(found({ cells: publish(cells, ['c1', 'c2', 'c3']), relations })).toEqual({})
  })
})

describe('methods 4.2, the rank attack', () => {
  const { cells, relations } = crosstab(
    ['A', 'B', 'C', 'D'],
    ['W', 'B', 'H', 'O'],
    [
      [9, 9, 30, 8],
      [9, 2, 21, 9],
      [3, 9, 2, 44],
      [8, 1, 6, 0],
    ],
  )
  const stars = ['A|B', 'A|O', 'B|B', 'B|O', 'C|W', 'C|H', 'D|W', 'D|B', 'D|H']
  it('gives D,B although every line has two stars or none', () => {
    expect(findExposed({ cells: publish(cells, stars), relations }).exposed).toEqual([
      { id: 'D|B', part: 'n', value: 1, how: 'several_lines', through: '' },
    ])
  })
  it('and leaves C,W in 1..4 and D,H in 4..7', () => {
    const system = systemOf(
      cells.map(({ id }) => ({ id, outcome: false })),
      relations,
      new Map(),
    )
    const low = new Float64Array(system.size)
    const high = new Float64Array(system.size).fill(unbounded)
    cells.forEach(({ id, n }, i) => {
      const v = variable(i, 'n')
      low[v] = stars.includes(id) && id !== 'D|B' ? 1 : n
      if (low[v] === n) high[v] = n
    })
    narrow(system, { low, high })
    const range = (id: string): number[] => {
      const v = variable(
        cells.findIndex((cell) => cell.id === id),
        'n',
      )
      return [low[v]!, high[v]!]
    }
    expect([range('C|W'), range('D|H')]).toEqual([
      [1, 4],
      [4, 7],
    ])
  })
})

describe('methods 4.6, patterns of others', () => {
  it('F-S 3x3: II,C alone is 22; with three more stars it is open', () => {
    const { cells, relations } = crosstab(
      ['I', 'II', 'III'],
      ['A', 'B', 'C'],
      [
        [20, 50, 10],
        [8, 19, 22],
        [17, 32, 12],
      ],
    )
    expect(cells.at(-1)).toEqual({ id: 'total|total', n: 190, k: null })
    expect(found({ cells: publish(cells, ['II|C']), relations })).toEqual({ 'II|C': 22 })
    expect(found({ cells: publish(cells, ['II|C', 'II|A', 'III|A', 'III|C']), relations })).toEqual({})
  })
  it('sdcTable 4x4: nine stars, two in every line, and w,b is still 47; one more and it is open', () => {
    const { cells, relations } = crosstab(
      ['w', 'x', 'y', 'z'],
      ['a', 'b', 'c', 'd'],
      [
        [30, 47, 64, 89],
        [90, 124, 5, 31],
        [92, 100, 59, 85],
        [800, 991, 651, 685],
      ],
    )
    const stars = ['w|a', 'w|b', 'w|c', 'x|a', 'x|c', 'y|b', 'y|d', 'z|b', 'z|d']
    expect(found({ cells: publish(cells, stars), relations })).toEqual({ 'w|b': 47 })
    for (const more of ['x|d', 'x|b', 'w|d', 'y|c', 'z|c'])
      expect(found({ cells: publish(cells, [...stars, more]), relations })).toEqual({})
  })
  it('sdcTable microdata1: both patterns hold', () => {
    const { cells, relations } = crosstab(
      ['A', 'B', 'C', 'D'],
      ['m', 'f'],
      [
        [18, 2],
        [14, 19],
        [12, 10],
        [11, 14],
      ],
    )
    expect(found({ cells: publish(cells, ['A|m', 'A|f', 'C|m', 'C|f']), relations })).toEqual({})
    expect(found({ cells: publish(cells, ['A|m', 'A|f', 'D|m', 'D|f']), relations })).toEqual({})
    expect(found({ cells: publish(cells, ['A|m', 'A|f', 'C|m']), relations })).not.toEqual({})
  })
})

describe('methods 4.4, a printed percent', () => {
  it.each([
    [25.4, 1, 71, 18],
    [13.3, 1, 15, 2],
    [13.3, 1, 30, 4],
    [33, 0, 12, 4],
  ])('%f (%i digits) of %i is %i', (percent, decimals, n, k) =>
    expect(countsBehind(percent, decimals, n)).toEqual({ low: k, high: k }),
  )
  it('13.3, 26.7 and 60.0 side by side give the size of the group', () => {
    expect(peopleBehind([13.3, 26.7, 60], 1, 60)).toEqual([15, 30, 45, 60])
  })
  it('a percent beside n gives the hidden count, and from it the other school', () => {
    const cells: PublishedCell[] = [
      { id: 'A', n: 71, k: null, outcome: true, rate: { percent: 25.4, decimals: 1 } },
      { id: 'B', n: 40, k: null, outcome: true },
      { id: 'both', n: 111, k: 21, outcome: true },
    ]
    const { exposed } = findExposed({ cells, relations: [{ id: 'district', total: 'both', parts: ['A', 'B'] }] })
    expect(exposed.map(({ id, part, value, how }) => [id, part, value, how])).toEqual([
      ['A', 'k', 18, 'rate'],
      ['B', 'k', 3, 'subtraction'],
    ])
  })
  it('a percent of a handful gives both counts', () => {
    const cells: PublishedCell[] = [
      { id: 'A', n: null, k: null, outcome: true, rate: { percent: 33.3, decimals: 1 }, most: { n: 5 } },
    ]
    expect(found({ cells, relations: [] })).toEqual({ A: 3, 'k|A': 1, 'm|A': 2 })
  })
})

describe('other ways', () => {
  it('an earlier edition: a star now that was shown then, and what follows from it', () => {
    const { cells, relations } = line([40, 12, 13], 65)
    const { exposed } = findExposed({
      cells: publish(cells, ['c1', 'c2']),
      relations,
      facts: [{ id: 'c1', part: 'n', value: 12 }],
    })
    expect(exposed.map(({ id, how }) => [id, how])).toEqual([
      ['c1', 'released'],
      ['c2', 'subtraction'],
    ])
  })
  it('people with and without the outcome: nobody is left without it', () => {
    const cells: PublishedCell[] = [
      { id: 'A', n: 30, k: null, outcome: true },
      { id: 'B', n: 25, k: null, outcome: true },
      { id: 'both', n: 55, k: 55, outcome: true },
    ]
    expect(found({ cells, relations: [{ id: 's', total: 'both', parts: ['A', 'B'] }] })).toEqual({
      'k|A': 30,
      'k|B': 25,
    })
  })
  it('a sum that students who moved make wrong by 2 still gives the star away', () => {
    const { cells, relations } = line([40, 23, 4], 65)
    expect(found({ cells: publish(cells, ['c2']), relations, gaps: new Map([['line', { n: 2, k: 0 }]]) })).toEqual({
      c2: 4,
    })
  })
  it('numbers that contradict each other are named', () => {
    const { cells, relations } = line([40, 23, 4], 65)
    expect(findExposed({ cells: publish(cells, []), relations }).impossible).toEqual(['line'])
  })
  it('what the rank test gives opens the next sum: it goes on until nothing new comes out', () => {
    const { cells, relations } = crosstab(
      ['w', 'x', 'y', 'z'],
      ['a', 'b', 'c', 'd'],
      [
        [30, 47, 64, 89],
        [90, 124, 5, 31],
        [92, 100, 59, 85],
        [800, 991, 651, 685],
      ],
    )
    const more = Object.entries({ p: 1, q: 1, 'w|b p q': 49 }).map(([id, n]) => ({ id, n, k: null }))
    const sum: Relation = { id: 'more', total: 'w|b p q', parts: ['w|b', 'p', 'q'] }
    const stars = ['w|a', 'w|b', 'w|c', 'x|a', 'x|c', 'y|b', 'y|d', 'z|b', 'z|d', 'p', 'q']
    const exposed = found({ cells: publish([...cells, ...more], stars), relations: [...relations, sum] })
    expect(exposed).toEqual({ 'w|b': 47, p: 1, q: 1 })
  })
  it('the rank test needs coefficients beyond one: three sums of pairs give each of them', () => {
    const shapes = ['x', 'y', 'z', 'xy', 'yz', 'xz'].map((id) => ({ id, outcome: false }))
    const pair = (total: string): Relation => ({ id: total, total, parts: [...total] })
    const system = systemOf(shapes, ['xy', 'yz', 'xz'].map(pair), new Map())
    const values = new Float64Array(system.size).fill(Number.NaN)
    const known = { xy: 9, yz: 8, xz: 7 }
    shapes.forEach(({ id }, i) => {
      if (id in known) values[variable(i, 'n')] = known[id as keyof typeof known]
    })
    expect(determined(system, values).map(({ value }) => value)).toEqual([4, 5, 3])
  })
})
