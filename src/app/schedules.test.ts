import { expect, it } from 'vitest'
import { modules } from './modules.ts'
import { schedules } from './schedules.ts'
import { appJobs, appSchedules } from './sweep.ts'

const declared = [...appSchedules, ...modules.flatMap((one) => one.schedules ?? [])]
const line = (one: { job: string; cron: string }) => `${one.job} at ${one.cron}`

it('lists every schedule that a module declares, and no other', () => {
  expect(schedules.map(line).toSorted()).toEqual(declared.map(line).toSorted())
  expect(new Set(schedules.map((one) => one.job)).size).toBe(schedules.length)
  for (const one of schedules) expect([one.job, one.does.length > 10]).toEqual([one.job, true])
})

it('names only jobs that there are', () => {
  const jobs = new Set([...appJobs, ...modules.flatMap((one) => one.jobs ?? [])].map((one) => one.name))
  expect(declared.filter((one) => !jobs.has(one.job))).toEqual([])
})

it('runs nothing at a fixed time in the hours that come twice or not at all', () => {
  // Between one and two (twice in autumn) and two and three (not in spring), only what runs every few minutes or may be missed for a night.
  const missable = ['app.sweep']
  const fixed = declared.filter((one) => /^\d+ [12] /.test(one.cron) && !missable.includes(one.job))
  expect(fixed).toEqual([])
})
