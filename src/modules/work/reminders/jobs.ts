import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { runReminders } from './digests.ts'

export const reminderJobs = [
  defineJob({
    name: 'work.reminders',
    payload: z.object({}),
    run: async (services: Services) => {
      await runReminders(services)
    },
  }),
]
/** Every ten minutes: which hour it is where, the districts' own time zones say. */
export const reminderSchedules = [{ job: 'work.reminders', cron: '*/10 * * * *' }] as const
