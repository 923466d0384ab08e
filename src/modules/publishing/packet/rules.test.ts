import { expect, it } from 'vitest'
import type { State } from '../../work/index.ts'
import { printable, shownRanges } from '../paper/glyphs.ts'
import { printed } from '../paper/print.ts'
import { departmentOf, movementOf, shareOf } from '../scorecards/rules.ts'
import { expectTagged } from './board-sample.test.tsx'
import { markOf, onTime, standingOf } from './rules.ts'

it('counts on time by the day of the meeting', () => {
  const line = (due_on: string, done_on: string | null, dropped = false) => ({ due_on, done_on, dropped })
  expect(markOf(line('2026-11-20', '2026-11-20'), '2026-11-20')).toBe('in_time')
  expect(markOf(line('2026-11-20', null), '2026-11-20')).toBe('ahead')
  expect(markOf(line('2026-11-19', null), '2026-11-20')).toBe('overdue')
  // Done after the day that is asked about: it was not here then.
  expect(markOf(line('2026-11-10', '2026-11-25'), '2026-11-20')).toBe('overdue')
  expect(
    onTime([line('2026-11-01', '2026-10-30'), line('2026-11-02', null), line('2026-11-03', null, true)], '2026-11-20'),
  ).toEqual({
    inTime: 1,
    of: 2,
  })
  const item = (state: State, due_on: string | null) => ({ state, due_on, starts_on: null })
  expect(
    standingOf(
      [item('stuck', '2026-11-19'), item('open', '2026-11-20'), item('done', null), item('dropped', null)],
      '2026-11-20',
    ),
  ).toEqual({ done: 1, late: 1, stuck: 1, open: 1, dropped: 1 })
})

it('counts nothing late that a wave holds back, before its day and until somebody begins it', () => {
  const held = { state: 'open' as State, due_on: '2026-11-02', starts_on: null, held_until: '2026-11-23' }
  expect(standingOf([held], '2026-11-22')).toEqual({ done: 0, late: 0, stuck: 0, open: 1, dropped: 0 })
  expect(standingOf([held], '2026-11-23')).toMatchObject({ late: 1, open: 0 })
  expect(standingOf([{ ...held, state: 'going_on' }], '2026-11-22')).toMatchObject({ late: 1, open: 0 })
})

it('writes signs that its font lacks as numbers, and can show all others', () => {
  expect(printable('e\u0301 \u{1F600}\u200B\u00AD 中\n')).toBe('é [U+1F600] [U+4E2D] ')
  const all = shownRanges.map(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join(''),
  )
  const blocks = all.map((words) => ({ kind: 'para' as const, said: { words } }))
  const doc = { lang: 'en' as const, title: '#eval("1") *x*', lead: '', author: 'D', day: '2026-11-20', facts: [] }
  expectTagged(printed({ ...doc, blocks, foot: '', pageOf: 'Sheet' }), 'en', '2026-11-20')
})

it('count a department as making progress when more improves than worsens', () => {
  const on = (value: number, day: string) => ({ on_date: day, value })
  expect(movementOf({ better: 'down' }, [on(9, '2026-11-01'), on(12, '2026-10-01')])).toBe('improving')
  expect(movementOf({ better: 'up' }, [on(9, '2026-11-01'), on(12, '2026-10-01')])).toBe('worsening')
  expect(movementOf({ better: 'up' }, [on(9, '2026-11-01')])).toBeNull()
  expect(departmentOf(['improving', 'improving', 'worsening', null])).toBe('progress')
  expect(departmentOf(['improving', 'worsening'])).toBe('no_progress')
  expect(departmentOf([null, 'not_comparable'])).toBe('not_known')
  expect(shareOf(['progress', 'no_progress', 'not_known'])).toEqual({ made: 1, of: 2 })
  expect(shareOf(['not_known'])).toBeNull()
})
