import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { everyDistrict, systemScope } from '../people/index.ts'

/**
 * Does a job's work in every district of an installation, one after the other, each under a scope of its own that sees nothing of the others. In: the pool; the name
 * of the system actor; the work. What goes wrong in one district keeps no other waiting: they are all done, then the first error is thrown, so that the job is tried again.
 */
export async function inEveryDistrict(
  db: Db,
  name: string,
  work: (scope: Scope, districtId: number) => Promise<void>,
): Promise<void> {
  const wrong: unknown[] = []
  for (const { org_id: district } of await everyDistrict(db))
    try {
      await work(await systemScope(db, name, district), district)
    } catch (error) {
      wrong.push(error)
    }
  if (wrong.length > 0) throw wrong[0]
}
