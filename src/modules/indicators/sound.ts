import type { Tx } from '../../platform/db/database.ts'
import { freshness } from '../feeds/index.ts'
import { isDaily } from './definitions/catalog.ts'
import { currentRuns } from './store.ts'
import { dayOf, type Target } from './targets.ts'

/** What may keep values of a district from being judged or compared (methods 3.4, no call). */
export type Soundness = {
  /** False when a school (one of `schools`, or any) had stopped handing in attendance by the end of what is known of the year. */
  complete: (schoolYear: number, schools?: readonly number[]) => boolean
  /** False when both years were computed and not with the same parameters. A year that nothing computed cannot contradict. */
  sameRule: (one: number, other: number) => boolean
  /** The same between a value's year and the year of a target's baseline. */
  sameAsBaseline: (schoolYear: number, target: Target) => boolean
}

/** The ending year of the school year that a day lies in: July begins a new one. */
const schoolYearOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5) >= '07-01' ? 1 : 0)

/** Reads it. In: a transaction in a scope of the district, a definition, the years whose completeness will be asked for. */
export async function soundnessOf(
  tx: Tx,
  districtId: number,
  definition: string,
  schoolYears: readonly number[],
): Promise<Soundness> {
  const runs = await currentRuns(tx, definition)
  const rules = new Map(
    runs
      .filter((run) => run.district_id === districtId)
      .map((run) => [run.school_year, JSON.stringify(run.parameters)] as const),
  )
  const stopped = new Map<number, Set<number>>()
  // Only what is counted day by day depends on schools that hand in every day.
  for (const year of isDaily({ id: definition }) ? new Set(schoolYears) : []) {
    const schools = await freshness(tx, districtId, year)
    stopped.set(year, new Set(schools.filter((one) => one.stopped).map((one) => one.org_id)))
  }
  const sameRule = (one: number, other: number): boolean => {
    const [a, b] = [rules.get(one), rules.get(other)]
    return a === undefined || b === undefined || a === b
  }
  return {
    complete: (schoolYear, schools) => {
      const gone = stopped.get(schoolYear)
      return !gone || gone.size === 0 || (schools !== undefined && !schools.some((id) => gone.has(id)))
    },
    sameRule,
    sameAsBaseline: (schoolYear, target) =>
      !target.baseline || sameRule(schoolYear, schoolYearOf(dayOf(target.baseline.asOf))),
  }
}
