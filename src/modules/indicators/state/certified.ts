import { join } from 'node:path'
import { inScope } from '../../../platform/db/scope.ts'
import type { Services } from '../../../platform/web/route.ts'
import { current } from '../../feeds/index.ts'
import { noForgetting, systemScope, todayOf } from '../../people/index.ts'
import { type CohortPair, cohortPairs } from '../engine/state.ts'
import { type Counted, type Difference, reconcile } from '../rules/reconcile.ts'
import { replaceCertified } from './store-certified.ts'
import { withLake } from './take.ts'

/** The rates that are compared student by student, with the years of their cohorts. */
export const certifiedRates = [
  { definition: 'four-year-graduation', years: 4 },
  { definition: 'six-year-graduation', years: 6 },
] as const

/**
 * Classes of differences. `state_removed`: in our cohort, taken out by the state with a code. `not_listed`: in ours, the state's list does not name the student.
 * `we_removed`: in the state's, taken out by us with reason and paper. `not_ours`: no file of ours names the student in this cohort.
 * `our_diploma`: we count a diploma in time, the state none. `no_diploma`: the state counts one, we do not.
 */
export const reasons = ['state_removed', 'not_listed', 'we_removed', 'not_ours', 'our_diploma', 'no_diploma'] as const
export type Reason = (typeof reasons)[number]

/** Why two lists differ about a student, and the word that stands behind it: the state's removal code, or our outcome. */
export function reasonOf(kind: Difference, pair: CohortPair): { reason: Reason; detail: string } {
  const outcome = pair.outcome ?? ''
  if (kind === 'only_ours')
    return pair.removal_code === null
      ? { reason: 'not_listed', detail: outcome }
      : { reason: 'state_removed', detail: pair.removal_code }
  if (kind === 'only_state') return { reason: pair.outcome === 'removed' ? 'we_removed' : 'not_ours', detail: outcome }
  return { reason: kind === 'counted_by_us' ? 'our_diploma' : 'no_diploma', detail: outcome }
}

/**
 * Compares a cohort of the state's certified list with ours, and serves the counts and the students about whom the two differ. In: the year in which the four years of the
 * cohort end. Without one of the two lists the comparison goes. Safe twice.
 */
export async function reconcileCohort(services: Services, districtId: number, cohortYear: number): Promise<void> {
  const scope = await systemScope(services.db, 'compute', districtId)
  for (const { definition, years } of certifiedRates) {
    const schoolYear = cohortYear + years - 4
    const plan = await inScope(services.db, scope, async (tx) => {
      const known = (await current(tx, districtId)).filter((one) => one.school_year === cohortYear)
      return {
        cohort: known.find((one) => one.dataset === 'cohort') ?? null,
        certified: known.find((one) => one.dataset === 'certified_cohort') ?? null,
        today: await todayOf(tx, districtId),
      }
    })
    const { cohort, certified, today } = plan
    const pairs =
      cohort && certified
        ? await withLake(services, districtId, (duck) =>
            cohortPairs(duck, {
              cohorts: [join(services.home, cohort.path)],
              certified: [join(services.home, certified.path)],
              definition,
              schoolYear,
              today,
              years,
            }),
          )
        : []
    const listed = pairs.some((one) => one.state !== null)
    await inScope(services.db, scope, async (tx) => {
      await noForgetting(tx, districtId)
      const key = { districtId, definition, schoolYear }
      if (!listed || !cohort || !certified) return replaceCertified(tx, key, null)
      const made = reconcile(side(pairs, 'ours'), side(pairs, 'state'))
      const byKey = new Map(pairs.map((one) => [String(one.student_key), one]))
      return replaceCertified(tx, key, {
        cohort: {
          district_id: districtId,
          definition,
          school_year: schoolYear,
          ours_n: made.ours.k,
          ours_d: made.ours.n,
          state_n: made.state.k,
          state_d: made.state.n,
          same: made.same,
          by: made.by,
          ours_version: `${cohort.school_year} v${cohort.version}`,
          state_version: certified.version,
        },
        differences: made.list.flatMap(({ student, kind }) => {
          const pair = byKey.get(student)
          if (!pair) return []
          return [
            {
              district_id: districtId,
              definition,
              school_year: schoolYear,
              student_key: pair.student_key,
              org_id: pair.org_id ?? districtId,
              kind,
              ...reasonOf(kind, pair),
            },
          ]
        }),
      })
    })
  }
}

const side = (pairs: readonly CohortPair[], list: 'ours' | 'state'): Counted[] =>
  pairs.flatMap((one) => {
    const counted = one[list]
    return counted === null ? [] : [{ student: String(one.student_key), counted }]
  })
