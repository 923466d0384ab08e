import { describe, expect, it } from 'vitest'
import { checkAgain, hide, sumsOf } from './hiding.ts'
import type { Collected, KnownCell, ProtectedCell, TrueCell } from './sources.ts'

const collected = {
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
    const open = cells.map((one): ProtectedCell => {
      const truly = truth.find((other) => other.org_id === one.org_id)
      return one.org_id === 5 || !truly ? one : { ...one, shown: true, n: truly.n, d: truly.d, why: 'shown' }
    })
    expect(checkAgain(collected, truth, open, []).map((one) => [one.cell?.org_id, one.how])).toContainEqual([
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
})
