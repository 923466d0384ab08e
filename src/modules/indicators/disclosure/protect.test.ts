import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { crosstab } from './crosstab.ts'
import { primary, prior } from './primary.ts'
import { type Protection, protect } from './protect.ts'
import { gapsOf, systemOf, unbounded, variable } from './system.ts'
import { type Cell, type Relation, type Released, stateRules, type Table } from './table.ts'

const stars = (made: Protection): string[] =>
  made.cells.flatMap(({ id, n, k, outcome }) => [
    ...(n === null ? [`n|${id}`] : []),
    ...(outcome && k === null ? [id] : []),
  ])
const hiddenPeople = (made: Protection): string[] => made.cells.filter(({ n }) => n === null).map(({ id }) => id)
const line = (cells: [id: string, n: number, k: number | null][]): Table => {
  const sum = (of: (cell: (typeof cells)[number]) => number): number =>
    cells.reduce((total, cell) => total + of(cell), 0)
  const k = cells.every((cell) => cell[2] !== null) ? sum((cell) => cell[2] ?? 0) : null
  return {
    cells: [...cells.map(([id, n, own]) => ({ id, n, k: own })), { id: 'all', n: sum((cell) => cell[1]), k }],
    relations: [{ id: 'line', total: 'all', parts: cells.map(([id]) => id) }],
  }
}

describe('methods 4.1, the primary rule', () => {
  const why = (n: number, k: number | null) => primary({ id: 'x', n, k }, stateRules)
  it.each([
    ['nobody there', 0, 0, null, null],
    ['one person', 1, 0, 'few_people', 'few_people'],
    ['five people', 5, 3, 'few_people', 'few_people'],
    ['six people: n shown, the rate not', 6, 3, null, 'few'],
    ['19 people', 19, 8, null, 'small_group'],
    ['20 people', 20, 8, null, null],
    ['numerator 5', 100, 5, null, 'few'],
    ['numerator 6', 100, 6, null, null],
    ['nobody with the outcome', 100, 0, null, 'nobody'],
    ['everybody with the outcome', 100, 100, null, 'everybody'],
    ['95% of 40: two did not', 40, 38, null, 'few_without'],
    ['six did not', 40, 34, null, null],
  ])('%s', (_, n, k, people, outcome) => expect(why(n, k)).toEqual({ n: people, k: outcome }))
  it('a plain count has no outcome to hide', () => expect(why(3, null)).toEqual({ n: 'few_people', k: null }))
  it('a mirrored outcome is hidden alike', () => {
    for (let k = 0; k <= 40; k++) expect(why(40, k).k === null).toBe(why(40, 40 - k).k === null)
  })
})

describe('methods 4.2 and 4.6, protected', () => {
  const always = (id: string): Released => ({ id, part: 'n', shown: false, value: null })
  it('two stars of 1 take a third along; two stars of 5 as well', () => {
    expect(
      hiddenPeople(
        protect(
          line([
            ['a', 40, null],
            ['b', 23, null],
            ['c', 1, null],
            ['d', 1, null],
          ]),
          's',
        ),
      ),
    ).toEqual(['b', 'c', 'd'])
    expect(
      hiddenPeople(
        protect(
          line([
            ['a', 40, null],
            ['b', 5, null],
            ['c', 5, null],
          ]),
          's',
        ),
      ),
    ).toEqual(['a', 'b', 'c'])
  })
  it('the rank attack of 4.2 is closed', () => {
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
    const made = protect(table, 'seed')
    expect(made.clean).toBe(true)
    expect(hiddenPeople(made)).toEqual(expect.arrayContaining(['B|B', 'C|W', 'C|H', 'D|B']))
    expect(made.cells.find(({ id }) => id === 'D|O')?.n).toBe(0)
  })
  it('F-S 3x3: (II,C) gets the pattern of the book', () => {
    const table = crosstab(
      ['I', 'II', 'III'],
      ['A', 'B', 'C'],
      [
        [20, 50, 10],
        [8, 19, 22],
        [17, 32, 12],
      ],
    )
    const made = protect({ ...table, released: [always('II|C')] }, 'seed')
    expect(made.clean).toBe(true)
    expect(hiddenPeople(made)).toEqual(['II|A', 'II|C', 'III|A', 'III|C'])
  })
  it('sdcTable microdata1: the pattern of OPT, HYPERCUBE, HITAS and SIMPLEHEURISTIC', () => {
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
    expect(hiddenPeople(protect(table, 'seed'))).toEqual(['A|m', 'A|f', 'C|m', 'C|f'])
  })
  it('sdcTable 4x4: one more count is enough, and it is the smallest, x,d = 31', () => {
    const table = crosstab(
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
    const made = protect({ ...table, released: nine.map(always) }, 'seed')
    expect(made.clean).toBe(true)
    expect(hiddenPeople(made).filter((id) => !nine.includes(id))).toEqual(['x|d'])
  })
  it('the singleton case: 1, 2, 1, 0 of 4 with threshold 1 needs one more', () => {
    const made = protect(
      line([
        ['a', 1, null],
        ['b', 2, null],
        ['c', 1, null],
        ['d', 0, null],
      ]),
      's',
      { ...stateRules, hideUpTo: 1, primariesKnown: false },
    )
    expect([hiddenPeople(made), made.hidden]).toEqual([['a', 'b', 'c'], { primary: 2, secondary: 1 }])
  })
})

describe('protect', () => {
  const two = line([
    ['no', 180, 34],
    ['yes', 40, 3],
  ])
  it('hides rate and count together, keeps the total, shows the people', () => {
    const made = protect(two, 's')
    expect(made.cells.map(({ id, n, k }) => [id, n, k])).toEqual([
      ['no', 180, null],
      ['yes', 40, null],
      ['all', 220, 37],
    ])
    expect(made.clean).toBe(true)
    expect(made.hidden).toEqual({ primary: 1, secondary: 1 })
  })
  it('breaks ties by the seed, the same way each time, whatever the order of the input', () => {
    const table = line([
      ['a', 40, 8],
      ['b', 40, 8],
      ['c', 40, 8],
      ['d', 40, 3],
    ])
    const turned = { cells: table.cells.toReversed(), relations: table.relations.toReversed() }
    const picks = new Set<string>()
    for (let seed = 0; seed < 20; seed++) {
      const made = stars(protect(table, `s${seed}`))
      expect(stars(protect(turned, `s${seed}`)).toSorted()).toEqual(made.toSorted())
      picks.add(made.join())
    }
    expect(picks.size).toBe(3)
  })
  it('a cell hidden before stays hidden, and the pattern stays with it', () => {
    const cells = two.cells.map((cell) =>
      cell.id === 'yes' ? { ...cell, k: 9 } : cell.id === 'all' ? { ...cell, k: 43 } : cell,
    )
    const released: Released[] = [{ id: 'yes', part: 'k', shown: false, value: null }]
    expect(stars(protect({ ...two, cells }, 's'))).toEqual([])
    expect(stars(protect({ ...two, cells, released }, 's'))).toEqual(['no', 'yes'])
  })
  it('a cell once shown cannot protect another: the next one is taken', () => {
    const table = line([
      ['a', 40, 7],
      ['b', 40, 8],
      ['c', 40, 3],
    ])
    expect(stars(protect(table, 's'))).toEqual(['a', 'c'])
    const released: Released[] = [{ id: 'a', part: 'k', shown: true, value: 7 }]
    expect(stars(protect({ ...table, released }, 's'))).toEqual(['b', 'c'])
  })
  it('says so when an earlier edition already showed what must be hidden', () => {
    const released: Released[] = [{ id: 'yes', part: 'k', shown: true, value: 3 }]
    expect(protect({ ...two, released }, 's').alreadyPublic).toEqual([{ id: 'yes', part: 'k' }])
  })
  it('a part that is never published may take the difference', () => {
    const table = line([
      ['a', 40, 8],
      ['b', 40, 3],
    ])
    const withheld = {
      ...table,
      cells: table.cells.map((cell) => (cell.id === 'a' ? { ...cell, withheld: true } : cell)),
    }
    const made = protect(withheld, 's')
    expect(made.hidden.secondary).toBe(0)
    expect(made.cells[0]?.n).toBeNull()
  })
  it('refuses tables that cannot be', () => {
    expect(() => protect(line([['a', 4, 5]]), 's')).toThrow('0 <= k <= n')
    expect(() => protect({ ...two, relations: [{ id: 'x', total: 'all', parts: ['none'] }] }, 's')).toThrow('none')
    expect(() => protect({ ...two, cells: [...two.cells, two.cells[0]!] }, 's')).toThrow('same id')
    expect(() =>
      protect({ ...two, relations: [...two.relations, { id: 'x', total: 'no', parts: ['all'] }] }, 's'),
    ).toThrow('circle')
  })
})

/** Smallest and largest value of each hidden count over every whole-number table that fits what is published: plain enumeration. */
function everyWorld(table: Table, made: Protection): Map<string, Set<number>> {
  const cells = table.cells
  const system = systemOf(
    cells.map(({ id, k }) => ({ id, outcome: k !== null })),
    table.relations,
    gapsOf(cells, table.relations),
  )
  const low: number[] = []
  const high: number[] = []
  cells.forEach((cell, i) => {
    const shown = made.cells[i]!
    const own = prior(cell, shown.why, stateRules)
    const top = Math.max(...cells.map(({ n }) => n)) + 3
    const set = (side: 'n' | 'k' | 'm', value: number | null, least: number, most: number | null): void => {
      low[variable(i, side)] = value ?? least
      high[variable(i, side)] = value ?? Math.min(most ?? unbounded, top)
    }
    set('n', shown.n, own.n.low, own.n.high)
    set('k', cell.k === null || cell.n === 0 ? 0 : shown.k, 0, own.kMost)
    set(
      'm',
      cell.k === null || cell.n === 0 ? 0 : shown.n !== null && shown.k !== null ? shown.n - shown.k : null,
      0,
      own.mMost,
    )
  })
  const seen = new Map<string, Set<number>>()
  const hidden = made.cells.flatMap(({ id, n, k, outcome }, i) => [
    ...(n === null ? [{ key: `n|${id}`, v: variable(i, 'n') }] : []),
    ...(outcome && k === null && n !== 0 ? [{ key: `k|${id}`, v: variable(i, 'k') }] : []),
  ])
  const settle = (lows: number[], highs: number[]): boolean => {
    for (let changed = true; changed; ) {
      changed = false
      for (const row of system.rows) {
        let least = -row.equals
        let most = -row.equals
        row.vars.forEach((v, i) => {
          least += row.signs[i] === 1 ? lows[v]! : -highs[v]!
          most += row.signs[i] === 1 ? highs[v]! : -lows[v]!
        })
        if (least > 0 || most < 0) return false
        for (let i = 0; i < row.vars.length; i++) {
          const v = row.vars[i]!
          const [a, b] =
            row.signs[i] === 1 ? [highs[v]! - most, lows[v]! - least] : [highs[v]! + least, lows[v]! + most]
          if (a > lows[v]! || b < highs[v]!) {
            const [before, after] = [lows[v]!, highs[v]!]
            lows[v] = Math.max(before, a)
            highs[v] = Math.min(after, b)
            if (lows[v]! > highs[v]!) return false
            changed = true
            break
          }
        }
      }
    }
    return true
  }
  /** Whether some world has variable v at this value. */
  const possible = (v: number, value: number): boolean => {
    const walk = (lows: number[], highs: number[]): boolean => {
      if (!settle(lows, highs)) return false
      const open = lows.findIndex((least, i) => least !== highs[i])
      if (open < 0) return true
      for (let x = lows[open]!; x <= highs[open]!; x++) if (walk(lows.with(open, x), highs.with(open, x))) return true
      return false
    }
    return walk(low.with(v, value), high.with(v, value))
  }
  for (const { key, v } of hidden) {
    const values = new Set<number>()
    for (let x = low[v]!; x <= high[v]! && values.size < 2; x++) if (possible(v, x)) values.add(x)
    seen.set(key, values)
  }
  return seen
}

describe('whole-number enumeration never pins a hidden count', () => {
  const people = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 4, max: 14 }))
  const grid = <T>(cell: fc.Arbitrary<T>): fc.Arbitrary<T[][]> =>
    fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
      .chain(([rows, cols]) =>
        fc.array(fc.array(cell, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
      )
  const safe = (table: Table): void => {
    const made = protect(table, 'seed')
    expect(made.impossible).toEqual([])
    expect(made.exposed).toEqual([])
    const open = new Set(made.unprotected.map(({ id, part }) => `${part}|${id}`))
    for (const [key, values] of everyWorld(table, made))
      if (!open.has(key)) expect([key, values.size]).toEqual([key, 2])
    if (!made.clean) leftOver.push(made.unprotected)
  }
  const leftOver: unknown[] = []
  const names = ['a', 'b', 'c', 'd']
  it('two-way tables of people', () => {
    fc.assert(
      fc.property(grid(people), (body) =>
        safe(crosstab(names.slice(0, body.length), names.slice(0, body[0]!.length), body)),
      ),
      { numRuns: amount(150, 1500), seed: seed() + 11 },
    )
    expect(leftOver).toEqual([])
  })
  it('two-way tables of an outcome', () => {
    const pair = fc
      .integer({ min: 0, max: 30 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: Math.min(n, 9) })))
    leftOver.length = 0
    fc.assert(
      fc.property(grid(pair), (body) =>
        safe(crosstab(names.slice(0, body.length), names.slice(0, body[0]!.length), body as [number, number][][])),
      ),
      { numRuns: amount(60, 600), seed: seed() + 12 },
    )
    expect(leftOver).toEqual([])
  })
  it('three-way tables of people', () => {
    fc.assert(
      fc.property(fc.array(people, { minLength: 8, maxLength: 8 }), (body) => safe(cube(body))),
      { numRuns: amount(100, 1000), seed: seed() + 13 },
    )
    figure('random tables in which no hidden count can be enumerated', amount(310, 3100))
  })
})

/** 2 x 2 x 2 with all its margins. */
function cube(body: number[]): Table {
  const cells: Cell[] = []
  const relations: Relation[] = []
  const bits = ['0', '1', '+']
  for (const a of bits)
    for (const b of bits)
      for (const c of bits) {
        const id = a + b + c
        const inside = body.filter((_, i) =>
          [a, b, c].every((bit, at) => bit === '+' || Number(bit) === ((i >> at) & 1)),
        )
        cells.push({ id, n: inside.reduce((sum, n) => sum + n, 0), k: null })
        for (let at = 0; at < 3; at++)
          if (id[at] === '+')
            relations.push({
              id: `${id}/${at}`,
              total: id,
              parts: ['0', '1'].map((bit) => id.slice(0, at) + bit + id.slice(at + 1)),
            })
      }
  return { cells, relations }
}
