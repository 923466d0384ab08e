import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, type Role } from '../../people/index.ts'
import { districtsPublished, replaceSimilar, similarDistricts } from './store.ts'

const namers: readonly Role[] = ['data_steward', 'administrator']
/** A page of districts is no comparison. */
export const mostSimilar = 40

/** Who names the districts to be compared with: whoever runs the files of the district, at the district itself. */
export const mayNameSimilar = (visitor: Visitor, districtId: number): boolean =>
  visitor.roles.some((held) => held.org_id === districtId && (namers as readonly string[]).includes(held.role)) &&
  holds(visitor, namers, districtId)

/**
 * Names the districts to be compared with. In: what was typed, codes of seven digits apart by blanks or lines. Out: the codes as kept.
 * Errors: Forbidden; Invalid when a code is of no district in the loaded files.
 */
export async function nameSimilar(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  districtId: number,
  typed: string,
): Promise<string[]> {
  if (!mayNameSimilar(visitor, districtId))
    throw forbidden(
      'indicators/not-yours-to-name',
      'Only the data steward or an administrator of the district names districts to compare with.',
      'Ask one of them.',
    )
  const codes = [...new Set(typed.split(/[\s,;]+/).filter((one) => one !== ''))].slice(0, mostSimilar)
  const known = new Set((await districtsPublished(tx, districtId)).map((one) => one.code))
  const wrong = codes.filter((one) => !known.has(one))
  if (wrong.length > 0)
    throw invalid(
      'indicators/no-such-district',
      'These are no codes of districts in the loaded files: {codes}.',
      'Choose from the list of codes.',
      [],
      { codes: wrong.map((one) => one.slice(0, 12)).join(', ') },
    )
  const before = await similarDistricts(tx, districtId)
  await replaceSimilar(tx, districtId, codes)
  const told = (await historyOf(tx, 'indicators.similar', districtId))[0]?.version ?? 0
  await record(tx, scope, {
    org_id: districtId,
    object: 'indicators.similar',
    object_id: districtId,
    version: told + 1,
    verb: 'named',
    was: { codes: before.join(' ') },
    became: { codes: codes.join(' ') },
  })
  return codes
}
