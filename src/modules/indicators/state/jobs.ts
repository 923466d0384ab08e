import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/jobs.ts'
import { inScope } from '../../../platform/db/scope.ts'
import type { Services } from '../../../platform/web/route.ts'
import { current } from '../../feeds/index.ts'
import { systemScope } from '../../people/index.ts'
import { reconcileCohort } from './certified.ts'
import { takeStateReports } from './take.ts'

const payload = z.object({ district_id: z.int(), school_year: z.int() })

/** Serves the state's reports of a year as they stand; year 0: of every year (a school came, or has another code). */
export const stateReportsJob = defineJob({
  name: 'indicators.state-reports',
  policy: 'one-waiting',
  payload,
  expireIn: 1800,
  run: async (services: Services, { district_id, school_year }) => {
    if (school_year > 0) return takeStateReports(services, district_id, school_year)
    const scope = await systemScope(services.db, 'compute', district_id)
    const known = await inScope(services.db, scope, (tx) => current(tx, district_id))
    for (const one of known.filter((row) => row.dataset === 'state_report'))
      await takeStateReports(services, district_id, one.school_year)
  },
})

/** Compares a cohort of the state's certified list with ours. */
export const certifiedJob = defineJob({
  name: 'indicators.certified',
  policy: 'one-waiting',
  payload,
  expireIn: 1800,
  run: (services: Services, { district_id, school_year }) => reconcileCohort(services, district_id, school_year),
})
