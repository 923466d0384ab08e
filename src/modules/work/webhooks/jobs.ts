import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { runWebhooks } from './deliver.ts'

/** Sent by the schedule, and by pages on which somebody waits for a delivery. */
export const webhookJob = { name: 'work.webhooks', payload: z.object({}) }

export const webhookJobs = [
  defineJob<Services, (typeof webhookJob)['payload']>({
    ...webhookJob,
    run: async (services) => {
      await runWebhooks(services)
    },
  }),
]
export const webhookSchedules = [{ job: webhookJob.name, cron: '*/2 * * * *' }] as const
