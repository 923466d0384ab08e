import { describe, expect, it } from 'vitest'
import { crosstab } from '../crosstab.ts'
import type { PublishedCell } from '../subtraction.ts'
import type { Cell, Relation } from '../table.ts'
import { attack } from './attack.ts'
import { plainAttack } from './plain.ts'
import type { Guard, Readable } from './published.ts'

type Made = { cells: Cell[]; relations: Relation[] }
/** Hides these counts of people; `least`: what readers know of hidden ones. */
const hide = ({ cells, relations }: Made, stars: readonly string[], least = 0, most?: number): Readable => ({
  cells: cells.map(
    ({ id, n }): PublishedCell => ({
      id,
      n: stars.includes(id) ? null : n,
      k: null,
      outcome: false,
      least: { n: least },
      ...(most === undefined ? {} : { most: { n: most } }),
    }),
  ),
  relations,
})
const bounds = async (readable: Readable): Promise<Record<string, [number, number]>> => {
  const { findings, impossible } = await attack(readable, [], { full: true })
  expect(impossible).toEqual([])
  for (const one of findings) expect([one.id, one.least, one.most]).toEqual([one.id, one.low, one.high])
  return Object.fromEntries(
    findings.map(({ id, part, low, high }) => [part === 'n' ? id : `${part}|${id}`, [low, high]]),
  )
}
const line = (values: number[], total: number): Made => ({
  cells: [...values.map((n, i) => ({ id: `c${i}`, n, k: null })), { id: 'total', n: total, k: null }],
  relations: [{ id: 'line', total: 'total', parts: values.map((_, i) => `c${i}`) }],
})
const few = (id: string, part: 'n' | 'k' | 'm' = 'n'): Guard => ({
  id,
  part,
  kind: 'range',
  low: part === 'n' ? 1 : 0,
  high: 5,
})

describe('methods 4.2, bounds', () => {
  it('1: two stars that sum to 2, since zeros are shown', async () => {
    expect(await bounds(hide(line([40, 23, 1, 1], 65), ['c2', 'c3'], 1))).toEqual({ c2: [1, 1], c3: [1, 1] })
  })
  it('1: two stars that sum to 10, both at most 5', async () => {
    expect(await bounds(hide(line([40, 5, 5], 50), ['c1', 'c2'], 1, 5))).toEqual({ c1: [5, 5], c2: [5, 5] })
  })
  it('1: three stars that sum to 4 are each in 1..2', async () => {
    expect(await bounds(hide(line([40, 1, 1, 2], 44), ['c1', 'c2', 'c3'], 1))).toEqual({
      c1: [1, 2],
      c2: [1, 2],
      c3: [1, 2],
    })
  })
  it('2: the rank attack; with zeros shown also the others are narrow', async () => {
    const table = crosstab(
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
    expect((await bounds(hide(table, stars)))['D|B']).toEqual([1, 1])
    const with1 = await bounds(hide(table, stars, 1))
    expect([with1['D|B'], with1['C|W'], with1['D|H']]).toEqual([
      [1, 1],
      [1, 4],
      [4, 7],
    ])
    const { sensitive } = await attack(hide(table, stars, 1), [few('D|B'), few('C|W'), few('C|H'), few('B|B')])
    expect(sensitive.map(({ id, way, exact }) => [id, way, exact])).toEqual([
      ['C|W', 'ranges', false],
      ['C|H', 'ranges', false],
      ['D|B', 'several_lines', true],
    ])
  })
})

describe('methods 4.6, bounds', () => {
  it('F-S 3x3', async () => {
    const table = crosstab(
      ['I', 'II', 'III'],
      ['A', 'B', 'C'],
      [
        [20, 50, 10],
        [8, 19, 22],
        [17, 32, 12],
      ],
    )
    expect(await bounds(hide(table, ['II|C']))).toEqual({ 'II|C': [22, 22] })
    const alone = await attack(hide(table, ['II|C']), [{ id: 'II|C', part: 'n', kind: 'width', least: 1 }])
    expect(alone.sensitive).toMatchObject([{ id: 'II|C', low: 22, high: 22, exact: true, sensitive: true }])
    expect(await bounds(hide(table, ['II|C', 'II|A', 'III|A', 'III|C']))).toEqual({
      'II|A': [0, 25],
      'II|C': [5, 30],
      'III|A': [0, 25],
      'III|C': [4, 29],
    })
  })
  it('sdcTable microdata1: both patterns', async () => {
    const table = crosstab(
      ['A', 'B', 'C', 'D'],
      ['m', 'f'],
      [
        [18, 2],
        [14, 19],
        [12, 10],
        [11, 14],
      ],
    )
    expect(await bounds(hide(table, ['A|m', 'A|f', 'C|m', 'C|f']))).toEqual({
      'A|m': [8, 20],
      'A|f': [0, 12],
      'C|m': [10, 22],
      'C|f': [0, 12],
    })
    expect((await bounds(hide(table, ['A|m', 'A|f', 'D|m', 'D|f'])))['A|f']).toEqual([0, 16])
  })
  const four = crosstab(
    ['w', 'x', 'y', 'z'],
    ['a', 'b', 'c', 'd'],
    [
      [30, 47, 64, 89],
      [90, 124, 5, 31],
      [92, 100, 59, 85],
      [800, 991, 651, 685],
    ],
  )
  const nine = ['w|a', 'w|b', 'w|c', 'x|a', 'x|c', 'y|b', 'y|d', 'z|b', 'z|d']
  it('sdcTable 4x4: w,b is 47 behind nine stars', async () => {
    expect(await bounds(hide(four, nine))).toEqual({
      'w|a': [25, 94],
      'w|b': [47, 47],
      'w|c': [0, 69],
      'x|a': [26, 95],
      'x|c': [0, 69],
      'y|b': [0, 185],
      'y|d': [0, 185],
      'z|b': [906, 1091],
      'z|d': [585, 770],
    })
  })
  it.each([
    ['x|d', 78],
    ['x|b', 141],
    ['w|d', 136],
    ['y|c', 116],
    ['z|c', 116],
  ])('sdcTable 4x4: with %s, w,b is in 0..%i', async (more, top) => {
    expect((await bounds(hide(four, [...nine, more])))['w|b']).toEqual([0, top])
  })
})

describe('methods 4.4, percents and complements', () => {
  const cell = (id: string, n: number | null, percent?: number): PublishedCell => ({
    id,
    n,
    k: null,
    outcome: true,
    ...(percent === undefined ? {} : { rate: { percent, decimals: 1 } }),
  })
  it('25.4% of 71 is 18, and then the other school follows', async () => {
    const cells = [cell('A', 71, 25.4), cell('B', 40), { ...cell('both', 111), k: 21 }]
    const relations = [{ id: 'district', total: 'both', parts: ['A', 'B'] }]
    const { sensitive } = await attack({ cells, relations }, [few('B', 'k')])
    expect(sensitive).toMatchObject([{ id: 'B', part: 'k', low: 3, high: 3, way: 'ranges' }])
  })
  it('13.3, 26.7 and 60.0 of the same people: 15, 30, 45 or 60 of at most 60', async () => {
    const cells = [cell('a', null, 13.3), cell('b', null, 26.7), cell('c', null, 60)].map((one) => ({
      ...one,
      most: { n: 60 },
    }))
    const same = (id: string): Relation => ({ id, total: 'a', parts: [id], of: 'n' })
    const made = await bounds({ cells, relations: [same('b'), same('c')] })
    expect([made.a, made['k|a'], made['k|c']]).toEqual([
      [15, 60],
      [2, 8],
      [9, 36],
    ])
  })
  it('95% of 40 says that two did not: k shown hides nothing', async () => {
    const { sensitive } = await attack({ cells: [{ ...cell('A', 40), k: 38 }], relations: [] }, [few('A', 'm')])
    expect(sensitive).toMatchObject([{ part: 'm', low: 2, high: 2, way: 'shown' }])
  })
  it('a whole-number gap: halves fit the lines, whole tables do not', async () => {
    // x + y = 2p + 1 with x = y: only halves would fit x = 5.5 .. ; the program alone allows more than whole numbers do.
    const cells = ['x', 'y', 'z'].map((id) => ({ id, n: null, k: null, outcome: false, least: { n: 0 } }))
    const shown = (id: string, n: number): PublishedCell => ({ id, n, k: null, outcome: false })
    const relations: Relation[] = [
      { id: 'xy', total: 'xy', parts: ['x', 'y'] },
      { id: 'yz', total: 'yz', parts: ['y', 'z'] },
      { id: 'xz', total: 'xz', parts: ['x', 'z'] },
    ]
    const odd = await attack({ cells: [...cells, shown('xy', 5), shown('yz', 6), shown('xz', 6)], relations }, [])
    // 2x = 5, so no whole table exists; nothing may be called safe then.
    expect(odd.findings.every(({ least, most }) => least > most || least === most)).toBe(true)
  })
})

describe('several editions, and what others published', () => {
  const table = line([40, 12, 13, 3], 68)
  const guard = few('c3')
  it('the state shows one of the two hidden ones', async () => {
    const readable = hide(table, ['c1', 'c3'], 1)
    expect((await attack(readable, [guard])).sensitive).toEqual([])
    const state = [{ id: 'c1', part: 'n' as const, low: 12, high: 12, from: 'state' }]
    expect((await attack({ ...readable, known: state }, [guard])).sensitive).toMatchObject([{ low: 3, high: 3 }])
    const wide = [{ id: 'c1', part: 'n' as const, low: 10, high: 14, from: 'state' }]
    expect((await attack({ ...readable, known: wide }, [guard])).sensitive).toMatchObject([{ low: 1, high: 5 }])
  })
  it('an earlier edition hid another pair: together they give both', async () => {
    const now = hide(table, ['c1', 'c3'], 1)
    const before = { ...hide(table, ['c2', 'c3'], 1), name: 'edition 1' }
    expect((await attack({ ...now, earlier: [before] }, [guard])).sensitive).toMatchObject([{ low: 3, high: 3 }])
  })
  it('what a correction changed is another number; the lines of both editions hold', async () => {
    const now = hide(table, ['c1', 'c3'], 1)
    const old = line([40, 10, 13, 3], 66)
    const before = { ...hide(old, ['c1', 'c3'], 1), name: 'edition 1', changed: new Set(['c1', 'total']) }
    const { findings, sensitive } = await attack({ ...now, earlier: [before] }, [guard], { full: true })
    expect(sensitive).toEqual([])
    expect(findings.map(({ id, edition, low, high }) => [id, edition ?? '', low, high])).toEqual([
      ['c1', '', 3, 14],
      ['c3', '', 1, 12],
      ['c1', 'edition 1', 1, 12],
    ])
  })
  it('numbers that contradict each other are named', async () => {
    expect((await attack(hide(line([40, 23, 4], 65), []), [])).impossible).toEqual(['line'])
  })
})

it('gives the verdicts of the plain loop, and its bounds where asked', async () => {
  const table = crosstab(
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
  const readable = hide(table, stars, 1)
  const guards = stars.map((id) => few(id))
  const plain = await plainAttack(readable, guards)
  const quick = await attack(readable, guards)
  const full = await attack(readable, guards, { full: true })
  expect(guards.map(({ id }) => quick.sensitive.some((one) => one.id === id))).toEqual(
    plain.map((one) => one.sensitive),
  )
  for (const [i, { id }] of guards.entries())
    expect(full.findings.find((one) => one.id === id)).toMatchObject({ low: plain[i]!.low, high: plain[i]!.high })
})
