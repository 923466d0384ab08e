import type { Tx } from '../../platform/db/database.ts'
import { freshness } from '../feeds/index.ts'
import { isDaily } from './definitions/catalog.ts'
import type { RunRow } from './schema.ts'
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

/** Schools of a district that had stopped handing in attendance, by school year. */
export async function stoppedIn(
  tx: Tx,
  districtId: number,
  schoolYears: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const stopped = new Map<number, Set<number>>()
  for (const year of new Set(schoolYears)) {
    const schools = await freshness(tx, districtId, year)
    stopped.set(year, new Set(schools.filter((one) => one.stopped).map((one) => one.org_id)))
  }
  return stopped
}

/** Reads it. In: a transaction in a scope of the district, a definition, the years whose completeness will be asked for. */
export async function soundnessOf(
  tx: Tx,
  districtId: number,
  definition: string,
  schoolYears: readonly number[],
): Promise<Soundness> {
  const runs = await currentRuns(tx, definition)
  // Only what is counted day by day depends on schools that hand in every day.
  const stopped = await stoppedIn(tx, districtId, isDaily({ id: definition }) ? schoolYears : [])
  return soundness(runs, districtId, stopped)
}

/** The same from what was read before. In: the current runs of one definition, the district, the schools that had stopped. */
export function soundness(
  runs: readonly RunRow[],
  districtId: number,
  stopped: ReadonlyMap<number, ReadonlySet<number>>,
): Soundness {
  const rules = new Map(
    runs
      .filter((run) => run.district_id === districtId)
      .map((run) => [run.school_year, JSON.stringify(run.parameters)] as const),
  )
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
