import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { prepareJob, prepareRecord, recordFailed, sweepRecords } from './record.ts'

/** Background work on records of students; every job is safe twice and carries ids of requests, never of students. */
export const recordJobs = [
  defineJob<Services, (typeof prepareJob)['payload']>({
    ...prepareJob,
    run: (services, p) => prepareRecord(services, p.district_id, p.record_id),
    failed: (services, p, code) => recordFailed(services, p.district_id, p.record_id, code),
  }),
  defineJob({
    name: 'people.sweep-records',
    payload: z.object({}),
    run: (services: Services) => sweepRecords(services),
  }),
]

export const recordSchedules = [{ job: 'people.sweep-records', cron: '5 3 * * *' }] as const
