import { z } from 'zod'
import { listen } from '../../platform/events.ts'
import { defineJob, type Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/web/route.ts'
import { datasetChanged } from '../feeds/index.ts'
import { todayOf, yearOf } from '../people/index.ts'
import { computeOutcomes } from './compute-outcomes.ts'
import { computeYear, yearsToCompute } from './compute.ts'
import { outcomeDatasets } from './definitions/outcomes.ts'
import { trialJob } from './own/trial.ts'
import { certifiedJob, stateReportsJob } from './state/jobs.ts'

/** Computes a district's school year anew; several changes of one year that wait become one computation. */
export const computeJob = defineJob({
  name: 'indicators.compute',
  policy: 'one-waiting',
  payload: z.object({ district_id: z.int(), school_year: z.int() }),
  expireIn: 3600,
  run: async (services: Services, payload) => {
    await computeYear(services, payload.district_id, payload.school_year)
    await computeOutcomes(services, payload.district_id, payload.school_year)
  },
})

/** Computes what is counted once a school year; several changes of one year that wait become one computation. */
export const outcomesJob = defineJob({
  name: 'indicators.outcomes',
  policy: 'one-waiting',
  payload: z.object({ district_id: z.int(), school_year: z.int() }),
  expireIn: 3600,
  run: (services: Services, payload) => computeOutcomes(services, payload.district_id, payload.school_year),
})

/** Computes all years of a district (organizations changed, or the rules did). */
export const computeAllJob = defineJob({
  name: 'indicators.compute-all',
  policy: 'one-waiting',
  payload: z.object({ district_id: z.int() }),
  expireIn: 7200,
  run: async (services: Services, payload) => {
    for (const year of await yearsToCompute(services, payload.district_id)) {
      await computeYear(services, payload.district_id, year)
      await computeOutcomes(services, payload.district_id, year)
    }
  },
})

export const jobs = [
  computeJob,
  outcomesJob,
  computeAllJob,
  stateReportsJob,
  certifiedJob,
  trialJob,
] as unknown as readonly Job<Services>[]

/** School years whose measures may read the rows of a year: it and all later ones, since a cohort goes on for six years and a course of grade 8 counts in grade 9. */
const yearsAsking = (schoolYear: number, running: number): number[] =>
  Array.from({ length: Math.max(0, running - schoolYear) + 1 }, (_, i) => schoolYear + i)

/**
 * A changed dataset makes its school year due; changed organizations make all years due. The running year moves "the same school day last year",
 * so the year before is due with it, after it.
 */
export const listeners = [
  listen(datasetChanged, async (services, tx, _scope, change) => {
    const { district_id, school_year, dataset } = change
    if (dataset === 'org') {
      await services.queue.send(tx, computeAllJob, { district_id }, { key: `all:${district_id}` })
      await services.queue.send(tx, stateReportsJob, { district_id, school_year: 0 }, { key: `all:${district_id}` })
      return
    }
    const of = { district_id, school_year }
    const key = { key: `${district_id}:${school_year}` }
    if (dataset === 'state_report') {
      await services.queue.send(tx, stateReportsJob, of, key)
      return
    }
    if (dataset === 'certified_cohort' || dataset === 'cohort') await services.queue.send(tx, certifiedJob, of, key)
    if (dataset === 'certified_cohort') return
    // Classes are no input of a definition; what a roster changes of enrollment and groups is told as such.
    if (dataset === 'roster') return
    const yearly = outcomeDatasets.some((one) => one === dataset)
    if (yearly || dataset === 'student_group') {
      const running = await yearOf(tx, district_id, await todayOf(tx, district_id))
      for (const year of yearsAsking(school_year, running).slice(yearly ? 0 : 1))
        await services.queue.send(
          tx,
          outcomesJob,
          { district_id, school_year: year },
          { key: `${district_id}:${year}` },
        )
      if (yearly) return
    }
    const due = async (year: number) =>
      services.queue.send(tx, computeJob, { district_id, school_year: year }, { key: `${district_id}:${year}` })
    await due(school_year)
    if (school_year === (await yearOf(tx, district_id, await todayOf(tx, district_id)))) await due(school_year - 1)
  }),
]
