import { describe, expect, it } from 'vitest'
import type { ApprovalRow, Outcome } from '../life/schema.ts'
import { type Moment, turnsOf, workingDayAfter } from './turns.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 8, 8, hour))
const director = { en: 'Executive Director' }
const sent = (hour: number, digest = 'a'): Moment => ({ what: 'sent', at: at(hour), digest, by: 1 })
const came = (what: 'back' | 'taken' | 'adopted' | 'dropped', hour: number): Moment => ({ what, at: at(hour) })
let ids = 0
const decided = (hour: number, outcome: Outcome, digest = 'a'): ApprovalRow => ({
  approval_id: ++ids,
  plan_id: 1,
  district_id: 1,
  draft_id: 1,
  version: null,
  body: director,
  decided_on: '2026-09-08',
  outcome,
  vote: null,
  present: null,
  quorum: null,
  document: null,
  digest,
  noted_by: 2,
  noted_at: at(hour),
})
/** `review 1 8-9`: kind, sending, from hour, to hour or open. */
const told = (moments: readonly Moment[], decisions: readonly ApprovalRow[] = []): string[] =>
  turnsOf(moments, [director], decisions).map(
    (one) => `${one.kind} ${one.n} ${one.from.getUTCHours()}-${one.done?.getUTCHours() ?? ''}`,
  )

describe('whose turn it is', () => {
  it('nobody’s before it was sent; the reviewer’s from then on', () => {
    expect(told([])).toEqual([])
    expect(told([came('dropped', 8)])).toEqual([])
    expect(told([sent(8)])).toEqual(['review 1 8-'])
  })

  it('sent back: the writer’s until it is sent again, then the reviewer’s a second time', () => {
    expect(told([sent(8), came('back', 9)])).toEqual(['review 1 8-9', 'back 1 9-'])
    expect(told([sent(8), came('back', 9), sent(10, 'b')])).toEqual(['review 1 8-9', 'back 1 9-10', 'review 2 10-'])
  })

  it('taken back by whoever sent it: nobody has to decide', () => {
    expect(told([sent(8), came('taken', 9)])).toEqual([])
    expect(told([sent(8), came('taken', 9), sent(10)])).toEqual(['review 2 10-'])
    expect(told([sent(8), came('taken', 9), came('dropped', 10)])).toEqual([])
  })

  it('came back and was given up: nothing is left to change', () => {
    expect(told([sent(8), came('back', 9), came('dropped', 10)])).toEqual(['review 1 8-9'])
  })

  it('approved: adopt it; adopted: done', () => {
    expect(told([sent(8)], [decided(9, 'approved')])).toEqual(['review 1 8-9', 'adopt 1 9-'])
    expect(told([sent(8), came('adopted', 10)], [decided(9, 'approved')])).toEqual(['review 1 8-9', 'adopt 1 9-10'])
  })

  it('rejected: the writer’s, also while it still lies in review; not when the reviewer thought better of it', () => {
    expect(told([sent(8)], [decided(9, 'rejected')])).toEqual(['review 1 8-9', 'back 1 9-'])
    expect(told([sent(8), came('taken', 10), sent(11, 'b')], [decided(9, 'rejected')])).toEqual([
      'review 1 8-9',
      'back 1 9-11',
      'review 2 11-',
    ])
    expect(told([sent(8)], [decided(9, 'rejected'), decided(10, 'approved')])).toEqual(['review 1 8-10', 'adopt 1 10-'])
  })

  it('an approval holds for the very text that comes back; a rejection is asked about again', () => {
    expect(told([sent(8), came('taken', 10), sent(11)], [decided(9, 'approved')])).toEqual([
      'review 1 8-9',
      'adopt 2 11-',
    ])
    expect(told([sent(8), came('taken', 10), sent(11)], [decided(9, 'rejected')])).toEqual([
      'review 1 8-9',
      'back 1 9-11',
      'review 2 11-',
    ])
    expect(told([sent(8), came('back', 10), sent(11, 'b')], [decided(9, 'approved')])).toEqual([
      'review 1 8-9',
      'back 1 10-11',
      'review 2 11-',
    ])
  })
})

describe('working days', () => {
  it('leave out weekends, holidays, storms and breaks, and count the last day in', () => {
    // Friday, September 4, 2026; Labor Day on the 7th.
    expect(workingDayAfter('2026-09-04', 1, [])).toBe('2026-09-07')
    const labor = [{ day: '2026-09-07', day_type: 'holiday' }]
    expect(workingDayAfter('2026-09-04', 1, labor)).toBe('2026-09-08')
    expect(workingDayAfter('2026-09-04', 10, labor)).toBe('2026-09-21')
    expect(workingDayAfter('2026-09-04', 1, [{ day: '2026-09-07', day_type: 'teacher_day' }])).toBe('2026-09-07')
    expect(workingDayAfter('2028-02-28', 2, [])).toBe('2028-03-01')
    expect(workingDayAfter('2026-09-04', 0, [])).toBe('2026-09-07')
  })
})
