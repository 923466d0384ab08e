import { z } from 'zod'
import { inScope } from '../../../platform/db/scope.ts'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { inEveryDistrict } from '../every-district.ts'
import { refreshDuties } from './actions.ts'

/** Makes what begins soon a due item, in every district. Safe twice. */
const refreshAll = (services: Services): Promise<void> =>
  inEveryDistrict(services.db, 'duties', (scope, district) =>
    inScope(services.db, scope, async (tx) => {
      await refreshDuties(tx, scope, district, await todayOf(tx, district))
    }),
  )

export const dutyJobs = [
  defineJob({ name: 'work.duties', payload: z.object({}), run: (services: Services) => refreshAll(services) }),
]
/** Early in the morning, before anybody opens the list. */
export const dutySchedules = [{ job: 'work.duties', cron: '20 4 * * *' }] as const
