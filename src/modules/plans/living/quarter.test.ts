import { describe, expect, it } from 'vitest'
import { type Decision, medianOf, turnaroundsOf } from './quarter.ts'
import { workingDaysBetween } from './turns.ts'

const decision = (took: number | null, due_on: string, done_on: string | null, more: Partial<Decision> = {}) => ({
  director: 'North',
  quarter: 1,
  took,
  due_on,
  done_on,
  ...more,
})

describe('the turnaround of a supervisor', () => {
  it('is the median of working days, and a count of those within the set days', () => {
    const found = turnaroundsOf(
      [
        decision(2, '2026-09-22', '2026-09-10'),
        decision(4, '2026-09-22', '2026-09-14'),
        decision(13, '2026-09-22', '2026-09-25'),
        // waits past its day: due, not in time; waits and may still be in time: not counted
        decision(null, '2026-09-30', null),
        decision(null, '2026-10-09', null),
        decision(5, '2026-12-10', '2026-12-09', { quarter: 2 }),
        decision(1, '2026-09-22', '2026-09-09', { director: 'Cabinet' }),
      ],
      '2026-10-01',
    )
    expect(found).toEqual([
      { director: 'Cabinet', quarter: 1, median: 1, in_time: 1, due: 1 },
      { director: 'North', quarter: 1, median: 4, in_time: 2, due: 4 },
      { director: 'North', quarter: 2, median: 5, in_time: 1, due: 1 },
    ])
  })
  it('has no median of nothing, and the mean of the two in the middle', () => {
    expect([medianOf([]), medianOf([3]), medianOf([9, 1]), medianOf([10, 2, 9])]).toEqual([null, 3, 5, 9])
  })
  it('counts working days: no weekend, no holiday', () => {
    const days = [{ day: '2026-09-07', day_type: 'holiday' }]
    // Friday to Wednesday, over a weekend and Labor Day
    expect(workingDaysBetween('2026-09-04', '2026-09-09', days)).toBe(2)
    expect(workingDaysBetween('2026-09-04', '2026-09-09', [])).toBe(3)
    expect(workingDaysBetween('2026-09-04', '2026-09-04', [])).toBe(0)
  })
})
