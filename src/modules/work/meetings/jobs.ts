import { z } from 'zod'
import { inScope } from '../../../platform/db/scope.ts'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import type { Services } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { inEveryDistrict } from '../every-district.ts'
import { refreshMeetings } from './refresh.ts'

/** Makes the meetings that come soon, in every district. Safe twice. */
const refreshAll = (services: Services): Promise<void> =>
  inEveryDistrict(services.db, 'meetings', (scope, district) =>
    inScope(services.db, scope, async (tx) => {
      await refreshMeetings(tx, scope, district, await todayOf(tx, district))
    }),
  )

export const meetingJobs = [
  defineJob({ name: 'work.meetings', payload: z.object({}), run: (services: Services) => refreshAll(services) }),
]
/** After the duties of the day, before anybody opens the list. */
export const meetingSchedules = [{ job: 'work.meetings', cron: '25 4 * * *' }] as const
