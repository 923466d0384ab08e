import { describe, expect, it } from 'vitest'
import { crosstab } from './crosstab.ts'
import { protectAndAttack, readerOf } from './audit.ts'
import { attack } from './attack/attack.ts'
import { solver } from './attack/programs.ts'
import { cheapestHelp } from './pricing.ts'
import { protect, protectOn } from './protect.ts'
import { mark } from './witness.ts'
import { auditInThread } from './thread.ts'
import { type Cell, stateRules, type Table } from './table.ts'

const two = (n: number, k: number | null, rest: number): Table => ({
  cells: [
    { id: 'a', n, k },
    { id: 'b', n: rest, k: k === null ? null : rest / 2 },
    { id: 'c', n: rest + 1, k: k === null ? null : rest / 2 },
    { id: 'all', n: n + 2 * rest + 1, k: k === null ? null : k + rest },
  ],
  relations: [{ id: 'line', total: 'all', parts: ['a', 'b', 'c'] }],
})
const hidden = (cells: readonly { id: string; n: number | null }[]): string[] =>
  cells.filter(({ n }) => n === null).map(({ id }) => id)

describe('protect against ranges', () => {
  it('two stars that sum to 5 would say 1 to 4: a third one goes', async () => {
    const table: Table = {
      cells: [
        { id: 'a', n: 2, k: null },
        { id: 'b', n: 3, k: null },
        { id: 'c', n: 40, k: null },
        { id: 'd', n: 50, k: null },
        { id: 'all', n: 95, k: null },
      ],
      relations: [{ id: 'line', total: 'all', parts: ['a', 'b', 'c', 'd'] }],
    }
    const { protection, attacked } = await protectAndAttack(table, 's')
    expect([protection.clean, hidden(protection.cells)]).toEqual([true, ['a', 'b', 'c']])
    expect(attacked.findings.every(({ most }) => most > 5)).toBe(true)
    // With the two alone the attacker finds both.
    const open = { n: 40, why: { n: null, k: null } }
    const leaky = {
      ...protection,
      cells: protection.cells.map((cell) => (cell.id === 'c' ? { ...cell, ...open } : cell)),
    }
    const { readable, guards } = readerOf(table, leaky)
    const { sensitive } = await attack(readable, guards)
    expect(sensitive.map(({ id, low, high }) => [id, low, high])).toEqual([
      ['a', 1, 4],
      ['b', 1, 4],
    ])
  })
  it('of an outcome nobody and everybody are as sensitive, and the people without it', () => {
    for (const k of [0, 3, 40, 38]) {
      const made = protect(two(40, k, 60), 's')
      expect([k, made.clean, made.cells[0]!.k, made.hidden]).toEqual([k, true, null, { primary: 1, secondary: 1 }])
    }
  })
  it('the same table gives the same pattern, whatever its order', async () => {
    const table = two(4, 1, 30)
    const turned = { cells: table.cells.toReversed(), relations: table.relations }
    const [one, other] = [await protectAndAttack(table, 's'), await protectAndAttack(turned, 's')]
    expect(other.protection.cells.toReversed()).toEqual(one.protection.cells)
  })
  it('what the state shows of the same cells protects nothing', async () => {
    const table = two(4, null, 30)
    const plain = await protectAndAttack(table, 's')
    const second = hidden(plain.protection.cells).find((id) => id !== 'a')!
    const value = table.cells.find(({ id }) => id === second)!.n
    const outside = [{ id: second, part: 'n' as const, low: value, high: value, from: 'state' }]
    const { protection, certificate } = await protectAndAttack({ ...table, outside }, 's')
    expect(protection.clean).toBe(true)
    expect(hidden(protection.cells)).not.toEqual(hidden(plain.protection.cells))
    expect(certificate.others).toEqual([{ from: 'state', facts: 1 }])
  })
  it('a program prices what else to hide, where the walk gives up', async () => {
    const { ground, at, protection } = protectOn(two(4, null, 30), 's', stateRules)
    const second = hidden(protection.cells).find((id) => id !== 'a')!
    const task = { v: at('a', 'n', ''), range: { low: 1, high: 5 } }
    expect(cheapestHelp(await solver(), ground.scene, ground.prices, task)).toEqual([])
    mark(ground.scene, at(second, 'n', ''), 0)
    expect(cheapestHelp(await solver(), ground.scene, ground.prices, task)).toEqual([at(second, 'n', '')])
  })
  it('five schools of one student each: whoever can tell the stars counts them, nobody else does', async () => {
    const ones = ['v', 'w', 'x', 'y', 'z'].map((id) => ({ id, n: 1, k: null }))
    const table: Table = {
      cells: [
        ...ones,
        { id: 'five', n: 5, k: null },
        { id: 'b', n: 60, k: null },
        { id: 'c', n: 70, k: null },
        { id: 'all', n: 135, k: null },
      ],
      relations: [
        { id: 'schools', total: 'five', parts: ones.map(({ id }) => id) },
        { id: 'groups', total: 'all', parts: ['five', 'b', 'c'] },
      ],
    }
    const { protection, attacked } = await protectAndAttack(table, 's')
    expect([protection.clean, attacked.sensitive]).toEqual([true, []])
    expect(protection.tellable.map(({ id }) => id)).toEqual(['five', 'v', 'w', 'x', 'y', 'z'])
    expect(protect(table, 's', { ...stateRules, primariesKnown: false }).tellable).toEqual([])
  })
  it('says so when nothing can help', async () => {
    const table = two(4, null, 30)
    const outside = ['b', 'c', 'all'].map((id) => {
      const value = table.cells.find((cell) => cell.id === id)!.n
      return { id, part: 'n' as const, low: value, high: value, from: 'state' }
    })
    const { protection, attacked } = await protectAndAttack({ ...table, outside }, 's')
    expect(protection.clean).toBe(false)
    expect(attacked.sensitive).toMatchObject([{ id: 'a', low: 4, high: 4 }])
  })
})

describe('methods 4.6, patterns: never more than the best known', () => {
  const always = (table: Table, ids: readonly string[]): Table => ({
    ...table,
    cells: table.cells.map((cell): Cell => (ids.includes(cell.id) ? { ...cell, must: { n: 'hide' } } : cell)),
  })
  const exact = { ...stateRules, primariesKnown: false }
  it('sdcTable microdata1: the pattern of value 40, also against ranges', async () => {
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
    const { protection } = await protectAndAttack(table, 's')
    expect([protection.clean, hidden(protection.cells)]).toEqual([true, ['A|m', 'A|f', 'C|m', 'C|f']])
  })
  it('F-S 3x3 and sdcTable 4x4: three more, and one more', async () => {
    const three = crosstab(
      ['I', 'II', 'III'],
      ['A', 'B', 'C'],
      [
        [20, 50, 10],
        [8, 19, 22],
        [17, 32, 12],
      ],
    )
    const one = await protectAndAttack(always(three, ['II|C']), 's', exact)
    expect(hidden(one.protection.cells)).toEqual(['II|A', 'II|C', 'III|A', 'III|C'])
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
    const other = await protectAndAttack(always(four, nine), 's', exact)
    expect(hidden(other.protection.cells).filter((id) => !nine.includes(id))).toEqual(['x|d'])
  })
  it('SSBtools example of 2014 to 2016: young and old in three countries', async () => {
    const years: Record<string, [number, number, number][]> = {
      '2014': [
        [5, 2, 0],
        [6, 3, 4],
      ],
      '2015': [
        [5, 0, 0],
        [6, 3, 4],
      ],
      '2016': [
        [7, 1, 1],
        [5, 4, 3],
      ],
    }
    for (const [year, body] of Object.entries(years)) {
      const table = crosstab(['young', 'old'], ['Spain', 'Iceland', 'Portugal'], body)
      for (const row of ['young', 'old', 'total']) {
        const parts = [`${row}|Spain`, `${row}|Portugal`]
        const n = parts.reduce((sum, id) => sum + table.cells.find((cell) => cell.id === id)!.n, 0)
        table.cells.push({ id: `${row}|eu`, n, k: null })
        table.relations.push({ id: `eu ${row}`, total: `${row}|eu`, parts })
      }
      table.relations.push({ id: 'eu', total: 'total|eu', parts: ['young|eu', 'old|eu'] })
      const { protection, attacked } = await protectAndAttack(table, 's')
      expect([year, protection.clean, attacked.sensitive]).toEqual([year, true, []])
      for (const { id, n } of table.cells)
        if (n > 0 && n <= 5) expect([id, hidden(protection.cells).includes(id)]).toEqual([id, true])
        else if (n === 0) expect(hidden(protection.cells)).not.toContain(id)
    }
  })
  it('mun_accidents: six towns, serious and light', async () => {
    const towns = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6']
    const body = towns.map((_, i): number[] => [[4, 5, 3, 4, 1, 6][i]!, [0, 0, 2, 1, 0, 0][i]!, [0, 1, 1, 4, 0, 0][i]!])
    const { protection, attacked } = await protectAndAttack(crosstab(towns, ['serious', 'light', 'none'], body), 's')
    expect([protection.clean, attacked.sensitive]).toEqual([true, []])
  })
})

describe('certificate', () => {
  it('says what was attacked and what is left, and names no cell', async () => {
    const table = two(4, 1, 30)
    const { certificate, attacked } = await protectAndAttack(table, 's')
    expect(certificate).toMatchObject({ held: true, found: 0, impossible: 0, relations: { declared: 1 }, editions: [] })
    expect(certificate.counts).toMatchObject({ all: 8, guarded: attacked.findings.filter((one) => one.guarded).length })
    expect(certificate.narrowest!.width).toBe(
      Math.min(...attacked.findings.filter((one) => one.guarded).map(({ least, most }) => most - least)),
    )
    expect(certificate.narrowest!.most - certificate.narrowest!.least).toBeGreaterThan(0)
    expect(JSON.stringify(certificate)).not.toContain('"a"')
  })
  it('made in a thread it is the same', async () => {
    const table = two(4, 1, 30)
    const [here, there] = [await protectAndAttack(table, 's'), await auditInThread(table, 's')]
    expect(there.certificate).toEqual(here.certificate)
    expect(there.protection).toEqual(here.protection)
  })
})
