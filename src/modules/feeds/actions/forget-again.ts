import { Trouble } from '../../../platform/errors.ts'
import { inScope } from '../../../platform/db/scope.ts'
import type { Services } from '../../../platform/web/route.ts'
import { cameBack, everyDistrict, forgetByCommand, systemScope, unfinished } from '../../people/index.ts'
import { forget } from './forget.ts'

/**
 * Goes on with what a killed process left, and forgets again whoever stands on a list and is here: after a backup from before was restored. Nightly for the
 * installation's own list; by the command line for a list that was kept beside the backups. Out: how many were forgotten.
 */
export async function forgetAgain(
  services: Services,
  only?: { districtId: number; list: { key: string; marks: readonly string[] } },
): Promise<number> {
  let count = 0
  for (const { org_id: districtId } of await everyDistrict(services.db)) {
    if (only && only.districtId !== districtId) continue
    const scope = await systemScope(services.db, 'forget', districtId)
    for (const one of await inScope(services.db, scope, (tx) => unfinished(tx, districtId)))
      if (await forget(services, districtId, one.forgetting_id)) count += 1
    for (const id of await cameBack(services.db, districtId, only?.list)) {
      try {
        const asked = await forgetByCommand(
          services.db,
          districtId,
          id,
          'stands on the list of forgotten students',
          'list of forgotten students',
        )
        if (await forget(services, districtId, asked.forgetting_id)) count += 1
      } catch (error) {
        // Somebody asks for the same person at this moment: that request does it.
        if (!(error instanceof Trouble && error.code === 'people/forget-twice')) throw error
      }
    }
  }
  return count
}
