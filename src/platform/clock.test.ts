import { afterEach, expect, it } from 'vitest'
import { dateIn, fixToday, now, today } from './clock.ts'
import { addDays } from './dates.ts'

afterEach(() => fixToday(null))

it('is the date of the place, not of the machine', () => {
  const night = new Date('2026-11-21T02:30:00Z')
  expect(dateIn(night, 'America/New_York')).toBe('2026-11-20')
  expect(dateIn(night, 'Asia/Tokyo')).toBe('2026-11-21')
})

it('can stand on a fixed day: instants and dates agree', () => {
  fixToday('2026-11-20')
  expect(today()).toBe('2026-11-20')
  expect(today('Asia/Tokyo')).toBe('2026-11-20')
  expect(dateIn(now(), 'America/New_York')).toBe('2026-11-20')
  fixToday(null)
  expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1000)
})

it('adds days over a leap day', () => expect(addDays('2028-02-28', 2)).toBe('2028-03-01'))
