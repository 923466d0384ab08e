import type { Readable } from 'node:stream'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { readIn } from '../copy.ts'
import { nextVersion } from '../versions.ts'
import { openGroupStaging, replaceGroups } from './store-groups.ts'

/** Makes the groups of a school year those of a CSV by keys (`student_key,race,gender,econ,el,swd,residency`): going back to an earlier version of them. */
export async function restoreGroups(
  tx: Tx,
  scope: Scope,
  districtId: number,
  year: number,
  csv: Readable,
): Promise<void> {
  const { table, columns } = await openGroupStaging(tx)
  await readIn(tx, table, columns, csv)
  await replaceGroups(tx, districtId, year)
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.students',
    object_id: `${districtId}`,
    version: await nextVersion(tx, 'people.students', `${districtId}`),
    verb: 'groups restored',
    became: { school_year: year },
  })
}
