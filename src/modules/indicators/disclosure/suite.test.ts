import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { attack } from './attack/attack.ts'
import { everyTable } from './attack/every-table.ts'
import { plainAttack } from './attack/plain.ts'
import { protectAndAttack, readerOf } from './audit.ts'
import { primary } from './primary.ts'
import { protect } from './protect.ts'
import { publishedAs, randomTable } from './random-table.ts'
import { stateAlone } from './state-rule.ts'
import { stateRules, type Table } from './table.ts'

/** The same table under the state's rule alone, as `readerOf` takes it. */
function underStateRule(table: Table) {
  const why = stateAlone(table, stateRules)
  return {
    rules: stateRules,
    cells: table.cells.map(({ id, n, k }) => {
      const own = why.get(id)!
      return { id, n: own.n ? null : n, k: own.k ? null : k, outcome: k !== null, why: own }
    }),
  }
}

/** Each chunk is a test of its own, so that none runs out of time in the full run. */
const chunks = Array.from({ length: 10 }, (_, chunk) => chunk)
const told = { tables: 0, editions: 0, refused: 0, leaks: 0, counts: 0 }

/** Whether a protected count comes out even when the new edition shows nothing at all: then what was published before and the change itself give it away. */
async function betrayed(table: Table, made: Parameters<typeof readerOf>[1]): Promise<boolean> {
  const { readable, guards } = readerOf(table, made)
  const truth = new Map(table.cells.map((cell) => [cell.id, primary(cell, stateRules)]))
  const own = guards.filter(({ id, part, edition }) => !edition && truth.get(id)![part === 'n' ? 'n' : 'k'] !== null)
  const blank = readable.cells.map((cell) => ({ ...cell, n: null, k: null }))
  return (await attack({ ...readable, cells: blank }, own)).sensitive.some(({ way }) => way !== 'undecided')
}

describe('attack suite: random hierarchical tables, years, corrections', () => {
  it.each(chunks)('chunk %i: what the engine protects holds against everything, over all editions', async (chunk) => {
    for (let i = 0; i < amount(2, 1000); i++) {
      const name = `${seed()}|${chunk}|${i}`
      const { table, corrected } = randomTable(name)
      const first = await protectAndAttack(table, 'suite')
      expect([name, first.attacked.sensitive, first.attacked.impossible, first.protection.clean]).toEqual([
        name,
        [],
        [],
        true,
      ])
      told.tables++

      const state = readerOf(table, underStateRule(table))
      const leaked = await attack(state.readable, state.guards, { start: state.start })
      told.leaks += Number(leaked.sensitive.length > 0)
      told.counts += leaked.sensitive.length

      if (i % 10 === 0 && chunk % 5 === 0) {
        // By other means: the plain loop of two linear programs a count.
        const { readable, guards } = readerOf(table, first.protection)
        const plain = await plainAttack(readable, guards)
        expect([name, plain.filter((one) => one.sensitive)]).toEqual([name, []])
      }
      if (i % 2 === 0) continue
      const made = corrected()
      told.editions++
      const next: Table = { ...made, earlier: [publishedAs('edition 1', table, first.protection.cells)] }
      const second = await protectAndAttack(next, 'suite')
      if (!second.protection.clean) {
        // Not published. Right only when no pattern would have helped.
        expect([name, await betrayed(next, second.protection)]).toEqual([name, true])
        told.refused++
        continue
      }
      expect([name, second.attacked.sensitive]).toEqual([name, []])
      if (chunk % 2 === 1 && i < amount(2, 250)) continue
      // Once more with nothing but what readers have: no tables handed over, no true one to start from.
      const { readable, guards } = readerOf(next, second.protection)
      const alone = await attack(readable, guards)
      expect([name, alone.sensitive]).toEqual([name, []])
    }
  })
  it("the state's rule alone leaks on the same tables", () => {
    figure('random hierarchical tables protected and attacked', told.tables)
    figure('of these with a corrected second edition', told.editions)
    figure('second editions refused: what is known already gives a count away', told.refused)
    expect(told.refused).toBeLessThanOrEqual(Math.max(1, told.editions / 50))
    figure("of these leaking under the state's rule alone", told.leaks)
    figure("protected counts found under the state's rule alone", told.counts)
    expect(told.leaks).toBeGreaterThan(told.tables / 3)
  })
})

describe('brute force on small tables', () => {
  it('no whole-number reading bounds a protected count inside its range; the attack has the very bounds', async () => {
    let tried = 0
    for (let i = 0; i < amount(10, 1000); i++) {
      const table = tiny(`${seed()}|tiny|${i}`)
      const made = protect(table, 'tiny')
      const { readable, guards } = readerOf(table, made)
      const [all, wider] = [everyTable(readable, 60), everyTable(readable, 80)]
      if (!all || !wider) continue
      tried++
      const full = await attack(readable, guards, { full: true })
      for (const guard of guards) {
        const bounds = all.get(`${guard.part}|${guard.id}`)
        if (!bounds) continue
        const [low, high] = bounds
        const found = guard.kind === 'range' ? low >= guard.low && high <= guard.high : high - low < guard.least
        expect([i, guard, low, high, found]).toEqual([i, guard, low, high, !made.clean && found])
      }
      for (const { id, part, low, high } of full.findings) {
        const bounds = all.get(`${part}|${id}`)
        // An end that moves with the largest count that is tried is no end.
        const ends = bounds?.every((end, at) => end === wider.get(`${part}|${id}`)?.[at])
        if (bounds && ends) expect([i, id, part, low, high]).toEqual([i, id, part, ...bounds])
        const truth = table.cells.find((cell) => cell.id === id)!
        const value = part === 'n' ? truth.n : part === 'k' ? truth.k! : truth.n - truth.k!
        expect(value >= low && value <= high).toBe(true)
      }
    }
    figure('small tables tried by brute force', tried)
    expect(tried).toBeGreaterThan(amount(4, 400))
  })
})

/** Two zones of one or two schools, three groups, small counts. */
function tiny(name: string): Table {
  const { table } = randomTable(name)
  const keep = table.cells.filter(({ id }) => /^2026\/(z0|z0s0|z0s1)\/(g0|g1|g2)$/.test(id))
  const ids = new Set(keep.map(({ id }) => id))
  const relations = table.relations.flatMap(({ id, total, parts }) =>
    ids.has(total) && parts.every((one) => ids.has(one)) ? [{ id, total, parts }] : [],
  )
  const schools = [...new Set(keep.map(({ id }) => id.split('/')[1]!))]
  const all = schools.map((school) => {
    const own = keep.filter(({ id }) => id.split('/')[1] === school)
    return {
      id: `2026/${school}/all`,
      n: own.reduce((sum, { n }) => sum + n, 0),
      k: own.some(({ k }) => k === null) ? null : own.reduce((sum, { k }) => sum + (k ?? 0), 0),
    }
  })
  return {
    cells: [...keep, ...all],
    relations: [
      ...relations,
      ...schools.map((school) => ({
        id: school,
        total: `2026/${school}/all`,
        parts: keep.filter(({ id }) => id.split('/')[1] === school).map(({ id }) => id),
      })),
      {
        id: 'all',
        total: '2026/z0/all',
        parts: schools.filter((school) => school !== 'z0').map((school) => `2026/${school}/all`),
      },
    ],
  }
}
