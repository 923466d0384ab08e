import { z } from 'zod'
import { neededFiles } from '../modules/feeds/index.ts'
import { machineTime } from '../platform/clock.ts'
import { defineJob, type Job } from '../platform/jobs/jobs.ts'
import { sweepAttempts } from '../platform/web/limits.ts'
import type { Services } from '../platform/web/route.ts'

const dayMs = 86_400_000

/** Removes what no row names: uploads that broke off, rate limits that are over. Nothing younger than a day. */
export async function sweep(services: Services): Promise<void> {
  await sweepAttempts(services.db)
  await services.files.sweep(await neededFiles(services.db), dayMs, machineTime())
}

export const sweepJob = defineJob({
  name: 'app.sweep',
  payload: z.object({}),
  run: (services: Services) => sweep(services),
})

/** Every schedule and job of the application itself. */
export const appJobs = [sweepJob] as unknown as readonly Job<Services>[]
export const appSchedules = [{ job: 'app.sweep', cron: '40 2 * * *' }]
