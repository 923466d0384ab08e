import { describe, expect, it } from 'vitest'
import type { EarlierTable } from '../indicators/index.ts'
import { checkAgain, hide } from './hiding.ts'
import { linked } from './linked.ts'
import { factsOf } from './outside.ts'
import type { Collected, KnownCell, ProtectedCell, TrueCell } from './sources.ts'
import { sumsOf } from './sums.ts'
import { declared } from './tables.ts'

const collected = {
  current_year: 2027,
  district: { org_id: 1, code: '901', name: 'D' },
  schools: [],
  outside: [],
  definitions: [
    { id: 'ca', counts: 'students' },
    { id: 'ada', counts: 'days' },
  ],
} as unknown as Collected
const cell = (org_id: number, n: number, d: number, more: Partial<TrueCell> = {}): TrueCell => ({
  definition: 'ca',
  school_year: 2026,
  period: 'year',
  org_id,
  group_set: 'all',
  group_value: 'all',
  state: d === 0 ? 'zero_population' : 'measured',
  n,
  d,
  people: d,
  through_date: null,
  run_id: 1,
  ...more,
})
const truth = [cell(1, 213, 872), cell(2, 97, 431), cell(3, 104, 420), cell(4, 12, 21 - 2), cell(5, 0, 2)]
const at = (cells: readonly ProtectedCell[], org: number) => cells.find((one) => one.org_id === org)

describe('hiding', () => {
  it('hides by the rule, then what would reveal it, and its own check agrees', async () => {
    const { cells, exposed } = await hide(collected, truth, [])
    expect(exposed).toEqual([])
    expect(at(cells, 5)).toMatchObject({ shown: false, n: null, d: null, why: 'rule' })
    expect(at(cells, 4)).toMatchObject({ shown: false, n: null, why: 'rule' })
    expect(checkAgain(collected, truth, cells, [])).toEqual([])
  })

  it('finds a hidden cell that follows by subtraction', async () => {
    const { cells } = await hide(collected, truth, [])
    const shown = cells.map((one): ProtectedCell => {
      const truly = truth.find((other) => other.org_id === one.org_id)
      return one.org_id === 5 || !truly ? one : { ...one, shown: true, n: truly.n, d: truly.d, why: 'shown' }
    })
    expect(checkAgain(collected, truth, shown, []).map((one) => [one.cell?.org_id, one.how])).toContainEqual([
      5,
      'subtraction',
    ])
  })

  it('counts earlier editions as known: what they hid stays hidden', async () => {
    const known: KnownCell[] = [{ ...cell(3, 0, 0), n: null, d: 420 }]
    const { cells } = await hide(collected, truth, known)
    expect(at(cells, 3)).toMatchObject({ shown: false, why: 'before' })
  })

  it('shows rates of days only where enough students stand behind them', async () => {
    const days = async (people: number) =>
      (await hide(collected, [cell(1, 900, 1000, { definition: 'ada', people })], [])).cells[0]
    expect(await days(20)).toMatchObject({ shown: true, n: 900 })
    expect(await days(19)).toMatchObject({ shown: false, n: null, d: null })
  })

  it('knows the sums that readers can make', () => {
    const parts = [
      cell(1, 0, 9),
      cell(2, 0, 9),
      cell(1, 0, 9, { group_set: 'high_needs', group_value: 'yes' }),
      cell(2, 0, 9, { group_set: 'high_needs', group_value: 'yes' }),
    ]
    expect(sumsOf(parts, 1)).toHaveLength(4)
  })

  const gender = (value: string, n: number, d: number) => cell(1, n, d, { group_set: 'gender', group_value: value })
  const open = (cells: readonly TrueCell[]) =>
    cells.map((one): ProtectedCell => ({ ...one, shown: true, why: 'shown' }))

  it('protects a few students whose group is not recorded: total less groups would tell them', async () => {
    const few = [cell(1, 100, 500), gender('female', 60, 300), gender('male', 38, 198)]
    const unknown = { org_id: 1, group_set: 'gender', group_value: 'unknown' }
    expect(checkAgain(collected, few, open(few), []).map((one) => one.cell)).toContainEqual(
      expect.objectContaining(unknown),
    )
    const { cells, exposed } = await hide(collected, few, [])
    expect(exposed).toEqual([])
    expect(cells.some((one) => !one.shown)).toBe(true)
    expect(checkAgain(collected, few, cells, [])).toEqual([])
    const many = [cell(1, 100, 500), gender('female', 60, 300), gender('male', 15, 100)]
    expect((await hide(collected, many, [])).cells.every((one) => one.shown)).toBe(true)
    expect(checkAgain(collected, many, open(many), [])).toEqual([])
  })

  it('protects a few students of a school that is not listed, and makes nothing up where movers count twice', async () => {
    const few = [cell(1, 213, 872), cell(2, 107, 449), cell(3, 104, 420)]
    expect(checkAgain(collected, few, open(few), []).map((one) => one.cell)).toContainEqual(
      expect.objectContaining({ org_id: 0, group_set: 'all' }),
    )
    const { cells, exposed } = await hide(collected, few, [])
    expect(exposed).toEqual([])
    expect(cells.some((one) => !one.shown)).toBe(true)
    const movers = [cell(1, 213, 872), cell(2, 110, 455), cell(3, 106, 420)]
    expect((await hide(collected, movers, [])).cells.every((one) => one.shown)).toBe(true)
  })

  it('takes a number to date as another one on every day, in the ledger too', async () => {
    const now = cell(1, 40, 400, { school_year: 2027, period: 'todate', through_date: '2026-10-30' })
    const then = (through_date: string): KnownCell => ({ ...now, through_date, n: null, d: 400 })
    expect((await hide(collected, [now], [then('2026-09-30')])).cells[0]).toMatchObject({ shown: true })
    expect((await hide(collected, [now], [then('2026-10-30')])).cells[0]).toMatchObject({ shown: false, why: 'before' })
    // What the first autumn showed of its year "so far" says nothing about the same year when it is over.
    const closed = cell(1, 90, 400, { through_date: '2026-06-12' })
    const running: KnownCell = { ...closed, through_date: '2025-10-30', n: null, d: 400 }
    expect((await hide(collected, [closed], [running])).cells[0]).toMatchObject({ shown: true })
  })

  it('treats a year so far and the whole year through the same day as one number', async () => {
    const year = cell(1, 90, 400, { through_date: '2026-06-12' })
    const todate = { ...year, period: 'todate' }
    const { cells, exposed } = await hide(collected, [year, todate], [{ ...year, through_date: null, n: null, d: 400 }])
    expect(cells.map((one) => [one.shown, one.why])).toEqual([
      [false, 'before'],
      [false, 'complement'],
    ])
    expect(exposed).toEqual([])
    expect((await hide(collected, [year, { ...todate, through_date: '2025-10-30' }], [])).cells[1]).toMatchObject({
      shown: true,
    })
  })

  it('leaves nothing exposed in districts of many shapes, with and without unrecorded groups and unlisted schools', async () => {
    let state = 7
    const random = (most: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return state % (most + 1)
    }
    for (let round = 0; round < 60; round++) {
      const made: TrueCell[] = []
      const schools = 2 + random(5)
      const sum = { n: 0, d: 0, yn: 0, yd: 0 }
      for (let org = 2; org < 2 + schools; org++) {
        const d = 1 + random(round % 2 ? 600 : 40)
        const n = random(d)
        const yes = { d: random(d), n: 0 }
        yes.n = Math.max(0, Math.min(yes.d, n) - random(3))
        const lost = { d: Math.min(random(4), d - yes.d), n: 0 }
        const no = { d: d - yes.d - lost.d, n: 0 }
        no.n = Math.min(no.d, n - yes.n)
        made.push(cell(org, yes.n + no.n, d))
        for (const [group_value, part] of Object.entries({ yes, no }))
          if (part.d > 0) made.push(cell(org, part.n, part.d, { group_set: 'high_needs', group_value }))
        sum.d += d
        sum.n += yes.n + no.n
        sum.yd += yes.d
        sum.yn += yes.n
      }
      const more = random(6)
      const movers = random(3)
      made.push(cell(1, sum.n, sum.d + more - movers))
      made.push(cell(1, sum.yn, sum.yd, { group_set: 'high_needs', group_value: 'yes' }))
      const { cells, exposed } = await hide(collected, made, [])
      expect(exposed).toEqual([])
      expect(checkAgain(collected, made, cells, [])).toEqual([])
    }
  })

  /** An earlier edition of the same cells as its readers had it. */
  const edition = (cells: readonly TrueCell[], hidden: readonly number[]): EarlierTable => {
    const { table, idOf } = linked(collected, cells, [])
    const secret = new Set(cells.filter((one) => hidden.includes(one.org_id)).map(idOf))
    return {
      name: 'edition 1',
      relations: table.relations,
      cells: table.cells.map((one) => ({ ...one, shown: { n: !secret.has(one.id), k: !secret.has(one.id) } })),
    }
  }

  it('names a number that only the attack over two editions finds, and the quick check does not', async () => {
    // What an older program published: one star in a sum. The correction moved another school, so no number of it stands any more but the hidden one.
    const old = [cell(1, 204, 855), cell(2, 97, 431), cell(3, 104, 420), cell(4, 3, 4)]
    const now = [cell(1, 205, 856), cell(2, 98, 432), cell(3, 104, 420), cell(4, 3, 4)]
    const quick = await hide(collected, now, [])
    expect([quick.exposed, checkAgain(collected, now, quick.cells, [])]).toEqual([[], []])
    const both = await hide(collected, now, [], [edition(old, [4])])
    expect(checkAgain(collected, now, both.cells, [])).toEqual([])
    expect(both.exposed).toContainEqual(
      expect.objectContaining({ cell: expect.objectContaining({ org_id: 4 }) as unknown }),
    )
    expect(both.exposed[0]).toMatchObject({ low: expect.any(Number) as unknown, high: expect.any(Number) as unknown })
    expect(both.made.certificate).toMatchObject({ held: false, editions: ['edition 1'] })
  })

  it('attacks a correction together with the edition that it corrects, and holds', async () => {
    const first = await hide(collected, truth, [])
    const stars = first.cells.filter((one) => !one.shown).map((one) => one.org_id)
    const before: EarlierTable = {
      name: 'edition 1',
      relations: first.link.table.relations,
      cells: first.link.table.cells.map((one) => {
        const made = first.made.protection.cells.find((other) => other.id === one.id)
        return { ...one, shown: { n: typeof made?.n === 'number', k: typeof made?.k === 'number' } }
      }),
    }
    const corrected = truth.map((one) => (one.org_id <= 2 ? { ...one, n: (one.n ?? 0) + 2 } : one))
    const second = await hide(collected, corrected, [], [before])
    expect(second.exposed).toEqual([])
    expect(second.made.certificate).toMatchObject({ held: true, editions: ['edition 1'] })
    for (const org of stars) expect(at(second.cells, org)?.shown).toBe(false)
  })

  it('takes what the state published of the same cells as known, and says so when nothing can help', async () => {
    const told = (orgs: readonly number[], part: 'n' | 'd') =>
      truth
        .filter((one) => orgs.includes(one.org_id))
        .map((one) => ({ ...one, part, low: one[part] ?? 0, high: one[part] ?? 0, from: 'state' }))
    const plain = await hide(collected, truth, [])
    const beside = plain.cells.find((one) => one.d === null && one.org_id !== 5)?.org_id ?? 0
    const other = await hide({ ...collected, outside: told([beside], 'd') }, truth, [])
    expect(other.exposed).toEqual([])
    expect(other.cells.filter((one) => one.d === null).map((one) => one.org_id)).not.toEqual(
      plain.cells.filter((one) => one.d === null).map((one) => one.org_id),
    )
    const all = await hide({ ...collected, outside: told([1, 2, 3, 4], 'd') }, truth, [])
    expect(all.exposed.map((one) => one.cell?.org_id)).toContain(5)
  })

  it('gives the same pattern and the same facts for the same input', async () => {
    const [one, two] = [await hide(collected, truth, []), await hide(collected, structuredClone(truth), [])]
    expect(two.cells).toEqual(one.cells)
    expect(two.made.certificate).toEqual(one.made.certificate)
  })

  it('reads a printed share as the range of counts that it can come from', () => {
    const key = cell(2, 0, 0)
    const told = { value: 0.133, n: null, d: null, from: 'state' }
    expect(factsOf(key, told, 30)).toMatchObject([{ org_id: 2, part: 'n', low: 4, high: 4, from: 'state' }])
    expect(factsOf(key, { ...told, printed: '13', value: 0.13 }, 300)).toMatchObject([{ low: 38, high: 40 }])
    expect(factsOf(key, { ...told, printed: '0.1333333333', value: 0.1333333333 }, 3000)).toMatchObject([
      { low: 400, high: 400 },
    ])
    expect(factsOf(key, { ...told, n: 4, d: 30 }, null)).toMatchObject([
      { part: 'd', low: 30 },
      { part: 'n', low: 4 },
    ])
    expect(factsOf(key, { ...told, value: null }, 30)).toEqual([])
  })

  it('knows the sums between measures: third grade within all grades, repeaters within grade 9', async () => {
    const ids = ['ela-proficiency', 'grade-3-reading', 'freshmen-on-track', 'algebra-1-by-grade-9']
    const told = { ...collected, definitions: ids.map((id) => ({ id, counts: 'students' })) } as unknown as Collected
    const of = (definition: string, n: number, d: number, more: Partial<TrueCell> = {}) =>
      cell(1, n, d, { definition, ...more })
    // Three students of other grades; two who repeat grade 9.
    const few = [of('ela-proficiency', 62, 120), of('grade-3-reading', 60, 117)]
    const nine = [of('freshmen-on-track', 180, 230), of('algebra-1-by-grade-9', 150, 228)]
    for (const one of [few, nine]) {
      expect(checkAgain(told, one, open(one), [])).toContainEqual(
        expect.objectContaining({
          cell: expect.objectContaining({ definition: `${one[0]?.definition}~rest` }) as unknown,
        }),
      )
      const { cells, exposed } = await hide(told, one, [])
      expect(exposed).toEqual([])
      expect(cells.some((each) => each.d === null)).toBe(true)
    }
    const many = [of('ela-proficiency', 162, 420), of('grade-3-reading', 60, 117)]
    expect((await hide(told, many, [])).cells.every((each) => each.shown)).toBe(true)
    // The same students once more as a grade of the wider measure: hidden there, hidden here.
    const grade = [
      of('ela-proficiency', 100, 200),
      of('ela-proficiency', 3, 40, { group_set: 'grade', group_value: '3' }),
      of('ela-proficiency', 97, 160, { group_set: 'grade', group_value: '4' }),
      of('grade-3-reading', 3, 40),
    ]
    const made = await hide(told, grade, [])
    expect(made.exposed).toEqual([])
    expect(made.cells.map((each) => each.shown)).toEqual([true, false, false, false])
  })

  it('publishes measures of a school year only when it is over, where it has their grades, and one grade only once', () => {
    const of = (definition: string, more: Partial<TrueCell> = {}) => cell(1, 60, 117, { definition, ...more })
    const third = { group_set: 'grade', group_value: '3' }
    const cells = [
      of('ca', { school_year: 2027, period: 'todate' }),
      of('grade-3-reading'),
      of('grade-3-reading', third),
      of('ela-proficiency', third),
      of('grade-3-reading', { school_year: 2027 }),
      of('six-year-graduation', { state: 'not_applicable', n: null, d: null }),
      of('six-year-graduation', { state: 'not_measured', n: null, d: null }),
    ]
    expect(declared({ ...collected, cells }).map((one) => [one.definition, one.group_set, one.state])).toEqual([
      ['ca', 'all', 'measured'],
      ['ela-proficiency', 'grade', 'measured'],
      ['grade-3-reading', 'all', 'measured'],
      ['six-year-graduation', 'all', 'not_measured'],
    ])
  })
})
