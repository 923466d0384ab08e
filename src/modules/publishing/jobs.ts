import { defineJob } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/web/route.ts'
import { draftJob, publishJob } from './sending.ts'
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
]
