import { afterEach, expect, it } from 'vitest'
import { dateIn, fixToday, jumpClock, machineTime, now, today } from './clock.ts'
import { addDays } from './dates.ts'

afterEach(() => {
  jumpClock(0)
  fixToday(null)
})

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

it('stands on the day at every hour, also where daylight saving lies between', () => {
  const zone = 'America/New_York'
  for (let hour = 0; hour < 24; hour++)
    for (const day of ['2026-09-08', '2027-01-15']) {
      const at = Date.parse(`2026-11-23T${String(hour).padStart(2, '0')}:51:00Z`)
      jumpClock(0)
      jumpClock(at - machineTime())
      fixToday(day)
      expect(`${hour} ${dateIn(now(), zone)}`).toBe(`${hour} ${day}`)
      expect(now().getUTCMinutes()).toBe(51)
    }
})

it('adds days over a leap day', () => expect(addDays('2028-02-28', 2)).toBe('2028-03-01'))
