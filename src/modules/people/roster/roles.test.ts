import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { type Held, roleSteps, type Wanted } from './rules.ts'

const [today, yesterday] = ['2026-11-20', '2026-11-19']
const held = (change: Partial<Held> = {}): Held => ({
  role_id: 1,
  account_id: 1,
  role: 'teacher',
  org_id: 5,
  from_date: '2026-08-27',
  to_date: null,
  source: 'roster',
  changed_by_hand: false,
  ...change,
})
const wanted = (change: Partial<Wanted> = {}): Wanted => ({
  account_id: 1,
  role: 'teacher',
  org_id: 5,
  from: null,
  to: null,
  ...change,
})
const steps = (want: Wanted[], have: Held[]) => roleSteps(want, have, today, yesterday)

describe('roles that a roster gives', () => {
  it('begin with its day, or today when it says none or an earlier stay ended after it', () => {
    expect(steps([wanted({ from: '2026-08-27', to: '2027-06-30' })], [])).toMatchObject([
      { do: 'give', from: '2026-08-27', to: '2027-06-30' },
    ])
    expect(steps([wanted()], [])).toMatchObject([{ do: 'give', from: today, to: null }])
    expect(steps([wanted({ from: '2026-08-27' })], [held({ to_date: '2026-10-01' })])).toMatchObject([
      { do: 'give', from: today },
    ])
  })
  it('end the day before the person is gone from it; what began today goes altogether', () => {
    expect(steps([], [held()])).toMatchObject([{ do: 'end', to: yesterday }])
    expect(steps([wanted({ to: '2026-11-10' })], [held()])).toMatchObject([{ do: 'end', to: '2026-11-10' }])
    expect(steps([], [held({ from_date: today })])).toMatchObject([{ do: 'take-back' }])
    expect(steps([], [held({ from_date: '2027-01-01' })])).toMatchObject([{ do: 'take-back' }])
    expect(steps([], [held({ to_date: '2026-10-01' })])).toEqual([])
  })
  it('begin on a later day when that is wanted, and open nothing until then', () => {
    const later = wanted({ from: '2027-02-01', to: '2027-06-30' })
    expect(steps([later], [])).toMatchObject([{ do: 'give', from: '2027-02-01', to: '2027-06-30' }])
    expect(steps([later], [held()])).toMatchObject([
      { do: 'end', to: yesterday },
      { do: 'give', from: '2027-02-01', to: '2027-06-30' },
    ])
    const there = held({ from_date: '2027-02-01', to_date: '2027-06-30' })
    expect(steps([later], [there])).toEqual([])
    expect(steps([wanted({ from: '2027-03-01' })], [there])).toMatchObject([
      { do: 'take-back' },
      { do: 'give', from: '2027-03-01', to: null },
    ])
    expect(steps([later], [held({ source: 'hand' })])).toEqual([])
  })
  it('stay apart where a gap parts two terms, and are one where none does', () => {
    const [fall, spring] = [
      wanted({ from: '2026-08-27', to: '2026-12-18' }),
      wanted({ from: '2027-02-01', to: '2027-06-30' }),
    ]
    expect(steps([spring, fall], [])).toMatchObject([
      { do: 'give', from: '2026-08-27', to: '2026-12-18' },
      { do: 'give', from: '2027-02-01', to: '2027-06-30' },
    ])
    expect(steps([wanted({ from: '2026-08-27', to: '2026-10-30' }), spring], [held()])).toMatchObject([
      { do: 'end', to: '2026-10-30' },
      { do: 'give', from: '2027-02-01' },
    ])
    expect(steps([fall, wanted({ from: '2026-12-19', to: '2027-06-30' })], [])).toMatchObject([
      { do: 'give', from: '2026-08-27', to: '2027-06-30' },
    ])
  })
  it('never touch one that a person gave or changed, and do not double it', () => {
    expect(steps([], [held({ source: 'hand' })])).toEqual([])
    expect(steps([wanted()], [held({ source: 'hand' })])).toEqual([])
    expect(steps([], [held({ changed_by_hand: true })])).toEqual([])
    expect(steps([wanted()], [held({ changed_by_hand: true, to_date: '2026-11-01' })])).toEqual([])
    expect(steps([wanted()], [held({ source: 'hand', to_date: '2020-06-30' })])).toMatchObject([{ do: 'give' }])
  })
  it('go on when somebody is back before a day has passed', () => {
    expect(steps([wanted()], [held({ to_date: yesterday })])).toMatchObject([{ do: 'end', to: null }])
  })
  it('are settled after one round, whatever was held', () => {
    const day = fc.constantFrom('2026-08-27', '2026-11-18', yesterday, today, '2026-11-21', '2027-06-30')
    const one = fc.record({
      account_id: fc.constantFrom(1, 2),
      org_id: fc.constantFrom(5, 6),
      from: fc.option(day),
      to: fc.option(day),
    })
    const kept = fc.record({
      account_id: fc.constantFrom(1, 2),
      org_id: fc.constantFrom(5, 6),
      from_date: day,
      to_date: fc.option(day),
      source: fc.constantFrom('hand' as const, 'roster' as const),
      changed_by_hand: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 5 }),
        fc.uniqueArray(kept, { maxLength: 5, selector: (row) => `${row.account_id} ${row.org_id} ${row.from_date}` }),
        (want, have) => {
          const wants = want
            .filter((row) => row.from === null || row.to === null || row.from <= row.to)
            .map((row) => wanted(row))
          let rows: Held[] = have
            .filter((row) => row.to_date === null || row.from_date <= row.to_date)
            .map((row, index) =>
              held({ ...row, role_id: index + 1, changed_by_hand: row.source === 'roster' && row.changed_by_hand }),
            )
            .sort((a, b) => b.from_date.localeCompare(a.from_date) || a.role_id - b.role_id)
          const byHand = JSON.stringify(rows.filter((row) => row.source === 'hand' || row.changed_by_hand))
          for (const step of steps(wants, rows)) {
            if (step.do === 'take-back') rows = rows.filter((row) => row !== step.held)
            else if (step.do === 'end')
              rows = rows.map((row) => (row === step.held ? { ...row, to_date: step.to } : row))
            else rows = [held({ role_id: 99, ...step.wanted, from_date: step.from, to_date: step.to }), ...rows]
          }
          rows.sort((a, b) => b.from_date.localeCompare(a.from_date) || a.role_id - b.role_id)
          expect(JSON.stringify(rows.filter((row) => row.source === 'hand' || row.changed_by_hand))).toBe(byHand)
          expect(steps(wants, rows)).toEqual([])
          // Nobody holds a role of the roster today whom it does not want today.
          for (const row of rows)
            if (
              row.source === 'roster' &&
              !row.changed_by_hand &&
              row.from_date <= today &&
              (row.to_date === null || row.to_date >= today)
            )
              expect(
                wants.some(
                  (want_) =>
                    want_.account_id === row.account_id &&
                    want_.org_id === row.org_id &&
                    (want_.from === null || want_.from <= today) &&
                    (want_.to === null || want_.to >= today),
                ),
              ).toBe(true)
        },
      ),
      { numRuns: amount(300, 20_000), seed: seed() },
    )
  })
})
