import { defineJob } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/web/route.ts'
import { healIndexes } from './healing.ts'
import { draftJob, healJob, publishJob } from './sending.ts'
import type { Sources } from './sources.ts'
import { failed, fillDraft, publishEdition } from './working.ts'

/** The background jobs over the given sources. */
export const jobsOver = (sources: Sources) => [
  defineJob({
    ...draftJob,
    run: (services: Services, ids) => fillDraft(services, sources, ids),
    failed: (services, ids, code) => failed(services, sources, ids, code),
  }),
  defineJob({
    ...publishJob,
    run: (services: Services, ids) => publishEdition(services, sources, ids),
    failed: (services, ids, code) => failed(services, sources, ids, code),
  }),
  defineJob({
    ...healJob,
    policy: 'one-waiting',
    atStart: true,
    run: (services: Services) => healIndexes(services, sources),
  }),
]
/** The same every ten minutes: a process that was cut off from the database may have written an index after it was written anew. */
export const publishingSchedules = [{ job: healJob.name, cron: '*/10 * * * *' }] as const
