import { z } from 'zod'
import { inScope } from '../../../platform/db/scope.ts'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { everyDistrict, systemScope, todayOf } from '../../people/index.ts'
import { refreshDocument } from './asking.ts'
import { documentsOf } from './store.ts'

/** Asks whoever came into an audience since yesterday, and drops what no longer concerns somebody, in every district. Safe twice. */
export async function refreshDocuments(services: Services): Promise<void> {
  for (const { org_id: district } of await everyDistrict(services.db)) {
    const scope = await systemScope(services.db, 'documents', district)
    await inScope(services.db, scope, async (tx) => {
      const today = await todayOf(tx, district)
      for (const one of await documentsOf(tx, [district]))
        if (one.in_force !== null) await refreshDocument(tx, scope, one, today)
    })
  }
}

export const documentJobs = [
  defineJob({ name: 'work.documents', payload: z.object({}), run: (services: Services) => refreshDocuments(services) }),
]
/** Early in the morning, before anybody opens the list. */
export const documentSchedules = [{ job: 'work.documents', cron: '30 4 * * *' }] as const
