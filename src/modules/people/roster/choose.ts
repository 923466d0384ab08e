import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Role } from '../access.ts'
import { systemScope } from '../accounts/identify.ts'
import { trust } from '../accounts/store.ts'
import { districtsManaged } from '../sign-in/admin.ts'
import { type AccessGiven, chosen, followRoster } from './roles.ts'
import { grantable } from './rules.ts'
import { type RosterStaffRole, rosterStaffRoles } from './schema.ts'
import { grantsOf, writeGrant } from './store-access.ts'

/** Opens the roster's staff of the districts that the visitor administers as a whole. Out: those districts. Errors: Forbidden `people/not-yours`. */
export async function manageRoster(tx: Tx, visitor: Visitor): Promise<number[]> {
  const districts = districtsManaged(visitor)
  if (districts.length === 0)
    throw forbidden(
      'people/not-yours',
      'Only an administrator of the whole district chooses which roles a roster gives.',
      'Ask the administrator of your district.',
    )
  await trust(tx, districts)
  return districts
}

/**
 * Chooses which roles of a roster give which roles in a district. In: for each role of the roster a role that a roster may give, or an empty text for none.
 * Errors: Forbidden; Invalid `people/bad-grant`.
 */
export async function chooseGrants(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  districtId: number,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  if (!(await manageRoster(tx, visitor)).includes(districtId))
    throw forbidden('people/not-yours', 'You do not administer this district.', 'Choose one of yours.')
  const before = chosen(await grantsOf(tx, districtId))
  for (const one of rosterStaffRoles) {
    const said = typed[one]
    if (said === undefined) continue
    const role = said === '' ? null : (grantable.find((name) => name === said) ?? undefined)
    if (role === undefined)
      throw invalid('people/bad-grant', 'A roster cannot give this role.', 'Choose one from the list.')
    if ((before.get(one) ?? null) === role) continue
    await writeOne(tx, scope, districtId, one, before.get(one) ?? null, role)
  }
}

async function writeOne(
  tx: Tx,
  scope: Scope,
  districtId: number,
  rosterRole: RosterStaffRole,
  was: Role | null,
  role: Role | null,
): Promise<void> {
  const version = await writeGrant(tx, districtId, rosterRole, role)
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.roster-grant',
    object_id: `${districtId}:${rosterRole}`,
    version,
    verb: 'set',
    was: { role: was },
    became: { role },
  })
}

/** Makes accounts and roles of a district follow its roster now, as the product itself. `dry`: only says what would be done. */
export async function followNow(db: Db, districtId: number, dry = false): Promise<AccessGiven> {
  const scope = await systemScope(db, 'roster', districtId)
  return inScope(db, scope, (tx) => followRoster(tx, scope, districtId, dry))
}
