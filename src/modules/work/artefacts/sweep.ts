import { inScope } from '../../../platform/db/scope.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import { neededEvidence } from './store-kept.ts'
import { evidenceFiles } from './take.ts'

/** Removes files of evidence that no row of any district names, or whose bytes were to go, and that are older than `olderThanMs`. Out: how many. */
export async function sweepEvidence(services: Services, olderThanMs: number, nowMs: number): Promise<number> {
  const scope = await systemScope(services.db, 'sweep', null)
  const needed = await inScope(services.db, scope, neededEvidence)
  return evidenceFiles(services).sweep(needed, olderThanMs, nowMs)
}
