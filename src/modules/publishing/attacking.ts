import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../platform/config.ts'
import { type Audited, auditInThread, type DisclosureTable, protectAndAttack, stateRules } from '../indicators/index.ts'
import type { Solver } from './certificate.ts'

/** Up to so many numbers are done where one stands: a thread would take longer to begin than the attack takes. */
const inPlace = 400

/**
 * Hides and attacks a table (layers 1 to 5 of the disclosure control). In: all linked numbers with their true counts; the family of editions, from which ties are
 * broken. Out: the pattern, what the attack found of it, and its facts. The same table gives the same answer. A long table runs in a thread of its own, so
 * that the worker goes on giving signs of life.
 */
export const attacked = (table: DisclosureTable, seed: string): Promise<Audited> =>
  table.cells.length <= inPlace ? protectAndAttack(table, seed, stateRules) : auditInThread(table, seed, stateRules)

/** The solver and its version, as the product names it among its dependencies. */
export function solverInUse(): Solver {
  const told = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return { name: 'HiGHS', version: told.dependencies.highs ?? '' }
}
