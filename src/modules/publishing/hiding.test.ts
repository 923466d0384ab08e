import { describe, expect, it } from 'vitest'
import { checkAgain, hide } from './hiding.ts'
import type { Collected, KnownCell, ProtectedCell, TrueCell } from './sources.ts'
import { sumsOf } from './sums.ts'

const collected = {
  current_year: 2027,
  district: { org_id: 1, code: '901', name: 'D' },
  schools: [],
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
  it('hides by the rule, then what would reveal it, and its own check agrees', () => {
    const { cells, exposed } = hide(collected, truth, [])
    expect(exposed).toEqual([])
    expect(at(cells, 5)).toMatchObject({ shown: false, n: null, d: null, why: 'rule' })
    expect(at(cells, 4)).toMatchObject({ shown: false, n: null, why: 'rule' })
    expect(checkAgain(collected, truth, cells, [])).toEqual([])
  })

  it('finds a hidden cell that follows by subtraction', () => {
    const { cells } = hide(collected, truth, [])
    const shown = cells.map((one): ProtectedCell => {
      const truly = truth.find((other) => other.org_id === one.org_id)
      return one.org_id === 5 || !truly ? one : { ...one, shown: true, n: truly.n, d: truly.d, why: 'shown' }
    })
    expect(checkAgain(collected, truth, shown, []).map((one) => [one.cell?.org_id, one.how])).toContainEqual([
      5,
      'subtraction',
    ])
  })

  it('counts earlier editions as known: what they hid stays hidden', () => {
    const known: KnownCell[] = [{ ...cell(3, 0, 0), n: null, d: 420 }]
    const { cells } = hide(collected, truth, known)
    expect(at(cells, 3)).toMatchObject({ shown: false, why: 'before' })
  })

  it('shows rates of days only where enough students stand behind them', () => {
    const days = (people: number) => hide(collected, [cell(1, 900, 1000, { definition: 'ada', people })], []).cells[0]
    expect(days(20)).toMatchObject({ shown: true, n: 900 })
    expect(days(19)).toMatchObject({ shown: false, n: null, d: null })
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

  it('protects a few students whose group is not recorded: total less groups would tell them', () => {
    const few = [cell(1, 100, 500), gender('female', 60, 300), gender('male', 38, 198)]
    const unknown = { org_id: 1, group_set: 'gender', group_value: 'unknown' }
    expect(checkAgain(collected, few, open(few), []).map((one) => one.cell)).toContainEqual(
      expect.objectContaining(unknown),
    )
    const { cells, exposed } = hide(collected, few, [])
    expect(exposed).toEqual([])
    expect(cells.some((one) => !one.shown)).toBe(true)
    expect(checkAgain(collected, few, cells, [])).toEqual([])
    const many = [cell(1, 100, 500), gender('female', 60, 300), gender('male', 15, 100)]
    expect(hide(collected, many, []).cells.every((one) => one.shown)).toBe(true)
    expect(checkAgain(collected, many, open(many), [])).toEqual([])
  })

  it('protects a few students of a school that is not listed, and makes nothing up where movers count twice', () => {
    const few = [cell(1, 213, 872), cell(2, 107, 449), cell(3, 104, 420)]
    expect(checkAgain(collected, few, open(few), []).map((one) => one.cell)).toContainEqual(
      expect.objectContaining({ org_id: 0, group_set: 'all' }),
    )
    const { cells, exposed } = hide(collected, few, [])
    expect(exposed).toEqual([])
    expect(cells.some((one) => !one.shown)).toBe(true)
    const movers = [cell(1, 213, 872), cell(2, 110, 455), cell(3, 106, 420)]
    expect(hide(collected, movers, []).cells.every((one) => one.shown)).toBe(true)
  })

  it('takes a number to date as another one on every day, in the ledger too', () => {
    const now = cell(1, 40, 400, { school_year: 2027, period: 'todate', through_date: '2026-10-30' })
    const then = (through_date: string): KnownCell => ({ ...now, through_date, n: null, d: 400 })
    expect(hide(collected, [now], [then('2026-09-30')]).cells[0]).toMatchObject({ shown: true })
    expect(hide(collected, [now], [then('2026-10-30')]).cells[0]).toMatchObject({ shown: false, why: 'before' })
    // What the first autumn showed of its year "so far" says nothing about the same year when it is over.
    const closed = cell(1, 90, 400, { through_date: '2026-06-12' })
    const running: KnownCell = { ...closed, through_date: '2025-10-30', n: null, d: 400 }
    expect(hide(collected, [closed], [running]).cells[0]).toMatchObject({ shown: true })
  })

  it('treats a year so far and the whole year through the same day as one number', () => {
    const year = cell(1, 90, 400, { through_date: '2026-06-12' })
    const todate = { ...year, period: 'todate' }
    const { cells, exposed } = hide(collected, [year, todate], [{ ...year, through_date: null, n: null, d: 400 }])
    expect(cells.map((one) => [one.shown, one.why])).toEqual([
      [false, 'before'],
      [false, 'complement'],
    ])
    expect(exposed).toEqual([])
    expect(hide(collected, [year, { ...todate, through_date: '2025-10-30' }], []).cells[1]).toMatchObject({
      shown: true,
    })
  })

  it('leaves nothing exposed in districts of many shapes, with and without unrecorded groups and unlisted schools', () => {
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
      const { cells, exposed } = hide(collected, made, [])
      expect(exposed).toEqual([])
      expect(checkAgain(collected, made, cells, [])).toEqual([])
    }
  })
})
