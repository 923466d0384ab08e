import { expect, it } from 'vitest'
import { usualDay } from './compute.ts'

it('is the day that at least half of the schools have reached, whoever is ahead or has stopped', () => {
  expect(usualDay([])).toBeNull()
  expect(usualDay(['2026-11-19'])).toBe('2026-11-19')
  expect(usualDay(['2026-11-20', '2026-11-19', '2026-11-19', '2026-10-02', '2026-11-20'])).toBe('2026-11-19')
  expect(usualDay(['2026-11-19', '2026-11-20'])).toBe('2026-11-20')
  expect(usualDay(['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-19'])).toBe('2026-11-20')
})
