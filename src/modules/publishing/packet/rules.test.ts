import { expect, it } from 'vitest'
import type { State } from '../../work/index.ts'
import { printable, shownRanges } from '../paper/glyphs.ts'
import { printed } from '../paper/print.ts'
import { departmentOf, movementOf, shareOf } from '../scorecards/rules.ts'
import { expectTagged } from './board-sample.test.tsx'
import type { EditionContent } from '../editions/content.ts'
import type { PublicCell } from '../sources.ts'
import { changedSince, comparePackets, markOf, onTime, onTimeByOwner, standingOf } from './rules.ts'
import type { PacketPart } from './schema.ts'

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

it('counts on time by who answers for the reports', () => {
  const line = (owner: string, due_on: string, done_on: string | null) => ({ owner, due_on, done_on, dropped: false })
  const lines = [
    line('Later', '2027-01-01', null),
    line('Data', '2026-11-01', '2026-10-30'),
    line('Data', '2026-11-02', '2026-11-05'),
    line('Data', '2026-11-03', null),
    line('Finance', '2026-11-04', '2026-11-04'),
  ]
  expect(onTimeByOwner(lines, '2026-11-20')).toEqual([
    { owner: 'Data', inTime: 1, of: 3 },
    { owner: 'Finance', inTime: 1, of: 1 },
    { owner: 'Later', inTime: 0, of: 0 },
  ])
})

it('tells a number that came, went or is about others now from one that stayed', () => {
  const cell = (n: number, group_value = 'all'): PublicCell => ({
    definition: 'ca',
    school_year: 2026,
    period: 'year',
    org_id: 1,
    group_set: group_value === 'all' ? 'all' : 'gender',
    group_value,
    state: 'measured',
    shown: true,
    n,
    d: 100,
    through_date: null,
  })
  const promises = ['stays', 'comes', 'goes', 'of others'].map((id) => ({
    id,
    definition: id === 'goes' ? 'other' : 'ca',
    ...(id === 'of others' ? { group: { set: 'gender', value: 'female' } } : {}),
    judged: { call: 'behind' },
  }))
  const content = {
    years: { latest: 2026 },
    district: { org_id: 1 },
    cells: [cell(20), cell(20, 'female')],
    promises,
  } as unknown as EditionContent
  const since = ['stays', 'comes', 'goes', 'of others'].map((id) => ({
    id,
    call: 'behind',
    cell: id === 'comes' ? null : cell(20),
  }))
  const found = changedSince(content, { since: { promises: since } } as unknown as PacketPart)
  expect(found?.values.map((one) => [one.promise.id, one.was?.n ?? null, one.now?.n ?? null])).toEqual([
    ['comes', null, 20],
    ['goes', 20, null],
    ['of others', 20, 20],
  ])
  expect(found?.same).toBe(1)
})

it('tells of two packets which promise changed, came, went, and which stayed', () => {
  type Made = { id: string; call?: string; n?: number; shown?: boolean; response?: string }
  const packet = (made: readonly Made[], done: number) =>
    ({
      years: { latest: 2026 },
      district: { org_id: 1 },
      cells: made.map((one) => ({
        definition: one.id,
        school_year: 2026,
        period: 'year',
        org_id: 1,
        group_set: 'all',
        group_value: 'all',
        state: 'measured',
        shown: one.shown ?? true,
        n: one.shown === false ? null : (one.n ?? 20),
        d: 100,
        through_date: null,
      })),
      promises: made.map((one) => ({ id: one.id, definition: one.id, judged: { call: one.call ?? 'behind' } })),
      packet: {
        work: { done, late: 0, stuck: 0, open: 0, dropped: 0 },
        responses: made.flatMap((one) =>
          one.response
            ? [{ promise: one.id, words: { en: one.response }, who: { en: 'Office' }, by_on: '2027-01-29' }]
            : [],
        ),
      },
    }) as unknown as EditionContent
  const was = packet(
    [
      { id: 'same', response: 'We visit.' },
      { id: 'call', call: 'behind' },
      { id: 'number', n: 20 },
      { id: 'hidden' },
      { id: 'response', response: 'We visit.' },
      { id: 'answered' },
      { id: 'went' },
    ],
    3,
  )
  const now = packet(
    [
      { id: 'came' },
      { id: 'same', response: 'We visit.' },
      { id: 'call', call: 'on_pace' },
      { id: 'number', n: 21 },
      { id: 'hidden', shown: false },
      { id: 'response', response: 'We call.' },
      { id: 'answered', response: 'We call.' },
    ],
    5,
  )
  const found = comparePackets(was, now)
  expect(found.promises.map((one) => [one.promise.id, one.changed, one.was === null])).toEqual([
    ['came', true, true],
    ['same', false, false],
    ['call', true, false],
    ['number', true, false],
    ['hidden', true, false],
    ['response', true, false],
    ['answered', true, false],
  ])
  expect(found.gone.map((one) => one.id)).toEqual(['went'])
  expect([found.work.was?.done, found.work.now?.done]).toEqual([3, 5])
  const [, , call, number] = found.promises
  expect([call?.was?.call, call?.now.call, number?.was?.cell?.n, number?.now.cell?.n]).toEqual([
    'behind',
    'on_pace',
    20,
    21,
  ])
  const itself = comparePackets(now, now)
  expect([itself.promises.filter((one) => one.changed), itself.gone]).toEqual([[], []])
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
