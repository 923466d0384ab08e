import { z } from 'zod'
import { neededFiles } from '../modules/feeds/index.ts'
import { sweepCubes } from '../modules/indicators/index.ts'
import { sweepEvidence } from '../modules/work/index.ts'
import { sweepProcesses } from '../platform/alive.ts'
import { clockJump, machineTime } from '../platform/clock.ts'
import { defineJob, type Job } from '../platform/jobs/jobs.ts'
import { sweepAttempts } from '../platform/web/limits.ts'
import type { Services } from '../platform/web/route.ts'
import { sweepLeftovers } from './leftovers.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Removes what no row names: uploads and computations that broke off, scratch of killed processes, rate limits that are over. */
export async function sweep(services: Services): Promise<void> {
  await sweepAttempts(services.db)
  await sweepProcesses(services.db)
  // After a jump of the machine's clock everything looks old (or young): the next night is soon enough.
  if (Math.abs(clockJump()) > hourMs) return
  await services.files.sweep(await neededFiles(services.db), dayMs, machineTime())
  await sweepEvidence(services, dayMs, machineTime())
  await sweepLeftovers(services.home, machineTime())
  await sweepCubes(services, dayMs, machineTime())
}

export const sweepJob = defineJob({
  name: 'app.sweep',
  payload: z.object({}),
  run: (services: Services) => sweep(services),
})

/** Every schedule and job of the application itself. */
export const appJobs = [sweepJob] as unknown as readonly Job<Services>[]
export const appSchedules = [{ job: 'app.sweep', cron: '40 2 * * *' }]
