import type { CubeResult } from '../../engine/compute.ts'
import { computeYearCubes, type YearComputation } from '../../engine/year.ts'

/** After so many milliseconds the definitions of a district, all together, are stopped; one by one they have less. */
const mostTogether = 300_000
const mostAlone = 60_000

/**
 * Computes the active own definitions of a district. Whatever a district wrote must not hold up the night: when the engine fails at all together (or takes
 * too long), each is computed alone, and those at which it fails are left out. Out: the cubes made, and the ids of the cards that failed.
 */
export async function computeOwnCubes(
  job: Omit<YearComputation, 'lists'>,
): Promise<{ cubes: CubeResult[]; failed: string[] }> {
  const { definitions } = job
  const all = await within(job, definitions, mostTogether)
  if (all) return { cubes: all, failed: [] }
  const cubes: CubeResult[] = []
  const failed: string[] = []
  for (const one of definitions) {
    const made = definitions.length === 1 ? null : await within(job, [one], mostAlone)
    if (made) cubes.push(...made)
    else failed.push(one.card.id)
  }
  return { cubes, failed }
}

/** The cubes, or null where the engine failed. */
async function within(
  job: Omit<YearComputation, 'lists'>,
  definitions: YearComputation['definitions'],
  most: number,
): Promise<CubeResult[] | null> {
  if (definitions.length === 0) return []
  const stop = setTimeout(() => job.duck.interrupt(), most)
  try {
    return await computeYearCubes({ ...job, definitions })
  } catch {
    return null
  } finally {
    clearTimeout(stop)
  }
}
