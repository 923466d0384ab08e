import { z } from 'zod'
import { inScope } from '../../../platform/db/scope.ts'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { inEveryDistrict } from '../every-district.ts'
import { refreshCycles } from './actions.ts'

/** Opens and closes reporting cycles by the date of each district. Safe twice. */
const refreshAll = (services: Services): Promise<void> =>
  inEveryDistrict(services.db, 'cycles', (scope, district) =>
    inScope(services.db, scope, async (tx) => {
      await refreshCycles(tx, scope, district, await todayOf(tx, district))
    }),
  )

export const cycleJobs = [
  defineJob({ name: 'work.cycles', payload: z.object({}), run: (services: Services) => refreshAll(services) }),
]
/** After the duties, before anybody opens the list. */
export const cycleSchedules = [{ job: 'work.cycles', cron: '25 4 * * *' }] as const
