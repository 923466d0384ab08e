import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { missing } from '../../platform/errors.ts'
import type { Ctx } from '../../platform/web/route.ts'
import { type Org, orgsUnder } from '../people/index.ts'
import { type DefinitionCard, definitions } from './definitions/catalog.ts'
import { ownCardNamed } from './own/active.ts'
import { isOwn } from './own/id.ts'
import { type Place, placeAt } from './place.ts'
import { type View, viewOf } from './view.ts'

/** The definition that an address names: one of the product, or an own one of the district of the place. Errors: Missing `indicators/unknown`. */
export async function definitionAt(ctx: Ctx): Promise<DefinitionCard> {
  const id = ctx.param('definition')
  const definition =
    Object.values(definitions).find((one) => one.id === id) ?? (isOwn(id) ? await ownAt(ctx, id) : null)
  if (!definition)
    throw missing('indicators/unknown', 'There is no such indicator.', 'Choose one from the list of indicators.')
  return definition
}

const ownAt = (ctx: Ctx, id: string): Promise<DefinitionCard | null> =>
  ctx.inScope(async (tx, scope) => ownCardNamed(tx, (await placeAt(tx, ctx, scope)).district.org_id, id))

/** The definitions of the list; some have a page of their own instead. */
export const listedDefinitions = (): DefinitionCard[] =>
  Object.values(definitions).filter((one) => one.listed !== false)

/** One indicator of a place, as the reader may see it. */
export const viewAt = (
  tx: Tx,
  scope: Scope,
  place: Place,
  definition: DefinitionCard,
  sets?: readonly string[],
): Promise<View> =>
  viewOf(tx, scope, {
    definition,
    districtId: place.district.org_id,
    districtCode: place.district.code,
    orgId: place.org.org_id,
    currentYear: place.currentYear,
    isDistrict: place.org.org_id === place.district.org_id,
    ...(sets ? { groupSets: sets } : {}),
  })

/** The schools below a place that is no school itself. */
export const schoolsBelow = async (tx: Tx, place: Place): Promise<Org[]> =>
  place.org.kind === 'school'
    ? []
    : (await orgsUnder(tx, place.org.org_id, place.day, 'school')).filter((org) => org.org_id !== place.org.org_id)
