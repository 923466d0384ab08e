import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { OrgTold } from './check-organizations.ts'
import { pick } from './compare.ts'
import {
  closeState,
  districtByCode,
  enterDistrict,
  insertOrg,
  nextOrgId,
  type OrgWritten,
  rebuildClosure,
  stateByCode,
  writePlaces,
} from './store-tree.ts'

const fresh = (told: OrgTold, districtId: number | null, parentId: number | null): OrgWritten => ({
  district_id: districtId,
  kind: told.kind,
  code: told.code,
  name: told.name,
  parent_id: parentId,
  from_date: told.from,
  to_date: told.to,
  low_grade: told.low,
  high_grade: told.high,
  phone: told.phone,
  address: told.address,
})

/**
 * Finds or makes the one district that a file names, and its state. The transaction may from then on write in that district; only a system actor may call.
 * Out: its id and how many rows were made. Errors: Forbidden; Invalid when the file does not name one state and one district.
 */
export async function foundDistrict(
  tx: Tx,
  scope: Scope,
  orgs: readonly OrgTold[],
): Promise<{ id: number; made: number }> {
  if (scope.actor !== null || !scope.name.startsWith('system:'))
    throw forbidden(
      'people/no-new-district',
      'A new district is made when the installation is set up.',
      'Ask the operator.',
    )
  const [district, ...others] = orgs.filter((told) => told.kind === 'district')
  const [state, ...states] = orgs.filter((told) => told.kind === 'state')
  if (!district || !state || others.length > 0 || states.length > 0)
    throw invalid(
      'people/bad-organizations',
      'A first file names one state and one district.',
      'Add both rows; send each district its own file.',
    )
  const known = await districtByCode(tx, district.code)
  if (known) {
    await enterDistrict(tx, known.org_id)
    return { id: known.org_id, made: 0 }
  }
  let made = 0
  let stateId = (await stateByCode(tx, state.code))?.org_id
  if (stateId === undefined) {
    stateId = await nextOrgId(tx)
    await insertOrg(tx, stateId, { ...fresh(state, null, null), to_date: null })
    await closeState(tx, stateId, state.from)
    made++
  }
  const id = await nextOrgId(tx)
  await enterDistrict(tx, id)
  const became = fresh(district, id, stateId)
  await insertOrg(tx, id, became)
  await writePlaces(tx, id, id, [{ org_id: id, parent_id: stateId, from_date: district.from, to_date: district.to }])
  await rebuildClosure(tx, id)
  await record(tx, scope, {
    org_id: id,
    object: 'people.org',
    object_id: id,
    version: 1,
    verb: 'added',
    became: pick(became),
  })
  return { id, made: made + 1 }
}
