import { expect, it } from 'vitest'
import { calendarText, folded } from './rules.ts'

const entry = {
  uid: 'a@throughline',
  day: '2028-02-29',
  title: 'Budget; review, with \\ and\nanother line',
  url: 'https://example.org/work/1',
  stamp: new Date('2026-11-20T15:04:05.678Z'),
  sequence: 2,
}

it('writes whole days, with the end on the day after, also in a leap year', () => {
  const text = calendarText('Work', [entry])
  for (const line of [
    'DTSTART;VALUE=DATE:20280229',
    'DTEND;VALUE=DATE:20280301',
    'DTSTAMP:20261120T150405Z',
    'SUMMARY:Budget\\; review\\, with \\\\ and\\nanother line',
    'SEQUENCE:2',
  ])
    expect(text.split('\r\n')).toContain(line)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})

it('folds at 75 bytes and never within a letter', () => {
  const line = `SUMMARY:${'Reunión de la Niñez '.repeat(12)}`
  const parts = folded(line).split('\r\n')
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
  expect(parts.map((part, index) => (index === 0 ? part : part.slice(1))).join('')).toBe(line)
})

it('gives the same bytes for the same entries in any order', () => {
  const other = { ...entry, uid: 'b@throughline', day: '2026-11-01' }
  expect(calendarText('Work', [entry, other])).toBe(calendarText('Work', [other, entry]))
})
